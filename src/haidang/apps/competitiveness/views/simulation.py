"""Reckoning with other scores: what they would be worth, and what it takes to reach a place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.competitiveness.forms import ScenarioForm, SimulationForm, WayForm
from haidang.apps.competitiveness.methods import status_of, statuses_of
from haidang.apps.competitiveness.services import save_scenario
from haidang.apps.competitiveness.simulating import SHARE, SPREAD, Base, find_base, find_way, simulate
from haidang.apps.competitiveness.views.query import Asked, read_province, read_year
from haidang.domain.composite import WeightStatus
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission


def _start(request: HttpRequest) -> tuple[Asked, Base | None]:
    asked = read_province(request)
    year = read_year(request, asked.computable)
    return asked, find_base(asked.province, year) if year else None


def context_of(base: Base) -> dict[str, Any]:
    """What is told of the start of a simulation wherever a number rests on it."""
    methodology = base.field.methodology
    misfit = methodology.misfit(base.field.year)
    return {
        "base": base,
        "statuses": statuses_of(methodology),
        "misfit": misfit,
        "share": int(SHARE * 100),
        "spread": int(SPREAD * 100),
        "is_recovered": WeightStatus.RECOVERED in methodology.statuses,
    }


def query_of(base: Base, scores: Mapping[str, Decimal]) -> str:
    """The end of an address with assumed scores."""
    pairs = {"province": base.province, "year": base.field.year}
    changed = {f"s-{code}": format(v, "f") for code, v in scores.items() if v != base.scores.get(code)}
    return urlencode({**pairs, **changed})


@require_safe
@requires(Permission.VIEW_INDEX)
def show_simulation(request: SignedInRequest) -> HttpResponse:
    """What assumed scores (`?s-<sub-index>=`) would be worth from a year on; as one moves, only the result."""
    asked, base = _start(request)
    context: dict[str, Any] = {**asked.context, "years": asked.computable}
    if base is None:
        return render(request, "competitiveness/simulation.html", context)
    form = SimulationForm(request.GET, base)
    context |= {**context_of(base), "form": form, "rows": _rows(form)}
    if form.is_valid():
        found = simulate(base, form.numbers)
        context |= {"simulation": found, "query": query_of(base, found.scores)}
    partial = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    if partial:
        return render(request, "competitiveness/_simulated.html", context)
    return render(request, "competitiveness/simulation.html", context, status=200 if form.is_valid() else 400)


def _rows(form: SimulationForm | WayForm) -> list[tuple[Any, Any, Any]]:
    """Sub-index, its field, and how sure its weight is."""
    return [(sub, field, status_of(sub)) for sub, field in form.rows]


@require_safe
@requires(Permission.VIEW_INDEX)
def show_way(request: SignedInRequest) -> HttpResponse:
    """The cheapest way to a place (`?c-target=`), at the costs that somebody gives."""
    asked, base = _start(request)
    context: dict[str, Any] = {**asked.context, "years": asked.computable}
    if base is None or not base.others:
        return render(request, "competitiveness/way.html", {**context, "base": base})
    now = simulate(base, {}, with_spans=False)
    sent: Any = request.GET
    if "c-target" not in sent:
        sent = {"c-target": str(max((now.place_before or 1) - 1, 1)), "c-within_reach": "on"}
    form = WayForm(sent, base)
    context |= {**context_of(base), "form": form, "rows": _rows(form), "now": now}
    if form.is_valid():
        reach = form.cleaned_data["within_reach"]
        way = find_way(base, form.cleaned_data["target"], form.numbers, within_reach=reach)
        context |= {"way": way, "is_found": way is not None, "target": form.cleaned_data["target"]}
        if way:
            context |= {"simulation": simulate(base, way.scores), "query": query_of(base, way.scores)}
    return render(request, "competitiveness/way.html", context, status=200 if form.is_valid() else 400)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SAVE_SCENARIO)
def save(request: SignedInRequest) -> HttpResponse:
    """Keep the assumed scores of the address as a scenario."""
    asked, base = _start(request)
    if base is None:
        raise Http404
    scores = SimulationForm(request.GET, base)
    if not scores.is_valid():
        return redirect(f"{reverse('competitiveness:simulation')}?{request.GET.urlencode()}")
    form = ScenarioForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            scenario = save_scenario(
                base=base, assumed=scores.numbers, **form.cleaned_data, by=request.actor, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("The scenario was saved."))
            return redirect("competitiveness:scenario", pk=scenario.pk)
    found = simulate(base, scores.numbers)
    context = {
        **asked.context, **context_of(base), "form": form, "simulation": found,
        "query": query_of(base, found.scores),
    }  # fmt: skip
    return render(request, "competitiveness/save.html", context, status=400 if form.errors else 200)
