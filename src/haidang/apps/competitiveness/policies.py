"""Who may see and change scenarios. Scores themselves are public: whoever sees the index sees them all."""

from __future__ import annotations

from django.db.models import QuerySet

from haidang.apps.competitiveness.models import Scenario
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_scenarios(actor: Actor) -> QuerySet[Scenario]:
    """Scenarios are working papers of the centre: all of them, or none."""
    return Scenario.objects.all() if actor.may(Permission.VIEW_SCENARIOS) else Scenario.objects.none()


def may_change(actor: Actor, scenario: Scenario) -> bool:
    """Whether the actor may rename or delete a scenario: only who saved it."""
    return actor.may(Permission.SAVE_SCENARIO) and scenario.by_id == actor.identifier
