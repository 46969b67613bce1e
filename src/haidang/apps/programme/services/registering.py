"""Registering an obligation by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Category
from haidang.apps.organisations.models import Unit
from haidang.apps.programme import actions
from haidang.apps.programme.models import Obligation, Part, Plan, Task, TaskKind, TaskUnit, What
from haidang.apps.programme.services.history import append_update
from haidang.domain.vietnamese import fold, format_date
from haidang.domain.worktime import Rhythm, due_day
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.permissions import Permission

# nhiệm vụ, cam kết, công bố, chỉ đạo
PREFIXES: Final = {
    Obligation.TASK: "NV",
    Obligation.COMMITMENT: "CK",
    Obligation.PUBLICATION: "CB",
    Obligation.DIRECTION: "CD",
}


@dataclass(frozen=True)
class NewObligation:
    """An obligation to register. With a `rhythm` the first answer is due at the end of its period unless told."""

    plan: Plan
    title: str
    obligation: str
    leads: Sequence[Unit]
    helpers: Sequence[Unit] = ()
    category: Category | None = None
    basis: Document | None = None
    starts_on: date | None = None
    due_date: date | None = None
    rhythm: str = ""
    published_url: str = ""
    proposal: str = ""
    decided_by: str = ""
    decision_number: str = ""
    decided_on: date | None = None
    note: str = ""


@transaction.atomic
def create_obligation(*, new: NewObligation, by: Actor, at: datetime) -> Task:
    """Register an obligation under a code of its own; returns the task. Raises `ValidationError` by field.

    The co-ordinator registers any; the head of a unit a public commitment of the own unit.
    """
    _require(new, by)
    today = timezone.localdate(at)
    _check(new, today)
    queue_for("programme task codes")
    due_date = new.due_date or (due_day(Rhythm(new.rhythm), new.starts_on or today) if new.rhythm else None)
    names = ("category", "basis", "starts_on", "rhythm", "published_url", "proposal", "decided_by")
    task = Task(
        **{name: getattr(new, name) for name in names},
        plan=new.plan,
        code=_next_code(new.obligation),
        title_vi=new.title.strip(),
        obligation=new.obligation,
        kind=TaskKind.RECURRING if new.rhythm else TaskKind.ONE_OFF,
        due_date=due_date,
        decision_number=new.decision_number,
        decided_on=new.decided_on,
        note=new.note,
        position=(Task.objects.filter(plan=new.plan).aggregate(last=Max("position"))["last"] or 0) + 1,
        by_hand=True,
    )
    task.search = fold(f"{task.code} {task.title_vi}")[:700]
    task.full_clean(exclude=["code", "search", "origin_line"])
    task.save()
    set_units(task, new.leads, new.helpers)
    append_update(task, What.CREATED, by=by, at=at)
    record(
        actions.TASK_CREATED,
        subject=task,
        label=f"{task.code} {task.title_vi}",
        unit_code=new.leads[0].code,
        data={"obligation": new.obligation, "leads": ", ".join(unit.code for unit in new.leads)},
        by=by,
        at=at,
    )
    return task


def _require(new: NewObligation, by: Actor) -> None:
    """Who may not register this obligation is refused, whatever else is wrong with it."""
    if new.obligation != Obligation.COMMITMENT or not new.leads:
        by.require(Permission.MANAGE_PROGRAMME)
    for unit in new.leads:
        by.require(Permission.REGISTER_COMMITMENT, unit.code)


def _check(new: NewObligation, today: date) -> None:
    faults: dict[str, str] = {}
    if new.obligation not in Obligation.values:
        faults["obligation"] = _("Choose one of the kinds.")
    if not new.title.strip():
        faults["title"] = _("Write what is to be done.")
    if not new.leads:
        faults["leads"] = _("Choose the unit that leads.")
    if new.starts_on and new.due_date and new.due_date < new.starts_on:
        faults["due_date"] = _("The due date lies before the first day.")
    if new.obligation == Obligation.COMMITMENT and not (new.due_date or new.rhythm):
        faults["due_date"] = _("A commitment says by when it is kept.")
    if new.obligation == Obligation.DIRECTION:
        for name in ("proposal", "decided_by", "decision_number", "decided_on"):
            if not getattr(new, name):
                faults[name] = _(
                    "A direction names the proposal, who decided, and the document with its date."
                )
        if new.decided_on and new.decided_on > today:
            faults["decided_on"] = _("This day is still to come.")
    if faults:
        raise ValidationError(faults)
    check_units(new.leads, new.helpers, today)


def check_units(leads: Sequence[Unit], helpers: Sequence[Unit], today: date) -> None:
    """Raise `ValidationError` for a unit that does not exist today, or that would both lead and help."""
    for name, units in (("leads", leads), ("helpers", helpers)):
        for unit in units:
            if not unit.exists_on(today):
                raise ValidationError(
                    {
                        name: _("%(unit)s does not exist on %(day)s.")
                        % {"unit": unit.name, "day": format_date(today)}
                    }
                )
    both = {unit.pk for unit in leads} & {unit.pk for unit in helpers}
    if both:
        raise ValidationError({"helpers": _("A unit that leads does not also co-ordinate: choose it once.")})


def set_units(task: Task, leads: Sequence[Unit], helpers: Sequence[Unit]) -> None:
    """Make these the units of the task."""
    task.participants.all().delete()
    parts = ((Part.LEAD, leads), (Part.COORDINATE, helpers))
    TaskUnit.objects.bulk_create(
        TaskUnit(task=task, unit=unit, part=part) for part, units in parts for unit in units
    )


def _next_code(obligation: str) -> str:
    """The next code of the kind, such as CK-0001. Numbers are never used again: nothing is deleted."""
    prefix = PREFIXES[Obligation(obligation)]
    codes = Task.objects.filter(code__startswith=f"{prefix}-").values_list("code", flat=True)
    numbers = [
        int(found[1])
        for found in (re.fullmatch(rf"{prefix}-([0-9]{{1,9}})", code) for code in codes)
        if found
    ]
    return f"{prefix}-{max(numbers, default=0) + 1:04d}"
