"""How likely is it that figures which do not fit come so near to fitting by mere chance?

Two digits changed round, one digit wrong, a comma lost, the rest printed for the part, or a result a little off: people
make such slips, chance rarely looks like one. The fewer digits a figure has, the more slips would make it fit.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from haidang.domain.figures.claims import Claim, Form
from haidang.domain.figures.judging import judge
from haidang.domain.figures.model import Kind, Measure, Quantity, Verdict
from haidang.domain.figures.repairs import restated
from haidang.domain.figures.slips import differ_by_one_digit, solution, swapped, units_of
from haidang.domain.figures.widths import EXACT, RATES, width_of_fit

_FEW_WAYS: Final = 2
_SMALLEST_SWAP: Final = 10
_NEAREST: Final = 0.02
"""A result a little off is a slip only where chance would hardly bring it so near."""
_MOST_OPERANDS: Final = 12


def chance_of_slip(claim: Claim, computed: Decimal | None) -> float:
    """Return the chance that unrelated figures would miss `claim` by a slip only; 1 when no slip explains it."""
    if computed is None or claim.form in (Form.COUNT, Form.SAME) or claim.stated.value <= 0:
        return 1.0
    if claim.form is Form.SUM and not claim.stated.value < 5 * computed < 25 * claim.stated.value:
        return _FEW_WAYS * width_of_fit(claim) if _has_lost_comma(claim) else 1.0
    width = width_of_fit(claim)
    near = _near(claim, computed, width) if claim.form in RATES | EXACT else 1.0
    chances = [near if near <= _NEAREST else 1.0]
    if _lacks_one_part(claim, computed):
        chances.append(len(claim.operands) * width)
    if _is_wrong_way_round(claim) or _has_lost_comma(claim):
        chances.append(_FEW_WAYS * width)
    if _is_restored_by_swap(claim):
        chances.append(sum(len(str(units_of(figure))) - 1 for figure in _figures(claim)) * width)
    if (off := _figure_one_digit_off(claim, computed)) is not None:
        figures = _figures(claim) if claim.form in EXACT else (off,)
        chances.append(9 * sum(len(str(units_of(figure))) for figure in figures) * width)
    return min(1.0, *chances)


def _figures(claim: Claim) -> tuple[Quantity, ...]:
    return (claim.stated, *claim.operands[:_MOST_OPERANDS])


def _near(claim: Claim, computed: Decimal, width: float) -> float:
    """Return the chance of a result that is as little off as this one."""
    off = abs(computed - claim.stated.value) / claim.stated.step
    return width * (1 + 2 * float(off))


def _is_wrong_way_round(claim: Claim) -> bool:
    """True when the rest was printed for the part, or the change was taken of the new amount instead of the old one."""
    stated = claim.stated
    if claim.form is Form.RATIO and claim.kind is Kind.RATIO_PCT:
        return stated.measure is Measure.PERCENT and _fits(claim, stated, 100 - stated.value)
    return _is_divided_by_current(claim) or _is_told_as_share(claim)


def _is_told_as_share(claim: Claim) -> bool:
    """True for a change in percent where the new amount was put as a share of the old one."""
    changed = claim.form is Form.CHANGE_FROM and claim.stated.measure is Measure.PERCENT
    return changed and any(
        _fits(claim, claim.stated, value) for value in (100 - claim.stated.value, claim.stated.value - 100)
    )


def _lacks_one_part(claim: Claim, computed: Decimal) -> bool:
    """True for a total of all parts but one."""
    left_out = computed - claim.stated.value
    return (
        claim.form is Form.SUM
        and len(claim.operands) > _FEW_WAYS
        and any(
            sign > 0 and part.value == left_out
            for sign, part in zip(claim.signs, claim.operands, strict=True)
        )
    )


def _has_lost_comma(claim: Claim) -> bool:
    """True when the stated result is ten or a hundred times too great or too small."""
    stated = claim.stated
    if claim.form is Form.SUM:
        return any(
            not operand.decimals and _fits(claim, operand, operand.value.scaleb(-1), moved=1)
            for operand in claim.operands[:_MOST_OPERANDS]
            if operand.power or operand.measure is Measure.SIZE
        )
    if claim.form in EXACT and not stated.power:
        return False
    moves = (2, 1, -1, 3, -3) if stated.power else (2, 1, -1)  # by a thousand: "triệu" for "nghìn"
    return any(_fits(claim, stated, stated.value.scaleb(-places), moved=places) for places in moves)


def _is_restored_by_swap(claim: Claim) -> bool:
    """True when two neighbouring digits changed round in one figure explain the miss."""
    for figure in _figures(claim):
        units = units_of(figure)
        if units >= _SMALLEST_SWAP and any(
            _fits(claim, figure, value * figure.step) for value in swapped(units)
        ):
            return True
    return False


def _is_divided_by_current(claim: Claim) -> bool:
    """True for a change in percent that was taken of the new amount instead of the old one."""
    if claim.kind is not Kind.CHANGE_PCT or len(claim.operands) != 2:
        return False
    one, two = (operand.value for operand in claim.operands)
    if claim.form is Form.CHANGE_BY:
        wrong = 100 * two / one if one else None
    elif claim.form is Form.CHANGE_FROM:
        wrong = 100 * abs(one - two) / one if one else None
    else:
        wrong = 100 * one / (two + claim.sign * one) if two + claim.sign * one else None
    return (
        wrong is not None
        and 0 <= wrong - claim.stated.value + claim.stated.step / 2 <= claim.stated.step * 3 / 2
    )


def _fits(claim: Claim, figure: Quantity, value: Decimal, *, moved: int = 0) -> bool:
    """True when `claim` holds with `value` for `figure`; `moved` are the places its comma went to the left."""
    if value <= 0:
        return False
    step = figure.step.scaleb(-moved)
    low, high = (value, value) if figure.is_whole and not moved else (value - step / 2, value + step)
    other = replace(figure, value=value, step=step, low=low, high=high)
    if figure is claim.stated:
        return judge(replace(claim, stated=other)).verdict is Verdict.CONSISTENT
    operands = tuple(other if operand is figure else operand for operand in claim.operands)
    return judge(replace(claim, operands=operands)).verdict is Verdict.CONSISTENT


def _figure_one_digit_off(claim: Claim, computed: Decimal) -> Quantity | None:
    """Return the figure (the stated one, or a term of a sum) in which one wrong digit explains the miss, or None."""
    for figure, needed in _needed(claim, computed):
        if differ_by_one_digit(units_of(figure), needed):
            return figure
    return None


def _needed(claim: Claim, computed: Decimal) -> Iterator[tuple[Quantity, int]]:
    """Yield figures with what each would have to be, in its last stated places."""
    stated = claim.stated
    if computed > 0:
        yield stated, units_of(restated(stated, computed, stated.decimals))
    if claim.form is Form.SUM:
        terms = [sign * operand.value for sign, operand in zip(claim.signs, claim.operands, strict=True)]
        for place, operand in enumerate(claim.operands):
            needed = solution(stated, terms, place) * claim.signs[place] / operand.step
            if needed > 0 and needed == needed.to_integral_value():
                yield operand, int(needed)
    elif claim.form is Form.DIFFERENCE:
        new, old = claim.operands
        for operand, needed in (
            (new, old.value + claim.sign * stated.value),
            (old, new.value - claim.sign * stated.value),
        ):
            if needed > 0 and needed % operand.step == 0:
                yield operand, int(needed / operand.step)
