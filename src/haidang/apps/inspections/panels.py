"""What inspections show on the pages of lower rooms: who comes to an enterprise, what a unit inspects."""

from __future__ import annotations

from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import Inspection, PlanLine
from haidang.apps.inspections.selectors.conduct import InspectionQuery, count_stages, list_inspections
from haidang.apps.inspections.selectors.visits import KnownVisit, list_visits
from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission
from haidang.foundation.web.panels import Panel

MOST_YEARS: Final = 2
MOST_SHOWN: Final = 10


def panel_of_enterprise(actor: Actor, enterprise: Enterprise) -> Panel | None:
    """Who comes when, in the latest years with visits: for the centre, and units that come there themselves."""
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    if not scope:
        return None
    entity = f"e{enterprise.pk}"
    planned = (
        PlanLine.objects.in_force().filter(entity=entity).order_by().values_list("year__year", flat=True)
    )
    opened = Inspection.objects.filter(entity=entity).order_by().values_list("year", flat=True)
    years = []
    for year in sorted({*planned, *opened}, reverse=True)[:MOST_YEARS]:
        visits = list_visits(entity, year)
        if scope.everything or any(_comes(scope.unit_codes, visit) for visit in visits):
            years.append((year, visits))
    may_open = actor.may(Permission.CONDUCT_INSPECTION)
    if not years and not may_open:
        return None
    context = {"years": years, "enterprise": enterprise, "may_open": may_open}
    return Panel(_("Who comes when"), "inspections/conduct/_visits.html", context)


def _comes(codes: frozenset[str], visit: KnownVisit) -> bool:
    return visit.unit_code in codes


def panel_of_unit(actor: Actor, unit: Unit) -> Panel | None:
    """The latest inspections that a unit leads or joins, and those of administrative reform made at it."""
    if not actor.may(Permission.VIEW_INSPECTIONS):
        return None
    found = list(list_inspections(actor, InspectionQuery(unit=unit.code))[:MOST_SHOWN])
    if not found:
        return None
    context = {
        "inspections": found,
        "unit": unit,
        "today": timezone.localdate(),
        "stages": count_stages(actor, unit.code),
    }
    return Panel(_("Inspections"), "inspections/conduct/_of_unit.html", context)
