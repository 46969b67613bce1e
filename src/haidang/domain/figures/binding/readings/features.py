"""What the words and places of figures tell for or against a reading, as names; the arithmetic has no say here."""

import re
from collections.abc import Iterator
from typing import Final

from haidang.domain.figures.binding.bases import base_words
from haidang.domain.figures.binding.context import Context, apart
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.binding.parts import REST
from haidang.domain.figures.binding.readings.pair_features import features_between, label_words
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.binding.readings.term_features import term_features
from haidang.domain.figures.claims import Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.words import (
    BALANCE,
    OTHER_PERIOD,
    PAST_PERIOD,
    PLAN_WORDS,
    RATE_CUE,
    own_subject,
)

_CUES: Final = {
    "total": re.compile(r"tổng|cộng|cả thảy|tất cả|tính chung|lũy kế|luỹ kế|toàn "),
    "of": re.compile(r"(?:trong|trên)(?: tổng)?(?: số)?$"),
    "against": re.compile(r"so với|bằng|sánh"),
    "past": PAST_PERIOD,
    "other": OTHER_PERIOD,
    "plan": PLAN_WORDS,
    "from": re.compile(r"(?:^| )từ(?: mức)?$"),
    "to": re.compile(r"(?:^| )(?:lên|xuống|còn|thành|đến|về)(?: mức| còn)?$"),
    "rest": REST,
    "each": re.compile(r"mỗi|bình quân|trung bình"),
    "within": re.compile(r"trong đó|riêng"),
    "balance": BALANCE,
    "need": re.compile(r"nhu cầu|công suất|phải|cần|đăng ký|giao|tiếp nhận|nhận"),
}
_FAR: Final = 6
_HUNDRED: Final = 100
_PAIR: Final = 2
ROLES: Final = ("a", "b")
NONE: Final = "none"


def features_of_none(context: Context, stated: Mention) -> Iterator[str]:
    """Yield what tells whether a figure is the result of anything at all."""
    yield NONE
    for name in said_of_none(context, stated):
        yield f"{NONE}|{name}"


def features(context: Context, reading: Reading) -> Iterator[str]:
    """Yield what tells for or against a reading."""
    own = own_way(reading)
    yield reading.way
    for name in said_together(context, reading):
        yield f"{own}|{name}"
    if len(reading.operands) == _PAIR and reading.form is not Form.SUM:
        for role, operand in zip(ROLES, reading.operands, strict=True):
            for name in said_by_operand(context, reading, role, operand):
                yield f"{own}|{name}"


def own_way(reading: Reading) -> str:
    """Return the kind of way of a reading; what is said weighs differently in each."""
    return reading.way.split(maxsplit=1)[0]


def said_together(context: Context, reading: Reading) -> Iterator[str]:
    """Yield what tells for or against a reading but its way, and what each operand of two says by itself."""
    if reading.form is Form.SUM:
        yield from term_features(context, reading)
        for cue in cues(reading.stated):
            yield f"total {cue}"
        for cue in sorted({cue for term in reading.operands for cue in cues(term)}):
            yield f"term {cue}"
    elif len(reading.operands) == _PAIR:
        yield from _of_pair(context, reading)
    else:
        yield from said_of_none(context, reading.stated)


def said_by_operand(context: Context, reading: Reading, role: str, operand: Mention) -> Iterator[str]:
    """Yield what one of two operands says by itself; it says the same in every reading of its way."""
    for said in _of_operand(context, reading.stated, operand):
        yield f"{role} {said}"


def cues(mention: Mention) -> Iterator[str]:
    """Yield the names of what the words before a figure hint at."""
    for name, pattern in _CUES.items():
        if pattern.search(mention.clause):
            yield name


def said_of_none(context: Context, stated: Mention) -> Iterator[str]:
    """Yield what the words around a figure say of it by itself."""
    yield from _ends_of("lead", stated.clause.split()[::-1])
    yield from _ends_of("tail", stated.tail.removeprefix("%").split())
    yield f"marks {stated.marks[-1:]}"
    yield f"depth {min(stated.depth, 1)}"
    yield f"decimals {min(stated.quantity.decimals, 2)}"
    yield f"measure {stated.quantity.measure}"
    before, after = context.at(stated.place - 1), context.at(stated.place + 1)
    yield f"first {before is None or before.sentence != stated.sentence}"
    yield f"last {after is None or after.sentence != stated.sentence}"
    if stated.is_percent:
        value = stated.quantity.value
        yield f"hundred {value == _HUNDRED} {value > _HUNDRED}"
        yield f"cued {RATE_CUE.search(stated.lead) is not None}"
        yield f"subject {min(len(own_subject(stated.lead)), 3)}"
    yield f"change {stated.change}"
    for cue in cues(stated):
        yield f"cue {cue}"


