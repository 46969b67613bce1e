"""Writes to plans, matches and joint teams."""

from haidang.apps.inspections.services.years import open_year

__all__ = ["open_year"]
