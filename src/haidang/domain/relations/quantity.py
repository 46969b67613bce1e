"""A stated number and the range of true values it stands for."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from haidang.domain.relations.intervals import Interval
from haidang.domain.relations.rounding import decimals_of

MAX_DECIMALS = 20
MAX_POWER = 30

VAGUE_SHARE = Fraction(1, 10)
"""How far "about" and "nearly" reach, as a share of the value. Our choice, no rule fixes it: "nearly 50" is
still said of 45, of 44 it would mislead; wider bounds would let contradictions pass."""


class Qualifier(StrEnum):
    """The words in front of a number: khoảng, gần, hơn, ít nhất, không quá, dưới."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


@dataclass(frozen=True)
class Quantity:
    """A number as stated: `value`, with `decimals` digits after the comma, times 10 ** `multiplier_power`.

    24,5 tỷ is Quantity(Decimal("24.5"), decimals=1, multiplier_power=9). Percentages are in percent, power 0.
    Raises ValueError for NaN, infinity and absurd sizes, and for a `value` of more decimals than `decimals`.
    """

    value: Decimal
    decimals: int = 0
    multiplier_power: int = 0
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise ValueError(f"{self.value} is not a quantity: it must be a finite number")
        if not 0 <= self.decimals <= MAX_DECIMALS:
            raise ValueError(f"decimals must lie between 0 and {MAX_DECIMALS}, not {self.decimals}")
        if abs(self.multiplier_power) > MAX_POWER or abs(self.value.adjusted()) > MAX_POWER:
            raise ValueError(
                f"a quantity must lie within 10 ** {MAX_POWER} in its unit, and so must the unit"
            )
        if Fraction(self.value) % Fraction(10) ** -self.decimals:
            raise ValueError(f"{self.value} has more than {self.decimals} decimals; state them all")

    @classmethod
    def of(
        cls, value: Decimal | int, multiplier_power: int = 0, qualifier: Qualifier = Qualifier.EXACT
    ) -> "Quantity":
        """Return the quantity stated with just the decimals that `value` carries: Decimal("2.50") has two."""
        number = Decimal(value)
        return cls(number, max(0, decimals_of(number)), multiplier_power, qualifier)

    @property
    def base_value(self) -> Fraction:
        """The number in base units (đồng, not tỷ đồng)."""
        return Fraction(self.value) * Fraction(10) ** self.multiplier_power

    @property
    def last_place(self) -> Fraction:
        """The worth of one step of the last stated digit, in base units."""
        return Fraction(10) ** (self.multiplier_power - self.decimals)

    @property
    def is_exact_count(self) -> bool:
        """True for a whole number stated digit by digit: nothing was rounded off."""
        return self.qualifier is Qualifier.EXACT and self.decimals == 0 and self.multiplier_power == 0

    @property
    def interval(self) -> Interval:
        """The true values, in base units, for which an honest writer states this number by rounding.

        exact      whole numbers: the number itself; otherwise half a last place to either side
        about      a tenth, or half a last place if that is more, to either side
        nearly     a tenth of the number towards zero, up to the number itself
        more_than, at_least    the number and everything above ("hơn 95%" is also said of 95)
        at_most    the number and everything below; less_than leaves the number out
        """
        value = self.base_value
        match self.qualifier:
            case Qualifier.EXACT:
                return _around(value, Fraction(0) if self.is_exact_count else self.last_place / 2)
            case Qualifier.ABOUT:
                return _around(value, max(abs(value) * VAGUE_SHARE, self.last_place / 2))
            case Qualifier.NEARLY:
                return Interval.point(value).hull(Interval.point(value * (1 - VAGUE_SHARE)))
            case Qualifier.MORE_THAN | Qualifier.AT_LEAST:
                return Interval(value, None)
            case Qualifier.AT_MOST:
                return Interval(None, value)
            case Qualifier.LESS_THAN:
                return Interval(None, value, high_open=True)

    @property
    def tolerant_interval(self) -> Interval:
        """As `interval`, and besides what cutting off digits instead of rounding them would leave out.

        Offices do both: 22,0588 is printed as 22,06 and as 22,05. So 64,56 stands for 64.555 up to, but
        without, 64.57. Only a rounded exact number is widened.
        """
        if self.qualifier is not Qualifier.EXACT or self.is_exact_count:
            return self.interval
        return rounded_or_cut(self.base_value, self.last_place)


def rounded_or_cut(value: Fraction, step: Fraction) -> Interval:
    """Return the numbers that become `value` by rounding half up or by cutting off below one `step`.

    Cutting goes towards zero, so the range reaches a whole step, exclusive, away from zero and half a step
    towards it. Zero is reached from both sides.
    """
    if value > 0:
        return Interval(value - step / 2, value + step, high_open=True)
    if value < 0:
        return Interval(value - step, value + step / 2, low_open=True)
    return Interval(-step, step, low_open=True, high_open=True)


def _around(value: Fraction, reach: Fraction) -> Interval:
    return Interval(value - reach, value + reach)
