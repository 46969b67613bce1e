"""The steps of the procedure: done, waived, corrected; and calling an inspection off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.course import (
    CANCELLED,
    Course,
    CourseStep,
    earliest_day,
    held_entries,
    hindrance,
    lay_out,
    missing_before,
    step_before,
)
from haidang.apps.inspections.models import Inspection, StepEntry
from haidang.apps.inspections.procedures import Need
from haidang.apps.inspections.services.dossier import (
    Upload,
    allow,
    keep_course,
    keep_file,
    lock_inspection,
    require_open,
    require_past,
    signed,
    tell,
    tidy,
)
from haidang.apps.inspections.sight import concludes_it, leads_it
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.models import StoredFile

OWN_DEEDS: Final = ("decision", "conclusion", "publication")
"""Steps that have a deed of their own: opening, concluding, publishing."""
LENGTHENING: Final = ("extension", "resumption")


@dataclass(frozen=True)
class StepDone:
    """A step as somebody reports it. `until`: the new last day of an extension or resumption."""

    step: str
    done_on: date
    note: str = ""
    until: date | None = None
    is_waived: bool = False
    file: Upload | None = None


@transaction.atomic
def record_step(
    *, inspection: Inspection, done: StepDone, seen_version: int, by: Actor, at: datetime
) -> StepEntry:
    """Record a step that was done, or waived with its reason. Raises ValidationError, RefusedFile."""
    inspection = lock_inspection(inspection, seen_version)
    allow(leads_it(by, inspection), by)
    require_open(inspection)
    course = lay_out(inspection, list(inspection.steps.all()))
    _check(course, done, inspection, at)
    entry = append_step(inspection, done, keep_file(done.file, inspection.lead.code, by, at), by, at)
    keep_course(inspection)
    tell(actions.STEP_DONE, inspection, by, at, {"step": done.step, "day": str(done.done_on)})
    return entry


def append_step(
    inspection: Inspection, done: StepDone, file: StoredFile | None, by: Actor, at: datetime
) -> StepEntry:
    """Append an entry; who calls it has checked it, and keeps the course."""
    return StepEntry.objects.create(
        inspection=inspection, step=done.step, done_on=done.done_on, is_waived=done.is_waived, until=done.until,
        note=tidy(done.note, "note"), file=file, **signed(by, at),
    )  # fmt: skip


def _check(course: Course, done: StepDone, inspection: Inspection, at: datetime) -> None:
    found = course.find(done.step)
    if found is None or done.step in OWN_DEEDS:
        raise ValidationError(_("The procedure has no such step to record."), code="no_such_step")
    if done.is_waived and found.step.need is not Need.WAIVABLE:
        raise ValidationError(_("This step cannot be left out."), code="not_waivable")
    if done.is_waived:
        tidy(done.note, "note", _("Say why the step is left out."))
    unmended = inspection.faults.unmended().count() if done.step == "follow_up" else 0
    if (why := hindrance(course, done.step, unmended)) is not None:
        raise ValidationError(why[0], code=why[1])
    check_order(course, found, done.done_on, at)
    if done.step == "extension" and done.until is None:
        raise ValidationError({"until": _("Say until which day it is extended.")})
    if done.until is not None and done.until <= inspection.start_on:
        raise ValidationError({"until": _("The last day lies before the first.")})
    if done.until is not None and done.step not in LENGTHENING:
        raise ValidationError({"until": _("Only an extension or a resumption sets a new last day.")})


def check_order(course: Course, found: CourseStep, day: date, at: datetime) -> None:
    """Raise ValidationError for a step that is done already, comes too early, or lies in the future."""
    require_past(day, "done_on", at)
    if found.is_done and found.step.need is not Need.OPTIONAL:
        raise ValidationError(_("This step was recorded already: correct it instead."), code="done_already")
    missing = missing_before(course, found.step.key)
    if missing is not None:
        raise ValidationError(
            _("First comes the step “%(step)s”.") % {"step": missing.step.name}, code="too_early"
        )
    first = earliest_day(course, found.step.key)
    if first is not None and day < first:
        raise ValidationError({"done_on": _("This day lies before the step that it follows.")})


@transaction.atomic
def correct_step(
    *, entry: StepEntry, done_on: date | None, note: str, seen_version: int, by: Actor, at: datetime
) -> StepEntry:
    """Correct an entry by a new one; without a day: the step was not done. Both stay. Raises ValidationError."""
    inspection = lock_inspection(entry.inspection, seen_version)
    allow(concludes_it(by, inspection) if entry.step in OWN_DEEDS else leads_it(by, inspection), by)
    entries = list(inspection.steps.all())
    if entry.step == CANCELLED or entry.pk not in {held.pk for held in held_entries(entries)}:
        raise ValidationError(_("This entry does not hold any more."), code="corrected_already")
    if entry.step == "decision" and done_on is None:
        raise ValidationError({"done_on": _("An inspection has a decision: call it off instead.")})
    if done_on is not None:
        require_past(done_on, "done_on", at)
    _check_followers(lay_out(inspection, entries), entry, done_on)
    reason = tidy(note, "note", _("Say what was wrong."))
    correction = StepEntry.objects.create(
        inspection=inspection, step=entry.step, done_on=done_on, is_waived=entry.is_waived and done_on is not None,
        until=entry.until, note=reason, file=entry.file, corrects=entry, **signed(by, at),
    )  # fmt: skip
    changed = {"decision_on": done_on} if entry.step == "decision" else {}
    if entry.step == "conclusion":
        changed = {"conclusion_on": done_on}
    if entry.step == "publication":
        changed = {"published_on": done_on}
    keep_course(inspection, **changed)
    tell(actions.STEP_CORRECTED, inspection, by, at, {"step": entry.step, "note": reason[:200]})
    return correction


def _check_followers(course: Course, entry: StepEntry, done_on: date | None) -> None:
    """What follows a step must still follow it after the correction."""
    for follower in course.steps:
        if follower.done_on is None or follower.step.key == entry.step:
            continue
        if step_before(follower.step.key) != entry.step:
            continue
        if done_on is None or follower.done_on < done_on:
            raise ValidationError(
                _("The step “%(step)s” follows this one: correct it first.") % {"step": follower.step.name},
                code="followed",
            )


@transaction.atomic
def cancel_inspection(
    *, inspection: Inspection, reason: str, seen_version: int, by: Actor, at: datetime
) -> StepEntry:
    """Call off an inspection that was not announced yet; it counts no more. Raises ValidationError."""
    inspection = lock_inspection(inspection, seen_version)
    allow(concludes_it(by, inspection), by)
    require_open(inspection)
    if inspection.announced_on is not None:
        raise ValidationError(_("It was announced: it can only be ended."), code="announced")
    note = tidy(reason, "reason", _("Say why it is called off."))
    done = StepDone(CANCELLED, timezone.localdate(at), note)
    entry = append_step(inspection, done, None, by, at)
    keep_course(inspection)
    tell(actions.CALLED_OFF, inspection, by, at, {"note": note[:200]})
    return entry
