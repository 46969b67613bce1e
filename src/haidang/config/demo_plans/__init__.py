"""Inspection plans of 45 agencies as files, for the demonstration: synthetic, the same for the same seed."""

from haidang.config.demo_plans.making import make_plans
from haidang.config.demo_plans.tables import plans_as_table

__all__ = ["make_plans", "plans_as_table"]
