"""The yearly plan of inspecting administrative reform: which units, by which document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.inspections import actions_conduct as actions
from haidang.apps.inspections.models import ReformPlan
from haidang.apps.inspections.procedures import checklist_on
from haidang.apps.inspections.services.dossier import require_past, signed, tidy
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class NewReformPlan:
    """Who inspects which units in a year."""

    year: int
    lead: Unit
    number: str
    decided_on: date
    units: Sequence[Unit]


@transaction.atomic
def set_reform_plan(*, new: NewReformPlan, by: Actor, at: datetime) -> ReformPlan:
    """Plan the inspections of a year, or change the plan; a unit that was inspected stays in it.

    Raises ValidationError.
    """
    by.require(Permission.CONCLUDE_INSPECTION, new.lead.code)
    number = tidy(new.number, "number", _("Write the number and symbol."), longest=60)
    require_past(new.decided_on, "decided_on", at)
    checklist = checklist_on(new.decided_on)
    if checklist is None:
        raise ValidationError({"decided_on": _("There is no checklist for that day.")}, code="no_checklist")
    units = {unit.pk: unit for unit in new.units}
    if not units:
        raise ValidationError({"units": _("Choose at least one unit.")})
    plan, is_new = ReformPlan.objects.select_for_update(of=("self",)).get_or_create(
        year=new.year,
        lead=new.lead,
        defaults={
            "number": number, "decided_on": new.decided_on, "checklist": checklist.key, **signed(by, at),
        },
    )  # fmt: skip
    if not is_new:
        done = plan.inspections.counted().values_list("subject_unit", flat=True)
        if set(done) - set(units):
            raise ValidationError({"units": _("A unit that was inspected under the plan stays in it.")})
        plan.number, plan.decided_on = number, new.decided_on
        plan.save(update_fields=["number", "decided_on"])
    plan.units.set(units.values())
    record(
        actions.REFORM_PLANNED, subject=plan, label=str(plan), unit_code=new.lead.code,
        data={"units": len(units)}, by=by, at=at,
    )  # fmt: skip
    return plan
