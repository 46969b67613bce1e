"""Plans, obligations and their history.

Plan ──< Task ──< TaskUnit >── Unit          who leads, who helps
          │
          └────< TaskUpdate ──< Evidence >── StoredFile     what happened, never changed
"""

from haidang.apps.programme.models.history import Evidence, TaskUpdate, What
from haidang.apps.programme.models.obligations import (
    CLOSED,
    PUBLISHABLE,
    Obligation,
    Part,
    Plan,
    Repeats,
    Status,
    Task,
    TaskKind,
    TaskUnit,
)

__all__ = [
    "CLOSED",
    "PUBLISHABLE",
    "Evidence",
    "Obligation",
    "Part",
    "Plan",
    "Repeats",
    "Status",
    "Task",
    "TaskKind",
    "TaskUnit",
    "TaskUpdate",
    "What",
]
