"""What speaks for a slip where a formula of a table fails.

People change two digits round, mistype one, lose a comma, leave a part out or count it twice, or print the rest for the
part; chance rarely looks like one of these. The proof is how unlikely it does, in powers of ten.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from math import log10
from typing import Final

from haidang.domain.figures.claims import Claim, Form
from haidang.domain.figures.judging import holds_for_one, judge
from haidang.domain.figures.model import Quantity, Verdict
from haidang.domain.figures.repairs import restated
from haidang.domain.figures.slips import differ_by_one_digit, differ_by_swap, swapped, units_of

MOST_PROOF: Final = 4.0
_MOST_TERMS: Final = 60
_EVEN_CHANCE: Final = 0.5
_ROUNDING: Final = 1.5
_OTHER_DIGITS: Final = 9
_SMALLEST_SWAP: Final = 12
_LOST_COMMAS: Final = (-3, -2, -1, 1, 2, 3)
_HUNDRED: Final = Decimal(100)


def proof_of_slip(claim: Claim) -> float:
    """Return how unlikely a failing claim would look like a slip by chance, in powers of ten; 0 when it does not."""
    computed = judge(claim).computed
    if computed is None or claim.stated.value <= 0 or not all(operand.value for operand in claim.operands):
        return 0.0
    chances = _in_sum(claim, computed) if claim.form is Form.SUM else _in_formula(claim, computed)
    return min(MOST_PROOF, -log10(max(1e-9, min(1.0, *chances, 1.0))))


def _in_sum(claim: Claim, computed: Decimal) -> Iterator[float]:
    """Yield the chances of the slips that explain a sum: every figure is tried for what it would have to be."""
    figures = (claim.stated, *claim.operands[:_MOST_TERMS])
    step = max(figure.step for figure in figures)
    width = float(step / max(figure.value for figure in figures))
    missed = computed - claim.stated.value
    digits = sum(len(str(units_of(figure))) for figure in figures)
    yield width * (1 + 2 * float(abs(missed) / step))
    if any(operand.value == abs(missed) for operand in claim.operands):
        yield 2 * len(claim.operands) * width
    wanted = [
        computed,
        *(o.value - sign * missed for o, sign in zip(claim.operands, claim.signs, strict=True)),
    ]
    for figure, needed in zip(figures, wanted, strict=False):
        if needed <= 0 or needed % figure.step:
            continue
        left, right = units_of(figure), int(needed / figure.step)
        if differ_by_swap(left, right):
            yield digits * width
        elif len(str(left)) > 1 and differ_by_one_digit(left, right):
            yield _OTHER_DIGITS * digits * width
        elif str(left).rstrip("0") == str(right).rstrip("0"):
            yield 2 * len(figures) * width


def _in_formula(claim: Claim, computed: Decimal) -> Iterator[float]:
    """Yield the chances of the slips that explain a result of two figures."""
    stated = claim.stated
    width = float(_ROUNDING * float(stated.step) / (_EVEN_CHANCE * float(stated.value)))
    digits = sum(len(str(units_of(figure))) for figure in (stated, *claim.operands))
    left, right = units_of(stated), units_of(restated(stated, abs(computed), stated.decimals))
    yield width * (1 + 2 * float(abs(computed - stated.value) / stated.step))
    if differ_by_swap(left, right):
        yield digits * width
    elif len(str(left)) > 1 and differ_by_one_digit(left, right):
        yield _OTHER_DIGITS * digits * width
    if holds_for_one(claim, _moved(stated, (stated.value.scaleb(power) for power in _LOST_COMMAS))):
        yield 6 * width
    if claim.form in (Form.RATIO, Form.CHANGE_FROM):
        others = (_HUNDRED - stated.value, stated.value - _HUNDRED, stated.value + _HUNDRED)
        if holds_for_one(claim, _moved(stated, others)):
            yield 3 * width
    if any(_is_mended_by_swap(claim, operand) for operand in claim.operands):
        yield digits * width


def _is_mended_by_swap(claim: Claim, operand: Quantity) -> bool:
    units = units_of(operand)
    return units >= _SMALLEST_SWAP and any(
        _fits(claim, operand, other)
        for other in _moved(operand, (value * operand.step for value in swapped(units)))
    )


def _moved(figure: Quantity, values: Iterable[Decimal]) -> Iterator[Quantity]:
    """Yield a figure with other values, those above nought."""
    for value in values:
        if value > 0:
            moved = value - figure.value
            yield replace(figure, value=value, low=figure.low + moved, high=figure.high + moved)


def _fits(claim: Claim, figure: Quantity, other: Quantity) -> bool:
    """True when the claim holds with another figure for one of its operands."""
    operands = tuple(other if operand is figure else operand for operand in claim.operands)
    return judge(replace(claim, operands=operands)).verdict is Verdict.CONSISTENT
