"""Readings that put figures together: totals, averages, products."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.binding.mean_evidence import same_sort
from haidang.domain.figures.binding.readings.reading import UNLIKE, Reading, around, is_in_reach
from haidang.domain.figures.binding.times import is_balance, is_of_past
from haidang.domain.figures.claims import Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import same_unit

_MOST_TERMS: Final = 9
_TERMS_BACK, _TERMS_AHEAD = 12, 14
_BACK, _AHEAD = 6, 4
_FEWEST: Final = 2
_EACH_BACK: Final = 5
_SAYS_BASE: Final = re.compile(r"(?:^| )(?:trong|trên)$")
_EACH_TIME: Final = re.compile(r"\bmỗi (?:ngày|tuần|tháng|quý|kỳ|học kỳ|vụ|năm)\b")


def totals(context: Context, total: Mention) -> Iterator[Reading]:
    """Yield runs of amounts after a total, before it, on both sides, and in the next sentence."""
    if total.says_mean or is_balance(total):
        return
    near = [m for m in around(context, total, _TERMS_BACK, _TERMS_AHEAD) if _is_term(total, m)]
    seen: set[tuple[int, ...]] = set()
    ways = {
        "all": near,
        "own": [m for m in near if unlike(m, total) < 1],
        "open": [m for m in near if m.depth <= total.depth],
    }
    for way, terms in ways.items():
        for side, run in _runs(total, terms):
            key = tuple(m.place for m in run)
            if key not in seen and not _counts_off(run) and not _is_mixed(total, run):
                seen.add(key)
                yield Reading(Kind.SUM_OF_PARTS, Form.SUM, f"{side} {way}", tuple(run), total)


def _runs(total: Mention, terms: Sequence[Mention]) -> Iterator[tuple[str, Sequence[Mention]]]:
    after = [m for m in terms if m.place > total.place]
    is_base = total.clause.split()[-1:] == ["trên"]
    before = [m for m in terms if m.place < total.place and not is_base]
    following = [m for m in after if m.sentence == total.sentence + 1]
    for number in range(_FEWEST, min(len(after), _MOST_TERMS) + 1):
        yield "after", after[:number]
    for number in range(_FEWEST, min(len(before), _MOST_TERMS) + 1):
        yield "before", before[-number:]
    if before and after:
        yield "around", [before[-1], after[0]]
    if len(following) < len(after):
        for number in range(_FEWEST, min(len(following), _MOST_TERMS) + 1):
            yield "next", following[:number]


def _counts_off(run: Sequence[Mention]) -> bool:
    """True for "1. Tờ trình; 2. Dự thảo", "chốt số 1, chốt số 3", "bốn bậc học …": names, and how many."""
    listed = run[0].quantity.text.isalpha() and run[0].quantity.value == len(run) - 1
    named = sum(m.clause.endswith(" số") and not m.clause.endswith("tổng số") for m in run)
    marked = [m.quantity.value for m in run if not m.quantity.unit] == [*range(1, len(run) + 1)]
    return listed or named > 1 or marked


def _is_mixed(total: Mention, run: Sequence[Mention]) -> bool:
    """True for "9 huyện, 42.816 trẻ trên 45.120 trẻ": one counts what the total counts, another says other things."""
    units = {m.quantity.unit for m in run if m.quantity.unit}
    return total.quantity.unit in units and any(not same_unit(unit, total.quantity.unit) for unit in units)


def _is_term(total: Mention, term: Mention) -> bool:
    return (
        term.quantity.value < total.quantity.value
        and term.is_amount
        and term.slash != 2
        and unlike(total, term) < UNLIKE
        and not (term.quantity.decimals and total.quantity.is_counted)
        and not is_of_past(term)
        and not term.says_mean
        and not _SAYS_BASE.search(term.clause)
    )


def means(context: Context, mean: Mention) -> Iterator[Reading]:
    """Yield what an average may be of: a total over a number, or the values in a row before it."""
    if not mean.is_mean:
        return
    near = [m for m in around(context, mean, _BACK, _AHEAD) if not m.change]
    numbers = [m for m in [*near, *_times(context, mean)] if m.quantity.value >= _FEWEST]
    before = context.at(mean.place - 1)
    leads = mean.says_mean and (before is None or before.sentence != mean.sentence)
    for total in near:
        if unlike(total, mean) >= UNLIKE or (total.quantity.per and total.quantity.per == mean.quantity.per):
            continue  # "1.660 cây/ha" is an average itself
        for number in numbers:
            # "1,5 triệu đồng/khẩu cho 324 khẩu, số tiền 486 triệu đồng" is a product
            if number is not total and (leads or total.place < max(number.place, mean.place)):
                yield Reading(Kind.AVERAGE, Form.QUOTIENT, "mean", (total, number), mean)
    row = _row_before(context, mean)
    if len(row) >= _FEWEST and mean.says_mean and not mean.quantity.per:
        yield Reading(Kind.AVERAGE, Form.MEAN, "row", tuple(row), mean)


def _times(context: Context, stated: Mention) -> list[Mention]:
    return [
        m
        for m in context.mentions[max(0, stated.place - _BACK) : stated.place + _AHEAD]
        if m.quantity.measure is Measure.TIME and not m.ranged and is_in_reach(context, stated, m)
    ]


def _row_before(context: Context, mean: Mention) -> list[Mention]:
    """Return the values in a row before a mean: "82, 76 và 91 là 83"."""
    row: list[Mention] = []
    for other in context.before(mean):
        if other.sentence != mean.sentence or not same_sort(other, mean) or len(row) == _MOST_TERMS:
            break
        row.insert(0, other)
    return row


def products(context: Context, product: Mention) -> Iterator[Reading]:
    """Yield a number and what each of it has, before a total: "12 xe, mỗi xe 40 khách, 480 khách"."""
    low = max(0, product.place - 3 * _EACH_BACK)
    earlier = context.mentions[low : product.place]
    of_each = product.is_each and not _EACH_TIME.search(product.clause)
    if (
        product.says_mean
        or of_each
        or product.quantity.per
        or not any(m.is_mean or m.is_each for m in earlier)
    ):
        return
    near = [m for m in around(context, product, _EACH_BACK, 3) if not m.change]
    numbers = [
        m
        for m in [*near, *(m for m in _times(context, product) if m.sentence == product.sentence)]
        if m.quantity.value >= _FEWEST and m.quantity.measure is not Measure.MONEY
    ]
    for each in near:
        money = each.quantity.measure is Measure.MONEY
        if money is not (product.quantity.measure is Measure.MONEY):
            continue
        if each.place < product.place and (each.is_mean or each.is_each):
            for number in numbers:
                if number is not each:
                    yield Reading(Kind.PRODUCT, Form.PRODUCT, "product", (number, each), product)
