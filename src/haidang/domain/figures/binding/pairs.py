"""Part and base written out together: "12/15 xã", "235 trong tổng số 264 đơn"."""

import re
from dataclasses import replace
from typing import Final, TypeAlias

from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.binding.evidence import unlike
from haidang.domain.figures.binding.rates import noun_of_its_own, tail_start
from haidang.domain.figures.claims import Binding
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Qualifier, Quantity
from haidang.domain.figures.units import is_known_unit, same_unit
from haidang.domain.figures.words import (
    PAST_PERIOD,
    RATE_CUE,
    content_words,
    own_subject,
    speaks_of,
)

_OF: Final = re.compile(
    r"(?:^| )(?:trên|trong)(?: tổng)?(?: số| dân số)?(?: là)?$|(?:^| )(?:trong|trên)(?: tổng)? (?:số|"
    r"dân số) [^\d]{0,30}$"
    r"|(?:^| )trong tổng [^\d]{1,20}$|(?:^| )trong (?:dư nợ|quỹ|ngân sách|kế hoạch|danh mục|"
    r"toàn bộ)(?: [^\W\d_]+){0,3}$|(?:^| )theo (?:kế hoạch|chỉ tiêu)$"
    r"|(?:^| )trên(?: tổng)? (?:nhu cầu|chỉ tiêu|kế hoạch|dự toán|mục tiêu)(?: [^\W\d_]+){0,3}$|(?:^| )so với$"
)
_OUT_OF: Final = re.compile(rf"{_OF.pattern}|(?:^| )trên(?: [^\W\d_]+){{0,3}}$")
_LIMITS: Final = (Qualifier.LESS_THAN, Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.AT_MOST)
_RATE_OF: Final = re.compile(
    r"^(?:với |đạt )?(?:tỷ lệ|tỉ lệ) ((?:(?!đạt|là|chiếm)[^\W\d_]+ ?)+)(?:đạt|là|chiếm)?$"
)
_PLANNED: Final = re.compile(r"chỉ tiêu|kế hoạch|dự toán|mục tiêu|so với")
_MOST_UNLIKE: Final = 2
_FEW_WORDS: Final = 3
_FEWEST_WORDS: Final = 2
_LONGEST_WORDS: Final = 60
_LONGEST_JOIN: Final = 24

Pair: TypeAlias = tuple[Mention, Mention]
"""A part and its base."""


def plain_base(whole: Mention) -> Quantity:
    """Return the base without the "trên" that only joins it to its part."""
    quantity = whole.quantity
    if quantity.qualifier is not Qualifier.MORE_THAN or not whole.clause.endswith("trên"):
        return quantity
    low, high = quantity.value, quantity.value
    if quantity.decimals or quantity.power:
        low, high = quantity.value - quantity.step / 2, quantity.value + quantity.step
    return replace(quantity, qualifier=Qualifier.EXACT, low=low, high=high)


def joined_pair(context: Context, whole: Mention) -> Pair | None:
    """Return (part, whole) when `whole` is said to be the base of the figure before it."""
    part = context.at(whole.place - 1)
    if part is None or part.sentence != whole.sentence or not part.is_amount or not whole.is_amount:
        return None
    if whole.slash == 2:
        counted_apart = part.quantity.unit and whole.quantity.unit and unlike(part, whole) >= _MOST_UNLIKE
        return None if counted_apart else (part, whole)  # "928 vụ/1.571 bị can" is no fraction
    gap = context.between(part, whole).strip()
    if gap.endswith(")/"):
        part = next((m for m in context.before(whole) if m.depth <= whole.depth), part)
        joined = part.is_amount and compatible(part, whole)
    elif gap.endswith("/"):
        joined = len(gap) < _LONGEST_JOIN and same_unit(part.quantity.unit, whole.quantity.unit)
    else:
        joined = _is_joined_by_words(part, whole, gap)
    return (part, whole) if joined else None


def _is_joined_by_words(part: Mention, whole: Mention, gap: str) -> bool:
    """True for "235 trong tổng số 264 đơn", "118,7 trên 119,4 triệu đồng"."""
    if (
        any(mark in whole.marks for mark in "():")
        or len(gap) >= _LONGEST_WORDS
        or unlike(part, whole) > _MOST_UNLIKE
    ):
        return False
    least = part.quantity.value <= whole.quantity.value or _PLANNED.search(gap) is not None
    alike = bool(part.quantity.unit) and part.quantity.unit == whole.quantity.unit
    return least and (_OF if not alike else _OUT_OF).search(gap) is not None


