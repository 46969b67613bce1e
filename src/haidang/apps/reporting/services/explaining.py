"""Explaining a contradiction in the text of a report: why the figures may stand as they are written."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.models import Report, TextExplanation
from haidang.apps.reporting.text_check import check_report_text
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

MIN_EXPLANATION: Final = 10


@transaction.atomic
def explain_text_finding(
    *, report: Report, fingerprint: str, explanation: str, by: Actor, at: datetime
) -> TextExplanation:
    """Say why a contradiction that the text holds now may stand. Raises ValidationError if it holds it no longer."""
    by.require(Permission.EXPLAIN_FINDING)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
    if report.is_frozen:
        raise ValidationError(_("The report is frozen; its text is not explained any more."))
    text = " ".join(explanation.split())
    if len(text) < MIN_EXPLANATION:
        raise ValidationError(_("Explain in a sentence why the figures may stand as they are."))
    findings = check_report_text(report, assemble(report)).findings
    finding = next((found for found in findings if found.fingerprint == fingerprint), None)
    if finding is None:
        raise ValidationError(_("The text no longer says this: look at it again."))
    explained, _created = TextExplanation.objects.update_or_create(
        report=report,
        fingerprint=fingerprint,
        defaults={
            "arithmetic_vi": finding.arithmetic_vi,
            "explanation": text,
            "explained_by": by.name,
            "explained_at": at,
        },
    )
    record(
        actions.TEXT_EXPLAINED,
        subject=report,
        label=report.code,
        data={"arithmetic": finding.arithmetic_vi, "explanation": text},
        by=by,
        at=at,
    )
    return explained
