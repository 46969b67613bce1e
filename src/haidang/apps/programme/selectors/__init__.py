"""Reads about plans and obligations."""

from haidang.apps.programme.selectors.duties import (
    DueSoon,
    UnitDuties,
    count_duties,
    count_overdue_by_unit,
    list_due_soon,
    list_units_with_duties,
)
from haidang.apps.programme.selectors.publications import (
    STALE_AFTER_DAYS,
    list_gaps,
    list_released_commitments,
)
from haidang.apps.programme.selectors.tasks import (
    CategoryTasks,
    find_evidence,
    get_task,
    group_by_category,
    list_tasks,
    list_updates,
)

__all__ = [
    "STALE_AFTER_DAYS",
    "CategoryTasks",
    "DueSoon",
    "UnitDuties",
    "count_duties",
    "count_overdue_by_unit",
    "find_evidence",
    "get_task",
    "group_by_category",
    "list_due_soon",
    "list_gaps",
    "list_released_commitments",
    "list_tasks",
    "list_units_with_duties",
    "list_updates",
]
