"""Reads about rounds and reports, scoped to what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.observations.models import Figure
from haidang.apps.reporting.models import Assignment, AssignmentStatus, Deviation, Quote, Report, Round
from haidang.apps.reporting.policies import visible_assignments, visible_reports, visible_rounds
from haidang.domain.vietnamese import sort_key
from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class QuotePlace:
    """Where a figure is quoted: the report, and the anchor in it."""

    report: Report
    tag: str
    section: str
    title: str


def list_rounds(actor: Actor) -> QuerySet[Round]:
    """Rounds with the number of units expected, received and only made up (illustrative), newest first."""
    seen = Q(assignments__in=visible_assignments(actor))
    received = Count(
        "assignments", filter=seen & Q(assignments__status=AssignmentStatus.RECEIVED), distinct=True
    )
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


def list_reports(actor: Actor) -> QuerySet[Report]:
    """Reports the actor may see, newest first."""
    return visible_reports(actor).select_related("round").order_by("-pk")


def get_report(actor: Actor, code: str) -> Report:
    """A report the actor may see; 404 otherwise."""
    return get_object_or_404(visible_reports(actor).select_related("round"), code=code)


def find_report_of_round(round_code: str) -> Report | None:
    """The newest report of a round."""
    reports = Report.objects.filter(round__code=round_code).select_related("round__coordinator")
    return reports.order_by("-pk").first()


def list_quotes_of(actor: Actor, figure: Figure) -> list[QuotePlace]:
    """Where reports that the actor may see quote a figure."""
    quotes = Quote.objects.filter(figure=figure, block__section__report__in=visible_reports(actor))
    quotes = quotes.select_related("block__section__report__round").order_by("pk")
    sections = ((q.block.section, q.tag) for q in quotes)
    return [QuotePlace(section.report, tag, section.key, section.title) for section, tag in sections]


def list_deviations(report: Report) -> QuerySet[Deviation]:
    """Figures revised after the report was frozen."""
    return Deviation.objects.filter(quote__block__section__report=report).select_related(
        "quote__pinned", "quote__figure__indicator", "observation"
    )
