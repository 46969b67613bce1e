"""Drafting the letter that urges those who are late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.documents.letters import LetterWords
from haidang.apps.reporting import actions
from haidang.apps.reporting.letters import letter_content, render
from haidang.apps.reporting.models import Round, UrgingLetter
from haidang.domain.official_document import DocumentError
from haidang.domain.vietnamese import sort_key
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.files.services import store_file
from haidang.foundation.permissions import Permission


@transaction.atomic
def draft_urging_letter(
    *, round_: Round, unit_codes: Collection[str], words: LetterWords, by: Actor, at: datetime
) -> UrgingLetter:
    """Draft a letter to the chosen units that still owe their report, and keep its files. Raises ValidationError."""
    by.require(Permission.RUN_ROUNDS)
    round_ = Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
    owing = round_.assignments.to_chase().filter(unit__code__in=unit_codes).select_related("unit", "round")
    listed = sorted(owing, key=lambda assignment: sort_key(assignment.unit.name_vi))
    if not listed:
        raise ValidationError(_("Choose at least one unit that still owes its report."))
    content = letter_content(words, listed, timezone.localdate(at))
    try:
        docx, pdf = render(content, at.replace(microsecond=0))
    except DocumentError as error:
        raise ValidationError(_("The letter cannot be made: %(error)s") % {"error": error}) from error
    serial = round_.letters.count() + 1
    name = f"cong-van-don-doc-{round_.code}-{serial}"
    letter = UrgingLetter.objects.create(
        round=round_,
        serial=serial,
        content=content,
        docx=store_file(content=docx, name=f"{name}.docx", by=by, at=at),
        pdf=store_file(content=pdf, name=f"{name}.pdf", by=by, at=at),
        drafted_by=by.name,
        drafted_at=at,
    )
    data = {"units": ", ".join(a.unit.code for a in listed)}
    record(actions.LETTER_DRAFTED, subject=letter, label=round_.code, data=data, by=by, at=at)
    return letter
