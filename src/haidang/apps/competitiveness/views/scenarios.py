"""Scenarios that were kept: list, one of them, several side by side, renaming and deleting one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from haidang.apps.competitiveness.charts import Bar, BarGroup, bar_chart
from haidang.apps.competitiveness.forms import ScenarioForm
from haidang.apps.competitiveness.index_tables import scenarios_table
from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.policies import may_change
from haidang.apps.competitiveness.selectors import get_scenario, list_scenarios, load_known
from haidang.apps.competitiveness.services import delete_scenario, rename_scenario
from haidang.apps.competitiveness.simulating import Effect, Simulation, rebuild
from haidang.apps.competitiveness.views.query import file_of
from haidang.apps.competitiveness.views.simulation import context_of, query_of
from haidang.foundation.accounts.access import SignedInRequest, requires
from haidang.foundation.permissions import Permission

MOST_COMPARED = 6
SHOWN = 200


@require_safe
@requires(Permission.VIEW_SCENARIOS)
def show_scenarios(request: SignedInRequest) -> HttpResponse:
    """All scenarios, newest first."""
    scenarios = list(list_scenarios(request.actor)[:SHOWN])
    context = {"scenarios": scenarios, "most": MOST_COMPARED, "actor_id": request.actor.identifier}
    return render(request, "competitiveness/scenarios.html", context)


@require_safe
@requires(Permission.VIEW_SCENARIOS)
def show_scenario(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a scenario assumes, and what comes out of it today."""
    scenario = get_scenario(request.actor, pk)
    rebuilt = rebuild(scenario)
    context: dict[str, Any] = {
        "scenario": scenario,
        "rebuilt": rebuilt,
        "is_own": may_change(request.actor, scenario),
    }
    if rebuilt:
        found = rebuilt.simulation
        context |= {
            **context_of(found.base),
            "simulation": found,
            "query": query_of(found.base, found.scores),
        }
    return render(request, "competitiveness/scenario.html", context)


@require_safe
@requires(Permission.VIEW_SCENARIOS)
def export_scenario(request: SignedInRequest, pk: int, form: str) -> HttpResponse:
    """A scenario as a file."""
    return _file(_entries([get_scenario(request.actor, pk)]), form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SAVE_SCENARIO)
def rename(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give an own scenario another name and note."""
    scenario = _own(request, pk)
    form = ScenarioForm(request.POST or None, initial={"name": scenario.name, "note": scenario.note})
    if request.method == "POST" and form.is_valid():
        try:
            rename_scenario(scenario=scenario, **form.cleaned_data, by=request.actor, at=timezone.now())
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, _("The scenario was changed."))
            return redirect("competitiveness:scenario", pk=pk)
    context = {"scenario": scenario, "form": form}
    return render(request, "competitiveness/rename.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SAVE_SCENARIO)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Delete an own scenario, after asking."""
    scenario = _own(request, pk)
    if request.method == "POST":
        delete_scenario(scenario=scenario, by=request.actor, at=timezone.now())
        messages.success(request, _("The scenario was deleted."))
        return redirect("competitiveness:scenarios")
    return render(request, "competitiveness/remove.html", {"scenario": scenario})


def _own(request: SignedInRequest, pk: int) -> Scenario:
    scenario = get_scenario(request.actor, pk)
    if not may_change(request.actor, scenario):
        raise PermissionDenied
    return scenario


@dataclass(frozen=True)
class _Entry:
    """A scenario of a comparison; `mark` is the letter that stands for it in the chart."""

    mark: str
    scenario: Scenario
    simulation: Simulation
    is_as_saved: bool


def _entries(scenarios: Sequence[Scenario]) -> list[_Entry]:
    everything = load_known()
    found = ((scenario, rebuild(scenario, everything)) for scenario in scenarios)
    known = [(scenario, rebuilt) for scenario, rebuilt in found if rebuilt]
    return [
        _Entry(chr(ord("A") + number), scenario, rebuilt.simulation, rebuilt.is_as_saved)
        for number, (scenario, rebuilt) in enumerate(known)
    ]


def _effect(entry: _Entry, code: str) -> Effect | None:
    return next((e for e in entry.simulation.effects if e.subindex.code == code), None)


def _chosen(request: SignedInRequest) -> list[Scenario]:
    """The scenarios of an address (`?id=`, several), as many as can be compared, in its order."""
    sent = [int(pk) for pk in request.GET.getlist("id") if pk.isascii() and pk.isdecimal() and len(pk) < 10]
    wanted = list(dict.fromkeys(sent))[:MOST_COMPARED]
    found = list_scenarios(request.actor).in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]


@require_safe
@requires(Permission.VIEW_SCENARIOS)
def compare_scenarios(request: SignedInRequest) -> HttpResponse:
    """Two or more scenarios side by side."""
    entries = _entries(_chosen(request))
    names = {e.subindex.code: e.name for entry in entries for e in entry.simulation.effects}
    rows = [(name, [_effect(entry, code) for entry in entries]) for code, name in names.items()]
    groups = [
        BarGroup(
            name,
            [
                Bar(entry.mark, effect.after, bool(effect.change))
                for entry, effect in zip(entries, effects, strict=True)
                if effect
            ],
        )
        for name, effects in rows
    ]
    chart = bar_chart(groups, _("Assumed scores by sub-index"), Decimal(10))
    context = {
        "entries": entries,
        "rows": rows,
        "chart": chart if len(entries) > 1 else "",
        "query": "&".join(f"id={entry.scenario.pk}" for entry in entries),
        "most": MOST_COMPARED,
    }
    return render(request, "competitiveness/compare_scenarios.html", context)


@require_safe
@requires(Permission.VIEW_SCENARIOS)
def export_scenarios(request: SignedInRequest, form: str) -> HttpResponse:
    """Several scenarios as a file."""
    return _file(_entries(_chosen(request)), form)


def _file(entries: Sequence[_Entry], form: str) -> HttpResponse:
    table = scenarios_table([(e.scenario, e.simulation) for e in entries]) if entries else None
    return file_of(table, "pci-phuong-an", form)
