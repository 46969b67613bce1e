"""The verdict on a relation.

A relation is inconsistent only when no true values behind the stated numbers could satisfy it (the idea of
Calculations 1.1 of XBRL). What cannot be computed, or could be either way, is undetermined.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from haidang.domain.relations.evaluation import bounds, evaluate
from haidang.domain.relations.formula import Formula
from haidang.domain.relations.intervals import DivisionByZeroError, Interval
from haidang.domain.relations.quantity import Qualifier, Quantity, rounded_or_cut
from haidang.domain.relations.relation import Compare, Relation
from haidang.domain.relations.rounding import to_decimal, to_shortest_decimal

_SHOWN_DECIMALS = 4
_NOT_NEGATIVE = Interval(Fraction(0), None)
_POSITIVE = Interval(Fraction(0), None, low_open=True)


class Verdict(StrEnum):
    """What is known about a relation."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNDETERMINED = "undetermined"


class Reason(StrEnum):
    """Why the verdict is what it is."""

    AGREES = "agrees"
    DIFFERS = "differs"
    SIGN_HOLDS = "sign_holds"
    SIGN_VIOLATED = "sign_violated"
    SIGN_OPEN = "sign_open"
    COMMON_BASE = "common_base"
    NO_COMMON_BASE = "no_common_base"
    NOT_JUDGED = "not_judged"
    MISSING_OPERAND = "missing_operand"
    MISSING_RESULT = "missing_result"
    DIVISION_BY_ZERO = "division_by_zero"


@dataclass(frozen=True)
class Judgement:
    """A verdict with its arithmetic, in base units.

    `computed` is what the stated operands come to, to four decimals or more; `computed_interval` is what they
    may come to. For a common base the interval is that base (whole numbers when all parts are counts) and
    `computed` is None unless just one number is left. `missing` names operands that were not given.
    """

    verdict: Verdict
    reason: Reason
    computed: Decimal | None = None
    computed_interval: Interval | None = None
    missing: tuple[str, ...] = ()


def judge(relation: Relation, result: Quantity | None, operands: Sequence[Quantity | None]) -> Judgement:
    """Judge `relation` for the stated `result` and `operands`, which are in the order of the operand names.

    None stands for a figure that is not stated. Raises ValueError when the number of operands is wrong.
    """
    names = relation.operand_names
    if len(operands) != len(names):
        raise ValueError(f"{len(operands)} operands were given for the {len(names)} names {', '.join(names)}")
    given = [operand for operand in operands if operand is not None]
    if len(given) < len(operands):
        missing = tuple(name for name, operand in zip(names, operands, strict=True) if operand is None)
        return Judgement(Verdict.UNDETERMINED, Reason.MISSING_OPERAND, missing=missing)
    if relation.compare is Compare.INTERVAL:
        return _judge_common_base(given)
    if relation.expression is None:
        return Judgement(Verdict.UNDETERMINED, Reason.NOT_JUDGED)
    return _judge_formula(relation, relation.expression, result, given)


def accepted_results(relation: Relation, result: Quantity) -> Interval:
    """Return the computed values, in base units, that agree with the stated `result`.

    An exact result may have been rounded half up or cut off at its last stated digit, or at the relation's
    `decimals` where these are coarser. A vague one ("nearly") is its own range.
    """
    if result.qualifier is not Qualifier.EXACT:
        return result.interval
    step = max(result.last_place, Fraction(10) ** -relation.decimals)
    return rounded_or_cut(result.base_value, step)


def _judge_formula(
    relation: Relation, expression: Formula, result: Quantity | None, operands: Sequence[Quantity]
) -> Judgement:
    try:
        exact = evaluate(expression, [operand.base_value for operand in operands])
        interval = bounds(expression, [operand.tolerant_interval for operand in operands])
    except DivisionByZeroError:
        return Judgement(Verdict.UNDETERMINED, Reason.DIVISION_BY_ZERO)
    if relation.compare is Compare.EQ:
        verdict, reason = _judge_equality(relation, result, interval)
    elif relation.compare is Compare.NONE:
        verdict, reason = Verdict.UNDETERMINED, Reason.NOT_JUDGED
    else:
        wanted = _NOT_NEGATIVE if relation.compare is Compare.GE0 else _POSITIVE
        verdict, reason = _judge_sign(wanted, exact, interval)
    computed = to_shortest_decimal(exact, max(_SHOWN_DECIMALS, relation.decimals + 2))
    return Judgement(verdict, reason, computed, interval)


def _judge_equality(
    relation: Relation, result: Quantity | None, interval: Interval
) -> tuple[Verdict, Reason]:
    if result is None:
        return Verdict.UNDETERMINED, Reason.MISSING_RESULT
    if accepted_results(relation, result).overlaps(interval):
        return Verdict.CONSISTENT, Reason.AGREES
    return Verdict.INCONSISTENT, Reason.DIFFERS


def _judge_sign(wanted: Interval, exact: Fraction, interval: Interval) -> tuple[Verdict, Reason]:
    """Consistent when the stated numbers have the sign, inconsistent when no true values could have it."""
    if not wanted.overlaps(interval):
        return Verdict.INCONSISTENT, Reason.SIGN_VIOLATED
    if wanted.contains(exact):
        return Verdict.CONSISTENT, Reason.SIGN_HOLDS
    return Verdict.UNDETERMINED, Reason.SIGN_OPEN


def _judge_common_base(operands: Sequence[Quantity]) -> Judgement:
    """Judge pairs of a part and its rate in percent: part / rate must allow one base for all of them."""
    common: Interval | None = Interval(Fraction(0), None)
    for part, rate in zip(operands[::2], operands[1::2], strict=True):
        try:
            base = Interval.point(100) * part.tolerant_interval / _true_rates(rate)
        except DivisionByZeroError:
            return Judgement(Verdict.UNDETERMINED, Reason.DIVISION_BY_ZERO)
        common = common.intersection(base) if common else None
    if common and all(part.is_exact_count for part in operands[::2]):
        common = _whole_numbers(common)
    if common is None:
        return Judgement(Verdict.INCONSISTENT, Reason.NO_COMMON_BASE)
    computed = to_decimal(common.low, 0) if common.is_point and common.low is not None else None
    return Judgement(Verdict.CONSISTENT, Reason.COMMON_BASE, computed, common)


def _true_rates(rate: Quantity) -> Interval:
    """Return the true values behind a stated rate; unlike a count, even "71%" was rounded or cut off."""
    if rate.qualifier is not Qualifier.EXACT:
        return rate.interval
    return rounded_or_cut(rate.base_value, rate.last_place)


def _whole_numbers(interval: Interval) -> Interval | None:
    """Return the range from the first to the last whole number in `interval`, or None without any."""
    low = None if interval.low is None else ceil(interval.low)
    high = None if interval.high is None else floor(interval.high)
    if low is not None and high is not None and low > high:
        return None
    return Interval(
        None if low is None else Fraction(low),
        None if high is None else Fraction(high),
    )
