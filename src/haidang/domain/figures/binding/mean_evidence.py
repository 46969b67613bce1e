"""Averages, products, multiples and means of listed values that arithmetic alone suggests.

The wording must name such a thing ("bình quân", "mỗi", "gấp"), but which figures it means is found by trying.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from haidang.domain.figures.binding.context import Context, apart
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.conversion import converted
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.widths import LOG_RANGE

_PER_EACH: Final = re.compile(r"\b(?:mỗi|một|trên) ([^\W\d_]+(?: [^\W\d_]+)?)")
_WINDOW: Final = 14
_FARTHEST_SENTENCE: Final = 3
_MOST_COINCIDENCES: Final = 0.25
_NEVER: Final = (Measure.PERCENT, Measure.POINTS, Measure.RANK)


def mean_evidence(context: Context, explained: set[int]) -> Iterator[Claim]:
    """Yield averages, products and multiples that come out, for stated figures not `explained` (by offset) yet."""
    some_each = any(mention.is_each for mention in context.mentions)
    for mention in context.mentions:
        if mention.quantity.start in explained or mention.quantity.value <= 0 or mention.ranged:
            continue
        if mention.quantity.measure is Measure.TIMES:
            yield from _quotients(context, mention, Kind.MULTIPLE)
        elif mention.quantity.measure is Measure.POINTS:
            yield from _mean_of_list(context, mention)
        elif mention.quantity.measure not in _NEVER:
            if mention.is_mean:
                yield from _quotients(context, mention, Kind.AVERAGE)
                yield from _mean_of_list(context, mention)
            if some_each:
                yield from _products(context, mention)


def operands_near(context: Context, stated: Mention) -> list[tuple[Mention, float]]:
    """Return the figures around a stated one with what each costs by its distance, the nearest first."""
    low, high = max(0, stated.place - _WINDOW), stated.place + _WINDOW + 1
    found = [
        (other, abs(other.place - stated.place) / 2 + apart(context, stated, other))
        for other in context.mentions[low:high]
        if other is not stated
        and not other.ranged
        and not other.slash
        and other.quantity.measure not in _NEVER
        and other.quantity.value > 0
        and apart(context, stated, other) <= _FARTHEST_SENTENCE * (2 if _is_named(other, stated) else 1)
    ]
    return sorted(
        ((other, cost / 2 if _is_named(other, stated) else cost) for other, cost in found), key=lambda p: p[1]
    )


def _is_named(other: Mention, stated: Mention) -> bool:
    """True for a figure with the noun of an average, or with the noun that it is an average for."""
    unit = other.quantity.unit
    if not unit:
        return False
    each = _PER_EACH.search(f"{stated.clause} {stated.tail}")
    return unit in (stated.quantity.unit, stated.quantity.per) or (
        each is not None and each[1].startswith(unit)
    )


def _quotients(context: Context, mean: Mention, kind: Kind) -> Iterator[Claim]:
    near = operands_near(context, mean)
    value, step = float(mean.quantity.value), float(mean.quantity.step)
    chance = 1.5 * step / (LOG_RANGE * value)
    for total, one in near:
        if kind is Kind.AVERAGE and not _can_be_shared(total, mean):
            continue
        for number, two in near:
            cost = one + two + (unlike(total, number) if kind is Kind.MULTIPLE else 0)
            if number is total or cost * cost * chance > _MOST_COINCIDENCES:
                continue
            shared = converted(total.quantity, mean.quantity.unit)
            result = float(shared.value) / float(number.quantity.value)
            if abs(result - value) <= 1.01 * step + 0.002 * value:
                yield quotient(total, number, mean, kind)


def _can_be_shared(total: Mention, mean: Mention) -> bool:
    """True when a total may be of the sort of its average: money makes money, people make people."""
    one, two = total.quantity.measure, mean.quantity.measure
    return (
        one is two
        or (Measure.MONEY not in (one, two) and (not total.quantity.unit or not mean.quantity.unit))
        or (Measure.MONEY not in (one, two) and {one, two} <= {Measure.COUNT, Measure.PEOPLE, Measure.SIZE})
    )


def quotient(total: Mention, number: Mention, mean: Mention, kind: Kind) -> Claim:
    """Return the claim that `mean` is `total` divided by `number`."""
    way = "times" if kind is Kind.MULTIPLE else "average"
    return Claim(
        kind,
        Form.QUOTIENT,
        (converted(total.quantity, mean.quantity.unit), number.quantity),
        mean.quantity,
        Binding.HUNCH,
        (mean.quantity.start, way),
    )


def _mean_of_list(context: Context, mean: Mention) -> Iterator[Claim]:
    """Yield "7,5; 8,6 và 6,4, trung bình 7,5 điểm": the mean of the values in a row before."""
    row: list[Mention] = []
    for other in context.before(mean):
        if other.sentence != mean.sentence or (row and not same_sort(other, mean)):
            break
        if same_sort(other, mean):
            row.insert(0, other)
    if len(row) > 1 and mean.says_mean:
        yield mean_of(row, mean)


def same_sort(other: Mention, mean: Mention) -> bool:
    return other.quantity.measure is mean.quantity.measure or not other.quantity.unit


def mean_of(row: list[Mention], mean: Mention) -> Claim:
    """Return the claim that `mean` is the mean of the values in `row`."""
    return Claim(
        Kind.AVERAGE,
        Form.MEAN,
        tuple(m.quantity for m in row),
        mean.quantity,
        Binding.HUNCH,
        (mean.quantity.start, "mean"),
    )


def _products(context: Context, total: Mention) -> Iterator[Claim]:
    near = operands_near(context, total)
    value = float(total.quantity.value)
    step = 1.0 if total.quantity.is_counted else float(total.quantity.step)
    for place, (one, first) in enumerate(near):
        for two, second in near[place + 1 :]:
            each = two if two.is_each else one if one.is_each else None
            if each is None or not _can_be_product(total, one, two):
                continue
            each_quantity = converted(each.quantity, total.quantity.unit)
            number = one if each is two else two
            result = float(number.quantity.value) * float(each_quantity.value)
            cost = first + second
            fits = abs(result - value) <= step + 0.001 * value
            if fits and cost * cost * step / value <= _MOST_COINCIDENCES * 4:
                price = replace(each_quantity, low=each_quantity.value, high=each_quantity.value)
                yield Claim(
                    Kind.PRODUCT,
                    Form.PRODUCT,
                    (number.quantity, price),
                    total.quantity,
                    Binding.HUNCH,
                    (total.quantity.start, f"product {each.quantity.start}"),
                )


def _can_be_product(total: Mention, one: Mention, two: Mention) -> bool:
    if min(one.quantity.value, two.quantity.value) < 2 or total.quantity.value <= max(
        one.quantity.value, two.quantity.value
    ):
        return False
    money = [m.quantity.measure is Measure.MONEY for m in (total, one, two)]
    return money[0] == (money[1] or money[2]) and not (money[1] and money[2])
