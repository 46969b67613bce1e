"""Slips of the keyboard: two neighbouring digits swapped, one digit wrong, the comma lost."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from haidang.domain.figures.model import Quantity

_MANY_DIGITS: Final = 4
_LONGEST: Final = 15


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


def is_telling_slip(total: Quantity, parts: Sequence[Quantity], terms: Sequence[Decimal]) -> bool:
    """True when one slip explains why parts miss their total, and chance hardly would.

    A swap tells from two digits on; a single wrong digit only in numbers of four digits and more.
    """
    needed = sum(terms, Decimal(0))
    if needed == total.value:
        return False
    if _is_slip(total, needed):
        return True
    return any(
        _is_slip(part, abs(solution(total, terms, place))) for place, part in enumerate(parts)
    )


def _is_slip(stated: Quantity, needed: Decimal) -> bool:
    steps = needed / stated.step
    if steps != steps.to_integral_value() or steps <= 0:
        return False
    left, right = units_of(stated), int(steps)
    if differ_by_swap(left, right):
        return left >= 12
    return len(str(left)) >= _MANY_DIGITS and differ_by_one_digit(left, right)
