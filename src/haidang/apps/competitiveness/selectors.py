"""Reads about scores and results. Scores of provinces are public: whoever sees the index sees them all."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from haidang.apps.competitiveness.methods import PCI, methodologies, provinces_in
from haidang.apps.competitiveness.models import ProvinceResult, ProvinceScore
from haidang.apps.organisations.models import Unit, UnitKind

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


def list_standings(year: int, index: str = PCI) -> list[Standing]:
    """Provinces with all scores of a year, best first; empty where no total can be computed."""
    methodology = methodologies().find(year)
    if methodology is None or not methodology.has_weights:
        return []
    scores: defaultdict[str, Scores] = defaultdict(dict)
    rows = ProvinceScore.objects.filter(index=index, year=year)
    for province, code, score in rows.values_list("province", "subindex", "score"):
        if score is not None:
            scores[province][code] = score
    needed = methodology.weights.keys()
    standings = [
        Standing(province, methodology.total(known))
        for province, known in scores.items()
        if known.keys() >= needed
    ]
    return sorted(standings, key=lambda s: (-s.total, s.province))


def is_whole(standings: list[Standing], year: int) -> bool:
    """Whether all provinces that the index ranked in a year are there: only then is a computed rank told."""
    return len(standings) == provinces_in(year)
