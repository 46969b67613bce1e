"""From exact fractions to decimals that can be shown."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

_WIDE = Context(prec=200, rounding=ROUND_HALF_UP)


def to_decimal(value: Fraction, decimals: int) -> Decimal:
    """Return `value` rounded half up (away from zero) to `decimals` digits after the comma."""
    scaled = abs(value) * 10**decimals
    steps = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _WIDE.scaleb(Decimal(-steps if value < 0 else steps), -decimals)


def to_shortest_decimal(value: Fraction, decimals: int) -> Decimal:
    """As to_decimal, without zeros at the end of the decimals: 70.7600 is 70.76, 75.0000 is 75."""
    number = _WIDE.normalize(to_decimal(value, decimals))
    return to_decimal(value, max(0, decimals_of(number)))


def decimals_of(number: Decimal) -> int:
    """Return how many digits after the comma a finite `number` is written with; negative for 1E+3."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
