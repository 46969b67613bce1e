"""A formula seen as a function of one operand: a fraction of two polynomials in it.

Formulas of reports are mostly of first degree above and below the bar, (a·x + b) / (c·x + d). Then they can
be solved for x, and they only rise or only fall while the divisor is not zero: by the sign of a·d - b·c.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeAlias, TypeVar

from haidang.domain.relations.formula import Formula, Negation, Node, Number, Operand, Operation, Operator
from haidang.domain.relations.intervals import Interval

Value = TypeVar("Value", Fraction, Interval)
Polynomial: TypeAlias = tuple[Value, ...]
"""Coefficients from the constant upwards, the last one not zero; () is zero."""


@dataclass(frozen=True)
class Quotient(Generic[Value]):
    """`top` / `bottom`, two polynomials in one operand, with the values of the others in the coefficients."""

    top: Polynomial[Value]
    bottom: Polynomial[Value]


def solve(formula: Formula, values: Sequence[Fraction], position: int, target: Fraction) -> Fraction | None:
    """Return the value of the operand at `position` for which the formula gives `target`.

    `values` holds all operands, the one at `position` is ignored. None when there is no such value, when any
    value will do, or when the operand occurs in a higher degree than the first.
    """
    view = _Viewpoint(values, position, Fraction)
    quotient = view.of(formula.root)
    equation = view.plus(quotient.top, view.times((-target,), quotient.bottom))
    if len(equation) != 2:
        return None
    root = -equation[0] / equation[1]
    divisor = sum((part * root**degree for degree, part in enumerate(quotient.bottom)), Fraction(0))
    return root if divisor else None


def direction(formula: Formula, ranges: Sequence[Interval], position: int) -> int:
    """Return 1 when the formula never falls as the operand at `position` grows, -1 when it never rises.

    True for all values of the other operands within `ranges`, as long as no divisor is zero there. 0 when the
    direction changes or cannot be told.
    """
    quotient = _Viewpoint(ranges, position, Interval.point).of(formula.root)
    if max(len(quotient.top), len(quotient.bottom)) > 2:
        return 0
    zero = Interval.point(0)
    b, a = (*quotient.top, zero, zero)[:2]
    d, c = (*quotient.bottom, zero, zero)[:2]
    slope = a * d - b * c
    if slope.low is not None and slope.low >= 0:
        return 1
    return -1 if slope.high is not None and slope.high <= 0 else 0


class _Viewpoint(Generic[Value]):
    """Polynomial arithmetic in the operand at `position`, all other operands having the given values."""

    def __init__(self, values: Sequence[Value], position: int, constant: Callable[[Fraction], Value]) -> None:
        self._values: Sequence[Value] = values
        self._position = position
        self._constant: Callable[[Fraction], Value] = constant
        self._zero: Value = constant(Fraction(0))
        self._one: Value = constant(Fraction(1))

    def of(self, node: Node) -> Quotient[Value]:
        """Return `node` as a quotient of polynomials."""
        match node:
            case Number(value):
                return self._whole((self._constant(value),))
            case Operand(position) if position == self._position:
                return self._whole((self._zero, self._one))
            case Operand(position):
                return self._whole((self._values[position - 1],))
            case Negation(term):
                inner = self.of(term)
                return Quotient(self.times((-self._one,), inner.top), inner.bottom)
            case Operation(operator, left, right):
                return self._combined(operator, self.of(left), self.of(right))

    def plus(self, left: Polynomial[Value], right: Polynomial[Value]) -> Polynomial[Value]:
        """Return the sum of two polynomials."""
        total = [self._zero] * max(len(left), len(right))
        for polynomial in (left, right):
            for degree, coefficient in enumerate(polynomial):
                total[degree] = total[degree] + coefficient
        return self._trimmed(total)

    def times(self, left: Polynomial[Value], right: Polynomial[Value]) -> Polynomial[Value]:
        """Return the product of two polynomials."""
        product = [self._zero] * max(len(left) + len(right) - 1, 0)
        for left_degree, left_part in enumerate(left):
            for right_degree, right_part in enumerate(right):
                degree = left_degree + right_degree
                product[degree] = product[degree] + left_part * right_part
        return self._trimmed(product)

    def _whole(self, polynomial: Sequence[Value]) -> Quotient[Value]:
        return Quotient(self._trimmed(polynomial), (self._one,))

    def _combined(self, operator: Operator, left: Quotient[Value], right: Quotient[Value]) -> Quotient[Value]:
        match operator:
            case Operator.MULTIPLY:
                return Quotient(self.times(left.top, right.top), self.times(left.bottom, right.bottom))
            case Operator.DIVIDE:
                return Quotient(self.times(left.top, right.bottom), self.times(left.bottom, right.top))
            case Operator.ADD | Operator.SUBTRACT:
                sign = self._one if operator is Operator.ADD else -self._one
                second = self.times((sign,), self.times(right.top, left.bottom))
                top = self.plus(self.times(left.top, right.bottom), second)
                return Quotient(top, self.times(left.bottom, right.bottom))

    def _trimmed(self, coefficients: Sequence[Value]) -> Polynomial[Value]:
        length = len(coefficients)
        while length and coefficients[length - 1] == self._zero:
            length -= 1
        return tuple(coefficients[:length])
