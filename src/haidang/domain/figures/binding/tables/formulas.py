"""A formula over cells, what it makes of them as ranges, and the claim it becomes.

Voting asks the same of thousands of cells, so it reckons with floats; the verdict itself is left to `judging`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.tables.reading import Cell
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.model import Kind, Quantity, Reason
from haidang.domain.figures.stated_range import accepted_results

_SLACK: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Formula:
    """That the cell at `target` is `form` of the cells at `parts`, times ten to the `scale`.

    Places are columns or rows. `sign` is -1 where a fall is written without its sign.
    """

    kind: Kind
    form: Form
    target: int
    parts: tuple[int, ...]
    signs: tuple[int, ...] = ()
    sign: int = 1
    scale: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A cell as numbers with their signs: the value, what it may be, and the results that agree with it.

    Readings are told apart by their cells, not by their numbers.
    """

    value: float
    low: float
    high: float
    step: float
    least: float
    beyond: float


def reading_of(cell: Cell) -> Reading | None:
    """Return the numbers of a cell; None when it holds no figure."""
    figure = cell.figure
    if figure is None:
        return None
    least, beyond = accepted_results(figure)
    low, high, least_, beyond_ = float(figure.low), float(figure.high), float(least), float(beyond)
    if cell.sign < 0:
        low, high, least_, beyond_ = -high, -low, -beyond_, -least_
    return Reading(cell.sign * float(figure.value), low, high, float(figure.step), least_, beyond_)


def result(formula: Formula, parts: Sequence[Reading]) -> tuple[float, float, float] | None:
    """Return what a formula makes of its parts: as written, at least, at most. None where it means nothing."""
    if formula.form is Form.SUM:
        return _sum(formula.signs, parts)
    one, two = parts
    if formula.form is Form.DIFFERENCE:
        return one.value - two.value, one.low - two.high, one.high - two.low
    if two.value <= 0 or two.low <= 0 or one.value < 0:
        return None
    if formula.form is Form.PRODUCT:
        factor = 10.0**formula.scale
        return (
            one.value * two.value * factor,
            max(0.0, one.low) * two.low * factor,
            one.high * two.high * factor,
        )
    return _divided(formula, one, two)


def _divided(formula: Formula, one: Reading, two: Reading) -> tuple[float, float, float]:
    central, low, high = one.value / two.value, max(0.0, one.low) / two.high, one.high / two.low
    if formula.form is Form.CHANGE_FROM:
        rise = 100.0 * central - 100.0, 100.0 * low - 100.0, 100.0 * high - 100.0
        return rise if formula.sign > 0 else (-rise[0], -rise[2], -rise[1])
    factor = 100.0 if formula.form is Form.RATIO else 10.0**formula.scale
    return factor * central, factor * low, factor * high


def _sum(signs: Sequence[int], parts: Sequence[Reading]) -> tuple[float, float, float]:
    central = low = high = 0.0
    for sign, part in zip(signs, parts, strict=True):
        central += sign * part.value
        low += part.low if sign > 0 else -part.high
        high += part.high if sign > 0 else -part.low
    return central, low, high


def agrees(stated: Reading, low: float, high: float) -> bool:
    """True when a result somewhere from `low` to `high` may be written as `stated`."""
    slack = _SLACK * max(1.0, abs(stated.value))
    return high >= stated.least - slack and low < stated.beyond - slack / 2


def claim_of(
    formula: Formula, target: Cell, parts: Sequence[Cell], binding: Binding, way: str
) -> Claim | None:
    """Return the claim that a formula makes on cells; None where a cell lacks its figure."""
    figures = [part.figure for part in parts if part.figure is not None]
    if target.figure is None or len(figures) != len(parts):
        return None
    form, sign, signs = formula.form, target.sign * formula.sign, formula.signs
    if form is Form.DIFFERENCE and any(part.sign < 0 for part in parts):
        form, signs = Form.SUM, (formula.sign, -formula.sign)
    if form is Form.SUM:
        signs = tuple(target.sign * one * part.sign for one, part in zip(signs, parts, strict=True))
    stated = target.figure
    if formula.scale > 0:
        stated = _scaled(stated, -formula.scale)
    elif formula.scale < 0:
        figures[0] = _scaled(figures[0], formula.scale)
    summed = form is Form.SUM
    return Claim(
        formula.kind, form, tuple(figures), stated, binding, (stated.start, way),
        Reason.LIST_MAY_BE_OPEN if summed else Reason.BASE_UNCLEAR, sign=sign, signs=signs if summed else (),
    )  # fmt: skip


def _scaled(figure: Quantity, power: int) -> Quantity:
    """Return a figure in a unit of ten to the `power`; its text stays as written."""
    return replace(
        figure, value=figure.value.scaleb(power), step=figure.step.scaleb(power), power=power,
        low=figure.low.scaleb(power), high=figure.high.scaleb(power),
    )  # fmt: skip


NOTHING: Final = Reading(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""What a dash counts for in a sum."""


def plain_sum(target: int, parts: Sequence[int], kind: Kind = Kind.SUM_OF_PARTS) -> Formula:
    """Return the formula of a sum without signs."""
    return Formula(kind, Form.SUM, target, tuple(parts), (1,) * len(parts))


def added(parts: Sequence[Quantity]) -> Decimal:
    """Return the sum of figures."""
    return sum((part.value for part in parts), Decimal(0))
