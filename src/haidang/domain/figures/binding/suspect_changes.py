"""Differences whose two levels the wording leaves little doubt about, in case a slip explains their miss."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from haidang.domain.figures.binding.context import Context, apart, are_siblings
from haidang.domain.figures.binding.evidence import told_before_bracket, unlike
from haidang.domain.figures.binding.suspicion import LIKELY, SURE
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import PERCENT_POINTS
from haidang.domain.figures.words import BALANCE, OTHER_PERIOD, PLAN_WORDS

_TELLS_CHANGE: Final = re.compile(r"\b(?:tăng|giảm|hơn|kém|chênh|vượt)\b")
_FALLS: Final = re.compile(r"\b(?:giảm|thấp hơn|ít hơn|kém)\b")
_TURNS: Final = re.compile(r"^(?:thành|xuống|lên|còn|xuống còn|lên thành)$")
_BEFORE: Final = re.compile(r"^trước\b(?! hạn| mắt)|\btrước (?:đó|đây|sắp xếp|khi|kia)\b|hôm qua|phiên trước")
_NAMES_TIME: Final = re.compile(r"\b(?:tháng|quý|năm|tuần|ngày|kỳ|đầu|cuối|trước|nay)\b")
_FARTHEST: Final = 3
_MOST_LEVELS: Final = 4


def is_balance(mention: Mention) -> bool:
    """True for a figure that is the difference of two others by its name: "nhập siêu 317,5 triệu USD"."""
    return BALANCE.search(mention.clause) is not None


def suspect_changes(context: Context, change: Mention) -> Iterator[Claim]:
    """Yield readings of a change in numbers, or of a balance, as the difference of two levels."""
    if is_balance(change):
        others = [m for m in _levels(context, change) if m.sentence == change.sentence]
        if len(others) == 2:
            great, small = sorted(others, key=lambda m: m.quantity.value, reverse=True)
            yield _difference(great, small, change, 1, SURE)
        return
    yield from _around_bracket(context, change)
    if not change.change or change.quantity.measure is Measure.TIMES:
        return
    yield from _reduced(context, change)
    yield from _in_two_times(context, change)
    levels = _levels(context, change)
    olds = [
        m
        for m in levels
        if is_of_other_time(m) and (m.sentence == change.sentence or m.owner == change.place)
    ]
    news = [m for m in levels if m not in olds and m.place < change.place]
    news = [
        *news[:_MOST_LEVELS],
        *news[_MOST_LEVELS:][-1:],
    ]  # the nearest, and the one the passage begins with
    for old in olds[:1]:
        for number, new in enumerate(news):
            near = new.sentence >= change.sentence - 1
            suspicion = SURE if near and len(news) == 1 else LIKELY if number == 0 or near else LIKELY / 4
            yield _difference(new, old, change, change.change, suspicion)


def _around_bracket(context: Context, change: Mention) -> Iterator[Claim]:
    """Yield "6,47, cao hơn năm ngoái (6,12) 0,35 điểm": the old level in the brackets right before the difference."""
    told = told_before_bracket(context, change)
    old, new = context.at(change.place - 1), context.at(change.place - 2)
    after = context.at(change.place + 1)
    if change.change and after is not None and after.owner == change.place and not after.clause:
        old, new, told = after, context.at(change.place - 1), change.clause  # "kém ngành Y 1,35 điểm (28,10)"
    if old is None or new is None or new.sentence != change.sentence or not _TELLS_CHANGE.search(told):
        return
    if (
        new.is_percent == old.is_percent
        and not new.ranged
        and (not new.is_percent or change.quantity.unit == PERCENT_POINTS)
    ):
        sign = -1 if _FALLS.search(told) else 1
        yield replace(_difference(new, old, change, sign, 0), binding=Binding.FIRM)


def _reduced(context: Context, change: Mention) -> Iterator[Claim]:
    """Yield "264 thôn thành 181 thôn, giảm 83 thôn": two levels, one turned into the other, then the change."""
    new, old = context.at(change.place - 1), context.at(change.place - 2)
    if old is None or new is None or old.sentence != change.sentence or not _TURNS.search(new.lead):
        return
    if unlike(new, old) < 1 and unlike(new, change) < 1 and new.is_amount and old.is_amount and not new.slash:
        yield replace(_difference(new, old, change, change.change, 0), binding=Binding.FIRM)


def _in_two_times(context: Context, change: Mention) -> Iterator[Claim]:
    """Yield "tháng 9 là 46.280 lượt, tháng 8 39.415 lượt, tăng 6.865 lượt": two levels with their times in a row."""
    old, new = context.at(change.place - 1), context.at(change.place - 2)
    if old is None or new is None or new.sentence != change.sentence or old.change or new.change:
        return
    if (
        unlike(new, old) >= 1
        or unlike(old, change) >= 1
        or not any(_NAMES_TIME.search(m.clause) for m in (old, new))
    ):
        return
    risen = change.change > 0
    if (new.quantity.value > old.quantity.value) is not risen:
        new, old = old, new
    told = any(_BEFORE.search(m.clause) for m in (old, new)) and old.quantity.unit == new.quantity.unit
    claim = _difference(new, old, change, change.change, SURE)
    yield replace(claim, binding=Binding.FIRM) if told else claim


def is_of_other_time(mention: Mention) -> bool:
    """True for an amount of another year or period, or planned."""
    said = any(words.search(mention.clause) for words in (OTHER_PERIOD, PLAN_WORDS, _BEFORE))
    return said or "so với" in mention.clause


def _levels(context: Context, change: Mention) -> list[Mention]:
    """Return the amounts around a change that count the same thing, the nearest first."""
    found = [
        m
        for m in [*context.before(change), *context.after(change)]
        if m.is_amount
        and unlike(m, change) < 1
        and not m.slash
        and not are_siblings(context, m, change)
        and (
            apart(context, m, change) <= _FARTHEST
            if m.place < change.place
            else m.sentence == change.sentence
        )
    ]
    return sorted(found, key=lambda m: abs(m.place - change.place))


def _difference(new: Mention, old: Mention, change: Mention, sign: int, suspicion: float) -> Claim:
    return Claim(
        Kind.POINT_DIFF if new.is_percent else Kind.CHANGE_ABS,
        Form.DIFFERENCE,
        (new.quantity, old.quantity),
        change.quantity,
        Binding.HUNCH,
        (change.quantity.start, "percent" if change.is_percent else "difference"),
        sign=sign,
        suspicion=suspicion,
    )
