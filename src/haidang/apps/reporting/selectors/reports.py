"""Reads about consolidated reports, scoped to what the actor may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.observations.models import Figure
from haidang.apps.reporting.models import Deviation, Quote, Report
from haidang.apps.reporting.policies import visible_reports
from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class QuotePlace:
    """Where a figure is quoted: the report, and the anchor in it."""

    report: Report
    tag: str
    section: str
    title: str


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
