"""The yearly plan of inspecting administrative reform: which units, by which document."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import FormerReformPlan, ReformPlan
from haidang.apps.inspections.procedures import checklist_on
from haidang.apps.inspections.services.dossier import require_past, signed, tidy
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class NewReformPlan:
    """Who inspects which units in a year."""

    year: int
    lead: Unit
    number: str
    decided_on: date
    units: Sequence[Unit]


@dataclass(frozen=True)
class ReformChange:
    """What a new plan changes in the one of before; `number` and `decided_on` are those of before."""

    plan: ReformPlan
    number: str
    decided_on: date
    added: tuple[Unit, ...]
    removed: tuple[Unit, ...]
    renames: bool
    seen: str
    """What somebody has seen who looks at it: the plan of before, and all that the new one says."""

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.added or self.removed or self.renames)


def change_by(new: NewReformPlan) -> ReformChange | None:
    """What a new plan would change; None where its lead has none for the year."""
    plan = ReformPlan.objects.select_related("lead").filter(year=new.year, lead=new.lead).first()
    if plan is None:
        return None
    before, after = {unit.pk: unit for unit in plan.units.all()}, {unit.pk: unit for unit in new.units}
    number = new.number.strip()
    said = repr((plan.pk, plan.version, number, new.decided_on, sorted(after)))
    return ReformChange(
        plan, plan.number, plan.decided_on,
        tuple(unit for pk, unit in after.items() if pk not in before),
        tuple(unit for pk, unit in before.items() if pk not in after),
        (plan.number, plan.decided_on) != (number, new.decided_on),
        hashlib.sha256(said.encode()).hexdigest()[:32],
    )  # fmt: skip


@transaction.atomic
def set_reform_plan(
    *, new: NewReformPlan, by: Actor, at: datetime, replaces: int | None = None
) -> ReformPlan:
    """Plan the inspections of a year, or replace the plan; a unit that was inspected stays in it.

    `replaces` is the version of the plan that somebody saw and means to replace: without it a plan that is there stays
    as it is (ValidationError, "replaces"). The plan of before stays in the history. Raises ValidationError.
    """
    by.require(Permission.CONCLUDE_INSPECTION, new.lead.code)
    queue_for(f"reform plan {new.year} {new.lead.pk}")
    number = tidy(new.number, "number", _("Write the number and symbol."), longest=60)
    require_past(new.decided_on, "decided_on", at)
    checklist = checklist_on(new.decided_on)
    if checklist is None:
        raise ValidationError({"decided_on": _("There is no checklist for that day.")}, code="no_checklist")
    units = {unit.pk: unit for unit in new.units}
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    change = change_by(new)
    if change is not None:
        return change.plan if change.is_empty else _replace(change, new, replaces, by, at)
    plan = ReformPlan.objects.create(
        year=new.year, lead=new.lead, number=number, decided_on=new.decided_on, checklist=checklist.key,
        **signed(by, at),
    )  # fmt: skip
    plan.units.set(units.values())
    record(
        actions.REFORM_PLANNED, subject=plan, label=str(plan), unit_code=new.lead.code,
        data={"units": len(units)}, by=by, at=at,
    )  # fmt: skip
    return plan


def _replace(
    change: ReformChange, new: NewReformPlan, replaces: int | None, by: Actor, at: datetime
) -> ReformPlan:
    plan = change.plan
    if replaces != plan.version:
        raise ValidationError(
            _("%(number)s is the plan of %(lead)s for %(year)s already: look at what changes, and confirm.")
            % {"number": plan.number, "lead": plan.lead.name, "year": plan.year},
            code="replaces",
        )
    done = set(plan.inspections.counted().values_list("subject_unit", flat=True))
    kept = [unit.name for unit in change.removed if unit.pk in done]
    if kept:
        raise ValidationError(
            {"units": _("A unit that was inspected under the plan stays in it: %(units)s.")
             % {"units": "; ".join(kept)}}
        )  # fmt: skip
    FormerReformPlan.objects.create(
        plan=plan, version=plan.version, number=plan.number, decided_on=plan.decided_on,
        units=sorted(plan.units.values_list("code", flat=True)), by_name=plan.by_name, at=plan.at,
    )  # fmt: skip
    plan.number, plan.decided_on, plan.version = new.number.strip(), new.decided_on, plan.version + 1
    plan.by_id, plan.by_name, plan.at = by.identifier, by.name, at
    plan.save()
    plan.units.set(new.units)
    record(
        actions.REFORM_REPLACED, subject=plan, label=str(plan), unit_code=new.lead.code,
        data={"former": change.number, "added": len(change.added), "removed": len(change.removed)}, by=by, at=at,
    )  # fmt: skip
    return plan
