"""Answering the checklist of an inspection of administrative reform, and findings made of what is not in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import ChecklistAnswer, FoundFault, Inspection, Reply
from haidang.apps.inspections.procedures import Checklist, find_checklist
from haidang.apps.inspections.scoring import newest_answers
from haidang.apps.inspections.services.dossier import (
    Upload,
    allow,
    keep_file,
    lock_inspection,
    require_open,
    signed,
    tell,
    tidy,
)
from haidang.apps.inspections.services.faults import NewFault, append_fault
from haidang.apps.inspections.sight import leads_it, takes_part
from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class SentReply:
    """An answer to a question, with a note and perhaps a file that proves it."""

    item: str
    reply: str
    note: str = ""
    file: Upload | None = None


def _begin(inspection: Inspection) -> tuple[Inspection, Checklist]:
    inspection = lock_inspection(inspection)
    checklist = find_checklist(inspection.checklist)
    if checklist is None:
        raise ValidationError(_("This inspection has no checklist."), code="no_checklist")
    return inspection, checklist


@transaction.atomic
def answer_checklist(
    *, inspection: Inspection, replies: Sequence[SentReply], by: Actor, at: datetime, seen: int | None = None
) -> list[ChecklistAnswer]:
    """Append answers, all or none; an answer that says the same again is left out. Raises ValidationError.

    `seen` is the id of the newest answer that was shown, 0 for none: what came later must have been seen.
    """
    allow(takes_part(by, inspection), by)
    inspection, checklist = _begin(inspection)
    require_open(inspection)
    if inspection.announced_on is None:
        raise ValidationError(_("Nothing can be answered before the inspection has begun."), code="too_early")
    if seen is not None and inspection.answers.filter(pk__gt=seen).exists():
        raise ValidationError(
            _("Somebody else answered meanwhile: their answers are shown now, yours were not saved."),
            code="conflict",
        )
    known = {item.key for item in checklist.items}
    newest = newest_answers(list(inspection.answers.all()))
    made = []
    for sent in replies:
        if sent.item not in known or sent.reply not in Reply.values:
            raise ValidationError(
                _("There is no question %(item)s, or no such answer.") % {"item": sent.item},
                code="no_such_item",
            )
        note, before = tidy(sent.note, "note"), newest.get(sent.item)
        if before and sent.file is None and (before.reply, before.note) == (sent.reply, note):
            continue
        file = keep_file(sent.file, inspection.lead.code, by, at) or (before.file if before else None)
        made.append(
            ChecklistAnswer(
                inspection=inspection, item=sent.item, reply=sent.reply, note=note, file=file, **signed(by, at)
            )
        )  # fmt: skip
    ChecklistAnswer.objects.bulk_create(made)
    if made:
        tell(actions.CHECKLIST_ANSWERED, inspection, by, at, {"answers": len(made)})
    return made


@transaction.atomic
def make_faults(*, inspection: Inspection, due_on: date, by: Actor, at: datetime) -> list[FoundFault]:
    """Make a finding of every question answered "no" or "partly" that has none yet. Raises ValidationError."""
    allow(leads_it(by, inspection), by)
    inspection, checklist = _begin(inspection)
    require_open(inspection)
    newest = newest_answers(list(inspection.answers.all()))
    told = set(inspection.faults.values_list("item", flat=True))
    made = []
    for item in checklist.items:
        answer = newest.get(item.key)
        if item.key in told or answer is None or answer.reply not in (Reply.NO, Reply.PARTLY):
            continue
        what = f"{item.finding_vi}: {answer.note}" if answer.note else item.finding_vi
        remedy = _("Mend it and report: %(text)s") % {"text": item.text_vi}
        new = NewFault(what, remedy, due_on, basis=item.basis_vi, item=item.key)
        made.append(append_fault(inspection, new, by, at))
    for fault in made:
        tell(actions.FAULT_FOUND, inspection, by, at, {"number": fault.number})
    return made
