"""A quick look that finds most relations to hold, so that only the rest need be judged.

Whoever checks a million figures mostly finds them right. With exact numbers that can be seen in whole numbers alone:
the result that the stated operands come to is among those they may come to, so where it agrees with the stated result,
`judge` finds the relation consistent. What is not seen to hold says nothing: it has to be judged.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from haidang.domain.relations.formula import Negation, Node, Number, Operand, Operation, Operator
from haidang.domain.relations.quantity import Qualifier, Quantity
from haidang.domain.relations.relation import Compare, Relation

Ratio: TypeAlias = tuple[int, int]
"""A number as numerator and denominator; the denominator is above zero, and zero where there is no number."""

_Evaluation: TypeAlias = Callable[[Sequence[Ratio]], Ratio]
_NONE: Ratio = (0, 0)


class Screen:
    """Sees whether a relation plainly holds; made once for many rows."""

    def __init__(self, relation: Relation) -> None:
        expression = relation.expression
        is_judged = relation.compare in (Compare.EQ, Compare.GE0, Compare.GT0)
        self._evaluate = _compiled(expression.root) if expression and is_judged else None
        self._compare = relation.compare
        self._decimals = relation.decimals
        self._needs_whole = expression is not None and _divides(expression.root)

    def holds(self, result: Quantity | None, operands: Sequence[Quantity | None]) -> bool:
        """Return True only for what `judge` calls consistent."""
        values = [_ratio(operand, self._needs_whole) for operand in operands]
        if self._evaluate is None or _NONE in values:
            return False
        top, bottom = self._evaluate(values)
        if not bottom:
            return False
        if self._compare is Compare.EQ:
            return result is not None and self._agrees(top, bottom, result)
        return top >= 0 if self._compare is Compare.GE0 else top > 0

    def _agrees(self, top: int, bottom: int, result: Quantity) -> bool:
        """Return whether a number rounds or is cut off to the stated result: `accepted_results` in whole numbers."""
        if result.qualifier is not Qualifier.EXACT:
            return False
        stated, scale = _ratio(result, False)
        power = max(result.multiplier_power - result.decimals, -self._decimals)
        step, parts = (10**power, 1) if power >= 0 else (1, 10**-power)
        # the distance from the stated number, away from zero, in halves of a step
        distance = 2 * (top * scale - stated * bottom) * parts
        half = bottom * scale * step
        if stated < 0:
            distance = -distance
        if stated == 0:
            return -2 * half < distance < 2 * half
        return -half <= distance < 2 * half


def _ratio(quantity: Quantity | None, needs_whole: bool) -> Ratio:
    """Return an exact number in base units; none for one that is missing or vague, or rounded where that matters."""
    if quantity is None or quantity.qualifier is not Qualifier.EXACT:
        return _NONE
    if needs_whole and not quantity.is_exact_count:
        return _NONE
    top, bottom = Decimal.as_integer_ratio(quantity.value)
    power = quantity.multiplier_power
    return (top * 10**power, bottom) if power >= 0 else (top, bottom * 10**-power)


def _divides(node: Node) -> bool:
    """Return whether anything but a constant is divided by: then a rounded divisor might be zero."""
    match node:
        case Negation(term):
            return _divides(term)
        case Operation(operator, left, right):
            by_constant = operator is not Operator.DIVIDE or isinstance(right, Number)
            return not by_constant or _divides(left) or _divides(right)
        case _:
            return False


def _compiled(node: Node) -> _Evaluation:
    match node:
        case Number(value):
            constant = value.as_integer_ratio()
            return lambda _values: constant
        case Operand(position):
            place = position - 1
            return lambda values: values[place]
        case Negation(term):
            inner = _compiled(term)
            return lambda values: _negated(inner(values))
        case Operation(operator, left, right):
            combine, first, second = _COMBINED[operator], _compiled(left), _compiled(right)
            return lambda values: combine(first(values), second(values))


def _negated(value: Ratio) -> Ratio:
    return -value[0], value[1]


def _sum(left: Ratio, right: Ratio) -> Ratio:
    return left[0] * right[1] + right[0] * left[1], left[1] * right[1]


def _difference(left: Ratio, right: Ratio) -> Ratio:
    return left[0] * right[1] - right[0] * left[1], left[1] * right[1]


def _product(left: Ratio, right: Ratio) -> Ratio:
    return left[0] * right[0], left[1] * right[1]


def _quotient(left: Ratio, right: Ratio) -> Ratio:
    if not right[0] or not right[1]:
        return _NONE
    sign = 1 if right[0] > 0 else -1
    return sign * left[0] * right[1], left[1] * abs(right[0])


_COMBINED: dict[Operator, Callable[[Ratio, Ratio], Ratio]] = {
    Operator.ADD: _sum,
    Operator.SUBTRACT: _difference,
    Operator.MULTIPLY: _product,
    Operator.DIVIDE: _quotient,
}
