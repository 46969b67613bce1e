"""Figures, findings and relations on screen."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.observations.checks import judge_relations
from haidang.apps.observations.formatting import format_value
from haidang.apps.observations.forms import ExplainForm, ReviseForm
from haidang.apps.observations.models import Basis, Figure, FindingState, ObservationStatus
from haidang.apps.observations.selectors import (
    FigureQuery,
    get_figure,
    get_finding,
    list_categories,
    list_figures,
    list_findings,
    list_findings_of,
    list_periods,
    list_revisions,
    list_siblings,
    newest_anchor,
)
from haidang.apps.observations.services import Correction, explain_finding, revise_figure
from haidang.apps.organisations.selectors import list_units
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

PAGE_SIZE = 50


@require_safe
@requires(Permission.VIEW_FIGURES)
def show_figures(request: SignedInRequest) -> HttpResponse:
    """Search and filter figures. HTMX requests get the list alone."""
    get = request.GET
    query = FigureQuery(
        words=get.get("q", "")[:100],
        unit=get.get("unit", ""),
        period=get.get("period", ""),
        category=get.get("category", ""),
        basis=get.get("basis", ""),
        with_findings=get.get("findings") == "1",
    )
    page = Paginator(list_figures(request.actor, query), PAGE_SIZE).get_page(get.get("page"))
    context = {
        "page": page,
        "query": query,
        "units": list_units(),
        "periods": list_periods(request.actor),
        "categories": list_categories(),
        "bases": Basis.choices,
    }
    partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "observations/_figures.html" if partial else "observations/figures.html", context)


@require_safe
@requires(Permission.VIEW_FIGURES)
def show_figure(request: SignedInRequest, pk: int) -> HttpResponse:
    """One figure: its value, where it came from, where it is quoted, what was found, all revisions."""
    figure = get_figure(request.actor, pk)
    context = {
        "figure": figure,
        "observation": figure.latest,
        "revisions": list_revisions(request.actor, figure),
        "siblings": list_siblings(request.actor, figure),
        "findings": list_findings_of(request.actor, figure),
        "quote_tag": request.GET.get("quote", "")[:80],
    }
    return render(request, "observations/figure.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.REVISE_FIGURE)
def revise(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a figure: a new revision with a reason; the old one stays."""
    figure = get_figure(request.actor, pk)
    form = ReviseForm(request.POST or None, initial=_initial(figure), indicator=figure.indicator)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            changed = revise_figure(
                figure=figure, correction=Correction(**data), by=request.actor, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error)
            figure = get_figure(request.actor, pk)
            seen = str(figure.latest.revision) if figure.latest else "0"
            form.data = {**request.POST.dict(), "seen_revision": seen}
        else:
            messages.success(request, _("The figure was corrected.") if changed else _("Nothing changed."))
            return redirect("observations:figure", pk=figure.pk)
    context = {"form": form, "figure": figure, "observation": figure.latest}
    return render(request, "observations/revise.html", context, status=400 if form.errors else 200)


def _initial(figure: Figure) -> dict[str, str | int]:
    latest = figure.latest
    if latest is None:
        return {"status": ObservationStatus.VALUE, "seen_revision": 0}
    value = "" if latest.value is None else format_value(latest.value, figure.indicator, leading_zero=False)
    return {
        "seen_revision": latest.revision,
        "status": latest.status,
        "value": value.split(" ")[0].rstrip("%"),
        "qualifier": latest.qualifier,
    }


@require_safe
@requires(Permission.VIEW_FINDINGS)
def show_findings(request: SignedInRequest) -> HttpResponse:
    """Findings, open ones first."""
    state = request.GET.get("state", "")
    findings = list_findings(request.actor, state=state if state in FindingState.values else "")
    context = {"findings": findings, "states": FindingState.choices, "state": state}
    return render(request, "observations/findings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.VIEW_FINDINGS)
def show_finding(request: SignedInRequest, pk: int) -> HttpResponse:
    """One finding with its arithmetic; a POST explains it."""
    finding = get_finding(request.actor, pk)
    units = {figure.unit.code for figure in finding.figures.all()}
    may_explain = any(request.actor.may(Permission.EXPLAIN_FINDING, code) for code in units)
    form = ExplainForm(request.POST or None, initial={"seen": finding.fingerprint})
    if request.method == "POST" and form.is_valid() and form.cleaned_data["seen"] != finding.fingerprint:
        form.add_error(None, _("The figures changed meanwhile: look at the arithmetic again."))
    if request.method == "POST" and form.is_valid():
        try:
            explain_finding(
                finding=finding,
                explanation=form.cleaned_data["explanation"],
                by=request.actor,
                at=timezone.now(),
            )
        except ValidationError as error:
            form.add_error("explanation", error)
        else:
            messages.success(request, _("The explanation was saved."))
            return redirect("observations:finding", pk=finding.pk)
    context = {"finding": finding, "form": form, "may_explain": may_explain}
    return render(request, "observations/finding.html", context, status=400 if form.errors else 200)


@require_safe
@requires(Permission.VIEW_DRAFT_REPORT)
def show_relations(request: SignedInRequest) -> HttpResponse:
    """All relations of a period with their verdicts, judged now."""
    periods = list_periods(request.actor)
    period = request.GET.get("period", "")
    if period not in periods:
        period = newest_anchor() or next(iter(periods), "")
    outcomes = judge_relations(period) if period else []
    context = {"outcomes": outcomes, "period": period, "periods": periods}
    return render(request, "observations/relations.html", context)
