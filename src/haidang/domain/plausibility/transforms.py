"""Put figures on a scale where their variation is even: logarithms for sizes, log odds for shares."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import exp, log
from typing import Final

from haidang.domain.plausibility.model import Scale, half_last_place

_LEAST_START: Final = 0.5
"""Percentage points added at both ends of a share, so that 0 and 100 have log odds."""
_MOST: Final = 80.0
"""Beyond e to the 80th nothing is said."""


@dataclass(frozen=True, slots=True)
class Transform:
    """`forward` and `back` between a figure and its even scale, `step`: what half a last place is on it at a point."""

    forward: Callable[[float], float]
    back: Callable[[float], float]
    step: Callable[[float], float]


def transform_for(scale: Scale, decimals: int) -> Transform:
    """Return the transform of a scale; a zero counts as half a last place above nothing."""
    half = float(half_last_place(decimals))
    if scale is Scale.GROWTH:
        return Transform(float, float, lambda _: half)
    if scale is Scale.PERCENT:
        start = max(half, _LEAST_START)
        whole = 100 + 2 * start

        def back(odds: float) -> float:
            return whole / (1 + exp(-_bounded(odds))) - start

        return Transform(
            lambda value: log((value + start) / (100 - value + start)),
            back,
            lambda value: half * whole / ((value + start) * (100 - value + start)),
        )
    return Transform(
        lambda value: log(value + half),
        lambda size: exp(_bounded(size)) - half,
        lambda value: half / (value + half),
    )


def is_on_scale(scale: Scale, value: Decimal) -> bool:
    """True for a value that the transform of its scale is made for."""
    if scale is Scale.GROWTH:
        return True
    return 0 <= value <= 100 if scale is Scale.PERCENT else value >= 0


def _bounded(exponent: float) -> float:
    return max(-_MOST, min(exponent, _MOST))
