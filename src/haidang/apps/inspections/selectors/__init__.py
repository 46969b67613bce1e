"""Reads of plans, matches, overlaps and joint teams."""

from haidang.apps.inspections.selectors.years import count_visits, get_year, list_years

__all__ = ["count_visits", "get_year", "list_years"]
