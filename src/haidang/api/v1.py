"""Version 1 of the API: scoped exactly like the pages, and one public operation that checks a text.

Called with a session or with the key of a unit (`Authorization: Bearer hd_…`).

Every list comes in pages, `{"items": […], "count": all}`: `limit` is 1 to 1,000 (100 unless told), `offset` counts
from 0. Anything else is refused with 422.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.pagination import paginate

from haidang.api import (
    enterprises,
    filling,
    index,
    inspection_plans,
    inspections_conduct,
    inspections_dossier,
    packages,
    rounds,
    submissions,
    writing,
)
from haidang.api.access import Requires, tell_problems
from haidang.api.figure_check import DESCRIPTION, check_figures
from haidang.api.pages import MAX_WORDS, Lazy, Pages, actor_of
from haidang.api.problems import tell_refusals
from haidang.api.proposals import ProposalOut, proposals_of
from haidang.api.schemas import (
    CheckOut,
    FaultsOut,
    FigureDetailOut,
    FigureOut,
    FindingOut,
    ObservationOut,
    QuoteOut,
    TaskOut,
    TaskUpdateOut,
    UnitOut,
)
from haidang.api.tasks import report, task_updates, tasks
from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure, Finding, Observation
from haidang.apps.observations.selectors import (
    FigureQuery,
    get_figure,
    list_figures,
    list_findings,
    list_findings_of,
    list_revisions,
)
from haidang.apps.organisations.models import Unit
from haidang.apps.organisations.selectors import list_units
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.selectors import get_report
from haidang.domain.worktime import parse_period
from haidang.foundation.permissions import Permission

api = NinjaAPI(title="Hải Đăng", version="1.0.0", urls_namespace="api-v1", docs_url=None)
tell_problems(api)
tell_refusals(api)
api.add_router("/index", index.router)
api.add_router("/enterprises", enterprises.router)
api.add_router("/inspection-plans", inspection_plans.router)
api.add_router("/enterprises", inspections_conduct.visits_router)
api.add_router("/inspections", inspections_conduct.router)
api.add_router("/inspections/{inspection_id}", inspections_dossier.router)
api.add_router("/reform-plans", inspections_conduct.reform_router)
api.add_router("/rounds", rounds.router)
api.add_router("/rounds", packages.router)
api.add_router("/reports/{code}", writing.router)
api.add_router("/rounds/{code}/units/{unit}", filling.router)
api.add_router("/rounds/{code}/units/{unit}", submissions.router)


@api.get("/units", response=list[UnitOut], auth=Requires(Permission.VIEW_UNITS))
@paginate(Pages)
def units(request: HttpRequest, q: str = "", kind: str = "") -> list[dict[str, Any]]:
    """Units of all times, in alphabetical order."""
    return [_unit(unit) for unit in list_units(query=q[:MAX_WORDS], kind=kind)]


@api.get("/figures", response=list[FigureOut], auth=Requires(Permission.VIEW_FIGURES))
@paginate(Pages)
def figures(request: HttpRequest, q: str = "", unit: str = "", period: str = "", category: str = "") -> Any:
    """Figures that match, with their latest observation."""
    query = FigureQuery(words=q[:MAX_WORDS], unit=unit, period=period, category=category)
    return Lazy(list_figures(actor_of(request), query), _figure)


# Before the next one, whose address would match too. It answers for itself: ninja only describes it.
api.post(
    "/figures/check",
    response={200: CheckOut},
    auth=None,
    url_name="check_figures",
    openapi_extra=DESCRIPTION,
)(check_figures)


@api.get("/figures/{figure_id}", response=FigureDetailOut, auth=Requires(Permission.VIEW_FIGURES))
def figure(request: HttpRequest, figure_id: int) -> dict[str, Any]:
    """One figure with all its revisions."""
    found = get_figure(actor_of(request), figure_id)
    found.open_findings = list_findings_of(actor_of(request), found).filter(state="open").count()  # type: ignore[attr-defined]
    return {
        **_figure(found),
        "revisions": [_observation(o) for o in list_revisions(actor_of(request), found)],
    }


api.get("/tasks", response=list[TaskOut], auth=Requires(Permission.VIEW_PROGRAMME))(tasks)
api.get("/tasks/{task_code}/updates", response=list[TaskUpdateOut], auth=Requires(Permission.VIEW_PROGRAMME))(
    task_updates
)
api.post(
    "/tasks/{task_code}/updates",
    response={201: TaskUpdateOut, 422: FaultsOut},
    auth=Requires(Permission.REPORT_PROGRESS),
)(report)


@api.get("/findings", response=list[FindingOut], auth=Requires(Permission.VIEW_FINDINGS))
@paginate(Pages)
def findings(request: HttpRequest, state: str = "", period: str = "") -> Any:
    """Relations that do not hold, within the reader's reach."""
    return Lazy(list_findings(actor_of(request), state=state, period=period), _finding)


@api.get(
    "/reports/{code}/quotes",
    response=list[QuoteOut],
    auth=Requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT),
)
@paginate(Pages)
def quotes(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """Every figure that a report quotes, in reading order."""
    assembled = assemble(get_report(actor_of(request), code))
    return [
        {
            "quote": quote.tag,
            "section": section,
            "text": text,
            "figure": quote.figure_id,
            "revision": quote.observation.revision,
        }
        for quote, section, text in assembled.quotes
    ]


@api.get(
    "/reports/{code}/proposals",
    response=list[ProposalOut],
    auth=Requires(Permission.VIEW_DRAFT_REPORT, Permission.VIEW_FROZEN_REPORT),
)
@paginate(Pages)
def report_proposals(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """What a report proposes, what was decided on it, and the tasks that came of it."""
    actor = actor_of(request)
    return proposals_of(get_report(actor, code), actor)


def _unit(unit: Unit) -> dict[str, Any]:
    names = ("code", "name_vi", "name_en", "kind", "valid_from", "valid_to", "in_programme")
    return {**{n: getattr(unit, n) for n in names}, "parent": unit.parent.code if unit.parent else None}


def _observation(observation: Observation) -> dict[str, Any]:
    names = ("revision", "status", "qualifier", "stage", "provenance", "reason", "recorded_at")
    value = None if observation.value is None else format(observation.value, "f")
    return ObservationOut(
        **{name: getattr(observation, name) for name in names},
        value=value,
        source=observation.source_urn,
        recorded_by=observation.recorded_by_name,
    ).model_dump()


def _figure(figure: Figure) -> dict[str, Any]:
    indicator, latest = figure.indicator, figure.latest
    return {
        "id": figure.pk,
        "indicator": indicator.code,
        "name_vi": indicator.name_vi,
        "category": indicator.category.code if indicator.category else None,
        "unit": figure.unit.code,
        "period": figure.period,
        "period_sdmx": parse_period(figure.period).sdmx,
        "basis": figure.basis,
        "unit_measure": indicator.unit_measure,
        "unit_mult": indicator.unit_mult,
        "decimals": indicator.decimals,
        "text": format_observation(latest, indicator) if latest else "",
        "open_findings": getattr(figure, "open_findings", 0),
        "latest": _observation(latest) if latest else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    names = ("name", "period", "state", "arithmetic_vi", "arithmetic_en", "repairs", "explanation")
    return {
        **{name: getattr(finding, name) for name in names},
        "id": finding.pk,
        "relation": finding.relation.code,
        "figures": [figure.pk for figure in finding.figures.all()],
    }
