"""Reads of years of plans."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from haidang.apps.inspections.models import FilingState, PlanLine, PlanYear
from haidang.apps.inspections.policies import visible_filings, visible_lines
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def list_years(actor: Actor) -> QuerySet[PlanYear]:
    """Years with the plans in force and the visits in them that the actor may see, latest first (one query)."""
    if not actor.may(Permission.VIEW_INSPECTIONS):
        return PlanYear.objects.none()
    filings = visible_filings(actor).filter(state=FilingState.TAKEN, year=OuterRef("pk")).order_by()
    lines = visible_lines(actor).filter(year=OuterRef("pk")).order_by()
    return PlanYear.objects.annotate(
        plan_count=Subquery(filings.values("year").annotate(n=Count("pk")).values("n")),
        visit_count=Subquery(lines.values("year").annotate(n=Count("pk")).values("n")),
    )


def get_year(actor: Actor, year: int) -> PlanYear:
    """A year of plans; 404 if there is none or the actor may see none."""
    found = list_years(actor).filter(year=year).first()
    if found is None:
        raise Http404
    return found


def count_visits(year: PlanYear) -> dict[str, int]:
    """Visits, enterprises, and those of them that overlap, of the plans in force (two queries)."""
    lines = PlanLine.objects.in_force().filter(year=year)
    counts = lines.aggregate(
        visits=Count("pk"),
        enterprises=Count("entity", distinct=True, filter=~Q(entity="")),
        units=Count("unit", distinct=True),
    )
    overlapping = lines.filter(overlaps__isnull=False).aggregate(
        overlapping_visits=Count("pk", distinct=True), overlapping_enterprises=Count("entity", distinct=True)
    )
    return counts | overlapping
