"""What every write to an inspection shares: the lock, texts, files, and keeping in step with its course."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.inspections.course import Course, lay_out
from haidang.apps.inspections.models import Inspection
from haidang.apps.inspections.veiling import dotted
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.actions import Action
from haidang.foundation.audit.services import record
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.services import store_file

LONGEST: Final = 4_000


@dataclass(frozen=True)
class Upload:
    """A file as somebody brought it."""

    name: str
    content: bytes


def lock_inspection(inspection: Inspection, seen_version: int | None = None) -> Inspection:
    """The inspection as it is now, kept from others until the end of the transaction.

    Raises ValidationError ("overtaken") if it is no longer what the person looked at; without a version nothing that
    somebody else wrote can be overwritten.
    """
    found: Inspection = (
        Inspection.objects.select_for_update(of=("self",)).select_related("lead", "subject_unit")
        .prefetch_related("co_units").get(pk=inspection.pk)
    )  # fmt: skip
    if seen_version is not None and found.version != seen_version:
        raise ValidationError(
            _(
                "Meanwhile somebody changed this inspection. Look at it again, then send again what still holds."
            ),
            code="overtaken",
        )
    return found


def allow(permitted: bool, by: Actor) -> None:
    """Raise PermissionDenied unless it is permitted."""
    if not permitted:
        raise PermissionDenied(f"{by.identifier or 'nobody'} may not do this in the inspection")


def require_open(inspection: Inspection) -> None:
    """Raise ValidationError for an inspection that is closed or was called off."""
    if not inspection.is_open:
        raise ValidationError(
            _("The inspection is over: %(stage)s.") % {"stage": inspection.get_stage_display()},
            code="is_over",
        )


def tidy(text: str, field: str, todo: str = "", *, longest: int = LONGEST) -> str:
    """The text without blanks around it and without numbers of persons, which are dots.

    ValidationError for one that is too long, or missing where `todo` asks.
    """
    words = dotted(text.strip())
    if not words and todo:
        raise ValidationError({field: todo})
    if len(words) > longest:
        raise ValidationError(
            {field: _("The text is too long: at most %(limit)s characters.") % {"limit": longest}}
        )
    return words


def require_past(day: date, field: str, at: datetime) -> None:
    """Raise ValidationError for a day that is still to come."""
    if day > timezone.localdate(at):
        raise ValidationError({field: _("This day is still to come.")})


def keep_file(upload: Upload | None, inspection_unit: str, by: Actor, at: datetime) -> StoredFile | None:
    """Store a file as one of the unit that leads. Raises RefusedFile."""
    if upload is None:
        return None
    return store_file(
        content=upload.content, name=dotted(upload.name), by=by, at=at, unit_code=inspection_unit, images=True
    )


def keep_course(inspection: Inspection, **changed: Any) -> Course:
    """Write what the steps say now, and further fields, and count the change."""
    course = lay_out(inspection, list(inspection.steps.all()))
    due = course.first_due
    fields = {
        "stage": course.stage,
        "announced_on": course.day_of("announcement"),
        "ended_on": course.day_of("end_of_work"),
        "due_on": due.due_on if due else None,
        "due_step": due.step.key if due else "",
        **changed,
    }
    for name, value in fields.items():
        setattr(inspection, name, value)
    inspection.version += 1
    inspection.save(update_fields=[*fields, "version"])
    return course


def tell(
    action: Action, inspection: Inspection, by: Actor, at: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """Write the audit event of a deed in an inspection."""
    record(
        action,
        subject=inspection,
        label=str(inspection)[:250],
        unit_code=inspection.lead.code,
        data=data or {},
        by=by,
        at=at,
    )


def signed(by: Actor, at: datetime) -> dict[str, Any]:
    """Who writes, and when."""
    return {"by_id": by.identifier, "by_name": by.name[:120], "at": at}
