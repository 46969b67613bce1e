"""What a formula comes to: exactly, and over ranges.

Ranges need care when an operand occurs twice. In o2/(o1-o2) plain interval arithmetic moves the two o2
independently and finds a range that is too wide. So each repeated operand is looked at by itself: where the
formula only rises or only falls with it, the extremes lie at the ends of its range, and put there it can no
longer drift apart. Elsewhere, or at an unknown end, the wider range is kept: it can hide a contradiction but
never invents one.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from haidang.domain.relations.formula import (
    Formula,
    Negation,
    Node,
    Number,
    Operand,
    Operation,
    Operator,
    operand_positions,
)
from haidang.domain.relations.intervals import DivisionByZeroError, Interval
from haidang.domain.relations.quotients import direction

Value = TypeVar("Value", Fraction, Interval)


def evaluate(formula: Formula, values: Sequence[Fraction]) -> Fraction:
    """Return the exact result for `values`, in the order o1, o2, …

    Raises DivisionByZeroError, and IndexError when there are fewer values than operands.
    """
    return _value_of(formula.root, values, Fraction)


def bounds(formula: Formula, ranges: Sequence[Interval]) -> Interval:
    """Return a range that holds every result for operands within `ranges`, as narrow as the module explains.

    Raises DivisionByZeroError when a divisor may be zero, and IndexError when there are too few ranges.
    """
    everywhere = _value_of(formula.root, ranges, Interval.point)
    at_lowest, at_highest = list(ranges), list(ranges)
    for position, count in Counter(operand_positions(formula.root)).items():
        ends = ranges[position - 1]
        if count == 1 or ends.low is None or ends.high is None:
            continue
        low, high = Interval.point(ends.low), Interval.point(ends.high)
        match direction(formula, ranges, position):
            case 1:
                at_lowest[position - 1], at_highest[position - 1] = low, high
            case -1:
                at_lowest[position - 1], at_highest[position - 1] = high, low
    if at_lowest == at_highest:
        return everywhere
    lowest = _value_of(formula.root, at_lowest, Interval.point)
    highest = _value_of(formula.root, at_highest, Interval.point)
    return Interval(lowest.low, highest.high)


def _value_of(node: Node, values: Sequence[Value], constant: Callable[[Fraction], Value]) -> Value:
    """Work out `node` in the arithmetic of `values`, numbers or ranges."""
    match node:
        case Number(value):
            return constant(value)
        case Operand(position):
            return values[position - 1]
        case Negation(term):
            return -_value_of(term, values, constant)
        case Operation(operator, left, right):
            return _apply(operator, _value_of(left, values, constant), _value_of(right, values, constant))


def _apply(operator: Operator, left: Value, right: Value) -> Value:
    match operator:
        case Operator.ADD:
            return left + right
        case Operator.SUBTRACT:
            return left - right
        case Operator.MULTIPLY:
            return left * right
        case Operator.DIVIDE:
            try:
                return left / right
            except ZeroDivisionError as error:
                raise DivisionByZeroError("the divisor is zero") from error
