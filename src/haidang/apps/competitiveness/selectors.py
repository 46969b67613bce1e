"""Reads about scores and results. Scores of provinces are public: whoever sees the index sees them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.competitiveness.methods import PCI, methodologies
from haidang.apps.competitiveness.models import IndexYear, ProvinceResult, ProvinceScore, Scenario
from haidang.apps.competitiveness.policies import visible_scenarios
from haidang.apps.observations.models import Figure
from haidang.apps.observations.selectors import FigureQuery, list_figures
from haidang.apps.organisations.models import Unit, UnitKind
from haidang.domain.composite import Methodology
from haidang.domain.worktime import parse_period
from haidang.foundation.accounts.actor import Actor

_LAST_YEAR: Final = 9999
_LEAST_A_YEAR: Final = 5
"""So many provinces must be seen to move into a year, else it would say what befell one and not what befell all."""
CITY: Final = "PROVINCE"
MOVEMENT_INDICATORS: Final = ("pci.subindices_up", "pci.subindices_down")
Scores = dict[str, Decimal]


@dataclass
class YearKnown:
    """What is known of a province in a year: its scores, and what was published of the whole."""

    scores: Scores = field(default_factory=dict)
    result: ProvinceResult | None = None


@dataclass(frozen=True)
class Standing:
    """A province in a year: its total as computed from its scores."""

    province: str
    total: Decimal


def list_provinces(index: str = PCI) -> list[str]:
    """Names of the provinces of which anything is known."""
    scored = ProvinceScore.objects.filter(index=index).values_list("province", flat=True).distinct()
    rated = ProvinceResult.objects.filter(index=index).values_list("province", flat=True).distinct()
    return sorted({*scored, *rated})


def own_province(provinces: list[str]) -> str:
    """The one whose house this is: its name ends that of the unit that is the province. Else the first; "" of none."""
    names = list(Unit.objects.filter(kind=UnitKind.PROVINCE).values_list("name_vi", flat=True))
    ours = (province for province in provinces if any(name.endswith(province) for name in names))
    return next(ours, next(iter(provinces), ""))


def list_years(province: str, index: str = PCI) -> dict[int, YearKnown]:
    """What is known of a province, by year in order (two queries)."""
    years: defaultdict[int, YearKnown] = defaultdict(YearKnown)
    for score in ProvinceScore.objects.filter(index=index, province=province):
        if score.score is not None:
            years[score.year].scores[score.subindex] = score.score
    for result in ProvinceResult.objects.filter(index=index, province=province):
        years[result.year].result = result
    return dict(sorted(years.items()))


@dataclass(frozen=True)
class Field:
    """A year as a whole: the provinces with all scores that count. `ranked`: among how many the index ranks."""

    year: int
    methodology: Methodology
    scores: Mapping[str, Scores]
    ranked: int | None

    @property
    def is_whole(self) -> bool:
        """Whether all provinces that were ranked are there: only then is a computed place called a rank."""
        return len(self.scores) == self.ranked

    @property
    def standings(self) -> list[Standing]:
        """Computed totals, best first."""
        found = [Standing(name, self.methodology.total(scores)) for name, scores in self.scores.items()]
        return sorted(found, key=lambda s: (-s.total, s.province))


@dataclass(frozen=True)
class Known:
    """All scores of an index by year and province, and how many provinces it ranks: for whoever needs many years."""

    scores: Mapping[int, Mapping[str, Scores]]
    ranked: Mapping[int, int]


def load_known(index: str = PCI) -> Known:
    """Everything that is known of an index (two queries)."""
    return Known(_scores_by_year(index, 0, _LAST_YEAR), count_provinces(index))


def find_field(year: int, index: str = PCI, known: Known | None = None) -> Field | None:
    """The provinces of a year; None where no weights are known (two queries, none with `known`)."""
    methodology = methodologies().find(year)
    if methodology is None or not methodology.has_weights:
        return None
    needed = methodology.weights.keys()
    scores = (known.scores if known else _scores_by_year(index, year, year)).get(year, {})
    whole = {
        province: {code: own[code] for code in needed}
        for province, own in sorted(scores.items())
        if own.keys() >= needed
    }
    ranked = known.ranked if known else count_provinces(index)
    return Field(year, methodology, whole, ranked.get(year))


def count_provinces(index: str = PCI) -> dict[int, int]:
    """Among how many provinces an index ranks, by year."""
    return dict(IndexYear.objects.filter(index=index).values_list("year", "provinces"))


def list_standings(year: int, index: str = PCI) -> list[Standing]:
    """Provinces with all scores of a year, best first; empty where no total can be computed."""
    field = find_field(year, index)
    return field.standings if field else []


def is_whole(standings: list[Standing], year: int) -> bool:
    """Whether all provinces that the index ranked in a year are there: only then is a computed rank told."""
    return len(standings) == count_provinces().get(year)


def _scores_by_year(index: str, first: int, last: int) -> dict[int, dict[str, Scores]]:
    found: defaultdict[int, defaultdict[str, Scores]] = defaultdict(lambda: defaultdict(dict))
    rows = ProvinceScore.objects.filter(index=index, year__gte=first, year__lte=last)
    for year, province, code, score in rows.values_list("year", "province", "subindex", "score"):
        if score is not None:
            found[year][province][code] = score
    return {year: dict(provinces) for year, provinces in found.items()}


@dataclass(frozen=True)
class Movements:
    """How provinces moved from one year to the next: changes of score by sub-index, one mapping a province."""

    last: int
    changes: tuple[Scores, ...]


def list_movements(
    methodology: Methodology, least: int, index: str = PCI, known: Known | None = None
) -> list[Movements]:
    """Observed changes between years that follow one another under one methodology, for all its sub-indices.

    Those of the methodology itself, or else of the one before that has at least `least` of them; empty where none
    has. Years that are known not to fit, or into which few provinces were seen to
    move, are left out.
    """
    earlier = [m for m in methodologies().all if m.valid_from <= methodology.valid_from and m.has_weights]
    for candidate in sorted(earlier, key=lambda m: -m.valid_from):
        last = candidate.valid_to or _LAST_YEAR
        years = known.scores if known else _scores_by_year(index, candidate.valid_from, last)
        found = _movements_under(candidate, methodology.weights.keys(), years)
        if sum(len(pair.changes) for pair in found) >= least:
            return found
    return []


def _movements_under(
    methodology: Methodology, codes: Collection[str], years: Mapping[int, Mapping[str, Scores]]
) -> list[Movements]:
    pairs = []
    for year in sorted(years):
        before, after = years[year], years.get(year + 1, {})
        if not all(methodology.holds_in(y) and not methodology.misfit(y) for y in (year, year + 1)):
            continue
        changes = tuple(
            {code: after[province][code] - scores[code] for code in codes}
            for province, scores in sorted(before.items())
            if province in after and scores.keys() >= set(codes) and after[province].keys() >= set(codes)
        )
        if len(changes) >= _LEAST_A_YEAR:
            pairs.append(Movements(year + 1, changes))
    return pairs


def list_scores(*, province: str = "", year: int | None = None, index: str = PCI) -> QuerySet[ProvinceScore]:
    """Scores as imported, perhaps of one province or year."""
    narrowed = {"province": province, "year": year}
    wanted = {name: value for name, value in narrowed.items() if value}
    return ProvinceScore.objects.filter(index=index, **wanted).order_by("year", "province", "subindex")


def list_results(
    *, province: str = "", year: int | None = None, index: str = PCI
) -> QuerySet[ProvinceResult]:
    """Published totals and ranks, perhaps of one province or year."""
    narrowed = {"province": province, "year": year}
    wanted = {name: value for name, value in narrowed.items() if value}
    return ProvinceResult.objects.filter(index=index, **wanted).order_by("year", "province")


def list_movement_figures(actor: Actor, year: int) -> list[Figure]:
    """What is recorded of how many sub-indices rose and fell in a year, reported and computed."""
    figures = list_figures(actor, FigureQuery(unit=CITY, period=f"{year}-Y"))
    return list(figures.filter(indicator__code__in=MOVEMENT_INDICATORS))


def list_figures_behind(actor: Actor, code: str) -> list[Figure]:
    """Figures under a sub-index: of every indicator, unit and basis the one of the newest period."""
    newest: dict[tuple[int, int, str, str], Figure] = {}
    for figure in list_figures(actor, FigureQuery(category=code)):
        key = (figure.indicator_id, figure.unit_id, figure.basis, figure.dimensions)
        if key not in newest or parse_period(figure.period).end > parse_period(newest[key].period).end:
            newest[key] = figure
    return list(newest.values())


def list_scenarios(actor: Actor) -> QuerySet[Scenario]:
    """Scenarios the actor may see, newest first."""
    return visible_scenarios(actor).order_by("-pk")


def get_scenario(actor: Actor, pk: int) -> Scenario:
    """A scenario the actor may see; 404 otherwise."""
    return get_object_or_404(visible_scenarios(actor), pk=pk)
