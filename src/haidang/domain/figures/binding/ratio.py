"""Rates: "12/15 xã (80%)", "235 trong tổng số 264 đơn, đạt 89%", "trong đó 15 vụ, chiếm 22,06%"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from haidang.domain.figures.binding.bases import (
    base_words,
    can_be_base,
    distant_bases,
    governing_base,
    named_bases,
    names_base,
)
from haidang.domain.figures.binding.context import Context, compatible, is_of_other_rate
from haidang.domain.figures.binding.evidence import direction, unlike
from haidang.domain.figures.binding.pairs import binding_of_pair, pair_for, plain_base
from haidang.domain.figures.binding.rates import tail_start, words_up_to
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Reason
from haidang.domain.figures.words import (
    OTHER_PERIOD,
    PAST_PERIOD,
    PLAN_WORDS,
    RATE_CUE,
    content_words,
    own_subject,
    speaks_of,
)

_OF_BASE: Final = re.compile(
    r"^(?:so với|trên|trong|của|tổng|kế hoạch|dự toán|chỉ tiêu|mục tiêu|dân số|số)(?: [^\W\d_]+){0,8}$"
)
_TELLS_MORE: Final = re.compile(
    r"trong đó|gồm|riêng|tăng|giảm|còn|thiếu|vượt|hơn|mỗi|bình quân|^năm$|^tháng$"
)
_TELLS_ON: Final = re.compile(
    r"\b(?:và|với|còn|có|gồm|đã|tăng|giảm|hơn|cao|thấp|trong đó|cho|là|tương ứng|đạt|thu|chi|nhưng|để|từ|so|"
    r"do)\b"
)
_MOST_WORDS: Final = 60
_HUNDRED: Final = 100
_OWN_TIME: Final = re.compile(r" ?(?:tính chung |lũy kế |trong |cả )?(?:năm|quý|tháng)\b[^,]{0,20},")
_UNLIKE: Final = 4
_LONGEST_GAP: Final = 60
_SHARE: Final = re.compile(r"chiếm|tỷ lệ|tỉ lệ")
_FEWEST_BASE_WORDS: Final = 2


def rate_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims that a percentage is the rate of two amounts."""
    for mention in context.mentions:
        if mention.is_percent and not mention.ranged and not direction(context, mention):
            yield from _claims_for(context, mention)


def _claims_for(context: Context, rate: Mention) -> Iterator[Claim]:
    pair = pair_for(context, rate)
    if pair is not None:
        yield _claim(pair, rate, binding_of_pair(context, pair, rate))
        return
    part = part_before(context, rate)
    if part is None:
        yield from _part_after(context, rate)
        return
    yield from _claims_for_part(context, part, rate)


def _claim(
    pair: tuple[Mention, Mention], rate: Mention, binding: Binding, reason: Reason = Reason.BASE_UNCLEAR
) -> Claim:
    part, whole = pair
    return Claim(
        Kind.RATIO_PCT,
        Form.RATIO,
        (part.quantity, plain_base(whole)),
        rate.quantity,
        binding,
        (rate.quantity.start, "percent"),
        reason,
    )


def _without_base(part: Mention, rate: Mention) -> Claim:
    """Return the claim of a rate whose base is not printed."""
    claim = _claim((part, part), rate, Binding.TENTATIVE, Reason.BASE_NOT_STATED)
    return replace(claim, operands=(part.quantity,))


def part_before(context: Context, rate: Mention) -> Mention | None:
    """Return the amount a rate follows: the nearest before it that stands in the open."""
    nearest, closest = None, 0
    subject = own_subject(rate.lead)
    for other in context.before(rate):
        if other.sentence != rate.sentence or (other.is_percent and other.depth <= rate.depth):
            break
        if other.is_amount and other.depth <= rate.depth and not other.slash:
            known = content_words(f"{other.lead} {other.tail}")
            closeness = 1 + _MOST_WORDS - len(known - subject) if subject and subject <= known else 0
            if nearest is None or closeness > closest:
                nearest, closest = (
                    other,
                    closeness,
                )  # "512 người đại học, 37 người sau đại học; tỷ lệ đại học là 80%"
    return nearest


def _part_after(context: Context, rate: Mention) -> Iterator[Claim]:
    """Yield the claims of "22,06% (15 vụ)"."""
    part = context.at(rate.place + 1)
    if part is None or not part.is_amount or part.owner != rate.place or part.slash:
        return
    if OTHER_PERIOD.search(rate.tail) or PLAN_WORDS.search(rate.tail):
        return  # "bằng 113,9% so với cùng kỳ (9.875 tỷ đồng)" gives the base
    wholes = [
        whole
        for whole in context.amounts_before(rate)
        if compatible(whole, part) and whole.quantity.value >= part.quantity.value
    ]
    certain = (
        len(wholes) == 1 and wholes[0].quantity.unit == part.quantity.unit and not own_subject(rate.lead)
    )
    for whole in wholes:
        yield _claim((part, whole), rate, Binding.FIRM if certain else Binding.HUNCH)