def pair_for(context: Context, rate: Mention) -> Pair | None:
    """Return the written-out pair nearest to a rate: right after it in brackets, or before it."""
    return _pair_after(context, rate) or _pair_before(context, rate)


def _pair_after(context: Context, rate: Mention) -> Pair | None:
    following = context.at(rate.place + 2)
    if following is None or following.sentence != rate.sentence or not _follows_at_once(context, rate):
        return None
    return joined_pair(context, following)


def _pair_before(context: Context, rate: Mention) -> Pair | None:
    """Return the pair before a rate, unless another figure in the open stands between them."""
    for other in context.before(rate):
        in_reach = other.sentence == rate.sentence or _refers_back(rate, other)
        if not in_reach or (other.is_percent and other.depth <= rate.depth):
            return None
        pair = joined_pair(context, other)
        if pair is not None:
            return pair
        if other.is_amount and other.depth <= rate.depth and not _may_belong_to_pair(other):
            return None
    return None


def _may_belong_to_pair(other: Mention) -> bool:
    return other.marks.strip(" &") in ("", ",") and _OF.search(other.lead) is not None


def _refers_back(rate: Mention, other: Mention) -> bool:
    """True when a sentence begins with "tỷ lệ này" and so speaks of the sentence before."""
    near = rate.sentence - 1 <= other.sentence
    return near and rate.lead.startswith(("tỷ lệ này", "tỉ lệ này"))


def _follows_at_once(context: Context, rate: Mention) -> bool:
    part = context.at(rate.place + 1)
    if part is None or part.sentence != rate.sentence:
        return False
    near = len(context.between(rate, part)) < _LONGEST_WORDS
    if near and (("(" in part.marks and part.depth > rate.depth) or part.marks == ":"):
        return True
    return bool(
        re.search(
            r"(?:tương ứng|tương đương|tức|với|là|ứng với|làm rõ|hay|nhờ|do)$|^(?:nhờ|do|hay|tức) ", part.lead
        )
    ) and part.marks in (
        "",
        ",",
    )


def binding_of_pair(context: Context, pair: Pair, rate: Mention) -> Binding:
    """Say whether the rate after (or before) a written-out pair is surely the rate of that pair."""
    part, whole = pair
    if part.place > rate.place:
        return Binding.CERTAIN
    if noun_of_its_own(pair, rate) or PAST_PERIOD.search(tail_start(rate)) or PAST_PERIOD.search(rate.clause):
        return Binding.HUNCH
    if _is_said_of_another(context, part, rate):
        return Binding.HUNCH
    firm = _refers_back(rate, rate) or _is_said_of_pair(context, part, whole, rate)
    return Binding.CERTAIN if firm else Binding.HUNCH


def _is_said_of_another(context: Context, part: Mention, rate: Mention) -> bool:
    """True for "tín nhiệm cao 41 phiếu, …, tín nhiệm thấp 2 phiếu trên 51 phiếu; tỷ lệ tín nhiệm cao …"."""
    subject, known = own_subject(rate.lead), content_words(f"{part.clause} {part.tail}")
    if len(subject) < _FEWEST_WORDS or subject <= known:
        return False
    others = [
        content_words(other.clause)
        for other in context.before(rate)
        if other.is_amount and other is not part and other.sentence == rate.sentence
    ]
    return any(subject <= said or (subject & said - known and not subject & known - said) for said in others)


def _names_no_noun(lead: str) -> bool:
    """True for "tỷ lệ tốt nghiệp", "tỷ lệ giải quyết đạt": what is rated is a deed, not another thing counted."""
    named = _RATE_OF.search(lead)
    return named is not None and not is_known_unit(named[1].split()) and len(named[1].split()) <= _FEW_WORDS


def _is_said_of_pair(context: Context, part: Mention, whole: Mention, rate: Mention) -> bool:
    if "(" not in rate.marks and rate.quantity.qualifier in _LIMITS:
        return False  # "9/9 huyện đạt tỷ lệ dưới 10%" states a limit that each of them keeps
    subject = own_subject(rate.lead)
    if not rate.marks and rate.place == whole.place + 1:
        return len(subject) <= _FEW_WORDS or "đạt tỷ lệ" in rate.lead
    if rate.lead and not RATE_CUE.search(rate.lead):
        return False
    if rate.marks in (",", "(") and _names_no_noun(rate.lead):
        return True  # "…/… thí sinh dự thi, tỷ lệ tốt nghiệp 97%"
    known = context.source.low[max(0, part.quantity.start - 120) : rate.quantity.start - len(rate.lead) - 1]
    return not subject or speaks_of(subject, known)
