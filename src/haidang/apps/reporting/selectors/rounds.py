"""Reads about rounds and what their units sent, scoped to what the actor may see."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.reporting.models import Assignment, AssignmentStatus, Round
from haidang.apps.reporting.policies import visible_assignments, visible_rounds
from haidang.domain.vietnamese import sort_key
from haidang.domain.worktime import CutoffError, CutoffScheme, observation_window, parse_period
from haidang.foundation.accounts.actor import Actor


def list_rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds with the number of units expected, received and only made up (illustrative), newest first."""
    seen = Q(assignments__in=visible_assignments(actor))
    came = Q(assignments__status=AssignmentStatus.RECEIVED) | Q(assignments__received_on__isnull=False)
    received = Count("assignments", filter=seen & came, distinct=True)
    made_up = Count("assignments", filter=seen & Q(assignments__is_illustrative=True), distinct=True)
    rounds = visible_rounds(actor).select_related("coordinator", "plan", "urging_letter")
    expected = Count("assignments", filter=seen, distinct=True)
    return rounds.annotate(expected=expected, received=received, made_up=made_up).order_by("-pk")


def get_round(actor: Actor, code: str) -> Round:
    """A round the actor may see; 404 otherwise."""
    return get_object_or_404(list_rounds(actor), code=code)


def list_assignments(actor: Actor, round_: Round) -> list[Assignment]:
    """What the units of a round sent, in alphabetical order."""
    assignments = visible_assignments(actor).filter(round=round_).select_related("unit")
    return sorted(assignments, key=lambda a: sort_key(a.unit.name_vi))


def window_of(round_: Round) -> tuple[date, date] | None:
    """First and last day whose events count in a round; None where its rule has no cut-off for the period."""
    try:
        return observation_window(parse_period(round_.period), CutoffScheme(round_.cutoff_scheme))
    except CutoffError:
        return None
