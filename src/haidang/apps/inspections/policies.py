"""Who may see which plans and joint teams."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from haidang.apps.inspections.models import Merge, MergeTurn, PlanFiling, PlanLine
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_filings(actor: Actor) -> models.QuerySet[PlanFiling]:
    """Plans of the actor's units; all for the centre and the inspectorate."""
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    everything = PlanFiling.objects.all()
    return everything if scope.everything else everything.filter(unit__code__in=scope.unit_codes)


def visible_lines(actor: Actor) -> models.QuerySet[PlanLine]:
    """Lines of the plans in force: of the actor's units, and those of others that meet one of theirs.

    Two visits meet where they are at one enterprise in one year.
    """
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    everything = PlanLine.objects.in_force()
    if scope.everything:
        return everything
    theirs = Q(unit__code__in=scope.unit_codes)
    beside = (
        PlanLine.objects.in_force().filter(theirs, year=OuterRef("year"), entity=OuterRef("entity"))
        .exclude(entity="")
    )  # fmt: skip
    return everything.filter(theirs | Exists(beside))


def visible_merges(actor: Actor) -> models.QuerySet[Merge]:
    """Joint teams in which a unit of the actor takes part, once they were sent; all for those who see all."""
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    everything = Merge.objects.all()
    if scope.everything:
        return everything
    part = MergeTurn.objects.filter(merge=OuterRef("pk"), line__unit__code__in=scope.unit_codes)
    return everything.filter(Exists(part)).exclude(proposal__state__in=("draft", "dropped"))
