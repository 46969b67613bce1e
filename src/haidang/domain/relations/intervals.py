"""Ranges of exact numbers and their arithmetic.

An end that is None is unbounded. Ends belong to the range unless marked open. Arithmetic keeps no open marks:
its results may be wider by an end point, so a relation is never called wrong because of one.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import inf


class DivisionByZeroError(ArithmeticError):
    """A division whose divisor is zero, or may be zero, so that nothing can be said of the result."""


@dataclass(frozen=True)
class Interval:
    """The numbers from `low` to `high`. Raises ValueError when there are none."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if self.low is None or self.high is None:
            return
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"there are no numbers from {self.low} to {self.high}")

    @classmethod
    def point(cls, value: Fraction | int) -> "Interval":
        """Return the range that holds `value` only."""
        return cls(Fraction(value), Fraction(value))

    @property
    def is_point(self) -> bool:
        """True when exactly one number is in the range."""
        return self.low is not None and self.low == self.high

    @property
    def is_unbounded(self) -> bool:
        """True when the range says nothing at all: neither end is known."""
        return self.low is None and self.high is None

    def contains(self, value: Fraction | int) -> bool:
        """True when `value` lies in the range."""
        return self.overlaps(Interval.point(value))

    def overlaps(self, other: "Interval") -> bool:
        """True when some number lies in both ranges."""
        return not (_is_before(self, other) or _is_before(other, self))

    def intersection(self, other: "Interval") -> "Interval | None":
        """Return the numbers in both ranges, or None when there are none."""
        if not self.overlaps(other):
            return None
        low_from = _later_start(self, other)
        high_from = _earlier_end(self, other)
        return Interval(low_from.low, high_from.high, low_from.low_open, high_from.high_open)

    def hull(self, other: "Interval") -> "Interval":
        """Return the smallest range that holds both."""
        starts_first = other if _later_start(self, other) is self else self
        ends_last = other if _earlier_end(self, other) is self else self
        return Interval(starts_first.low, ends_last.high, starts_first.low_open, ends_last.high_open)

    def __neg__(self) -> "Interval":
        return Interval(_negated(self.high), _negated(self.low))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(_sum(self.low, other.low), _sum(self.high, other.high))

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        corners = [_product(left, right) for left in _ends(self) for right in _ends(other)]
        return Interval(_known(min(corners)), _known(max(corners)))

    def __truediv__(self, other: "Interval") -> "Interval":
        """Raise DivisionByZeroError when `other` contains zero."""
        return self * other.reciprocal()

    def reciprocal(self) -> "Interval":
        """Return 1/x for every x of the range. Raises DivisionByZeroError when zero is one of them."""
        if (_may_be_negative(self) and _may_be_positive(self)) or 0 in (self.low, self.high):
            raise DivisionByZeroError("the divisor may be zero")
        low = Fraction(0) if self.high is None else 1 / self.high
        high = Fraction(0) if self.low is None else 1 / self.low
        return Interval(low, high)


def _is_before(left: Interval, right: Interval) -> bool:
    """True when every number of `left` is below every number of `right`."""
    if left.high is None or right.low is None:
        return False
    return left.high < right.low or (left.high == right.low and (left.high_open or right.low_open))


def _later_start(left: Interval, right: Interval) -> Interval:
    """Return the range that starts later; of equal starts an open one is later."""
    if left.low is None or right.low is None:
        return right if left.low is None else left
    return left if (left.low, left.low_open) >= (right.low, right.low_open) else right


def _earlier_end(left: Interval, right: Interval) -> Interval:
    """Return the range that ends earlier; of equal ends an open one is earlier."""
    if left.high is None or right.high is None:
        return right if left.high is None else left
    return left if (left.high, not left.high_open) <= (right.high, not right.high_open) else right


def _negated(end: Fraction | None) -> Fraction | None:
    return None if end is None else -end


def _sum(left: Fraction | None, right: Fraction | None) -> Fraction | None:
    return None if left is None or right is None else left + right


def _ends(interval: Interval) -> tuple[Fraction | float, Fraction | float]:
    """Return both ends, unknown ones as infinities: the only floats here, never calculated with."""
    low = -inf if interval.low is None else interval.low
    high = inf if interval.high is None else interval.high
    return low, high


def _product(left: Fraction | float, right: Fraction | float) -> Fraction | float:
    """Multiply two ends; zero times an infinite end is zero, as no true value is infinite."""
    if left == 0 or right == 0:
        return Fraction(0)
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    return inf if (left > 0) == (right > 0) else -inf


def _known(end: Fraction | float) -> Fraction | None:
    return end if isinstance(end, Fraction) else None


def _may_be_negative(interval: Interval) -> bool:
    return interval.low is None or interval.low < 0


def _may_be_positive(interval: Interval) -> bool:
    return interval.high is None or interval.high > 0
