"""A list of tasks as a table for spreadsheets: UTF-8 with a mark, dates and numbers as officials write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from haidang.apps.programme.formatting import describe_state
from haidang.apps.programme.models import Part, Task
from haidang.domain.vietnamese import format_date, format_number
from haidang.foundation.web.csv_files import spreadsheet_bytes


def tasks_as_csv(tasks: Iterable[Task], today: date) -> bytes:
    """One line per task."""
    columns = [
        _("Code"), _("Task"), _("Kind of obligation"), _("Sub-index"), _("Leads"), _("Co-ordinates"), _("Due"),
        _("State"), _("Days late"), _("Done on"), _("Expected on"), _("Plan"), _("Grounds"), _("Address"),
    ]  # fmt: skip
    return spreadsheet_bytes(columns, (_cells(task, today) for task in tasks))


def _cells(task: Task, today: date) -> list[str]:
    late = task.days_late(today)
    return [
        task.code,
        task.title,
        str(task.get_obligation_display()),
        task.category.name if task.category else "",
        _names(task, Part.LEAD),
        _names(task, Part.COORDINATE),
        _day(task.due_date),
        str(describe_state(task, today).label),
        format_number(late) if late else "",
        _day(task.done_on),
        _day(task.expected_on),
        task.plan.code,
        str(task.basis or ""),
        task.published_url,
    ]


def _names(task: Task, part: str) -> str:
    return ", ".join(duty.unit.name for duty in task.participants.all() if duty.part == part)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""
