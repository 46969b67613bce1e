"""Which single figure, written otherwise, would make a contradicted claim true: the likeliest first.

Each repair is weighed by how people err (`_LIKELIHOOD`): how often a slip of its class happens, shared among the slips
of that class that were possible. Beside it stands the chance that such a repair fits though nothing was meant so.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, DivisionByZero, InvalidOperation
from typing import Final

from haidang.domain.figures.claims import Claim, Form
from haidang.domain.figures.explaining import arithmetic, written
from haidang.domain.figures.judging import evaluate, judge
from haidang.domain.figures.model import Quantity, Suggestion, Verdict
from haidang.domain.figures.numerals import write_like
from haidang.domain.figures.slips import differ_by_one_digit, differ_by_swap, solution, units_of
from haidang.domain.figures.widths import width_of_fit

_MOST: Final = 5
_MOST_TERMS: Final = 60
_LIKELIHOOD: Final = {
    "swap": 0.35,
    "digit": 0.22,
    "complement": 0.1,
    "comma": 0.06,
    "term": 0.12,
    "result": 0.15,
}
"""How often people change digits round, hit a wrong one, print the rest, lose a comma, miscount by some, miscalculate.

Ours, after the slips in labelled texts; only their order matters.
"""
_RATE: Final = 0.06
"""How often a rate is miscalculated: rates come from machines, counts are typed."""
_FORGOTTEN: Final = 0.0005
_ALWAYS: Final = 0.5
_SPREAD: Final = 6
"""A slip of any size is shared among sizes that are ever less likely: about 1/6 of it falls on each doubling."""
_STATED: Final = 6
"""How much oftener the result is wrong than one of its operands, in the texts at hand."""

_Repair = tuple[float, int, Suggestion]


def repairs(claim: Claim, computed: Decimal | None) -> tuple[Suggestion, ...]:
    """Return at most five figures, as they would stand in the text, each of which would make `claim` true."""
    if computed is None:
        return ()
    if claim.form is Form.COUNT:
        return (Suggestion(_count_like(claim), f"đếm được {claim.count}", 1.0),)
    try:
        found = sorted(_candidates(claim, computed), key=lambda repair: (-repair[0], repair[1]))
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
    width = width_of_fit(claim)
    digits = str(units_of(stated))
    for decimals in range(stated.decimals + 1, stated.decimals + len(digits)):
        shifted = restated(stated, stated.value.scaleb(stated.decimals - decimals), decimals)
        if judge(replace(claim, stated=shifted)).verdict is Verdict.CONSISTENT:
            yield _LIKELIHOOD["comma"], -1, _suggestion(claim, shifted, None, len(digits) * width)
    proposed = restated(stated, computed, stated.decimals)
    if proposed.value == stated.value:
        proposed = restated(stated, computed, stated.decimals + 1)
    if judge(replace(claim, stated=proposed)).verdict is not Verdict.CONSISTENT:
        return  # a fall where the text tells of a rise: no other figure would make it true
    wrong = "result" if claim.form is not Form.RATIO else "rate"
    yield _weight(claim, stated, proposed, wrong), -1, _suggestion(claim, proposed, None, 1.0)


def _weight(claim: Claim, stated: Quantity, proposed: Quantity, wrong: str) -> float:
    """Return how likely `proposed` was meant where `stated` is printed; `wrong` names the slip of any size."""
    figures = len(claim.operands) + 1
    left, right = units_of(stated), units_of(proposed)
    digits = len(str(left))
    weight = (_RATE if wrong == "rate" else _LIKELIHOOD[wrong]) / (
        figures * _SPREAD * (2 * abs(left - right) + 1)
    )
    if differ_by_swap(left, right):
        weight += _LIKELIHOOD["swap"] / (figures * max(1, digits - 1))
    elif differ_by_one_digit(left, right) and digits > 1:
        weight += _LIKELIHOOD["digit"] / (figures * 9 * digits)
    weight *= _STATED if wrong in ("rate", "result") else 1
    if wrong == "rate" and stated.value + proposed.value == 100:
        weight += _LIKELIHOOD["complement"] / 2
    return weight


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
            weight = _weight(claim, operand, proposed, "term")
            yield weight, place, _suggestion(claim, proposed, place, _chance(claim, operand, proposed, 1.0))
    missing = claim.stated.value - sum(terms, Decimal(0))
    if missing > 0:
        part = restated(claim.operands[-1], missing, claim.operands[-1].decimals)
        because = f"có thể thiếu một khoản {written(part)}"
        yield _FORGOTTEN, len(terms), Suggestion(part.text, because, 1.0)


def _of_operand(claim: Claim, place: int) -> Iterator[_Repair]:
    """Propose the values of one operand, nearest to what the stated result asks for."""
    operand = claim.operands[place]
    wanted = _solve(claim, place)
    if wanted is None or wanted <= 0 or operand.value <= 0:
        return
    if not Decimal("0.1") < wanted / operand.value < 10:
        return
    proposed = restated(operand, wanted, operand.decimals)
    if judge(_with_operand(claim, place, proposed)).verdict is not Verdict.CONSISTENT:
        return
    weight = _weight(claim, operand, proposed, "term")
    chance = _chance(claim, operand, proposed, _chance_of_any(claim, proposed))
    if claim.form is Form.RATIO and place == 0 and operand.value + proposed.value == claim.operands[1].value:
        weight += _LIKELIHOOD["complement"]
        chance = min(chance, width_of_fit(claim))
    yield weight, place, _suggestion(claim, proposed, place, chance)


def _chance(claim: Claim, stated: Quantity, proposed: Quantity, otherwise: float) -> float:
    """Return the chance that a slip of the class that leads from `proposed` to `stated` would fit by coincidence."""
    left, right = units_of(stated), units_of(proposed)
    ways = len(str(left)) - 1 if differ_by_swap(left, right) else 0
    if not ways and differ_by_one_digit(left, right):
        ways = 9 * len(str(left))
    return min(otherwise, ways * width_of_fit(claim)) if ways else otherwise


def _chance_of_any(claim: Claim, proposed: Quantity) -> float:
    """Return the chance that some whole number would fit: with two decimals and 10.000 dossiers there always is one."""
    if not proposed.is_whole or claim.form is not Form.RATIO:
        return 1.0
    return min(1.0, float(proposed.value * claim.stated.step * Decimal("1.5") / claim.stated.value))


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


def _suggestion(claim: Claim, proposed: Quantity, place: int | None, chance: float) -> Suggestion:
    """Return a repair with its arithmetic; a figure of a fraction is proposed with the whole fraction."""
    mended = replace(claim, stated=proposed) if place is None else _with_operand(claim, place, proposed)
    text = proposed.text
    if claim.form is Form.RATIO and place is not None and _is_fraction(claim):
        text = "/".join(operand.text for operand in mended.operands)
    if claim.form is Form.SAME:
        return Suggestion(text, "như đã nêu ở lần trước", chance)
    because = arithmetic(mended, evaluate_or_zero(mended), agrees=True)
    if (
        claim.form is Form.RATIO
        and place == 0
        and claim.operands[0].value + proposed.value == claim.operands[1].value
    ):
        because += f" ({proposed.text} = {claim.operands[1].text} − {claim.operands[0].text})"
    if chance > _ALWAYS and place is not None and claim.form is Form.RATIO:
        because += "; với mẫu số lớn, số khớp như vậy luôn tìm được"
    return Suggestion(text, because, chance)


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
