"""What stands around the text of a draft: subject, addressees, signature, recipients."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.models import Report
from haidang.apps.reporting.services.editing import hold_draft
from haidang.domain.official_document import DocumentError
from haidang.domain.quoting import MarkupError, NumeralMark, TextRun, parse
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record


@dataclass(frozen=True)
class Frame:
    """The frame of a report as one writes it in fields; of lists each entry on a line of its own."""

    subject: str
    addressees: str
    authority: str
    signer: str
    recipients: str


def frame_of(report: Report) -> Frame:
    """The frame of a report as fields."""
    return Frame(
        subject=report.header["subject"],
        addressees="\n".join(report.header.get("addressees", ())),
        authority="\n".join(report.signature["authority"]),
        signer=report.signature.get("signer") or "",
        recipients="\n".join(report.recipients),
    )


@transaction.atomic
def change_frame(*, report: Report, frame: Frame, by: Actor, at: datetime) -> Report:
    """Write the frame of a draft. Raises ValidationError if the document cannot be made with it."""
    report = hold_draft(report, by)
    subject = " ".join(frame.subject.split())
    try:
        runs = parse(subject)
    except MarkupError as error:
        raise ValidationError(str(error)) from error
    if not all(isinstance(run, TextRun | NumeralMark) for run in runs):
        raise ValidationError(_("Headings hold no figures: write them in the text."), code="token_in_title")
    report.header = {**report.header, "subject": subject, "addressees": _lines(frame.addressees)}
    report.signature = {
        "authority": _lines(frame.authority),
        "signer": " ".join(frame.signer.split()) or None,
    }
    report.recipients = _lines(frame.recipients)
    report.save()
    try:
        assemble(report)
    except DocumentError as error:
        raise ValidationError(str(error)) from error
    record(actions.FRAME_CHANGED, subject=report, label=report.code, by=by, at=at)
    return report


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
