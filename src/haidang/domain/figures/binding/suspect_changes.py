"""Differences whose two levels the wording leaves little doubt about, in case a slip explains their miss."""

from collections.abc import Iterator
from typing import Final

from haidang.domain.figures.binding.context import Context, apart, are_siblings
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.words import BALANCE, OTHER_PERIOD, PLAN_WORDS

_FARTHEST: Final = 3
_MOST_LEVELS: Final = 4


def is_balance(mention: Mention) -> bool:
    """True for a figure that is the difference of two others by its name: "nhập siêu 317,5 triệu USD"."""
    return BALANCE.search(mention.clause) is not None


def suspect_changes(context: Context, change: Mention, sure: float, likely: float) -> Iterator[Claim]:
    """Yield readings of a change in numbers, or of a balance, as the difference of two levels."""
    if is_balance(change):
        others = [m for m in _levels(context, change) if m.sentence == change.sentence]
        if len(others) == 2:
            great, small = sorted(others, key=lambda m: m.quantity.value, reverse=True)
            yield _difference(great, small, change, 1, sure)
        return
    if not change.change or change.quantity.measure is Measure.TIMES:
        return
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
            suspicion = sure if near and len(news) == 1 else likely if number == 0 or near else likely / 4
            yield _difference(new, old, change, change.change, suspicion)


def is_of_other_time(mention: Mention) -> bool:
    """True for an amount of another year or period, or planned."""
    return (
        any(words.search(mention.clause) for words in (OTHER_PERIOD, PLAN_WORDS))
        or "so với" in mention.clause
    )


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
        Kind.CHANGE_ABS,
        Form.DIFFERENCE,
        (new.quantity, old.quantity),
        change.quantity,
        Binding.HUNCH,
        (change.quantity.start, "difference"),
        sign=sign,
        suspicion=suspicion,
    )
