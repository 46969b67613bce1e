"""The conclusion of an inspection, and its publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.course import Course, CourseStep, lay_out
from haidang.apps.inspections.models import Inspection
from haidang.apps.inspections.procedures import Need
from haidang.apps.inspections.services.dossier import (
    Upload,
    allow,
    keep_course,
    keep_file,
    lock_inspection,
    require_open,
    tell,
    tidy,
)
from haidang.apps.inspections.services.steps import StepDone, append_step, check_order
from haidang.apps.inspections.sight import concludes_it
from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class Conclusion:
    """The conclusion as a document, and in short."""

    number: str
    concluded_on: date
    note: str
    file: Upload | None = None


@dataclass(frozen=True)
class Publication:
    """Where and when a conclusion was published; `is_waived` with the reason where the procedure allows it."""

    published_on: date
    address: str = ""
    note: str = ""
    is_waived: bool = False


@transaction.atomic
def conclude_inspection(
    *, inspection: Inspection, conclusion: Conclusion, seen_version: int, by: Actor, at: datetime
) -> Inspection:
    """Record the conclusion. Raises ValidationError, RefusedFile."""
    inspection, found, _course = _begin(inspection, "conclusion", seen_version, by)
    check_order(_course, found, conclusion.concluded_on, at)
    number = tidy(conclusion.number, "number", _("Write the number and symbol."), longest=60)
    note = tidy(conclusion.note, "note", _("Say in short what was concluded."))
    done = StepDone("conclusion", conclusion.concluded_on, note)
    append_step(inspection, done, keep_file(conclusion.file, inspection.lead.code, by, at), by, at)
    keep_course(inspection, conclusion_number=number, conclusion_on=conclusion.concluded_on)
    tell(actions.CONCLUDED, inspection, by, at, {"number": number})
    return inspection


@transaction.atomic
def publish_conclusion(
    *, inspection: Inspection, publication: Publication, seen_version: int, by: Actor, at: datetime
) -> Inspection:
    """Record where the conclusion was published (Resolution 198/2025/QH15, art. 4(4)). Raises ValidationError."""
    inspection, found, course = _begin(inspection, "publication", seen_version, by)
    check_order(course, found, publication.published_on, at)
    address = publication.address.strip()
    if publication.is_waived:
        if found.step.need is not Need.WAIVABLE:
            raise ValidationError(_("This step cannot be left out."), code="not_waivable")
        tidy(publication.note, "note", _("Say why the step is left out."))
    else:
        _check_address(address)
    done = StepDone(
        "publication", publication.published_on, publication.note or address, is_waived=publication.is_waived
    )
    append_step(inspection, done, None, by, at)
    published_on = None if publication.is_waived else publication.published_on
    keep_course(inspection, published_on=published_on, published_at=address)
    tell(actions.CONCLUSION_PUBLISHED, inspection, by, at, {"address": address})
    return inspection


def _begin(
    inspection: Inspection, step: str, seen_version: int, by: Actor
) -> tuple[Inspection, CourseStep, Course]:
    inspection = lock_inspection(inspection, seen_version)
    allow(concludes_it(by, inspection), by)
    require_open(inspection)
    course = lay_out(inspection, list(inspection.steps.all()))
    found = course.find(step)
    if found is None:
        raise ValidationError(_("The procedure has no such step to record."), code="no_such_step")
    return inspection, found, course


def _check_address(address: str) -> None:
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise ValidationError(
            {"address": _("Write an address that begins with https:// or http://.")}
        ) from error
