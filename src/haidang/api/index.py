"""The index over the API: methodologies, scores, what moved, others, simulations and scenarios."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Status
from ninja.pagination import paginate

from haidang.api.access import Requires
from haidang.api.index_schemas import (
    ChangeOut,
    ComparisonOut,
    MethodologyOut,
    ProvinceName,
    RenameScenarioIn,
    ResultOut,
    SaveScenarioIn,
    ScenarioDetailOut,
    ScenarioOut,
    ScoreOut,
    SimulateIn,
    SimulationOut,
    WayIn,
    WayOut,
    Year,
    YearOut,
)
from haidang.api.pages import Lazy, Pages, actor_of
from haidang.api.problems import faults_problem, telling
from haidang.api.report_schemas import Identifier
from haidang.apps.competitiveness.comparisons import MOST_CHOSEN, compare
from haidang.apps.competitiveness.methods import methodologies
from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.profiles import YearLine, count_movements, explain_change, lines_of
from haidang.apps.competitiveness.selectors import (
    find_field,
    get_scenario,
    list_provinces,
    list_results,
    list_scenarios,
    list_scores,
    list_years,
    own_province,
)
from haidang.apps.competitiveness.services import (
    check_scores,
    delete_scenario,
    rename_scenario,
    save_scenario,
)
from haidang.apps.competitiveness.simulating import (
    Base,
    Simulation,
    Span,
    find_base,
    find_way,
    rebuild,
    simulate,
)
from haidang.domain.composite import Methodology
from haidang.foundation.permissions import Permission

router = Router(tags=["index"])
_VIEW = Requires(Permission.VIEW_INDEX)
_SCENARIOS = Requires(Permission.VIEW_SCENARIOS)
_SAVE = Requires(Permission.SAVE_SCENARIO)


@router.get("/methodologies", response=list[MethodologyOut], auth=_VIEW)
def show_methodologies(request: HttpRequest) -> list[dict[str, Any]]:
    """All methodologies of the PCI with weights, and how sure each of them is."""
    return [_methodology(m) for m in methodologies().all]


@router.get("/scores", response=list[ScoreOut], auth=_VIEW)
@paginate(Pages)
def scores(request: HttpRequest, province: ProvinceName = "", year: Year | None = None) -> Any:
    """Scores by sub-index as published, by year, province and sub-index."""
    return Lazy(list_scores(province=province, year=year), lambda row: _record(row, "subindex", "score"))


@router.get("/totals", response=list[ResultOut], auth=_VIEW)
@paginate(Pages)
def totals(request: HttpRequest, province: ProvinceName = "", year: Year | None = None) -> Any:
    """Totals and ranks as published, by year and province."""
    return Lazy(list_results(province=province, year=year), lambda row: _record(row, "total", "rank"))


@router.get("/profile", response=list[YearOut], auth=_VIEW, openapi_extra=telling())
def profile(request: HttpRequest, province: ProvinceName = "") -> list[dict[str, Any]]:
    """A province (ours unless told) through the years, published and computed side by side."""
    return [_year(line) for line in _lines(province)[1].values()]


@router.get("/change", response=ChangeOut, auth=_VIEW, openapi_extra=telling())
def change(request: HttpRequest, first: Year, last: Year, province: ProvinceName = "") -> dict[str, Any]:
    """What moved between two years and why; 404 where the total of either cannot be computed."""
    name, lines = _lines(province)
    before, after = lines.get(first), lines.get(last)
    found = explain_change(before, after) if before and after else None
    if found is None:
        raise Http404
    return {
        "province": name,
        "first": _year(found.first),
        "last": _year(found.last),
        "change": _text(found.total),
        "risen": found.risen,
        "fallen": found.fallen,
        "unchanged": found.stayed,
        "counted": count_movements(found.first, found.last) is not None,
        "movements": [
            {
                "subindex": m.code,
                "before": _text(m.before),
                "after": _text(m.after),
                "points": _text(m.points),
                "by_weight": _text(m.by_weight),
            }
            for m in found.movements
        ],
    }


@router.get("/comparison", response=ComparisonOut, auth=_VIEW, openapi_extra=telling())
def comparison(
    request: HttpRequest,
    year: Year,
    province: ProvinceName = "",
    others: Annotated[list[ProvinceName], Query(alias="with", max_length=MOST_CHOSEN)] = [],  # noqa: B006
) -> dict[str, Any]:
    """A province (ours unless told) beside others (`with`, at most eight; unless told the leader and the nearest).

    404 where no other province, or not this one, has all scores of the year.
    """
    field = find_field(year)
    found = compare(field, province or own_province(list_provinces()), others) if field else None
    if field is None or found is None:
        raise Http404
    return {
        **_weights(field.methodology, year),
        "year": year,
        "known": len(field.scores),
        "ranked": field.ranked,
        "is_whole": field.is_whole,
        "provinces": [
            {
                "province": c.province,
                "place": c.place,
                "total": _text(c.total),
                "scores": _texts(c.scores),
            }
            for c in found.provinces
        ],
        "best": {row.subindex.code: _text(row.best) for row in found.rows},
    }


@router.post("/simulate", response=SimulationOut, auth=_VIEW, openapi_extra=telling(422))
def post_simulate(request: HttpRequest, sent: SimulateIn) -> Any:
    """What other scores would be worth, in points and in place. Writes nothing.

    404 where the province lacks a score of the year, or no weights are known.
    """
    base = _base(sent.province, sent.year)
    return _refused(base, sent.scores) or _simulation(simulate(base, sent.scores))


@router.post("/way", response=WayOut, auth=_VIEW, openapi_extra=telling(422))
def post_way(request: HttpRequest, sent: WayIn) -> Any:
    """The cheapest way to a place in steps of 0.1 point while all others stay. Writes nothing."""
    base = _base(sent.province, sent.year)
    if base.others == 0:
        raise Http404
    if unknown := [code for code in sent.costs if code not in base.scores]:
        return _refused(base, dict.fromkeys(unknown, Decimal(1)))
    way = find_way(base, sent.target, sent.costs, within_reach=sent.within_reach)
    if way is None:
        return {"reached": False}
    found = _simulation(simulate(base, way.scores))
    return {"reached": True, "cost": _text(way.cost), "proved": way.path.proved, "simulation": found}


@router.get("/scenarios", response=list[ScenarioOut], auth=_SCENARIOS)
@paginate(Pages)
def scenarios(request: HttpRequest) -> Any:
    """Scenarios that were kept, newest first."""
    return Lazy(list_scenarios(actor_of(request)), _scenario)


@router.post("/scenarios", response={201: ScenarioOut}, auth=_SAVE, openapi_extra=telling(422))
def post_scenario(request: HttpRequest, sent: SaveScenarioIn) -> Any:
    """Keep assumed scores under a name."""
    base = _base(sent.province, sent.year)
    if refused := _refused(base, sent.scores):
        return refused
    scenario = save_scenario(
        base=base,
        assumed=sent.scores,
        name=sent.name,
        note=sent.note,
        by=actor_of(request),
        at=timezone.now(),
    )
    return Status(201, _scenario(scenario))


@router.get("/scenarios/{scenario}", response=ScenarioDetailOut, auth=_SCENARIOS, openapi_extra=telling())
def show_scenario(request: HttpRequest, scenario: Identifier) -> dict[str, Any]:
    """A scenario, and what comes out of it today."""
    found = get_scenario(actor_of(request), scenario)
    rebuilt = rebuild(found)
    return {
        **_scenario(found),
        "is_as_saved": rebuilt.is_as_saved if rebuilt else None,
        "simulation": _simulation(rebuilt.simulation) if rebuilt else None,
    }


@router.put("/scenarios/{scenario}", response=ScenarioOut, auth=_SAVE, openapi_extra=telling(422))
def put_scenario(request: HttpRequest, scenario: Identifier, sent: RenameScenarioIn) -> dict[str, Any]:
    """Give an own scenario another name and note; 403 for one of somebody else."""
    found = get_scenario(actor_of(request), scenario)
    rename_scenario(scenario=found, name=sent.name, note=sent.note, by=actor_of(request), at=timezone.now())
    return _scenario(found)


@router.delete("/scenarios/{scenario}", response={204: None}, auth=_SAVE, openapi_extra=telling())
def remove_scenario(request: HttpRequest, scenario: Identifier) -> Any:
    """Delete an own scenario; 403 for one of somebody else."""
    found = get_scenario(actor_of(request), scenario)
    delete_scenario(scenario=found, by=actor_of(request), at=timezone.now())
    return Status(204, None)


def _lines(province: str) -> tuple[str, dict[int, YearLine]]:
    provinces = list_provinces()
    name = province or own_province(provinces)
    if name not in provinces:
        raise Http404
    return name, {line.year: line for line in lines_of(list_years(name))}


def _base(province: str, year: int) -> Base:
    base = find_base(province, year)
    if base is None:
        raise Http404
    return base


def _refused(base: Base, scores: Mapping[str, Decimal]) -> HttpResponse | None:
    """The problem with every score that cannot be; None where all can."""
    try:
        check_scores(base, scores)
    except ValidationError as error:
        faults: Sequence[dict[str, Any]] = [
            {"index": place, "code": "refused", "place": code, "detail": " ".join(messages)}
            for place, (code, messages) in enumerate(error.message_dict.items())
        ]
        return faults_problem(faults, len(faults))
    return None


def _text(value: Decimal | None) -> Any:
    return None if value is None else format(value, "f")


def _texts(scores: Mapping[str, Decimal]) -> dict[str, str]:
    return {code: format(score, "f") for code, score in scores.items()}


def _record(row: Any, *names: str) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in ("index", "province", "year", *names, "source")}
    return {name: _text(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _methodology(methodology: Methodology) -> dict[str, Any]:
    names = ("code", "version", "valid_from", "valid_to", "title_vi", "title_en")
    return {
        **{name: getattr(methodology, name) for name in names},
        "multiplier": _text(methodology.multiplier),
        "subindices": [
            {
                "code": sub.code,
                "name_vi": sub.name_vi,
                "name_en": sub.name_en,
                "weight": _text(sub.weight),
                "status": sub.status.value if sub.status else None,
                "basis": sub.basis,
            }
            for sub in methodology.subindices
        ],
        "misfits": [
            {"year": m.year, "largest": _text(m.largest), "note_vi": m.note_vi, "note_en": m.note_en}
            for m in methodology.misfits
        ],
    }


def _weights(methodology: Methodology | None, year: int) -> dict[str, Any]:
    """Which methodology a number rests on, how sure its weights are, and what is known not to fit."""
    misfit = methodology.misfit(year) if methodology else None
    return {
        "methodology": methodology.code if methodology else None,
        "weights": sorted(status.value for status in methodology.statuses) if methodology else [],
        "misfit": misfit.note_vi if misfit else "",
    }


def _year(line: YearLine) -> dict[str, Any]:
    result = line.known.result
    return {
        **_weights(line.methodology, line.year),
        "year": line.year,
        "published": _text(result.total) if result else None,
        "rank": result.rank if result else None,
        "computed": _text(line.computed),
        "scores": _texts(line.known.scores),
    }


def _simulation(found: Simulation) -> dict[str, Any]:
    base, methodology = found.base, found.base.field.methodology
    numbers = ("total_before", "total_after", "gain", "gain_low", "gain_high")
    has_spans = found.span_after is not None
    return {
        **_weights(methodology, base.field.year),
        **{name: _text(getattr(found, name)) for name in numbers},
        "province": base.province,
        "year": base.field.year,
        "methodology_version": methodology.version,
        "specification_sha256": base.specification_sha256,
        "data_sha256": base.data_sha256,
        "effects": [
            {
                "subindex": e.subindex.code,
                "weight": _text(e.subindex.weight),
                "status": e.subindex.status.value if e.subindex.status else None,
                "before": _text(e.before),
                "after": _text(e.after),
                "points": _text(e.points),
            }
            for e in found.effects
        ],
        "known": len(base.field.scores),
        "is_whole": base.field.is_whole,
        "place_before": found.place_before,
        "place_after": found.place_after,
        "span_before": _span(found.span_before),
        "span_after": _span(found.span_after),
        "varies": [
            *(["weights"] if has_spans and base.has_noisy_weights else []),
            *(["others"] if has_spans and base.movements else []),
        ],
        "movement_years": base.movement_years,
    }


def _span(span: Span | None) -> dict[str, int] | None:
    return {"low": span.low, "high": span.high} if span else None


def _scenario(scenario: Scenario) -> dict[str, Any]:
    names = (
        "id", "name", "note", "province", "year", "base", "assumed", "methodology", "methodology_version",
        "specification_sha256", "data_sha256", "at",
    )  # fmt: skip
    return {**{name: getattr(scenario, name) for name in names}, "by": scenario.by_name}
