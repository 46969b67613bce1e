"""Who may see which figures and findings."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from haidang.apps.observations.models import Figure, Finding, Stage
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_figures(actor: Actor) -> QuerySet[Figure]:
    """Final figures for all who may see figures; provisional ones only within the actor's reach."""
    if not actor.may(Permission.VIEW_FIGURES):
        return Figure.objects.none()
    provisional = actor.scope(Permission.VIEW_PROVISIONAL_FIGURES)
    if provisional.everything:
        return Figure.objects.all()
    return Figure.objects.filter(Q(latest__stage=Stage.FINAL) | Q(unit__code__in=provisional.unit_codes))


def visible_findings(actor: Actor) -> QuerySet[Finding]:
    """Findings that touch a figure within the actor's reach."""
    scope = actor.scope(Permission.VIEW_FINDINGS)
    if scope.everything:
        return Finding.objects.all()
    return Finding.objects.filter(figures__unit__code__in=scope.unit_codes).distinct()
