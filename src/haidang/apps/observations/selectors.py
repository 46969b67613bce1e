"""Reads about figures and findings, scoped to what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from haidang.apps.observations.models import (
    Category,
    Figure,
    Finding,
    FindingState,
    Observation,
    Relation,
    Stage,
)
from haidang.apps.observations.policies import visible_figures, visible_findings
from haidang.domain.vietnamese import fold
from haidang.domain.worktime import parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

PARTS = ("indicator", "unit", "latest", "indicator__category")


@dataclass(frozen=True)
class FigureQuery:
    """What somebody looks for: words (with or without marks), and filters by code."""

    words: str = ""
    unit: str = ""
    period: str = ""
    category: str = ""
    basis: str = ""
    with_findings: bool = False


def list_figures(actor: Actor, query: FigureQuery = FigureQuery()) -> QuerySet[Figure]:
    """Figures that match, each with indicator, unit, latest observation and number of open findings."""
    figures = visible_figures(actor).select_related(*PARTS)
    for word in fold(query.words).split():
        figures = figures.filter(Q(indicator__search__contains=word) | Q(unit__search__contains=word))
    filters = {
        "unit__code": query.unit,
        "period": query.period,
        "indicator__category__code": query.category,
        "basis": query.basis,
    }
    figures = figures.filter(**{name: value for name, value in filters.items() if value})
    touching = visible_findings(actor).filter(figures=OuterRef("pk"), state=FindingState.OPEN)
    if query.with_findings:
        figures = figures.filter(Exists(touching))
    count = touching.order_by().values("state").annotate(count=Count("pk", distinct=True)).values("count")
    figures = figures.annotate(open_findings=Coalesce(Subquery(count), 0))
    place = F("indicator__category__position").asc(nulls_last=True)
    return figures.order_by(place, "indicator_id", "unit_id", "period", "basis")


def get_figure(actor: Actor, pk: int) -> Figure:
    """A figure the actor may see; 404 otherwise."""
    return get_object_or_404(visible_figures(actor).select_related(*PARTS), pk=pk)


def list_revisions(actor: Actor, figure: Figure) -> QuerySet[Observation]:
    """All observations of a figure, newest first; provisional ones only within the actor's reach."""
    revisions = figure.observations.order_by("-revision")
    if actor.may(Permission.VIEW_PROVISIONAL_FIGURES, figure.unit.code):
        return revisions
    return revisions.filter(stage=Stage.FINAL)


def list_siblings(actor: Actor, figure: Figure) -> QuerySet[Figure]:
    """The same indicator on another basis, in other periods or for other units."""
    siblings = visible_figures(actor).filter(indicator=figure.indicator).exclude(pk=figure.pk)
    return siblings.select_related(*PARTS).order_by("unit_id", "-period", "basis")[:60]


def list_findings(actor: Actor, *, state: str = "", period: str = "") -> QuerySet[Finding]:
    """Findings the actor may see, with their relation and figures."""
    findings = visible_findings(actor).select_related("relation")
    findings = findings.prefetch_related("figures__indicator", "figures__unit", "figures__latest")
    if state:
        findings = findings.filter(state=state)
    if period:
        findings = findings.filter(period=period)
    return findings.order_by("state", "relation__code")


def get_finding(actor: Actor, pk: int) -> Finding:
    """A finding the actor may see; 404 otherwise."""
    findings = visible_findings(actor).select_related("relation")
    return get_object_or_404(
        findings.prefetch_related("figures__indicator", "figures__unit", "figures__latest"), pk=pk
    )


def list_findings_of(actor: Actor, figure: Figure) -> QuerySet[Finding]:
    """Findings that touch a figure, within the actor's reach."""
    return (
        visible_findings(actor)
        .filter(figures=figure)
        .select_related("relation")
        .order_by("state", "relation__code")
    )


def list_categories() -> QuerySet[Category]:
    """All sub-indices in their order."""
    return Category.objects.all()


def list_periods(actor: Actor) -> list[str]:
    """Codes of the periods for which the actor may see figures."""
    return sorted(visible_figures(actor).values_list("period", flat=True).distinct(), reverse=True)


def newest_anchor() -> str:
    """The latest period for which a relation was written; empty if there is none."""
    codes = set(Relation.objects.values_list("first_period", flat=True))
    return max(codes, key=lambda code: parse_period(code).end, default="")


def observations_as_of(figures: QuerySet[Figure], moment: datetime) -> dict[int, Observation]:
    """What was recorded for each figure at a past moment, by figure id: how an old report is rebuilt."""
    then = Observation.objects.filter(figure=OuterRef("pk"), recorded_at__lte=moment).order_by("-revision")
    ids = figures.annotate(then=Subquery(then.values("pk")[:1])).values_list("pk", "then")
    known = Observation.objects.in_bulk([pk for _, pk in ids if pk is not None])
    return {figure: known[pk] for figure, pk in ids if pk is not None}
