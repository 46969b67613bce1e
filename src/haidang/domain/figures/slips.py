"""Slips of the keyboard: two neighbouring digits swapped, one digit wrong, the comma lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.domain.figures.model import Quantity

_MANY_DIGITS: Final = 4
_LONGEST: Final = 15
_SMALLEST_SWAP: Final = 12


def units_of(quantity: Quantity) -> int:
    """Return the number in its last stated places: 24,5 tỷ gives 245."""
    return int(quantity.value / quantity.step)


def swapped(number: int) -> Iterator[int]:
    """Yield the numbers that differ from `number` by two neighbouring digits changed round."""
    digits = str(number)
    for at in range(min(len(digits) - 1, _LONGEST)):
        if digits[at] != digits[at + 1]:
            yield int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


def differ_by_one_digit(left: int, right: int) -> bool:
    """True for numbers of the same length with exactly one digit different."""
    one, two = str(left), str(right)
    return len(one) == len(two) and sum(a != b for a, b in zip(one, two, strict=True)) == 1


def differ_by_swap(left: int, right: int) -> bool:
    """True when swapping two neighbouring digits turns one number into the other."""
    return len(str(left)) == len(str(right)) and right in swapped(left)


def solution(total: Quantity, terms: Sequence[Decimal], place: int) -> Decimal:
    """Return what term `place` (in base units) would have to be for the terms to make up the total."""
    return total.value - (sum(terms, Decimal(0)) - terms[place])


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip that would explain a miss; `is_rare` when chance hardly offers one in numbers of this size."""

    is_rare: bool


def slip_that_explains(total: Quantity, parts: Sequence[Quantity], terms: Sequence[Decimal]) -> Slip | None:
    """Return the slip in one figure after which the `terms` of `parts` make up `total`, or None.

    A swap counts from two digits on and is rare from four (three in a longer list); a single wrong digit counts
    from four and is rare from five: there are many single digits to be wrong.
    """
    needed = sum(terms, Decimal(0))
    if needed == total.value:
        return None
    figures = [(total, needed)]
    figures += [(part, abs(solution(total, terms, place))) for place, part in enumerate(parts)]
    many = len(parts) > 2
    slips = (_slip(stated, wanted, total, many_parts=many) for stated, wanted in figures)
    found = [slip for slip in slips if slip is not None]
    return max(found, key=lambda slip: slip.is_rare, default=None)


def _slip(stated: Quantity, needed: Decimal, total: Quantity, *, many_parts: bool) -> Slip | None:
    steps = needed / stated.step
    if steps != steps.to_integral_value() or steps <= 0:
        return None
    left, right = units_of(stated), int(steps)
    size = len(str(units_of(total)))
    if differ_by_swap(left, right):
        rare = size >= _MANY_DIGITS or (size == _MANY_DIGITS - 1 and many_parts)
        return Slip(is_rare=rare) if left >= _SMALLEST_SWAP else None
    if len(str(left)) >= _MANY_DIGITS and differ_by_one_digit(left, right):
        return Slip(is_rare=size > _MANY_DIGITS)
    return None
