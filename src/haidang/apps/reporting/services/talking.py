"""The conversation about a report, and the explanations of what looks wrong in it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.models import (
    WITH_THE_UNIT,
    Assignment,
    AssignmentStatus,
    Entry,
    Explanation,
    Narrative,
    Remark,
)
from haidang.apps.reporting.services.guarding import expect, lock
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

LONGEST: Final = 2_000
MOST_REMARKS: Final = 500  # all of them stand on the page of the report
MIN_EXPLANATION: Final = 10


@transaction.atomic
def add_remark(
    *,
    assignment: Assignment,
    text: str,
    by: Actor,
    at: datetime,
    entry: Entry | None = None,
    narrative: Narrative | None = None,
) -> Remark:
    """Say something about a report, or about one cell of it. Open to the unit and to the co-ordinator."""
    unit = assignment.unit.code
    from_the_centre = by.may(Permission.JUDGE_SUBMISSIONS, unit)
    if not from_the_centre:
        by.require(Permission.FILL_SUBMISSION, unit)
    if entry is not None and narrative is not None:
        raise ValidationError(_("Name one cell or one text, not both."), code="two_places")
    assignment = lock(assignment)
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise ValidationError(_("Write what you want to say."), code="text_missing")
    if len(said) > LONGEST:
        raise ValidationError(
            _("Say it in at most %(limit)s characters.") % {"limit": LONGEST}, code="text_too_long"
        )
    if assignment.remarks.count() >= MOST_REMARKS:
        raise ValidationError(
            _("There are already %(limit)s remarks on this report: settle the rest by telephone.")
            % {"limit": MOST_REMARKS},
            code="too_many_remarks",
        )
    remark = Remark.objects.create(
        assignment=assignment,
        entry=entry,
        narrative=narrative,
        text=said,
        from_the_centre=from_the_centre,
        by_id=by.identifier,
        by_name=by.name,
        at=at,
    )
    label = f"{assignment.round.code} – {assignment.unit.name_vi}"
    data = {"text": said[:250]}
    record(actions.REMARK_MADE, subject=remark, label=label, unit_code=unit, data=data, by=by, at=at)
    return remark


@transaction.atomic
def explain_suspicion(
    *, assignment: Assignment, fingerprint: str, text: str, by: Actor, at: datetime
) -> Explanation:
    """Say why a suspicious figure may stand. Raises ValidationError if the draft no longer holds the suspicion."""
    by.require(Permission.FILL_SUBMISSION, assignment.unit.code)
    assignment = lock(assignment)
    expect(assignment, (*WITH_THE_UNIT, AssignmentStatus.HANDED_OVER))
    said = " ".join(text.split())
    if len(said) < MIN_EXPLANATION:
        raise ValidationError(
            _("Explain in a sentence why the figures may stand as they are."), code="explanation_too_short"
        )
    found = {suspicion.fingerprint: suspicion for suspicion in list_suspicions(assignment)}
    suspicion = found.get(fingerprint)
    if suspicion is None:
        raise ValidationError(
            _("The figures changed meanwhile: look at the arithmetic again."), code="suspicion_gone"
        )
    explanation, _created = Explanation.objects.update_or_create(
        assignment=assignment,
        fingerprint=fingerprint,
        defaults={
            "arithmetic_vi": suspicion.arithmetic_vi,
            "arithmetic_en": suspicion.arithmetic_en,
            "text": said,
            "explained_by": by.name,
            "explained_at": at,
        },
    )
    record(
        actions.SUSPICION_EXPLAINED, subject=explanation, label=suspicion.arithmetic_vi, unit_code=assignment.unit.code,
        data={"explanation": said}, by=by, at=at,
    )  # fmt: skip
    return explanation
