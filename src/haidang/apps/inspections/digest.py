"""A diary by days: what holds, what was corrected, which days are confirmed, which are missing, how many hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from haidang.apps.inspections.course import held_entries
from haidang.apps.inspections.models import DayConfirmation, DiaryEntry, Inspection, StepEntry, Task
from haidang.apps.inspections.procedures import is_working_day, working_days

_MINUTES: Final = 60


@dataclass(frozen=True)
class Written:
    """The newest entry of a member's day, with those that it corrects, newest first."""

    entry: DiaryEntry
    before: tuple[DiaryEntry, ...]

    @property
    def hours(self) -> Decimal:
        return hours(self.entry.minutes)


@dataclass(frozen=True)
class DiaryPage:
    """A day of the diary. `confirmed` is the confirmation that covers all its entries; None if there is none."""

    day: date
    written: tuple[Written, ...]
    confirmed: DayConfirmation | None
    is_missing: bool

    @property
    def minutes(self) -> int:
        """The day's time at the enterprise: that of the member who was there longest."""
        return max((written.entry.minutes for written in self.written), default=0)

    @property
    def hours(self) -> Decimal:
        return hours(self.minutes)

    @property
    def is_day_off(self) -> bool:
        return not is_working_day(self.day)


@dataclass(frozen=True)
class Diary:
    """The whole diary: days with entries and days on which the leader's entry is missing, in order."""

    pages: tuple[DiaryPage, ...]
    late: int

    @property
    def missing(self) -> tuple[date, ...]:
        return tuple(page.day for page in self.pages if page.is_missing)

    @property
    def hours(self) -> Decimal:
        return hours(sum(page.minutes for page in self.pages))

    @property
    def days_written(self) -> int:
        return sum(1 for page in self.pages if page.written)

    @property
    def unconfirmed(self) -> int:
        return sum(1 for page in self.pages if page.written and page.confirmed is None)

    def find(self, day: date) -> DiaryPage | None:
        return next((page for page in self.pages if page.day == day), None)


def hours(minutes: int) -> Decimal:
    """Minutes as hours, to a hundredth."""
    return (Decimal(minutes) / _MINUTES).quantize(Decimal("0.01")).normalize() + Decimal(0)


def lay_out_diary(
    inspection: Inspection,
    entries: Sequence[DiaryEntry],
    confirmations: Iterable[DayConfirmation],
    steps: Sequence[StepEntry],
    today: date,
) -> Diary:
    """The diary by days. Entries come with their `member`."""
    by_day: dict[date, list[DiaryEntry]] = defaultdict(list)
    for entry in entries:
        by_day[entry.day].append(entry)
    confirmed = {(found.day, found.up_to_id): found for found in confirmations}
    missing = set(missing_days(inspection, entries, steps, today))
    pages = []
    for day in sorted(set(by_day) | missing):
        of_day = by_day.get(day, [])
        newest = max((entry.pk for entry in of_day), default=0)
        pages.append(DiaryPage(day, _written(of_day), confirmed.get((day, newest)), day in missing))
    late = sum(1 for entry in entries if entry.is_late and entry.corrects_id is None)
    return Diary(tuple(pages), late)


def _written(entries: Sequence[DiaryEntry]) -> tuple[Written, ...]:
    by_pk = {entry.pk: entry for entry in entries}
    corrected = {entry.corrects_id for entry in entries}
    found = []
    for entry in entries:
        if entry.pk in corrected:
            continue
        before, older = [], entry.corrects_id
        while older is not None:
            before.append(by_pk[older])
            older = by_pk[older].corrects_id
        found.append(Written(entry, tuple(before)))
    return tuple(sorted(found, key=lambda written: written.entry.member_id))


def missing_days(
    inspection: Inspection, entries: Iterable[DiaryEntry], steps: Sequence[StepEntry], today: date
) -> list[date]:
    """Working days from the announcement to the end of the work, without entry of a leader; none of today.

    Days between a suspension and the resumption are not missed.
    """
    if inspection.announced_on is None:
        return []
    yesterday = date.fromordinal(today.toordinal() - 1)
    last = min(inspection.ended_on or yesterday, yesterday)
    led = {entry.day for entry in entries if entry.member.task == Task.LEADER}
    pauses = _pauses(steps, last)
    return [
        day
        for day in working_days(inspection.announced_on, last)
        if day not in led and not any(first < day < end for first, end in pauses)
    ]


def _pauses(steps: Sequence[StepEntry], last: date) -> list[tuple[date, date]]:
    held = held_entries(steps)
    begins = sorted(e.done_on for e in held if e.step == "suspension" and e.done_on)
    ends = sorted(e.done_on for e in held if e.step == "resumption" and e.done_on)
    after = date.fromordinal(last.toordinal() + 1)
    return [(first, ends[n] if n < len(ends) else after) for n, first in enumerate(begins)]
