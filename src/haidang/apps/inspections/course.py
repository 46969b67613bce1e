"""How far an inspection is by its procedure: which steps are done, which come next, and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from haidang.apps.inspections.models import Inspection, Stage, StepEntry
from haidang.apps.inspections.procedures import Need, Procedure, Step, add_days, get_procedure

CANCELLED: Final = "cancelled"
"""The step of an inspection that was called off; in every procedure, and in no file."""
NEEDS: Final = {
    "extension": "announcement",
    "suspension": "announcement",
    "resumption": "suspension",
    "end_of_work": "announcement",
    "team_report": "end_of_work",
    "assessment": "team_report",
    "conclusion": "end_of_work",
    "publication": "conclusion",
    "follow_up": "conclusion",
}
"""What must be done before a step, whatever the procedure."""
ON_SITE: Final = ("extension", "suspension", "resumption")
"""Steps that mean nothing once the work on site has ended."""


@dataclass(frozen=True)
class CourseStep:
    """A step with its entries that hold (several where it may come again), all ever written, and its deadline."""

    step: Step
    held: tuple[StepEntry, ...]
    written: tuple[StepEntry, ...]
    due_on: date | None

    @property
    def is_done(self) -> bool:
        return bool(self.held)

    @property
    def done_on(self) -> date | None:
        return self.held[-1].done_on if self.held else None

    @property
    def is_waived(self) -> bool:
        return bool(self.held) and self.held[-1].is_waived

    @property
    def is_awaited(self) -> bool:
        """Neither done nor left to choice."""
        return not self.held and self.step.need is not Need.OPTIONAL

    def is_overdue(self, today: date) -> bool:
        return self.is_awaited and self.due_on is not None and self.due_on < today

    def days_late(self) -> int:
        """How many days after the deadline it was done; 0 in time, or without a deadline."""
        if self.due_on is None or self.done_on is None:
            return 0
        return max(0, (self.done_on - self.due_on).days)


@dataclass(frozen=True)
class Course:
    """All steps of an inspection in the order of its procedure."""

    procedure: Procedure
    steps: tuple[CourseStep, ...]
    is_paused: bool
    is_cancelled: bool
    planned_end: date

    def find(self, key: str) -> CourseStep | None:
        return next((entry for entry in self.steps if entry.step.key == key), None)

    def day_of(self, key: str) -> date | None:
        """The day on which a step was done."""
        found = self.find(key)
        return found.done_on if found else None

    @property
    def next_step(self) -> CourseStep | None:
        """The first step that is awaited."""
        if self.is_cancelled:
            return None
        return next((entry for entry in self.steps if entry.is_awaited), None)

    @property
    def first_due(self) -> CourseStep | None:
        """The awaited step whose deadline comes first."""
        if self.is_cancelled:
            return None
        running = [entry for entry in self.steps if entry.is_awaited and entry.due_on is not None]
        return min(running, key=lambda entry: entry.due_on or date.max, default=None)

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.is_cancelled:
            return Stage.CANCELLED
        for key, stage in (
            ("follow_up", Stage.CLOSED), ("publication", Stage.FOLLOWED), ("conclusion", Stage.CONCLUDED),
            ("end_of_work", Stage.REPORTING),
        ):  # fmt: skip
            if (found := self.find(key)) is not None and found.is_done:
                return stage
        if self.is_paused:
            return Stage.PAUSED
        return Stage.WORKING if self.day_of("announcement") else Stage.PREPARED


def held_entries(entries: Sequence[StepEntry]) -> list[StepEntry]:
    """The entries that nothing corrects and that do not say "not done"."""
    corrected = {entry.corrects_id for entry in entries}
    return [entry for entry in entries if entry.pk not in corrected and entry.done_on is not None]


def lay_out(inspection: Inspection, entries: Sequence[StepEntry]) -> Course:
    """The course of an inspection by what was entered."""
    procedure = get_procedure(inspection.procedure)
    held: dict[str, list[StepEntry]] = {}
    for entry in held_entries(entries):
        held.setdefault(entry.step, []).append(entry)
    days = {key: found[-1].done_on for key, found in held.items() if found[-1].done_on}
    longer = [e.until for key in ("extension", "resumption") for e in held.get(key, []) if e.until]
    planned_end = max([inspection.end_on, *longer])
    is_paused = len(held.get("suspension", [])) > len(held.get("resumption", []))
    days |= {"planned_start": inspection.start_on} | ({} if is_paused else {"planned_end": planned_end})
    steps = tuple(
        CourseStep(
            step,
            tuple(held.get(step.key, [])),
            tuple(entry for entry in entries if entry.step == step.key),
            _due(step, days, is_complex=inspection.is_complex),
        )
        for step in procedure.steps
    )
    return Course(procedure, steps, is_paused, CANCELLED in held, planned_end)


def _due(step: Step, days: dict[str, date], *, is_complex: bool) -> date | None:
    base = days.get(step.after)
    if base is None or step.days is None:
        return None
    count = step.complex_days if is_complex and step.complex_days is not None else step.days
    return add_days(base, count, working=step.working)


def missing_before(course: Course, key: str) -> CourseStep | None:
    """The step that must be done before this one and is not; None where nothing stands in the way."""
    needed = course.find(NEEDS.get(key, ""))
    return needed if needed is not None and not needed.is_done else None


def hindrance(course: Course, key: str, unmended: int = 0) -> tuple[str, str] | None:
    """Why a step cannot be recorded now, in words and as a code; None where nothing stands in the way.

    `unmended` counts findings that are still followed: the follow-up does not end before they are.
    """
    missing, publication = missing_before(course, key), course.find("publication")
    is_published = publication is None or publication.is_done
    ways = (
        (
            key in ON_SITE and course.day_of("end_of_work") is not None,
            _("The work on site has ended."),
            "ended",
        ),
        (
            missing is not None,
            _("First comes the step “%(step)s”.") % {"step": missing.step.name if missing else ""},
            "too_early",
        ),
        (key == "resumption" and not course.is_paused, _("The inspection is not suspended."), "not_paused"),
        (key == "suspension" and course.is_paused, _("The inspection is suspended already."), "paused"),
        (key == "follow_up" and not is_published, _("The conclusion is not published yet."), "too_early"),
        (
            key == "follow_up" and unmended > 0,
            _("%(count)s findings are not mended yet.") % {"count": unmended},
            "faults_open",
        ),
    )
    return next(((text, code) for stands, text, code in ways if stands), None)


def earliest_day(course: Course, key: str) -> date | None:
    """The first day on which a step can have been done: that of the step before it."""
    return course.day_of(step_before(key)) if key != "decision" else None


def step_before(key: str) -> str:
    """The step that comes before this one in any procedure."""
    return NEEDS.get(key, "decision")