def _ends_of(name: str, words: list[str]) -> Iterator[str]:
    """Yield the word nearest to a figure, and the two nearest."""
    yield f"{name} {' '.join(words[:1])}"
    if len(words) > 1:
        yield f"{name} {' '.join(words[:2] if name == 'tail' else words[1::-1])}"


def _of_pair(context: Context, reading: Reading) -> Iterator[str]:
    stated = reading.stated
    one, two = reading.operands
    places = sorted(((one.place, "a"), (two.place, "b"), (stated.place, "s")))
    order = "".join(name for _, name in places)
    yield f"order {order}"
    yield f"steps {order} {_steps(context, one, stated)} {_steps(context, two, stated)}"
    yield f"pair {order} {min(abs(one.place - two.place), _FAR)}"
    yield f"apart {min(apart(context, one, two), 3)}"
    yield f"unlike {unlike(one, two)} {bool(one.quantity.unit)} {bool(two.quantity.unit)}"
    yield f"unit {one.quantity.unit == two.quantity.unit} {one.quantity.unit == stated.quantity.unit}"
    yield f"less {one.quantity.value < two.quantity.value} {_is_over_hundred(stated)}"
    yield f"lead-steps {' '.join(stated.clause.split()[-1:])} {order}"
    yield from features_between(context, stated, one, two)
    if stated.is_percent:
        yield from _of_names(context, stated, one, two)
    if abs(one.place - two.place) == 1:
        right = one if one.place > two.place else two
        yield f"joined {order} {right.marks[-1:]}"
        yield f"word {order} {' '.join(right.clause.split()[-1:])}"
        yield f"words {order} {' '.join(right.clause.split()[:1])}"


def _is_over_hundred(stated: Mention) -> bool:
    return stated.is_percent and stated.quantity.value > _HUNDRED


def _of_names(context: Context, rate: Mention, part: Mention, base: Mention) -> Iterator[str]:
    """Yield whether the figures carry the names that stand before and after the rate."""
    named, subject = base_words(rate), own_subject(rate.lead)
    if named:
        known = label_words(context, base)
        yield f"base named {len(named & known) > 0} {named <= known}"
    if subject:
        known = label_words(context, part)
        yield f"part named {len(subject & known) > 0} {subject <= known}"
        yield f"base has subject {len(subject & label_words(context, base)) > 0}"


def _steps(context: Context, operand: Mention, stated: Mention) -> int:
    """Return how many amounts stand between an operand and the stated figure."""
    low, high = sorted((operand.place, stated.place))
    known = context.steps.get((low, high))
    if known is None:
        between = context.mentions[low + 1 : min(high, low + 1 + 4 * _FAR)]
        known = min(sum(not m.is_percent for m in between), _FAR)
        context.steps[low, high] = known
    return known


def _of_operand(context: Context, stated: Mention, operand: Mention) -> Iterator[str]:
    yield f"sentence {max(-3, min(operand.sentence - stated.sentence, 1))}"
    yield f"steps {operand.place > stated.place} {_steps(context, operand, stated)}"
    yield f"first {operand.place == 0}"
    inside = f"{operand.owner == stated.place} {stated.owner == operand.place}"
    yield f"depth {min(operand.depth, 1)} {min(stated.depth, 1)} {inside}"
    yield f"change {operand.change}"
    yield f"slash {operand.slash}"
    said = list(cues(operand))
    yield f"plain {not said}"
    for cue in said:
        yield f"cue {cue}"
        yield f"cue {cue} {operand.sentence == stated.sentence}"
    yield f"lead {' '.join(operand.clause.split()[-1:])}"
    yield f"tail {' '.join(operand.tail.split()[:1])}"
    yield f"unlike stated {unlike(operand, stated)}"
    yield f"measure {operand.quantity.measure}"
    follower = context.at(operand.place + 1)
    if follower is not None and follower is not stated:
        yield f"has rate {follower.is_percent and follower.sentence == operand.sentence}"
