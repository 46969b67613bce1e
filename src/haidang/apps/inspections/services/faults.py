"""What an inspection found, followed until it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import FoundFault, Inspection, RemedyEntry, RemedyState
from haidang.apps.inspections.services.dossier import (
    Upload,
    allow,
    keep_file,
    lock_inspection,
    require_open,
    require_past,
    signed,
    tell,
    tidy,
)
from haidang.apps.inspections.sight import leads_it
from haidang.domain.vietnamese import format_number
from haidang.foundation.accounts.actor import Actor

MONEY_DIGITS: Final = 18
"""More is no amount of money in đồng."""


@dataclass(frozen=True)
class NewFault:
    """A finding as it is written. `amount` in đồng; `item` is the question of the checklist that it comes from."""

    what: str
    remedy: str
    due_on: date
    basis: str = ""
    amount: int | None = None
    item: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a finding is mended. `due_on`: a later day, where one was granted; `recovered` in đồng, in all."""

    state: str
    text: str
    done_on: date | None = None
    due_on: date | None = None
    recovered: int | None = None
    file: Upload | None = None


@transaction.atomic
def add_fault(*, inspection: Inspection, new: NewFault, by: Actor, at: datetime) -> FoundFault:
    """Record a finding. Raises ValidationError."""
    inspection = lock_inspection(inspection)
    allow(leads_it(by, inspection), by)
    require_open(inspection)
    if inspection.announced_on is None:
        raise ValidationError(
            _("Nothing can be found before the inspection was announced."), code="too_early"
        )
    fault = append_fault(inspection, new, by, at)
    tell(actions.FAULT_FOUND, inspection, by, at, {"number": fault.number})
    return fault


def append_fault(inspection: Inspection, new: NewFault, by: Actor, at: datetime) -> FoundFault:
    """Append a finding under the next number; who calls it holds the inspection's lock."""
    _check_money(new.amount, "amount")
    if new.due_on < inspection.decision_on:
        raise ValidationError({"due_on": _("This day lies before the decision.")})
    return FoundFault.objects.create(
        inspection=inspection, number=inspection.faults.count() + 1, item=new.item,
        what=tidy(new.what, "what", _("Write what was found.")), basis=tidy(new.basis, "basis"), amount=new.amount,
        remedy=tidy(new.remedy, "remedy", _("Write what has to be done.")), due_on=new.due_on, **signed(by, at),
    )  # fmt: skip


def _check_money(amount: int | None, field: str) -> None:
    if amount is not None and amount < 0:
        raise ValidationError({field: _("An amount of money is not negative.")})
    if amount is not None and amount >= 10**MONEY_DIGITS:
        raise ValidationError(
            {field: _("The amount is too large: at most %(count)s digits.") % {"count": MONEY_DIGITS}}
        )


@transaction.atomic
def follow_fault(
    *, fault: FoundFault, progress: Progress, seen_version: int, by: Actor, at: datetime
) -> RemedyEntry:
    """Report how far a finding is mended; the entry stays for good. Raises ValidationError, RefusedFile."""
    inspection = lock_inspection(fault.inspection)
    allow(leads_it(by, inspection), by)
    require_open(inspection)
    fault = FoundFault.objects.get(pk=fault.pk)
    if fault.version != seen_version:
        raise ValidationError(
            _("Meanwhile somebody reported on this finding. Look at it again."), code="overtaken"
        )
    if progress.state not in RemedyState.values:
        raise ValidationError({"state": _("Choose one of the states.")})
    _check_money(progress.recovered, "recovered")
    if fault.amount is not None and progress.recovered is not None and progress.recovered > fault.amount:
        told = {"amount": format_number(fault.amount), "recovered": format_number(progress.recovered)}
        words = _(
            "No more can be recovered than the finding names: %(amount)s đồng; you wrote %(recovered)s."
        )
        raise ValidationError({"recovered": words % told})
    done_on = progress.done_on
    if progress.state == RemedyState.DONE:
        done_on = done_on or timezone.localdate(at)
        require_past(done_on, "done_on", at)
    entry = RemedyEntry.objects.create(
        fault=fault, state=progress.state, text=tidy(progress.text, "text", _("Write what was done.")),
        done_on=done_on if progress.state == RemedyState.DONE else None, due_on=progress.due_on or fault.due_on,
        recovered=progress.recovered, file=keep_file(progress.file, inspection.lead.code, by, at), **signed(by, at),
    )  # fmt: skip
    fault.state, fault.due_on, fault.version = progress.state, entry.due_on, fault.version + 1
    fault.save(update_fields=["state", "due_on", "version"])
    data = {"number": fault.number, "state": progress.state}
    tell(actions.FAULT_FOLLOWED, inspection, by, at, data)
    return entry
