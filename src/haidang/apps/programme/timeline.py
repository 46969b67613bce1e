"""Obligations along a year: which months a bar covers.

A bar runs from the first day that is stated (start, else decision) to the due date; without a first day it is the
month in which the task is due. What is overdue goes on to today, what was done ends on that day. Without any date a
recurring task runs through the year, and a task that is done once has no bar.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from haidang.apps.programme.formatting import State, describe_state
from haidang.apps.programme.models import Task, TaskKind

MONTHS: Final = 12
WIDE: Final = 4  # months that hold the words of a bar


@dataclass(frozen=True)
class Row:
    """A task in a year: `before`, `length` and `after` count months and add up to twelve; `length` 0: no bar.

    `goes_on` is true for a bar without dates. `from_before` and `to_after`: the task reaches beyond the year.
    """

    task: Task
    state: State
    before: int = 0
    length: int = 0
    goes_on: bool = False
    from_before: bool = False
    to_after: bool = False

    @property
    def after(self) -> int:
        return MONTHS - self.before - self.length

    @property
    def words_stand(self) -> str:
        """Where there is room for the words: "inside" the bar, "after" it or "before" it."""
        if self.length >= WIDE:
            return "inside"
        return "after" if self.after >= WIDE else "before"


def lay_out(tasks: Iterable[Task], year: int, today: date) -> list[Row]:
    """The tasks that have something to show in a year, in their order."""
    rows = (_row(task, year, today) for task in tasks)
    return [row for row in rows if row is not None]


def _row(task: Task, year: int, today: date) -> Row | None:
    state = describe_state(task, today)
    span = _span(task, today)
    if span is None:
        goes_on = task.kind == TaskKind.RECURRING and not task.is_closed
        return Row(task, state, length=MONTHS if goes_on else 0, goes_on=goes_on)
    first, last = span
    if last.year < year or first.year > year:
        return None
    start = first.month if first.year == year else 1
    end = last.month if last.year == year else MONTHS
    return Row(
        task,
        state,
        before=start - 1,
        length=end - start + 1,
        from_before=first.year < year,
        to_after=last.year > year,
    )


def _span(task: Task, today: date) -> tuple[date, date] | None:
    """First and last day of the bar; None without any date."""
    end = today if task.is_overdue(today) else task.done_on or task.due_date
    start = task.starts_on or task.decided_on or task.due_date or end
    if start is None:
        return None
    last = max(end or today, start)
    return min(start, last), last
