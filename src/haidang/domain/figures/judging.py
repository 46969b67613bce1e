"""Does the stated figure lie where its operands put it?

Operands and result are ranges: rounding, cutting off and words like "gần" make them wide. A claim is inconsistent
only when no numbers in these ranges fit together.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product
from typing import Final

from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.model import Reason, Verdict
from haidang.domain.figures.stated_range import accepted_mean, accepted_results

_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict; `computed` is what the operands come to as stated, None when that cannot be said."""

    verdict: Verdict
    reason: Reason
    computed: Decimal | None


def judge(claim: Claim) -> Judgement:
    """Judge a claim by its arithmetic alone, whatever its binding."""
    if claim.reason is Reason.BASE_NOT_STATED:
        return Judgement(Verdict.UNDETERMINED, claim.reason, None)
    if claim.form is Form.SAME:
        return _judge_repeat(claim)
    try:
        computed, low, high = _results(claim)
    except (DivisionByZero, InvalidOperation):
        return Judgement(Verdict.UNDETERMINED, Reason.DIVISION_BY_ZERO, None)
    accepted = accepted_mean if claim.form is Form.QUOTIENT else accepted_results
    least, beyond = accepted(claim.stated)
    if high < least or low >= beyond:
        return Judgement(Verdict.INCONSISTENT, Reason.DIFFERS, computed)
    return Judgement(Verdict.CONSISTENT, Reason.AGREES, computed)


def _judge_repeat(claim: Claim) -> Judgement:
    """Two statements of one figure agree when they are equal, or rounded to one another."""
    old, new = claim.operands[0], claim.stated
    step = max(old.step, new.step)
    same = old.value == new.value or (old.step != new.step and abs(old.value - new.value) < step)
    verdict, reason = (Verdict.CONSISTENT, Reason.AGREES) if same else (Verdict.INCONSISTENT, Reason.DIFFERS)
    return Judgement(verdict, reason, old.value)


def verdict_of(claim: Claim, judgement: Judgement) -> Judgement:
    """Return the judgement as it may be told: what is not firmly bound cannot contradict."""
    if judgement.verdict is Verdict.INCONSISTENT and claim.binding is not Binding.FIRM:
        return Judgement(Verdict.UNDETERMINED, claim.reason, judgement.computed)
    return judgement


def evaluate(claim: Claim, values: Sequence[Decimal]) -> Decimal:
    """Return what the formula of a claim makes of `values`. Raises DivisionByZero or InvalidOperation."""
    match claim.form:
        case Form.RATIO:
            return _HUNDRED * values[0] / values[1]
        case Form.SUM:
            return sum((sign * value for sign, value in zip(claim.signs, values, strict=True)), Decimal(0))
        case Form.CHANGE_BY:
            base = values[0] - claim.sign * values[1]
            if base <= 0:
                raise DivisionByZero
            return _HUNDRED * values[1] / base
        case Form.CHANGE_FROM:
            return claim.sign * _HUNDRED * (values[0] - values[1]) / values[1]
        case Form.DIFFERENCE:
            return claim.sign * (values[0] - values[1])
        case Form.QUOTIENT:
            return values[0] / values[1]
        case Form.INCREASE:
            return (values[0] - values[1]) / values[1]
        case Form.PRODUCT:
            return values[0] * values[1]
        case Form.COUNT:
            return Decimal(claim.count)
        case Form.COMMON_BASE:
            return values[0] * values[2] / values[1]
        case Form.SAME:
            return values[0]


def _results(claim: Claim) -> tuple[Decimal, Decimal, Decimal]:
    """Return the result for the operands as stated, and its least and greatest over their ranges."""
    stated = [operand.value for operand in claim.operands]
    ranges = [(operand.low, operand.high) for operand in claim.operands]
    if claim.divisor is not None:
        stated.append(claim.divisor[1])
        ranges.append(claim.divisor)
    computed = evaluate(claim, stated)
    if all(low == high for low, high in ranges):
        return computed, computed, computed
    if claim.form is Form.SUM:
        terms = [sorted((sign * low, sign * high)) for sign, (low, high) in zip(claim.signs, ranges, strict=True)]
        return computed, sum((t[0] for t in terms), Decimal(0)), sum((t[1] for t in terms), Decimal(0))
    corners = [evaluate(claim, corner) for corner in product(*ranges)]
    return computed, min(corners), max(corners)
