"""What a stated number may stand for.

A whole number without multiplier is itself. Any other exact one was rounded (half a last place to either side) or
cut (up to a whole last place more). "Gần" reaches a tenth below, "khoảng" a tenth to either side, "hơn" up to half
as much again; "ít nhất" and "tối đa" are open. These widths are ours: they decide only when an alarm is sure.
"""

from decimal import Decimal
from typing import Final

from haidang.domain.figures.model import Measure, Qualifier, Quantity

_HALF: Final = Decimal("0.5")
_NEAR: Final = Decimal("0.1")
_FEWEST_ZEROS: Final = 2
_VAST: Final = Decimal("1e30")


def possible_values(
    value: Decimal, step: Decimal, qualifier: Qualifier, *, whole: bool
) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number that may be meant."""
    if qualifier is Qualifier.EXACT:
        return (value, value) if whole else (value - _HALF * step, value + step)
    reach = max(abs(value) * _NEAR, step)
    limits = {
        Qualifier.NEARLY: (value - reach, value),
        Qualifier.ABOUT: (value - reach, value + reach),
        Qualifier.MORE_THAN: (value, value + max(abs(value) * _HALF, step)),
        Qualifier.LESS_THAN: (min(value * _HALF, value - step), value),
        Qualifier.AT_LEAST: (value, _VAST),
        Qualifier.AT_MOST: (-_VAST, value),
    }
    return limits[qualifier]


def accepted_mean(stated: Quantity) -> tuple[Decimal, Decimal]:
    """Return the computed values that agree with a stated average: round thousands or hundreds may be rounded.

    Nobody cuts 4,95 to "gấp 4 lần".
    """
    least, beyond = accepted_results(stated)
    if stated.measure is Measure.TIMES and stated.qualifier is Qualifier.EXACT and not stated.decimals:
        return least, beyond - _NEAR * stated.step
    if stated.qualifier is not Qualifier.EXACT or stated.decimals:
        return least, beyond
    zeros = len(str(int(stated.value / stated.step))) - len(str(int(stated.value / stated.step)).rstrip("0"))
    if zeros < _FEWEST_ZEROS:
        return least, beyond
    step = stated.step.scaleb(zeros)
    return stated.value - _HALF * step, stated.value + step


def accepted_results(stated: Quantity) -> tuple[Decimal, Decimal]:
    """Return the computed values that agree with a stated result; the upper end itself does not."""
    if stated.qualifier is Qualifier.EXACT and not (stated.high > stated.value + stated.step):
        low = min(stated.low, stated.value - _HALF * stated.step)
        return low, stated.value + stated.step
    return stated.low, stated.high + stated.step.scaleb(-3)