def _base_right_after(context: Context, part: Mention, rate: Mention) -> Mention | None:
    """Return the base of "tương ứng 22% trong tổng số 68 vụ" and of "bằng 91% so với cùng kỳ (9.780 người)"."""
    base = context.at(rate.place + 1)
    if base is not None and base.quantity.measure is Measure.TIME:
        base = context.at(rate.place + 2)  # "bằng 99,7% số trẻ 5 tuổi (21.935 trẻ)"
    if (
        base is None
        or base.sentence != rate.sentence
        or base.slash
        or not base.is_amount
        or unlike(base, part) > _UNLIKE
    ):
        return None
    gap = context.between(rate, base).removeprefix("%").strip()
    if base.owner == rate.place:
        return base if _says_what_it_is_of(rate) and not _TELLS_MORE.search(base.clause) else None
    if base.marks or len(gap) >= _LONGEST_GAP or not base.quantity.value:
        return None
    named = _OF_BASE.search(gap) is not None and unlike(base, part) <= _UNLIKE / 2
    sized = bool(gap) and base.quantity.unit == part.quantity.unit and not _TELLS_ON.search(gap)
    return base if named or sized else None


def _says_what_it_is_of(rate: Mention) -> bool:
    """True where a bracket after a rate can only hold its base: "bằng 94,1% dự toán năm (8.420 tỷ đồng)"."""
    return OTHER_PERIOD.search(tail_start(rate)) is not None or names_base(rate)


def _claims_for_part(context: Context, part: Mention, rate: Mention) -> Iterator[Claim]:
    if _is_the_base_itself(part, rate) and _has_rival(context, part, rate):
        for other in context.before(part):
            likely = other.quantity.value <= part.quantity.value or rate.quantity.value > _HUNDRED
            if other.sentence == rate.sentence and likely and can_be_base(part, other) and not other.slash:
                yield _claim(
                    (other, part), rate, Binding.FIRM if part.place == other.place + 1 else Binding.TENTATIVE
                )
        return
    if not _is_rate_of(context, part, rate):
        return
    after = _base_right_after(context, part, rate)
    if after is not None:
        for one in (part, *_total_of(context, part)):
            yield _claim((one, after), rate, Binding.CERTAIN)
        return
    if names_base(rate):
        for base, binding in named_bases(context, part, rate):
            yield _claim((part, base), rate, binding)
        yield from _common_base(context, part, rate)
        yield _without_base(part, rate)
        return
    bases = [
        other
        for other in context.before(part)
        if other.sentence >= rate.sentence - 1
        and can_be_base(other, part)
        and not is_of_other_rate(context, rate, other)
        and other.slash != 1
        and (other.quantity.value >= part.quantity.value or rate.quantity.value > 100)
    ]
    firm = None if _is_of_other_time(context, part, rate) else governing_base(context, part, rate, bases)
    for base in bases:
        yield _claim((part, base), rate, Binding.FIRM if base is firm else Binding.HUNCH)
    for base in distant_bases(context, part, rate):
        yield _claim((part, base), rate, Binding.HUNCH)
    if firm is None and _SHARE.search(rate.lead):
        yield _without_base(part, rate)


def _is_of_other_time(context: Context, part: Mention, rate: Mention) -> bool:
    """True where a new thought begins with a time of its own: "…; cả năm 2023, tỷ lệ mẫu vượt ngưỡng là 1,4%"."""
    _, ended, thought = context.between(part, rate).rpartition(";")
    return bool(ended) and _OWN_TIME.match(thought) is not None


def _total_of(context: Context, part: Mention) -> Iterator[Mention]:
    """Yield the amount that a list before a rate began with: "1.427 sinh viên, gồm 835 …, 592 …; đạt 95% chỉ tiêu"."""
    before = [m for m in context.before(part) if m.sentence == part.sentence and m.is_amount and not m.depth]
    if before and before[-1].quantity.value > part.quantity.value and compatible(before[-1], part):
        yield before[-1]


def _has_rival(context: Context, base: Mention, rate: Mention) -> bool:
    """True when another amount in the sentence may be what the rate compares with a base."""
    return any(
        m.sentence == rate.sentence and can_be_base(base, m) and not m.slash for m in context.before(base)
    )


def _is_the_base_itself(part: Mention, rate: Mention) -> bool:
    """True for "…, dự toán 5.400 triệu đồng, bằng 108% dự toán": what stands before the rate is its base."""
    plan = (PLAN_WORDS.search(rate.tail) or not names_base(rate)) and PLAN_WORDS.search(part.clause)
    past = PAST_PERIOD.search(rate.tail) and PAST_PERIOD.search(part.clause)
    return bool(plan or past)


def _is_rate_of(context: Context, part: Mention, rate: Mention) -> bool:
    """True when a rate after an amount is said of it: by a word, or in brackets right after it."""
    if rate.owner == part.place and not rate.lead:
        return True
    if not RATE_CUE.search(rate.lead):
        return False
    subject = own_subject(rate.lead)
    return speaks_of(subject, f"{words_up_to(context, part)} {part.tail} {_words_since(context, part, rate)}")


def _words_since(context: Context, part: Mention, rate: Mention) -> str:
    gap = context.between(part, rate)
    return gap[: max(0, len(gap) - len(rate.clause) - 1)]


def _common_base(context: Context, part: Mention, rate: Mention) -> Iterator[Claim]:
    """Yield that two rates said to be of the same thing imply one base, though it is not printed."""
    words = base_words(rate)
    if len(words) < _FEWEST_BASE_WORDS or PLAN_WORDS.search(rate.tail):
        return  # "thu bằng 62% dự toán, chi bằng 58% dự toán": each has its own
    for other in context.before(part):
        if other.sentence != rate.sentence:
            return
        if other.is_percent and not other.change and base_words(other) == words:
            first = part_before(context, other)
            if first is not None and first.quantity.unit == part.quantity.unit:
                operands = (part.quantity, first.quantity, other.quantity)
                key = (rate.quantity.start, "percent")
                yield Claim(Kind.RATIO_PCT, Form.COMMON_BASE, operands, rate.quantity, Binding.FIRM, key)
            return
