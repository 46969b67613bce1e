"""Readings that a sentence suggests without leaving no doubt: they contradict only where a slip explains the miss.

The less doubt the wording leaves, the less remarkable the slip has to be: `suspicion` is the chance of coincidence
that is still taken. With 0.01, one of a hundred unrelated figures would be wronged.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from haidang.domain.figures.binding.bases import base_words, names_base
from haidang.domain.figures.binding.context import Context, apart, are_siblings
from haidang.domain.figures.binding.evidence import can_divide, direction, unlike
from haidang.domain.figures.binding.ratio import part_before
from haidang.domain.figures.binding.suspect_changes import is_balance, is_of_other_time, suspect_changes
from haidang.domain.figures.binding.suspect_means import suspect_means
from haidang.domain.figures.binding.suspect_sums import suspect_sums
from haidang.domain.figures.binding.suspicion import FAINT, LIKELY, POSSIBLE, SURE, Settled
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import PERCENT_POINTS
from haidang.domain.figures.words import (
    OTHER_PERIOD,
    PAST_PERIOD,
    PLAN_WORDS,
    RATE_CUE,
    content_words,
    own_subject,
)

_LEADS_FROM: Final = re.compile(r"(?:^| )từ(?: mức)?$")
_UNDER: Final = re.compile(r"trong đó|\briêng\b|:")
_JOINS: Final = re.compile(r"\b(?:trên|trong|so với|theo kế hoạch|của|phát ra|đăng ký)\b")
_ALL: Final = 100
_LEAST_UNLIKE: Final = 2
_LEAST_DOUBT: Final = 0.3
_YEAR: Final = re.compile(r"năm 20\d\d")
_TIME: Final = re.compile(r"\bnăm\b|quý|tháng|kỳ|tuần|trước|\btừ\b|\blên\b|xuống|nay|đầu|cuối|sang|so với")
_FARTHEST_UNLIKE: Final = 50


def suspects(context: Context, settled: Settled) -> Iterator[Claim]:
    """Yield the readings of figures that nothing explains yet."""
    for mention in context.mentions:
        if mention.quantity.start in settled.explained:
            continue
        if mention.is_percent and not mention.ranged:
            yield from _rates(context, mention, settled)
            yield from _points(context, mention)
        elif mention.quantity.measure is Measure.POINTS:
            yield from _points(context, mention)
            yield from suspect_means(context, mention)
            yield from suspect_changes(context, mention)
        elif not mention.ranged:
            yield from suspect_means(context, mention)
            yield from suspect_changes(context, mention)
            if mention.is_amount and not is_balance(mention):
                yield from suspect_sums(context, mention, settled)


def _rates(context: Context, rate: Mention, settled: Settled) -> Iterator[Claim]:
    turn = direction(context, rate)
    if turn:
        yield from _changes(context, rate, turn)
        return
    yield from _of_listed(context, rate, settled)
    part = _part_of(context, rate)
    if part is None or PAST_PERIOD.search(_YEAR.sub("", rate.clause)):
        return
    if rate.quantity.value == _ALL:
        return  # "đạt 100%" is said of so much that it proves nothing
    cued = RATE_CUE.search(rate.lead) is not None or (rate.depth > part.depth and not rate.lead)
    doubt = 1.0 if cued and not own_subject(rate.lead) else 0.3 if cued else 0.1
    bases = [
        base
        for base in _others(context, part, rate)
        if base.quantity.value >= part.quantity.value or rate.quantity.value > 100
    ]
    yield from _of_divided(context, rate, settled)
    yield from _with_nearest_as_base(context, part, rate, doubt)
    yield from _of_far_base(context, part, rate, doubt)
    here = [base for base in bases if base.sentence == rate.sentence]
    words = base_words(rate) - own_words(part) if names_base(rate) else set()
    for number, base in enumerate(bases[:5]):
        if words and not words & content_words(f"{base.clause} {base.tail} {base.quantity.phrase}"):
            continue  # "chiếm 71,71% trong tổng số phải thi hành": the base has a name, and this is not it
        alike = base.quantity.unit == part.quantity.unit
        if base.quantity.start in settled.bases or (len(bases) == 1 and "tổng" in base.clause):
            suspicion = SURE if alike or base.quantity.start in settled.bases else LIKELY
        elif [base] == here:
            suspicion = 1.3 * LIKELY if _UNDER.search(context.between(base, part)) else LIKELY
        else:
            suspicion = LIKELY if number == 0 and alike else POSSIBLE if number < 2 else FAINT
        yield _rate(part, base, rate, Form.RATIO, suspicion * doubt)


def _of_divided(context: Context, rate: Mention, settled: Settled) -> Iterator[Claim]:
    """Yield the rates of two parts of the total they make up: "192 mẫu, 171 đạt, 21 không đạt; tỷ lệ đạt 89,1%"."""
    here = {m.quantity.start: m for m in context.before(rate) if m.sentence == rate.sentence}
    for total, parts in settled.halves:
        if total in here and parts <= here.keys():
            for part in parts:
                yield _rate(here[part], here[total], rate, Form.RATIO, SURE)


def _of_listed(context: Context, rate: Mention, settled: Settled) -> Iterator[Claim]:
    """Yield the rate of a part by its name: "… gồm cá 24.860 tấn, mực 8.345 tấn. Cá chiếm 64,3%"."""
    subject = own_subject(rate.lead)
    known = {m.quantity.start: m for m in context.before(rate)}
    if not subject or names_base(rate):
        return
    for total, parts in settled.sums:
        named = [
            known[p]
            for p in parts
            if p in known and subject <= content_words(f"{known[p].clause} {known[p].tail}")
        ]
        if total in known and len(named) == 1:
            yield _rate(named[0], known[total], rate, Form.RATIO, SURE)


def own_words(mention: Mention) -> set[str]:
    """Return the words of a figure's own noun."""
    return set(mention.quantity.unit.split())


