"""Correcting an obligation: every change with its reason, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.organisations.models import Unit
from haidang.apps.programme import actions
from haidang.apps.programme.models import Part, Task, TaskUpdate, What
from haidang.apps.programme.services.history import append_update, keep, lock_task, tidy
from haidang.apps.programme.services.registering import check_units, set_units
from haidang.domain.vietnamese import fold, format_date
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class Correction:
    """What an obligation should say, and why. `seen_version` is the state the correction is based on."""

    title: str
    due_date: date | None
    leads: Sequence[Unit]
    helpers: Sequence[Unit]
    reason: str
    seen_version: int


@transaction.atomic
def correct_obligation(*, task: Task, correction: Correction, by: Actor, at: datetime) -> TaskUpdate | None:
    """Correct title, due date or units; None if nothing differs. An import of the plan leaves the result alone.

    Raises `ValidationError` without a reason, without a lead, or if somebody was faster.
    """
    by.require(Permission.MANAGE_PROGRAMME)
    reason = tidy(correction.reason, _("Say why it is corrected."))
    task = lock_task(task, correction.seen_version)
    changes = _changes(task, correction)
    if not changes:
        return None
    _check(task, correction, changes, timezone.localdate(at))
    task.title_vi, task.due_date, task.by_hand = correction.title.strip(), correction.due_date, True
    task.search = fold(f"{task.code} {task.title_vi} {task.title_en}")[:700]
    if "leads" in changes or "helpers" in changes:
        set_units(task, correction.leads, correction.helpers)
        task.lead_is_inferred = False
    update = append_update(task, What.CORRECTED, by=by, at=at, text=reason, changes=changes)
    keep(task, "title_vi", "due_date", "by_hand", "search", "lead_is_inferred")
    record(
        actions.TASK_CORRECTED,
        subject=task,
        label=f"{task.code} {task.title_vi}",
        data={"reason": reason, "changes": changes},
        by=by,
        at=at,
    )
    return update


def _check(task: Task, correction: Correction, changes: dict[str, list[str]], today: date) -> None:
    if not correction.title.strip():
        raise ValidationError({"title": _("Write what is to be done.")})
    if not correction.leads:
        raise ValidationError({"leads": _("Choose the unit that leads.")})
    if correction.due_date is None and task.rhythm:
        raise ValidationError({"due_date": _("An answer that comes again has a due date.")})
    if correction.due_date and task.starts_on and correction.due_date < task.starts_on:
        raise ValidationError({"due_date": _("The due date lies before the first day.")})
    if "leads" in changes or "helpers" in changes:
        check_units(correction.leads, correction.helpers, today)


def _changes(task: Task, correction: Correction) -> dict[str, list[str]]:
    """What differs, as text before and after: days as ISO dates, units by the names they have now."""
    changes = {}
    if task.title_vi != correction.title.strip():
        changes["title"] = [task.title_vi, correction.title.strip()]
    if task.due_date != correction.due_date:
        changes["due_date"] = [_iso(task.due_date), _iso(correction.due_date)]
    duties = list(task.participants.select_related("unit"))
    parts = (("leads", Part.LEAD, correction.leads), ("helpers", Part.COORDINATE, correction.helpers))
    for name, part, wanted in parts:
        known = [duty.unit for duty in duties if duty.part == part]
        if {unit.pk for unit in known} != {unit.pk for unit in wanted}:
            changes[name] = [_joined(known), _joined(wanted)]
    return changes


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _joined(units: Iterable[Unit]) -> str:
    """Two units of different times may share a name, so one that ended is told by its last day."""
    names = (f"{u.name_vi} (đến {format_date(u.valid_to)})" if u.valid_to else u.name_vi for u in units)
    return "; ".join(sorted(names))
