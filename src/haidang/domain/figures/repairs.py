"""Which single figure, written otherwise, would make a contradicted claim true: the likeliest first.

What speaks for a repair, in order: the rest was printed for the part · two digits changed places or the comma was
lost · the figure is the only whole number that fits · the result recomputed · one digit differs · anything that fits.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from enum import IntEnum
from typing import Final

from haidang.domain.figures.claims import Claim, Form
from haidang.domain.figures.explaining import arithmetic, written
from haidang.domain.figures.judging import evaluate, judge
from haidang.domain.figures.model import Quantity, Suggestion, Verdict
from haidang.domain.figures.numerals import write_like
from haidang.domain.figures.slips import differ_by_one_digit, differ_by_swap, solution, units_of

_MOST: Final = 5
_MOST_TERMS: Final = 60
_NARROW: Final = Decimal("0.12")


class _Evidence(IntEnum):
    COMPLEMENT = 1
    SWAP = 2
    SURPRISING_FIT = 3
    RESULT = 4
    DIGIT = 5
    FIT = 6


_Repair = tuple[_Evidence, int, Suggestion]


def repairs(claim: Claim, computed: Decimal | None) -> tuple[Suggestion, ...]:
    """Return at most five figures, as they would stand in the text, each of which would make `claim` true."""
    if computed is None:
        return ()
    if claim.form is Form.COUNT:
        return (Suggestion(_count_like(claim), f"đếm được {claim.count}"),)
    try:
        found = sorted(_candidates(claim, computed), key=lambda repair: repair[:2])
    except (DivisionByZero, InvalidOperation, OverflowError):
        return ()
    seen: dict[str, Suggestion] = {}
    for _, _, suggestion in found:
        seen.setdefault(suggestion.text, suggestion)
    return tuple(seen.values())[:_MOST]


def _count_like(claim: Claim) -> str:
    return write_like(Decimal(claim.count), claim.stated.text if claim.stated.text.isdigit() else "0", 0)


def _candidates(claim: Claim, computed: Decimal) -> Iterator[_Repair]:
    yield from _of_result(claim, computed)
    if claim.form is Form.SUM:
        yield from _of_terms(claim)
    elif claim.form in (
        Form.RATIO,
        Form.CHANGE_BY,
        Form.PRODUCT,
        Form.QUOTIENT,
        Form.DIFFERENCE,
        Form.CHANGE_FROM,
    ):
        for place in range(len(claim.operands)):
            yield from _of_operand(claim, place)


def restated(quantity: Quantity, value: Decimal, decimals: int) -> Quantity:
    """Return `quantity` with another value, in the same unit and style, rounded to `decimals`."""
    place = Decimal(1).scaleb(-decimals)
    shown = value.scaleb(-quantity.power).quantize(place, rounding=ROUND_HALF_UP)
    base, step = shown.scaleb(quantity.power), place.scaleb(quantity.power)
    whole = not decimals and not quantity.power
    low, high = (base, base) if whole else (base - step / 2, base + step)
    text = write_like(abs(shown), quantity.text if quantity.text[:1].isdigit() else "0", decimals)
    return replace(quantity, text=text, value=base, step=step, decimals=decimals, low=low, high=high)


def _of_result(claim: Claim, computed: Decimal) -> Iterator[_Repair]:
    """Propose the computed figure for the stated one; with more decimals when the comma was lost."""
    stated = claim.stated
    digits = str(units_of(stated))
    for decimals in range(stated.decimals + 1, stated.decimals + len(digits)):
        shifted = restated(stated, stated.value.scaleb(stated.decimals - decimals), decimals)
        if judge(replace(claim, stated=shifted)).verdict is Verdict.CONSISTENT:
            yield _Evidence.SWAP, -1, _suggestion(claim, shifted, None)
    value = computed if computed >= 0 else -computed
    proposed = restated(stated, value, stated.decimals)
    if proposed.value == stated.value:
        proposed = restated(stated, value, stated.decimals + 1)
    swap = differ_by_swap(units_of(stated), units_of(proposed))
    yield (_Evidence.SWAP if swap else _Evidence.RESULT), -1, _suggestion(claim, proposed, None)


def _of_terms(claim: Claim) -> Iterator[_Repair]:
    """Propose other parts of a sum, and the part that may have been forgotten."""
    if len(claim.operands) > _MOST_TERMS:
        return  # which of thousands of rows is wrong, arithmetic cannot say
    terms = [sign * operand.value for sign, operand in zip(claim.signs, claim.operands, strict=True)]
    for place, operand in enumerate(claim.operands):
        needed = solution(claim.stated, terms, place) * claim.signs[place]
        if needed < 0:
            continue
        proposed = restated(operand, needed, operand.decimals)
        if judge(_with_operand(claim, place, proposed)).verdict is Verdict.CONSISTENT:
            yield _evidence(operand, proposed), place, _suggestion(claim, proposed, place)
    missing = claim.stated.value - sum(terms, Decimal(0))
    if missing > 0:
        part = restated(claim.operands[-1], missing, claim.operands[-1].decimals)
        because = f"có thể thiếu một khoản {written(part)}"
        yield _Evidence.DIGIT, len(terms), Suggestion(part.text, because)


def _of_operand(claim: Claim, place: int) -> Iterator[_Repair]:
    """Propose the values of one operand, nearest to what the stated result asks for."""
    operand = claim.operands[place]
    wanted = _solve(claim, place)
    if wanted is None or wanted <= 0 or operand.value <= 0:
        return
    ratio = wanted / operand.value
    if not Decimal("0.1") < ratio < 10:
        return
    proposed = restated(operand, wanted, operand.decimals)
    if judge(_with_operand(claim, place, proposed)).verdict is not Verdict.CONSISTENT:
        return
    evidence = _evidence(operand, proposed)
    if claim.form is Form.RATIO:
        if place == 0 and operand.value + proposed.value == claim.operands[1].value:
            evidence = _Evidence.COMPLEMENT
        elif evidence is _Evidence.FIT and _fits_surprisingly(claim, proposed):
            evidence = _Evidence.SURPRISING_FIT
    yield evidence, place, _suggestion(claim, proposed, place)


def _fits_surprisingly(claim: Claim, proposed: Quantity) -> bool:
    """True when hardly any whole number would give the stated percentage, and this one does."""
    if not proposed.is_whole or claim.stated.value <= 0:
        return False
    return proposed.value * claim.stated.step / claim.stated.value < _NARROW


def _evidence(stated: Quantity, proposed: Quantity) -> _Evidence:
    left, right = units_of(stated), units_of(proposed)
    if differ_by_swap(left, right):
        return _Evidence.SWAP
    return _Evidence.DIGIT if len(str(left)) > 1 and differ_by_one_digit(left, right) else _Evidence.FIT


def _solve(claim: Claim, place: int) -> Decimal | None:
    """Return what operand `place` would have to be for the stated result; None where the formula has no answer."""
    result = claim.stated.value
    values = [operand.value for operand in claim.operands]
    other = values[1 - place] if len(values) == 2 else (claim.divisor[1] if claim.divisor else None)
    if other is None or not result:
        return None
    try:
        return _SOLUTIONS[claim.form, place](claim.sign, result, other)
    except (KeyError, DivisionByZero, InvalidOperation):
        return None


_SOLUTIONS: Final[Mapping[tuple[Form, int], Callable[[int, Decimal, Decimal], Decimal]]] = {
    (Form.RATIO, 0): lambda _, result, whole: result * whole / 100,
    (Form.RATIO, 1): lambda _, result, part: 100 * part / result,
    (Form.PRODUCT, 0): lambda _, result, other: result / other,
    (Form.PRODUCT, 1): lambda _, result, other: result / other,
    (Form.QUOTIENT, 0): lambda _, result, number: result * number,
    (Form.QUOTIENT, 1): lambda _, result, total: total / result,
    (Form.CHANGE_BY, 0): lambda sign, result, delta: 100 * delta / result + sign * delta,
    (Form.CHANGE_BY, 1): lambda sign, result, level: result * level / (100 + sign * result),
    (Form.DIFFERENCE, 0): lambda sign, result, old: old + sign * result,
    (Form.DIFFERENCE, 1): lambda sign, result, new: new - sign * result,
    (Form.CHANGE_FROM, 0): lambda sign, result, old: old * (100 + sign * result) / 100,
    (Form.CHANGE_FROM, 1): lambda sign, result, new: 100 * new / (100 + sign * result),
}
"""What an operand would have to be: from the sign, the stated result and the other operand."""


def _with_operand(claim: Claim, place: int, operand: Quantity) -> Claim:
    operands = (*claim.operands[:place], operand, *claim.operands[place + 1 :])
    return replace(claim, operands=operands)


def _suggestion(claim: Claim, proposed: Quantity, place: int | None) -> Suggestion:
    """Return a repair with its arithmetic; a figure of a fraction is proposed with the whole fraction."""
    mended = replace(claim, stated=proposed) if place is None else _with_operand(claim, place, proposed)
    text = proposed.text
    if claim.form is Form.RATIO and place is not None and _is_fraction(claim):
        text = "/".join(operand.text for operand in mended.operands)
    because = arithmetic(mended, evaluate_or_zero(mended), agrees=True)
    if (
        claim.form is Form.RATIO
        and place == 0
        and claim.operands[0].value + proposed.value == claim.operands[1].value
    ):
        because += f" ({proposed.text} = {claim.operands[1].text} − {claim.operands[0].text})"
    return Suggestion(text, because)


def _is_fraction(claim: Claim) -> bool:
    part, whole = claim.operands
    return 0 <= whole.start - part.end <= 3


def evaluate_or_zero(claim: Claim) -> Decimal:
    """Return the result of a claim as stated; zero where there is none."""
    values = [operand.value for operand in claim.operands]
    if claim.divisor is not None:
        values.append(claim.divisor[1])
    try:
        return evaluate(claim, values)
    except (DivisionByZero, InvalidOperation):
        return Decimal(0)
