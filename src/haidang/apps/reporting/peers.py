"""Figures of many units side by side: whose is far from those of its peers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language

from haidang.apps.observations.models import Basis, Figure, Indicator, ObservationStatus
from haidang.apps.reporting.comparing import scale_of, value_of
from haidang.apps.reporting.models import Round
from haidang.domain.plausibility import LEAST_PEERS, Suspicion, outlier_peers

MOST_VALUES: Final = 3_000
MOST_PEERS: Final = 60


@dataclass(frozen=True)
class Outlier:
    """A figure that is far from those of the other units."""

    figure: Figure
    suspicion: Suspicion

    @property
    def arithmetic(self) -> str:
        return self.suspicion.arithmetic_en if get_language() == "en" else self.suspicion.arithmetic_vi


@dataclass(frozen=True)
class PeerCheck:
    """What a comparison between units found; `too_many` values are compared one indicator at a time."""

    indicators: tuple[Indicator, ...]
    compared: int
    outliers: tuple[Outlier, ...]
    too_many: bool = False


def compare_units(round_: Round, indicator_code: str = "") -> PeerCheck:
    """Compare what the units of a round reported, indicator by indicator (one query)."""
    by_indicator = _reported(round_)
    indicators = tuple(figures[0].indicator for figures in by_indicator.values())
    chosen = {pk: f for pk, f in by_indicator.items() if indicator_code in ("", f[0].indicator.code)}
    count = sum(map(len, chosen.values()))
    if count > MOST_VALUES and not indicator_code:
        return PeerCheck(indicators, 0, (), too_many=True)
    outliers = [outlier for figures in chosen.values() for outlier in _outliers(figures)]
    return PeerCheck(indicators, count, tuple(outliers))


def _reported(round_: Round) -> dict[int, list[Figure]]:
    """The figures of indicators that enough units reported."""
    figures = Figure.objects.filter(
        period=round_.period,
        basis=Basis.REPORTED,
        dimensions="",
        latest__status=ObservationStatus.VALUE,
        unit__assignments__round=round_,
    ).select_related("indicator", "unit", "latest")
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures.order_by("indicator__name_vi", "unit__search"):
        found[figure.indicator_id].append(figure)
    return {pk: listed for pk, listed in found.items() if len(listed) > LEAST_PEERS}


def _outliers(figures: list[Figure]) -> list[Outlier]:
    scale, decimals = scale_of(figures[0].indicator), figures[0].indicator.decimals
    if scale is None:
        return []
    ordered = sorted(value_of(figure) for figure in figures)
    step = max(1, len(ordered) // MOST_PEERS)
    found = []
    for figure in figures:
        value = value_of(figure)
        peers = list(ordered[::step])
        if value in peers:
            peers.remove(value)
        suspicion = outlier_peers(value, peers, scale=scale, decimals=decimals)
        if suspicion is not None:
            found.append(Outlier(figure, suspicion))
    return found
