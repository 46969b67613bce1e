"""Does the stated figure lie where its operands put it?

Operands and result are ranges: rounding, cutting off and words like "gần" make them wide. A claim is inconsistent
only when no numbers in these ranges fit together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, DivisionByZero, InvalidOperation
from itertools import product
from typing import Final, NamedTuple

from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.model import Measure, Qualifier, Quantity, Reason, Verdict
from haidang.domain.figures.stated_range import accepted_mean, accepted_results

_HUNDRED: Final = Decimal(100)
_HALF: Final = Decimal("0.5")
_NO_TEST: Final = 0.95


class Judgement(NamedTuple):
    """A verdict; `computed` is what the operands come to as stated, None when that cannot be said.

    `passing` is the share of all results that would have been accepted too: 0.3 is a weak test, 1 is none.
    """

    verdict: Verdict
    reason: Reason
    computed: Decimal | None
    passing: float = 0.0


def judge(claim: Claim) -> Judgement:
    """Judge a claim by its arithmetic alone, whatever its binding."""
    if claim.reason is Reason.BASE_NOT_STATED:
        return Judgement(Verdict.UNDETERMINED, claim.reason, None)
    if claim.form is Form.SAME:
        return _judge_repeat(claim)
    try:
        results = _results(claim)
        judgement = _compared(claim.form, claim.stated, results)
        if judgement.verdict is not Verdict.CONSISTENT or not _has_two_roundings(claim):
            return judgement
        return _judge_by_convention(claim)
    except (DivisionByZero, InvalidOperation):
        return Judgement(Verdict.UNDETERMINED, Reason.DIVISION_BY_ZERO, None)


def _has_two_roundings(claim: Claim) -> bool:
    """True where several operands were rounded or cut: all of them in the same way."""
    return sum(operand.low < operand.high for operand in claim.operands) > 1 and all(
        operand.qualifier is Qualifier.EXACT for operand in claim.operands
    )


def _judge_by_convention(claim: Claim) -> Judgement:
    """Judge a claim with its operands all rounded, and all cut; nobody does both in one breath."""
    judgements: list[Judgement] = []
    for below, above in ((_HALF, _HALF), (Decimal(0), Decimal(1))):
        operands = tuple(
            operand
            if operand.low == operand.high
            else replace(
                operand, low=operand.value - below * operand.step, high=operand.value + above * operand.step
            )
            for operand in claim.operands
        )
        judgements.append(_compared(claim.form, claim.stated, _results(replace(claim, operands=operands))))
    return next((one for one in judgements if one.verdict is Verdict.CONSISTENT), judgements[0])


def holds_for_one(claim: Claim, others: Iterable[Quantity]) -> bool:
    """True where the operands of a claim come to one of several other figures than the stated one."""
    try:
        results = _results(claim)
    except (DivisionByZero, InvalidOperation):
        return False
    return any(_compared(claim.form, other, results).verdict is Verdict.CONSISTENT for other in others)


def _compared(form: Form, stated: Quantity, results: tuple[Decimal, Decimal, Decimal]) -> Judgement:
    """Judge a stated figure by what its operands come to: as stated, at least, at most."""
    computed, low, high = results
    accepted = accepted_mean if form is Form.QUOTIENT else accepted_results
    least, beyond = accepted(stated)
    if high < least or low >= beyond:
        return Judgement(Verdict.INCONSISTENT, Reason.DIFFERS, computed)
    passing = _passing(stated, (high - low) + (beyond - least))
    if passing >= _NO_TEST:
        return Judgement(Verdict.UNDETERMINED, Reason.ROUNDING_HIDES_IT, computed, passing)
    return Judgement(Verdict.CONSISTENT, Reason.AGREES, computed, passing)


def _passing(stated: Quantity, width: Decimal) -> float:
    """Return the share of possible results in a range: of a hundred per cent, or of all up to twice the stated one."""
    whole = _HUNDRED if stated.measure is Measure.PERCENT else 2 * abs(stated.value)
    return float(min(Decimal(1), width / whole)) if whole else 1.0


def _judge_repeat(claim: Claim) -> Judgement:
    """Two statements of one figure agree when they are equal, or rounded to one another."""
    old, new = claim.operands[0], claim.stated
    step = max(old.step, new.step)
    same = old.value == new.value or (old.step != new.step and abs(old.value - new.value) < step)
    verdict, reason = (Verdict.CONSISTENT, Reason.AGREES) if same else (Verdict.INCONSISTENT, Reason.DIFFERS)
    return Judgement(verdict, reason, old.value)


def verdict_of(claim: Claim, judgement: Judgement) -> Judgement:
    """Return the judgement as it may be told: what is not firmly bound cannot contradict."""
    if judgement.verdict is Verdict.INCONSISTENT and claim.binding < Binding.FIRM:
        return Judgement(Verdict.UNDETERMINED, claim.reason, judgement.computed)
    return judgement


def evaluate(claim: Claim, values: Sequence[Decimal]) -> Decimal:
    """Return what the formula of a claim makes of `values`. Raises DivisionByZero or InvalidOperation."""
    if claim.form is Form.SUM:
        return sum((sign * value for sign, value in zip(claim.signs, values, strict=True)), Decimal(0))
    if claim.form is Form.MEAN:
        return sum(values, Decimal(0)) / len(values)
    if claim.form is Form.COUNT:
        return Decimal(claim.count)
    return _FORMULAS[claim.form](claim.sign, *values)


def _change_by(sign: int, level: Decimal, delta: Decimal) -> Decimal:
    base = level - sign * delta
    if base <= 0:
        raise DivisionByZero
    return _HUNDRED * delta / base


_FORMULAS: Final[Mapping[Form, Callable[..., Decimal]]] = {
    Form.RATIO: lambda _, part, whole: _HUNDRED * part / whole,
    Form.CHANGE_BY: _change_by,
    Form.CHANGE_FROM: lambda sign, new, old: sign * _HUNDRED * (new - old) / old,
    Form.DIFFERENCE: lambda sign, new, old: sign * (new - old),
    Form.QUOTIENT: lambda _, total, number: total / number,
    Form.INCREASE: lambda _, new, old: (new - old) / old,
    Form.PRODUCT: lambda _, number, each: number * each,
    Form.COMMON_BASE: lambda _, part, other, rate: part * rate / other,
    Form.SAME: lambda _, value: value,
}


def _range(claim: Claim, operand: Quantity) -> tuple[Decimal, Decimal]:
    """Return what an operand may be. A hunch gets no room from words like "hơn": it has to fit the digits."""
    if claim.binding is not Binding.HUNCH or operand.qualifier is Qualifier.EXACT:
        return operand.low, operand.high
    if operand.is_counted:
        return operand.value, operand.value
    return operand.value - operand.step / 2, operand.value + operand.step


def _results(claim: Claim) -> tuple[Decimal, Decimal, Decimal]:
    """Return the result for the operands as stated, and its least and greatest over their ranges."""
    stated = [operand.value for operand in claim.operands]
    ranges = [_range(claim, operand) for operand in claim.operands]
    if claim.divisor is not None:
        stated.append(claim.divisor[1])
        ranges.append(claim.divisor)
    computed = evaluate(claim, stated)
    if all(low == high for low, high in ranges):
        return computed, computed, computed
    if claim.form is Form.SUM:
        terms = [
            sorted((sign * low, sign * high)) for sign, (low, high) in zip(claim.signs, ranges, strict=True)
        ]
        return computed, sum((t[0] for t in terms), Decimal(0)), sum((t[1] for t in terms), Decimal(0))
    if claim.form is Form.MEAN:
        return (
            computed,
            evaluate(claim, [low for low, _ in ranges]),
            evaluate(claim, [high for _, high in ranges]),
        )
    corners = [evaluate(claim, corner) for corner in product(*ranges)]
    return computed, min(corners), max(corners)
