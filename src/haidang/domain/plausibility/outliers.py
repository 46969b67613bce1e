"""Is a figure far from what it used to be, or from what others have? Made for few and skewed values."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from math import log, sqrt
from statistics import fmean, median, stdev
from typing import Final, Protocol

from haidang.domain.plausibility.model import Kind, Scale, Severity, Suspicion, require_finite
from haidang.domain.plausibility.spread import NORMAL, qn, qn_multiple, student
from haidang.domain.plausibility.transforms import Transform, is_on_scale, transform_for
from haidang.domain.plausibility.wording import Sentences, suspicion, written

LEAST_EARLIER: Final = 3
LEAST_PEERS: Final = 5
MAX_VALUES: Final = 1_000

LEAST_FACTOR: Final = 1.25
"""A size within this factor of what has been seen is no jump."""
LEAST_POINTS: Final = 5.0
"""A rate within so many percentage points of what has been seen is no jump."""
FACTOR_FROM_CONSTANT: Final = 2.0
POINTS_FROM_CONSTANT: Final = 20.0
"""The same where all that has been seen is equal within a last place, and so tells nothing of variation."""

_WIDE: Final = Context(prec=100)
_EARLIER: Sentences = (
    "{value} {side} {limit}, mức {end} dự báo được từ {count} số liệu trước (từ {low} đến {high})",
    "{value} {side} {limit}, the {end} to be expected from {count} earlier figures ({low} to {high})",
)
_PEERS: Sentences = (
    "{value} {side} {limit}, mức {end} dự báo được từ {count} đơn vị khác (trung vị {middle})",
    "{value} {side} {limit}, the {end} to be expected from {count} other units (median {middle})",
)
_SIDES: Final = {
    True: (("cao hơn", "cao nhất"), ("is above", "highest")),
    False: (("thấp hơn", "thấp nhất"), ("is below", "lowest")),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """The range in which a figure is no surprise, in its own unit, rounded outwards to its decimals."""

    low: Decimal
    high: Decimal


class _Rule(Protocol):
    def __call__(self, others: Sequence[Decimal], /, *, scale: Scale, decimals: int) -> Expected: ...


def outlier_history(
    value: Decimal, earlier: Sequence[Decimal], *, scale: Scale, decimals: int = 0
) -> Suspicion | None:
    """Tell when a figure lies outside the 99 % prediction interval of comparable earlier ones.

    Comparable: the same period of earlier years, or the increments of earlier periods; not a cumulative series itself.
    None with fewer than 3 earlier values (zeros of counts and amounts left out) and for values the scale does not have.
    """
    earlier = _comparable(value, earlier, scale)
    found = _judged(value, earlier, LEAST_EARLIER, expected_from_history, scale, decimals)
    if found is None:
        return None
    ends = {"low": written(min(earlier), scale, decimals), "high": written(max(earlier), scale, decimals)}
    return _told(Kind.OUTLIER_HISTORY, _EARLIER, value, found, scale, decimals, len(earlier), ends)


def outlier_peers(
    value: Decimal, peers: Sequence[Decimal], *, scale: Scale, decimals: int = 0
) -> Suspicion | None:
    """Tell when a figure is far from those of other units (`peers`, without itself) in the same period.

    None with fewer than 5 peers (zeros of counts and amounts left out) and for values the scale does not have.
    """
    peers = _comparable(value, peers, scale)
    found = _judged(value, peers, LEAST_PEERS, expected_from_peers, scale, decimals)
    if found is None:
        return None
    middle = {"middle": written(Decimal(median(peers)), scale, decimals)}
    return _told(Kind.OUTLIER_PEERS, _PEERS, value, found, scale, decimals, len(peers), middle)


def expected_from_history(earlier: Sequence[Decimal], *, scale: Scale, decimals: int = 0) -> Expected:
    """Return the prediction interval of the next value by mean and deviation of the transformed earlier ones."""
    transform = transform_for(scale, decimals)
    values = [transform.forward(float(value)) for value in earlier]
    centre, widening = fmean(values), sqrt(1 + 1 / len(values))
    noise = NORMAL * _noise(transform, scale, centre)
    reach = max(student(len(values)) * stdev(values), noise) * widening
    margin = _Margin.after(earlier, scale, decimals)
    seen = margin.around(transform, float(min(earlier)), float(max(earlier)))
    return _range(scale, decimals, [transform.back(centre - reach), transform.back(centre + reach), *seen])


def expected_from_peers(peers: Sequence[Decimal], *, scale: Scale, decimals: int = 0) -> Expected:
    """Return the range around the median of the transformed values by their Qn.

    Where so many are equal that Qn is zero (half of the units have none), it says nothing: the deviation serves.
    """
    transform = transform_for(scale, decimals)
    values = [transform.forward(float(value)) for value in peers]
    centre = median(values)
    widening = sqrt(1 + 1 / len(values))
    spread = qn_multiple(len(values)) * qn(values) or student(len(values)) * stdev(values) * widening
    reach = max(spread, NORMAL * _noise(transform, scale, centre) * widening)
    middle = transform.back(centre)
    seen = _Margin.after(peers, scale, decimals).around(transform, middle, middle)
    return _range(scale, decimals, [transform.back(centre - reach), transform.back(centre + reach), *seen])


def _judged(
    value: Decimal,
    others: Sequence[Decimal],
    least: int,
    expected_from: _Rule,
    scale: Scale,
    decimals: int,
) -> Expected | None:
    """Return the expected range when the value lies outside of it."""
    if len(others) < least or not all(is_on_scale(scale, one) for one in (value, *others)):
        return None
    expected = expected_from(others, scale=scale, decimals=decimals)
    return None if expected.low <= value <= expected.high else expected


def _comparable(value: Decimal, others: Sequence[Decimal], scale: Scale) -> Sequence[Decimal]:
    """Return the values that say something of this one.

    Where some have nothing at all, nothing is usual, and how much the others have is judged by the others alone.
    """
    require_finite(value, *others)
    last = others[-MAX_VALUES:]
    if scale not in (Scale.COUNT, Scale.AMOUNT) or 0 not in last:
        return last
    return [other for other in last if other] if value else []


def _noise(transform: Transform, scale: Scale, centre: float) -> float:
    """Return the deviation that rounding and, for counts, chance alone make on the even scale."""
    middle = max(transform.back(centre), 0.0) if scale is not Scale.GROWTH else centre
    step = transform.step(middle)
    return sqrt(step * step + 1 / (middle + 0.5)) if scale is Scale.COUNT else step


@dataclass(frozen=True, slots=True)
class _Margin:
    """How far from what was seen a figure is no clear jump: a factor for sizes, percentage points for rates."""

    is_factor: bool
    amount: float

    @classmethod
    def after(cls, seen: Sequence[Decimal], scale: Scale, decimals: int) -> "_Margin":
        is_constant = max(seen) - min(seen) <= Decimal(1).scaleb(-decimals)
        if scale in (Scale.PERCENT, Scale.GROWTH):
            return cls(False, POINTS_FROM_CONSTANT if is_constant else LEAST_POINTS)
        return cls(True, log(FACTOR_FROM_CONSTANT if is_constant else LEAST_FACTOR))

    def around(self, transform: Transform, least: float, most: float) -> tuple[float, float]:
        """Return the range from a margin below `least` to a margin above `most`."""
        if not self.is_factor:
            return least - self.amount, most + self.amount
        low, high = transform.forward(max(least, 0.0)), transform.forward(max(most, 0.0))
        return transform.back(low - self.amount), transform.back(high + self.amount)


def _range(scale: Scale, decimals: int, ends: Sequence[float]) -> Expected:
    """Return the range between the outermost of the ends, as far as the scale goes."""
    low, high = min(ends), max(ends)
    if scale is not Scale.GROWTH:
        low = max(low, 0.0)
    if scale is Scale.PERCENT:
        high = min(high, 100.0)
    step = Decimal(1).scaleb(-decimals)
    return Expected(
        Decimal(repr(low)).quantize(step, ROUND_FLOOR, _WIDE),
        Decimal(repr(high)).quantize(step, ROUND_CEILING, _WIDE),
    )


def _told(
    kind: Kind,
    sentences: Sentences,
    value: Decimal,
    expected: Expected,
    scale: Scale,
    decimals: int,
    count: int,
    others: dict[str, str],
) -> Suspicion:
    is_above = value > expected.high
    limit = expected.high if is_above else expected.low
    worded = tuple(
        sentence.replace("{side}", side).replace("{end}", end)
        for sentence, (side, end) in zip(sentences, _SIDES[is_above], strict=True)
    )
    return suspicion(
        kind,
        Severity.CONSPICUOUS,
        (worded[0], worded[1]),
        value=written(value, scale, decimals),
        limit=written(limit, scale, decimals),
        count=str(count),
        **others,
    )
