"""Who may see which rounds and reports."""

from __future__ import annotations

from django.db.models import QuerySet

from haidang.apps.reporting.models import Assignment, Report, ReportState, Round
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_rounds(actor: Actor) -> QuerySet[Round]:
    """All rounds for the centre; for a unit those in which it is asked."""
    scope = actor.scope(Permission.VIEW_ROUNDS)
    if scope.everything:
        return Round.objects.all()
    asked = Assignment.objects.filter(unit__code__in=scope.unit_codes)
    return Round.objects.filter(pk__in=asked.values("round"))


def visible_assignments(actor: Actor) -> QuerySet[Assignment]:
    """All assignments for the centre; for a unit its own."""
    scope = actor.scope(Permission.VIEW_ROUNDS)
    if scope.everything:
        return Assignment.objects.all()
    return Assignment.objects.filter(unit__code__in=scope.unit_codes)


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """Drafts are for the centre; frozen reports also for the units."""
    if actor.may(Permission.VIEW_DRAFT_REPORT):
        return Report.objects.all()
    if actor.may(Permission.VIEW_FROZEN_REPORT):
        return Report.objects.filter(state=ReportState.FROZEN)
    return Report.objects.none()