def _with_nearest_as_base(context: Context, base: Mention, rate: Mention, doubt: float) -> Iterator[Claim]:
    """Yield the rate of the amount before `base` in its sentence: "118 xã đạt 19 tiêu chí trên 143 xã, chiếm 82,5%"."""
    if names_base(rate):
        return
    for part in context.before(base):
        if part.sentence != rate.sentence:
            return
        joined = _JOINS.search(base.clause) is not None
        if can_divide(part) and unlike(part, base) <= (_LEAST_UNLIKE if joined else 0.5) and not part.change:
            if part.quantity.value <= base.quantity.value:
                yield _rate(
                    part, base, rate, Form.RATIO, (SURE if joined else POSSIBLE) * max(doubt, _LEAST_DOUBT)
                )
            return


def _of_far_base(context: Context, part: Mention, rate: Mention, doubt: float) -> Iterator[Claim]:
    """Yield the rate of an amount further back: the one the passage begins with, or one with the name of the base."""
    words = base_words(rate) if names_base(rate) else set()
    first = next((m for m in context.mentions if can_divide(m) and unlike(m, part) < 1), None)
    for base in context.before(part):
        if (
            base.sentence >= rate.sentence - 1
            or not can_divide(base)
            or base.change
            or unlike(base, part) >= 1
        ):
            continue
        named = bool(words) and words <= content_words(f"{base.clause} {base.tail} {base.quantity.phrase}")
        if base.quantity.value >= part.quantity.value and (named or base is first):
            yield _rate(part, base, rate, Form.RATIO, (SURE if named else LIKELY / 2) * doubt)


def _changes(context: Context, rate: Mention, turn: int) -> Iterator[Claim]:
    """Yield that a percentage of change leads from an amount of another time to one of now."""
    near = [
        m
        for m in [*context.before(rate), *context.after(rate)]
        if apart(context, rate, m) <= 1
        and can_divide(m)
        and not m.change
        and not are_siblings(context, rate, m)
    ]
    olds = [m for m in near if is_of_other_time(m)]
    news = [m for m in near if m not in olds and m.place < rate.place]
    pairs = [(new, old) for old in olds[:2] for new in news if unlike(new, old) < 1][:6]
    for new, old in pairs:
        yield _rate(new, old, rate, Form.CHANGE_FROM, SURE if len(pairs) == 1 else LIKELY, turn)
    for one, two in pairwise(news[:3]) if not pairs else ():
        new, old = (two, one) if _LEADS_FROM.search(one.clause) else (one, two)
        if _LEADS_FROM.search(old.clause) and unlike(new, old) < 1:
            yield _rate(new, old, rate, Form.CHANGE_FROM, SURE, turn)
    before = next((m for m in context.before(rate) if m.depth <= rate.depth), None)
    if before is not None and before.change and not before.is_percent:
        for old in [m for m in olds if unlike(m, before) < 1][:1]:
            claim = _rate(before, old, rate, Form.RATIO, SURE, turn)
            yield replace(claim, kind=Kind.CHANGE_PCT)
        for new in [m for m in news if unlike(m, before) < 1][:2]:
            yield _rate(new, before, rate, Form.CHANGE_BY, LIKELY, turn)


