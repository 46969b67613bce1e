"""What arithmetic alone suggests: figures that fit each other too well for chance, however the sentence is worded.

Every candidate has a cost: how far its figures stand apart and how unlike their nouns are. About cost² candidates
are as cheap as a given one, so a fit is believed when cost² times the chance of one fit is small. Such a claim
explains a figure; it never contradicts.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from haidang.domain.figures.binding.context import Context, apart, are_siblings, is_of_other_rate
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import same_unit
from haidang.domain.figures.widths import LOG_RANGE
from haidang.domain.figures.words import PLAN_WORDS

_BACK, _AHEAD = 14, 4
_FARTHEST_SENTENCE: Final = 3
_MOST_COINCIDENCES: Final = 0.2
"""A percentage may be anything from 0,1 to 1.000 before one knows anything: ln of that range."""

RESTATES: Final = re.compile(
    r"^(?:tức(?: là)?|bằng|=|tương ứng|tương đương|ứng với|hay|là|tương ứng với|tương đương với|tốc độ|"
    r"mức|tỷ lệ)?"
    r"(?: ?(?:tăng|giảm|với|mức|tỷ lệ|khoảng|là))*$"
)
"""What joins a change in percent to the same change in numbers."""

_CANNOT_DIVIDE: Final = frozenset(
    (Measure.PERCENT, Measure.POINTS, Measure.RANK, Measure.TIMES, Measure.TIME)
)


_FROM: Final = re.compile(r"(?:^| )từ(?: mức| mốc)?$")
_TO: Final = re.compile(r"(?:^| )(?:lên|xuống|còn|về|đến|thành)(?: mức| còn)?$")
_RISEN: Final = re.compile(r"\b(?:tăng|cao hơn|vượt|nhiều hơn|lớn hơn)\b")
_FALLEN: Final = re.compile(r"\b(?:giảm|thấp hơn|kém|ít hơn|hụt)\b")
_SAVED: Final = re.compile(r"\b(?:tiết kiệm|rút ngắn)(?: được)?$")
Pair = tuple[Decimal, Decimal]
"""The values of two operands."""


def rate_evidence(context: Context, explained: set[int], taken: set[Pair]) -> Iterator[Claim]:
    """Yield the claims that a percentage is the rate or change of two amounts.

    `explained` are the offsets of percentages that need no more, `taken` the pairs that explain another one.
    """
    for rate in context.mentions:
        if rate.is_percent and not rate.ranged and rate.quantity.start not in explained:
            for claim in _explanations(context, rate):
                one, two = claim.operands
                if (one.value, two.value) not in taken:
                    yield claim


def direction(context: Context, rate: Mention) -> int:
    """Return 1 or -1 for a rate of change, also where the change is told in numbers right before; else 0."""
    if rate.change:
        return rate.change
    if _SAVED.search(rate.lead):
        return -1
    told = told_before_bracket(context, rate)
    if told:
        return -1 if _FALLEN.search(told) else 1 if _RISEN.search(told) else 0
    turned = _from_to(context, rate)
    if turned:
        return turned
    return _direction_of_restated(context, rate)


def _direction_of_restated(context: Context, rate: Mention) -> int:
    """Return the direction of the change right before that a rate tells again, or 0; not where it is of the plan."""
    before = next((m for m in context.before(rate) if m.depth <= rate.depth), None)
    if before is None or before.sentence != rate.sentence or not before.change or before.is_percent:
        return 0
    if PLAN_WORDS.search(rate.tail) and not PLAN_WORDS.search(before.tail):
        return 0  # "tăng 18 nghìn tấn so với cùng kỳ, bằng 45,7% kế hoạch"
    return before.change if RESTATES.search(rate.lead) and rate.marks in ("", ",", "(", "),") else 0


def _from_to(context: Context, rate: Mention) -> int:
    """Return the direction of "giảm từ 1.345 tỷ đồng xuống 1.128 tỷ đồng, tương ứng 16,1%"; 0 where there is none."""
    new, old = context.at(rate.place - 1), context.at(rate.place - 2)
    if old is None or new is None or old.sentence != rate.sentence or not RESTATES.search(rate.lead):
        return 0
    if not _FROM.search(old.clause) or not _TO.search(new.clause) or new.quantity.unit != old.quantity.unit:
        return 0
    return 1 if new.quantity.value > old.quantity.value else -1


def told_before_bracket(context: Context, mention: Mention) -> str:
    """Return the words before the bracket that a figure follows at once: "cao hơn giá khởi điểm (107 tỷ đồng) 20%"."""
    before = context.at(mention.place - 1)
    if before is None or mention.clause or mention.marks != ")" or before.depth <= mention.depth:
        return ""
    start = max(context.start, before.quantity.start - 80)
    return context.source.low[start : before.quantity.start].rpartition("(")[0]


def _explanations(context: Context, rate: Mention) -> Iterator[Claim]:
    candidates = [
        pair
        for pair in _near(context, rate)
        if pair[0].place < rate.place or _may_follow(context, pair[0], rate)
    ]
    turn = direction(context, rate)
    value = float(rate.quantity.value)
    step = float(rate.quantity.step)
    if value <= 0:
        return
    chance = 1.5 * step * max(0.01, 1 / (LOG_RANGE * value))
    affordable = (_MOST_COINCIDENCES / chance) ** 0.5
    found: list[tuple[float, Claim]] = []
    for part, near in candidates:
        if near > affordable:
            continue
        one = float(part.quantity.value)
        for whole, far in candidates:
            two = float(whole.quantity.value)
            cost = near + far + unlike(part, whole)
            if (
                part.place > rate.place
                and part.sentence == rate.sentence
                and not _may_be_part(context, part, rate)
            ):
                continue
            if part is whole or two <= 0 or one <= 0 or cost > affordable:
                continue
            for form, result in _results(turn, one, two):
                if part.change and (
                    form is Form.CHANGE_FROM or (form is Form.CHANGE_BY and not whole.change)
                ):
                    continue  # a change is no level, and cannot have led to the level it started from
                if abs(result - value) <= 1.01 * step + 0.002 * value:
                    found.append((cost, _claim(part, whole, rate, form, turn)))
    yield from (claim for _, claim in sorted(found, key=lambda item: item[0])[:4])


def _may_be_part(context: Context, part: Mention, rate: Mention) -> bool:
    """True unless an amount stands right before a rate: what comes after is then the part of another."""
    if part.owner == rate.place or not part.marks or part.marks == ":":
        return True
    before = context.at(rate.place - 1)
    return before is None or before.sentence != rate.sentence or not can_divide(before)


def _may_follow(context: Context, other: Mention, rate: Mention) -> bool:
    """True where an amount after a rate may be its own: in its brackets, joined to it, or with none before."""
    if other.owner == rate.place or context.is_list:
        return True
    before = context.at(rate.place - 1)
    alone = before is None or before.sentence != rate.sentence
    return alone or (other.place == rate.place + 1 and not other.marks) or other.place > rate.place + 1


def _results(turn: int, one: float, two: float) -> Iterator[tuple[Form, float]]:
    if not turn:
        yield Form.RATIO, 100 * one / two
        return
    yield Form.CHANGE_FROM, turn * 100 * (one - two) / two
    base = one - turn * two
    if base > 0:
        yield Form.CHANGE_BY, 100 * two / base


def _near(context: Context, rate: Mention) -> list[tuple[Mention, float]]:
    """Return the amounts around a rate with what each costs by its distance."""
    low, high = max(0, rate.place - _BACK), min(len(context.mentions), rate.place + 1 + _AHEAD)
    if context.is_list:
        low, high = max(0, rate.place - 2 * _BACK), min(len(context.mentions), rate.place + 1 + 2 * _BACK)
    found: list[tuple[Mention, float]] = []
    turned = bool(direction(context, rate))
    steps = 0
    for place in range(rate.place - 1, low - 1, -1):
        other = context.mentions[place]
        if are_siblings(context, rate, other) or is_of_other_rate(context, rate, other):
            continue
        distance = apart(context, rate, other)
        if distance > _FARTHEST_SENTENCE:
            break
        if can_divide(other) or (turned and other.quantity.measure is Measure.TIME and not other.ranged):
            steps += 1
            found.append((other, steps / 2 + distance))
    steps = 0
    for place in range(rate.place + 1, high):
        other = context.mentions[place]
        if are_siblings(context, rate, other):
            continue
        distance = apart(context, rate, other)
        if distance > 1:
            break
        if can_divide(other):
            steps += 1
            found.append((other, steps / 2 + 2 * distance))
    return found


def can_divide(mention: Mention) -> bool:
    quantity = mention.quantity
    return not mention.ranged and (quantity.measure not in _CANNOT_DIVIDE or quantity.unit == "điểm")


def unlike(left: Mention, right: Mention) -> float:
    """Return what it costs that two amounts count different things; past any limit for money and hectares."""
    one, two = left.quantity, right.quantity
    if one.unit == two.unit or {one.measure, two.measure} == {Measure.PERCENT, Measure.POINTS}:
        return 0
    if one.measure is not two.measure and (
        (one.unit and two.unit) or Measure.PERCENT in (one.measure, two.measure)
    ):
        return 2 if {one.measure, two.measure} <= {Measure.COUNT, Measure.PEOPLE} else 100
    return 0.5 if same_unit(one.unit, two.unit) else 2


def _claim(part: Mention, whole: Mention, rate: Mention, form: Form, turn: int) -> Claim:
    return Claim(
        Kind.RATIO_PCT if form is Form.RATIO else Kind.CHANGE_PCT,
        form,
        (part.quantity, whole.quantity),
        rate.quantity,
        Binding.HUNCH,
        (rate.quantity.start, "percent"),
        sign=turn or 1,
    )
