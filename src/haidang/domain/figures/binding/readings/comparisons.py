"""Readings that compare two figures: rates, changes in percent, distances between levels, multiples."""

import re
from collections.abc import Iterator
from typing import Final

from haidang.domain.figures.binding.context import Context, are_siblings
from haidang.domain.figures.binding.evidence import direction, unlike
from haidang.domain.figures.binding.readings.reading import UNLIKE, Reading, around, is_in_reach
from haidang.domain.figures.binding.times import is_of_other_time
from haidang.domain.figures.claims import Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import PERCENT_POINTS
from haidang.domain.figures.words import OTHER_PERIOD

_TELLS_DISTANCE: Final = re.compile(
    r"\b(?:tăng|giảm|vượt|hụt|hạ|hơn|kém|chênh|chênh lệch|thiếu|thừa|thu hẹp|bớt|thêm|bổ sung|tiết kiệm|"
    r"lợi nhuận|lãi|lỗ|xuất siêu|nhập siêu|thặng dư|bội chi|bội thu|kết dư|thất thoát|cách biệt)\b"
)
_LEVELS_BACK, _LEVELS_AHEAD = 8, 4
_HEAD: Final = 12
"""Among so many figures is the first amount of a passage or of its first item."""


def rates(context: Context, rate: Mention) -> Iterator[Reading]:
    """Yield what a percentage may be the rate of, or the change between."""
    turn = direction(context, rate)
    near = around(context, rate, times=bool(turn))
    near = [*(m for m in _heads(context, rate) if m not in near), *near]
    for part in near:
        for base in near:
            if part is not base and unlike(part, base) < UNLIKE:
                yield from _changes(part, base, rate, turn) if turn else _shares(part, base, rate)


def _heads(context: Context, rate: Mention) -> list[Mention]:
    """Return the amount that the passage begins with, and that of the first item, which later ones may be of."""
    amounts = [m for m in context.mentions[: min(rate.place, _HEAD)] if m.is_amount and m.quantity.value > 0]
    first = [m for m in amounts[:1] if not are_siblings(context, rate, m)]
    in_item = context.is_list and rate.line > 1
    return [*first, *([m for m in amounts if m.line == 1 and not m.depth][:1] if in_item else [])]


def _shares(part: Mention, base: Mention, rate: Mention) -> Iterator[Reading]:
    yield Reading(Kind.RATIO_PCT, Form.RATIO, "rate", (part, base), rate)


def _changes(new: Mention, other: Mention, rate: Mention, turn: int) -> Iterator[Reading]:
    if not new.change and not other.change and _may_lead(other, new):
        yield Reading(Kind.CHANGE_PCT, Form.CHANGE_FROM, "from", (new, other), rate, turn)
    elif other.change and not new.change:
        yield Reading(Kind.CHANGE_PCT, Form.CHANGE_BY, "by", (new, other), rate, turn)
    elif new.change and not other.change and is_of_other_time(other):
        yield Reading(Kind.CHANGE_PCT, Form.RATIO, "step", (new, other), rate, turn)


def _may_lead(old: Mention, new: Mention) -> bool:
    """True unless the times of two levels are the other way round."""
    return is_of_other_time(old) or not is_of_other_time(new)


def points(context: Context, change: Mention) -> Iterator[Reading]:
    """Yield the percentages or scores that a change in points may lie between."""
    told = change.change or change.quantity.unit == PERCENT_POINTS or _TELLS_DISTANCE.search(change.clause)
    if change.is_percent and not told:
        return
    levels = [
        m
        for m in context.mentions[max(0, change.place - _LEVELS_BACK) : change.place + _LEVELS_AHEAD]
        if m is not change
        and m.slash != 2  # "87,5/100 điểm": the most there is
        and not m.ranged
        and not m.change
        and _is_level(m)
        and is_in_reach(context, change, m)
    ]
    for new in levels:
        for old in levels:
            sign = _sign(new, old, change)
            if new is not old and new.is_percent == old.is_percent and sign:
                yield Reading(Kind.POINT_DIFF, Form.DIFFERENCE, "points", (new, old), change, sign)


def _is_level(mention: Mention) -> bool:
    quantity = mention.quantity
    score = bool(quantity.decimals) and not quantity.unit
    return mention.is_percent or quantity.measure is Measure.POINTS or score


def distances(context: Context, change: Mention) -> Iterator[Reading]:
    """Yield the levels that a rise, a fall or a balance may lie between."""
    if not (change.change or _TELLS_DISTANCE.search(change.clause)):
        return
    near = [m for m in around(context, change) if not m.change and unlike(m, change) < UNLIKE]
    for new in near:
        for old in near:
            sign = _sign(new, old, change)
            if new is not old and unlike(new, old) < UNLIKE and sign and _may_lead(old, new):
                yield Reading(_name_of(change), Form.DIFFERENCE, "levels", (new, old), change, sign)


def _sign(new: Mention, old: Mention, change: Mention) -> int:
    """Return the direction of a change; a distance without one is of the greater level from the smaller, else 0."""
    return change.change or int(new.quantity.value >= old.quantity.value)


def _name_of(change: Mention) -> Kind:
    """Return what a distance is called: "còn thiếu 154" is the rest of something, "giảm 154" a change."""
    left = "còn" in change.clause.split() and not OTHER_PERIOD.search(change.clause)
    return Kind.PART_PLUS_REST if left and not change.change else Kind.CHANGE_ABS


def multiples(context: Context, times: Mention) -> Iterator[Reading]:
    """Yield the amounts that "gấp 2,5 lần" may compare."""
    near = [m for m in around(context, times, 5, 3) if not m.change]
    for one in near:
        for two in near:
            if one is not two and unlike(one, two) < UNLIKE:
                yield Reading(Kind.MULTIPLE, Form.QUOTIENT, "times", (one, two), times)
