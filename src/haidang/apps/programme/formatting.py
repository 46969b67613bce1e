"""How the state of an obligation is put: a commitment is kept or not, anything else done or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidang.apps.programme.models import Obligation, Status, Task
from haidang.domain.vietnamese import format_number


@dataclass(frozen=True)
class State:
    """`value` chooses the look (foundation/web/states.py), `label` is the word beside it."""

    value: str
    label: Any


def describe_state(task: Task, on: date) -> State:
    """The state of a task on a day, in one phrase: overdue and done late tell by how many days."""
    late = task.days_late(on)
    if task.obligation == Obligation.COMMITMENT and task.status != Status.CANCELLED:
        return _commitment(task, late)
    if task.status == Status.DONE:
        return (
            State("done_late", _("Done, %(days)s late") % _days(late)) if late else State("done", _("Done"))
        )
    if late:
        return State("overdue", _("Overdue by %(days)s") % _days(late))
    return State(task.status, task.get_status_display())


def _commitment(task: Task, late: int) -> State:
    if task.status == Status.DONE:
        return (
            State("done_late", _("Kept, %(days)s late") % _days(late)) if late else State("done", _("Kept"))
        )
    if late:
        return State("overdue", _("Not kept, %(days)s overdue") % _days(late))
    return State(task.status, task.get_status_display())


def _days(count: int) -> dict[str, str]:
    written = format_number(count)
    return {"days": ngettext("%(count)s day", "%(count)s days", count) % {"count": written}}
