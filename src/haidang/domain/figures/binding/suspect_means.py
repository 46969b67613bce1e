"""Averages and products whose operands the wording leaves little doubt about, in case a slip explains their miss."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.mean_evidence import (
    is_each,
    mean_of,
    operands_near,
    quotient,
    same_sort,
    says_mean,
)
from haidang.domain.figures.binding.suspicion import SURE
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import same_noun

_LIKELY = 0.03
_EACH_GETS = re.compile(r"\bmỗi [^\W\d_]+(?: [^\W\d_]+){0,3}$")


def suspect_means(context: Context, stated: Mention) -> Iterator[Claim]:
    """Yield readings of `stated` as an average or a product."""
    near = [
        m
        for m, _ in operands_near(context, stated)
        if m.sentence == stated.sentence or (m.sentence == stated.sentence - 1 and not context.is_list)
    ]
    after = context.at(stated.place + 1)
    is_last = after is None or after.sentence != stated.sentence
    if says_mean(stated) or (is_last and _EACH_GETS.search(stated.clause)):
        totals = [m for m in near if _is_alike(m, stated) and m.quantity.value > stated.quantity.value / 2]
        numbers = [
            m for m in near if m not in totals and m.quantity.measure not in (Measure.MONEY, Measure.POINTS)
        ]
        if len(totals) > 1:
            totals = [m for m in totals if m.sentence == stated.sentence]
        if len(numbers) > 1:
            numbers = [m for m in numbers if _is_divisor(m, stated)] or numbers
        if not says_mean(stated):
            numbers = [m for m in numbers if _is_divisor(m, stated)]
        only = len(totals) == 1 and len(numbers) == 1
        for total in totals[:2]:
            for number in numbers[:2]:
                if _is_of_the_size(total, number, stated):
                    yield quotient(total, number, stated, Kind.AVERAGE, SURE if only else _LIKELY / 2)
        yield from _mean_of_values(context, stated)
    eaches = [
        m
        for m in near
        if is_each(m) and not says_mean(m) and _is_alike(m, stated) and m.sentence == stated.sentence
    ]
    if (
        len(eaches) == 1
        and stated.place > eaches[0].place
        and stated.quantity.value > eaches[0].quantity.value
    ):
        yield from _products(near, eaches[0], stated)


def _is_of_the_size(total: Mention, number: Mention, mean: Mention) -> bool:
    """True when a quotient is not more than twenty times off, and so may be meant."""
    if number.quantity.value < 2 or not mean.quantity.value:
        return False
    ratio = total.quantity.value / number.quantity.value / mean.quantity.value
    return Decimal("0.05") <= ratio <= 20


def _is_alike(other: Mention, stated: Mention) -> bool:
    one, two = other.quantity, stated.quantity
    if one.measure is not two.measure:
        return False
    return one.measure is Measure.PEOPLE or one.unit == two.unit or same_noun(one.unit, two.unit)


def _is_divisor(number: Mention, mean: Mention) -> bool:
    words = f"{mean.clause} {mean.tail[:40]} {mean.quantity.per}"
    return bool(number.quantity.unit) and number.quantity.unit.split()[0] in words.split()


def _mean_of_values(context: Context, mean: Mention) -> Iterator[Claim]:
    """Yield "điểm trung bình của ba tiêu chí 82, 76 và 91 là 88"."""
    row: list[Mention] = []
    for other in context.before(mean):
        if other.sentence != mean.sentence or not same_sort(other, mean):
            break
        row.insert(0, other)
    if mean.quantity.per:
        return
    low, high = mean.quantity.value / 2, mean.quantity.value * 2
    if len(row) > 1 and all(low <= m.quantity.value <= high for m in row):
        yield mean_of(row, mean, SURE)


def _products(near: list[Mention], each: Mention, total: Mention) -> Iterator[Claim]:
    numbers = [
        m
        for m in near
        if m is not each
        and m.sentence == total.sentence
        and m.quantity.measure not in (Measure.MONEY, Measure.POINTS, Measure.TIMES)
        and m.quantity.value >= 2
    ]
    for number in numbers[:2]:
        yield Claim(
            Kind.PRODUCT,
            Form.PRODUCT,
            (number.quantity, replace(each.quantity, low=each.quantity.value, high=each.quantity.value)),
            total.quantity,
            Binding.HUNCH,
            (total.quantity.start, f"product {each.quantity.start}"),
            suspicion=SURE if len(numbers) == 1 else _LIKELY,
        )
