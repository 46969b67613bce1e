"""A figure against one other: the period before, the same period of last year, what the system computed."""

from decimal import Decimal
from typing import Final

from haidang.domain.plausibility.model import (
    Kind,
    Scale,
    Severity,
    Suspicion,
    half_last_place,
    require_finite,
    rounding,
)
from haidang.domain.plausibility.wording import plain, suspicion, written

DEFAULT_FACTOR: Final = Decimal(2)
DEFAULT_POINTS: Final = Decimal(20)

_VAGUE_SHARE: Final = Decimal("0.1")
_CHANCE: Final = Decimal("1.8214")
"""2.5758 / √2: the difference of the roots of two Poisson counts of equal mean exceeds it in 1 % of all cases."""
_ANSCOMBE: Final = Decimal("0.375")
_FACTOR_DECIMALS: Final = 2

_BELOW = (
    "{value} < {previous} của kỳ trước, trong khi số lũy kế trong năm không thể giảm",
    "{value} < {previous} of the previous period, but a cumulative figure cannot fall within a year",
)
_RANGE_PERCENT = ("{value} nằm ngoài khoảng từ 0% đến 100%", "{value} is not between 0% and 100%")
_RANGE_COUNT = ("{value} < 0, trong khi số đếm không thể âm", "{value} < 0, but a count cannot be negative")
_TIMES = (
    "{value} bằng {times} lần {last} của cùng kỳ năm trước",
    "{value} is {times} times the {last} of the same period of last year",
)
_NOTHING = (
    "{value}, trong khi cùng kỳ năm trước là {last}",
    "{value}, while it was {last} in the same period of last year",
)
_POINTS = (
    "{value} chênh {points} điểm phần trăm so với {last} của cùng kỳ năm trước",
    "{value} is {points} percentage points away from the {last} of the same period of last year",
)
_COMPUTED = (
    "hệ thống tính được {computed}, không phải {value} (chênh lệch {difference})",
    "the system computed {computed}, not {value} (a difference of {difference})",
)


def below_previous(
    value: Decimal, previous: Decimal, *, scale: Scale, decimals: int = 0, exact: bool = True
) -> Suspicion | None:
    """Return a contradiction when a cumulative figure is below that of an earlier period of the same year.

    Counts and amounts only. `exact` False: one of the two was stated with "about" or the like, and each may be a
    tenth off.
    """
    require_finite(value, previous)
    if scale not in (Scale.COUNT, Scale.AMOUNT):
        return None
    slack = 2 * rounding(scale, decimals)
    if not exact:
        slack += _VAGUE_SHARE * (abs(value) + abs(previous))
    if value + slack >= previous:
        return None
    return suspicion(
        Kind.BELOW_PREVIOUS,
        Severity.CONTRADICTION,
        _BELOW,
        value=written(value, scale, decimals),
        previous=written(previous, scale, decimals),
    )


def out_of_range(value: Decimal, *, scale: Scale, decimals: int = 0) -> Suspicion | None:
    """Return a contradiction for a share outside 0 to 100 and for a negative count."""
    require_finite(value)
    if scale is Scale.PERCENT and not 0 <= value <= 100:
        sentences = _RANGE_PERCENT
    elif scale is Scale.COUNT and value < 0:
        sentences = _RANGE_COUNT
    else:
        return None
    shown = written(value, scale, decimals)
    return suspicion(Kind.OUT_OF_RANGE, Severity.CONTRADICTION, sentences, value=shown)


def differs_from_computed(
    value: Decimal,
    computed: Decimal,
    *,
    scale: Scale,
    decimals: int = 0,
    computed_decimals: int | None = None,
) -> Suspicion | None:
    """Tell when a reported figure and the system's own cannot be the same number, rounded.

    `computed_decimals`: how many decimals the computed figure was rounded to, if others than the reported one.
    """
    require_finite(value, computed)
    own = decimals if computed_decimals is None else computed_decimals
    difference = abs(value - computed)
    if difference <= rounding(scale, decimals) + rounding(scale, own):
        return None
    return suspicion(
        Kind.DIFFERS_FROM_COMPUTED,
        Severity.CONSPICUOUS,
        _COMPUTED,
        value=written(value, scale, decimals),
        computed=written(computed, scale, own),
        difference=plain(difference, max(decimals, own)),
    )


def change_last_year(
    value: Decimal,
    last_year: Decimal,
    *,
    scale: Scale,
    decimals: int = 0,
    factor: Decimal = DEFAULT_FACTOR,
    points: Decimal = DEFAULT_POINTS,
) -> Suspicion | None:
    """Tell when a figure is `factor` times, or one `factor`-th of, that of the same period of last year.

    Rates: when they are `points` percentage points apart. Counts must also differ by more than chance would make two
    counts of one thing differ. Nothing is said of negative counts and amounts. Raises ValueError unless factor > 1 and
    points > 0.
    """
    require_finite(value, last_year)
    if factor <= 1 or points <= 0:
        raise ValueError("a change must be allowed: factor above 1, points above 0")
    if scale in (Scale.PERCENT, Scale.GROWTH):
        return _change_of_rate(value, last_year, scale, decimals, points)
    if min(value, last_year) < 0 or value == last_year:
        return None
    half = rounding(scale, decimals)
    low, high = sorted((value, last_year))
    if high - half < factor * (low + half) or (scale is Scale.COUNT and not _is_beyond_chance(low, high)):
        return None
    shown = {"value": written(value, scale, decimals), "last": written(last_year, scale, decimals)}
    if not low:
        return suspicion(Kind.CHANGE_LAST_YEAR, Severity.CONSPICUOUS, _NOTHING, **shown)
    times = written_factor(value / last_year)
    return suspicion(Kind.CHANGE_LAST_YEAR, Severity.CONSPICUOUS, _TIMES, times=times, **shown)


def written_factor(times: Decimal) -> str:
    """Return a factor with two decimals, or as many as show that it is not zero."""
    return plain(times, max(_FACTOR_DECIMALS, 1 - times.adjusted()))


def _is_beyond_chance(low: Decimal, high: Decimal) -> bool:
    return (high + _ANSCOMBE).sqrt() - (low + _ANSCOMBE).sqrt() > _CHANCE


def _change_of_rate(
    value: Decimal, last_year: Decimal, scale: Scale, decimals: int, points: Decimal
) -> Suspicion | None:
    difference = abs(value - last_year)
    if difference - 2 * half_last_place(decimals) < points:
        return None
    return suspicion(
        Kind.CHANGE_LAST_YEAR,
        Severity.CONSPICUOUS,
        _POINTS,
        value=written(value, scale, decimals),
        last=written(last_year, scale, decimals),
        points=plain(difference, decimals),
    )
