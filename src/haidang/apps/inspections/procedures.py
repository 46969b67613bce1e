"""Courses of procedure, longest durations and checklists: dated data with their legal basis, in `data/`.

`certainty` says how sure a line is: "read" in the text itself, "secondary" in another's text, from "memory".
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import get_language

from haidang.domain.worktime import CalendarHorizonError
from haidang.foundation.calendars import working_calendar

FOLDER: Final = Path(__file__).parent / "data"
REFORM: Final = "cai_cach"
"""The form under which the course for inspections of administrative reform is listed."""
_FRIDAY: Final = 4


class Need(StrEnum):
    """Whether a step must be done; one that is waivable may be left out with a reason."""

    REQUIRED = "required"
    WAIVABLE = "waivable"
    OPTIONAL = "optional"


class Named:
    """What has a Vietnamese and an English name and basis."""

    name_vi: str
    name_en: str
    basis_vi: str
    basis_en: str

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi

    @property
    def basis(self) -> str:
        return self.basis_en if get_language() == "en" else self.basis_vi


@dataclass(frozen=True)
class Step(Named):
    """A step: due `days` (`complex_days` in complex cases) after the step `after`, in working or calendar days.

    `after` may also be "planned_start" or "planned_end"; without it the step has no deadline of its own.
    """

    key: str
    need: Need
    name_vi: str
    name_en: str
    after: str
    days: int | None
    complex_days: int | None
    working: bool
    basis_vi: str
    basis_en: str
    certainty: str


@dataclass(frozen=True)
class Procedure(Named):
    """The steps of one form of inspection, in their order, for decisions between two days."""

    key: str
    form: str
    valid_from: date
    valid_to: date | None
    name_vi: str
    name_en: str
    basis_vi: str
    basis_en: str
    certainty: str
    steps: tuple[Step, ...]

    def step(self, key: str) -> Step | None:
        """The step with this key."""
        return next((step for step in self.steps if step.key == key), None)


@dataclass(frozen=True)
class Limit:
    """The longest duration that raises no question; a warning, never a refusal."""

    key: str
    days: int
    working: bool
    basis_vi: str
    basis_en: str
    certainty: str

    @property
    def basis(self) -> str:
        return self.basis_en if get_language() == "en" else self.basis_vi


@dataclass(frozen=True)
class Item:
    """A question of a checklist: `weight` points at most; `finding_vi` is what a "no" means."""

    key: str
    group_vi: str
    group_en: str
    text_vi: str
    text_en: str
    weight: int
    finding_vi: str
    basis_vi: str

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_vi

    @property
    def group(self) -> str:
        return self.group_en if get_language() == "en" else self.group_vi


@dataclass(frozen=True)
class Checklist(Named):
    """A versioned list of questions."""

    key: str
    valid_from: date
    valid_to: date | None
    name_vi: str
    name_en: str
    basis_vi: str
    basis_en: str
    certainty: str
    items: tuple[Item, ...]

    @property
    def most_points(self) -> int:
        return sum(item.weight for item in self.items)


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


@cache
def procedures() -> tuple[Procedure, ...]:
    """All courses, as the files have them."""
    steps: dict[str, list[Step]] = {}
    for row in sorted(_rows("steps.csv"), key=lambda row: int(row["position"])):
        steps.setdefault(row["procedure"], []).append(
            Step(
                row["step"], Need(row["need"]), row["name_vi"], row["name_en"], row["after"], _number(row["days"]),
                _number(row["complex_days"]), row["counted_in"] == "working", row["basis_vi"], row["basis_en"],
                row["certainty"],
            )
        )  # fmt: skip
    return tuple(
        Procedure(
            row["key"], row["form"], date.fromisoformat(row["valid_from"]), _day(row["valid_to"]), row["name_vi"],
            row["name_en"], row["basis_vi"], row["basis_en"], row["certainty"], tuple(steps[row["key"]]),
        )
        for row in _rows("procedures.csv")
    )  # fmt: skip


def procedure_on(form: str, day: date) -> Procedure | None:
    """The course of a form for a decision of `day`; None where none is known (audits, days long ago)."""
    return next((p for p in procedures() if p.form == form and _holds(p.valid_from, p.valid_to, day)), None)


def get_procedure(key: str) -> Procedure:
    """The course with this key; KeyError where there is none."""
    return {procedure.key: procedure for procedure in procedures()}[key]


@cache
def _limits() -> tuple[tuple[str, date, date | None, Limit], ...]:
    return tuple(
        (
            row["form"], date.fromisoformat(row["valid_from"]), _day(row["valid_to"]),
            Limit(
                row["key"], int(row["days"]), row["counted_in"] == "working", row["basis_vi"], row["basis_en"],
                row["certainty"],
            ),
        )
        for row in _rows("limits.csv")
    )  # fmt: skip


def find_limit(form: str, day: date) -> Limit | None:
    """The longest duration for a form on a day."""
    return next(
        (limit for f, first, last, limit in _limits() if f == form and _holds(first, last, day)), None
    )


@cache
def checklists() -> tuple[Checklist, ...]:
    """All checklists, as the files have them."""
    items: dict[str, list[Item]] = {}
    for row in sorted(_rows("checklists.csv"), key=lambda row: int(row["position"])):
        items.setdefault(row["checklist"], []).append(
            Item(
                row["key"], row["group_vi"], row["group_en"], row["text_vi"], row["text_en"], int(row["weight"]),
                row["finding_vi"], row["basis_vi"],
            )
        )  # fmt: skip
    return tuple(
        Checklist(
            row["key"], date.fromisoformat(row["valid_from"]), _day(row["valid_to"]), row["name_vi"], row["name_en"],
            row["basis_vi"], row["basis_en"], row["certainty"], tuple(items[row["key"]]),
        )
        for row in _rows("checklist-versions.csv")
    )  # fmt: skip


def find_checklist(key: str) -> Checklist | None:
    """The checklist with this key."""
    return next((checklist for checklist in checklists() if checklist.key == key), None)


def checklist_on(day: date) -> Checklist | None:
    """The checklist for an inspection of administrative reform that is decided on a day."""
    return next((c for c in checklists() if _holds(c.valid_from, c.valid_to, day)), None)


def _holds(first: date, last: date | None, day: date) -> bool:
    return first <= day and (last is None or day <= last)


# Days: the working calendar where its years are loaded, else without Saturdays and Sundays only


def is_working_day(day: date) -> bool:
    """Whether offices work; beyond the loaded calendar every Monday to Friday counts."""
    try:
        return working_calendar().is_working_day(day)
    except CalendarHorizonError:
        return day.weekday() <= _FRIDAY


def add_days(day: date, count: int, *, working: bool) -> date:
    """The day so many days on. `count` 0 is the day itself."""
    if not working or count == 0:
        return day + timedelta(days=count)
    try:
        return working_calendar().add_working_days(day, count)
    except CalendarHorizonError:
        while count:
            day += timedelta(days=1)
            count -= day.weekday() <= _FRIDAY
        return day


def count_days(first: date, last: date, *, working: bool) -> int:
    """How many days from the first to the last, both counted."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return sum(1 for day in days if not working or is_working_day(day))


def working_days(first: date, last: date) -> Sequence[date]:
    """The working days from the first to the last, both included."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if is_working_day(day)]
