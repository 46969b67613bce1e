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


def writable_assignments(actor: Actor) -> QuerySet[Assignment]:
    """Reports of the units for which the actor writes or approves: only these people see a draft."""
    scope = actor.scope(Permission.FILL_SUBMISSION)
    own = Assignment.objects.filter(round__opened_at__isnull=False)
    return own if scope.everything else own.filter(unit__code__in=scope.unit_codes)


def readable_assignments(actor: Actor) -> QuerySet[Assignment]:
    """Reports that the actor may read once they are approved: the own unit's, or all for the centre."""
    scope = actor.scope(Permission.VIEW_SUBMISSIONS)
    run = Assignment.objects.filter(round__opened_at__isnull=False)
    return run if scope.everything else run.filter(unit__code__in=scope.unit_codes)
