"""Reads about proposals and about links to reports."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.programme.models import TaskUnit
from haidang.apps.reporting.models import (
    LinkState,
    Proposal,
    ProposalDecision,
    ProposalTask,
    Report,
    ReportLink,
)
from haidang.apps.reporting.policies import visible_reports
from haidang.foundation.accounts.actor import Actor


def list_proposals(report: Report) -> list[Proposal]:
    """The proposals of a report with decisions, tasks and their units (five queries)."""
    units = TaskUnit.objects.select_related("unit").order_by("part", "unit__code")
    given = ProposalTask.objects.select_related("task__plan").prefetch_related(
        Prefetch("task__participants", units)
    )
    decisions = ProposalDecision.objects.prefetch_related(Prefetch("given", given))
    return list(report.proposals.prefetch_related(Prefetch("decisions", decisions)))


def get_proposal(actor: Actor, code: str, number: int) -> Proposal:
    """A proposal of a report that the actor may see; 404 otherwise."""
    reports = visible_reports(actor)
    found = Proposal.objects.filter(report__in=reports, report__code=code).select_related("report__round")
    return get_object_or_404(found, number=number)


def list_links(report: Report) -> QuerySet[ReportLink]:
    """The links to a report, newest first, with how often and when last each was opened."""
    return report.links.annotate(times=Count("openings"), last_at=Max("openings__at")).order_by("-pk")


def get_link(report: Report, pk: int) -> ReportLink:
    """A link to the report; 404 otherwise."""
    return get_object_or_404(report.links.select_related("report"), pk=pk)


def find_valid_link(digest: str, on: date) -> ReportLink | None:
    """The link with this digest, if it opens on that day."""
    link = ReportLink.objects.select_related("report__round").filter(digest=digest).first()
    return link if link is not None and link.state_on(on) == LinkState.VALID else None