def _part_of(context: Context, rate: Mention) -> Mention | None:
    """Return the amount nearest before a rate in its sentence, or in the brackets after it."""
    before = part_before(context, rate)
    if before is not None:
        return before
    after = context.at(rate.place + 1)
    return after if after is not None and after.owner == rate.place and can_divide(after) else None


def _others(context: Context, part: Mention, rate: Mention) -> list[Mention]:
    """Return what a rate may compare `part` with, the likeliest first."""
    found = [
        (unlike(part, other) + abs(part.place - other.place) / 2 + 3 * apart(context, part, other), other)
        for other in [*context.before(part), *context.after(part)]
        if other is not rate
        and (other.sentence <= rate.sentence or context.is_list)
        and apart(context, rate, other) <= 1
        and not are_siblings(context, rate, other)
        and can_divide(other)
        and not other.change
        and (other.place < rate.place + 3 or context.is_list)
        and _same_time(other, rate)
    ]
    return [other for cost, other in sorted(found, key=lambda pair: pair[0]) if cost < _FARTHEST_UNLIKE]


def _same_time(other: Mention, rate: Mention) -> bool:
    """True unless an amount is of another year or planned, and the rate does not say that it compares with those."""
    if not PAST_PERIOD.search(_YEAR.sub("", other.clause)) and not PLAN_WORDS.search(other.clause):
        return True
    words = f"{rate.clause} {rate.tail}"
    return OTHER_PERIOD.search(words) is not None or PLAN_WORDS.search(words) is not None


def _rate(part: Mention, base: Mention, rate: Mention, form: Form, suspicion: float, turn: int = 1) -> Claim:
    return Claim(
        Kind.RATIO_PCT if form is Form.RATIO else Kind.CHANGE_PCT,
        form,
        (part.quantity, base.quantity),
        rate.quantity,
        Binding.HUNCH,
        (rate.quantity.start, "percent"),
        sign=turn,
        suspicion=suspicion,
    )


def _points(context: Context, change: Mention) -> Iterator[Claim]:
    """Yield that a change in points lies between the two percentages before it."""
    distance = not change.change
    if distance and change.quantity.unit != PERCENT_POINTS:
        return
    levels = [
        m
        for m in context.before(change)
        if m.sentence >= change.sentence - 1 and m.is_percent and not m.change and not m.ranged
    ][:2]
    if len(levels) < 2:
        return
    new, old = levels[1], levels[0]
    if OTHER_PERIOD.search(new.clause) and not OTHER_PERIOD.search(old.clause):
        new, old = old, new
    here = sum(m.is_percent for m in context.before(change) if m.sentence == change.sentence) == 2
    in_points = change.quantity.measure is Measure.POINTS
    told = here and in_points and not OTHER_PERIOD.search(change.tail)
    apart_said = distance or "chênh" in change.clause
    if apart_said:
        new, old = sorted((new, old), key=lambda level: level.quantity.value, reverse=True)
    yield Claim(
        Kind.POINT_DIFF,
        Form.DIFFERENCE,
        (new.quantity, old.quantity),
        change.quantity,
        Binding.FIRM if told and (apart_said or _are_of_two_times(new, old)) else Binding.HUNCH,
        (change.quantity.start, "percent" if change.is_percent else "difference"),
        sign=change.change or 1,
        suspicion=SURE if here and in_points else LIKELY,
    )


def _are_of_two_times(new: Mention, old: Mention) -> bool:
    """True when both percentages are said to be of a time, or lead from one to the other."""
    return any(_TIME.search(level.clause) for level in (new, old))
