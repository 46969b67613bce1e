"""Rates: "12/15 xã (80%)", "235 trong tổng số 264 đơn, đạt 89%", "trong đó 15 vụ, chiếm 22,06%"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible, label
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Qualifier, Quantity, Reason
from haidang.domain.figures.words import (
    OTHER_PERIOD,
    PLAN_WORDS,
    RATE_CUE,
    content_words,
    own_subject,
    speaks_of,
)

_OF: Final = re.compile(r"(?:^| )(?:trên|trong)(?: tổng)?(?: số)?(?: là)?$|(?:^| )trong(?: tổng)? số [^\d]{0,30}$")
_OF_ONLY: Final = re.compile(r"^(?:[^\W\d_]+ ){0,4}(?:trên|trong|/)(?: tổng)?(?: số)?$")
_LEADING: Final = re.compile(r"^(?:qua rà soát |theo báo cáo )?(?:trong|trên|với)(?: tổng)?(?: số)?$|(?:^| )tổng số(?: là)?$")
_BASE_PHRASE: Final = re.compile(
    r"^(?:so với |trên |trong |của )?(?:tổng )?(?:số )?(?P<words>(?:[^\W\d_]+ ?){0,8})"
)
_BASE_START: Final = re.compile(r"^(?:so với|trên|trong|của|tổng|số|kế hoạch|dự toán|chỉ tiêu|mục tiêu|tổng số)(?: |$)")
_SHARE: Final = re.compile(r"chiếm|tỷ lệ|tỉ lệ")
_LIMITS: Final = (Qualifier.LESS_THAN, Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.AT_MOST)
_NAMED_BEFORE: Final = re.compile(r"\btrong (?:tổng )?số (?!đó|này|trên)[^\d,;()]{6,80},")
_HALF_OF: Final = 3
_FAR: Final = 160
_LONGEST_JOIN: Final = 24
_FEWEST_BASE_WORDS: Final = 2


def rate_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims that a percentage is the rate of two amounts."""
    for mention in context.mentions:
        if mention.is_percent and not mention.change and not mention.ranged:
            yield from _claims_for(context, mention)


def _claims_for(context: Context, rate: Mention) -> Iterator[Claim]:
    pair = _pair_for(context, rate)
    if pair is not None:
        yield _claim(pair, rate, _binding_of_pair(context, pair, rate))
        return
    part = _part_before(context, rate)
    if part is None:
        yield from _part_after(context, rate)
        return
    yield from _claims_for_part(context, part, rate)


def _claim(pair: tuple[Mention, Mention], rate: Mention, binding: Binding, reason: Reason = Reason.BASE_UNCLEAR) -> Claim:
    part, whole = pair
    return Claim(
        Kind.RATIO_PCT,
        Form.RATIO,
        (part.quantity, _plain(whole)),
        rate.quantity,
        binding,
        (rate.quantity.start, "percent"),
        reason,
    )


def _without_base(part: Mention, rate: Mention) -> Claim:
    """Return the claim of a rate whose base is not printed."""
    claim = _claim((part, part), rate, Binding.TENTATIVE, Reason.BASE_NOT_STATED)
    return replace(claim, operands=(part.quantity,))


def _plain(whole: Mention) -> Quantity:
    """Return the base without the "trên" that only joins it to its part."""
    quantity = whole.quantity
    if quantity.qualifier is not Qualifier.MORE_THAN or not whole.clause.endswith("trên"):
        return quantity
    low, high = quantity.value, quantity.value
    if quantity.decimals or quantity.power:
        low, high = quantity.value - quantity.step / 2, quantity.value + quantity.step
    return replace(quantity, qualifier=Qualifier.EXACT, low=low, high=high)


def joined_pair(context: Context, whole: Mention) -> tuple[Mention, Mention] | None:
    """Return (part, whole) when `whole` is said to be the base of the figure before it."""
    part = context.at(whole.place - 1)
    if part is None or part.sentence != whole.sentence or not part.is_amount or not whole.is_amount:
        return None
    if whole.slash == 2:
        return part, whole
    gap = context.between(part, whole).strip()
    if gap.endswith(")/"):
        part = next((m for m in context.before(whole) if m.depth <= whole.depth), part)
        return (part, whole) if part.is_amount and compatible(part, whole) else None
    if gap.endswith("/") and len(gap) < _LONGEST_JOIN and part.quantity.unit == whole.quantity.unit:
        return part, whole
    if "(" in whole.marks or ")" in whole.marks or ":" in whole.marks:
        return None
    if not compatible(part, whole) or part.quantity.value > whole.quantity.value:
        return None
    return (part, whole) if _OF.search(gap) and len(gap) < 60 else None


def _pair_for(context: Context, rate: Mention) -> tuple[Mention, Mention] | None:
    """Return the written-out pair nearest to a rate: before it, or right after it in brackets."""
    following = context.at(rate.place + 2)
    if following is not None and following.sentence == rate.sentence and _follows_at_once(context, rate):
        pair = joined_pair(context, following)
        if pair is not None:
            return pair
    for other in context.before(rate):
        if other.sentence != rate.sentence and not _refers_back(context, rate, other):
            return None
        if other.is_percent and other.depth <= rate.depth:
            return None
        pair = joined_pair(context, other)
        if pair is not None:
            return pair
        if other.is_amount and other.depth <= rate.depth and other.marks.strip(" &") not in ("", ","):
            return None
        if other.is_amount and other.depth <= rate.depth and not _OF.search(other.lead):
            return None
    return None


def _refers_back(context: Context, rate: Mention, other: Mention) -> bool:
    """True when a sentence begins with "tỷ lệ này" and so speaks of the sentence before."""
    return other.sentence == rate.sentence - 1 and rate.lead.startswith(("tỷ lệ này", "tỉ lệ này"))


def _follows_at_once(context: Context, rate: Mention) -> bool:
    part = context.at(rate.place + 1)
    if part is None or part.sentence != rate.sentence:
        return False
    if "(" in part.marks and part.depth > rate.depth and len(context.between(rate, part)) < 60:
        return True
    return bool(re.search(r"(?:tương ứng|tương đương|tức|với|là|ứng với)$", part.lead)) and part.marks in ("", ",")


def _binding_of_pair(context: Context, pair: tuple[Mention, Mention], rate: Mention) -> Binding:
    """Say whether the rate after (or before) a written-out pair is surely the rate of that pair."""
    part, whole = pair
    if part.place > rate.place:
        return Binding.FIRM
    if _noun_of_its_own(pair, rate) or OTHER_PERIOD.search(_tail_start(rate)):
        return Binding.HUNCH
    subject = own_subject(rate.lead)
    known = context.source.low[max(0, part.quantity.start - 120) : rate.quantity.start - len(rate.lead) - 1]
    if rate.lead.startswith(("tỷ lệ này", "tỉ lệ này")):
        return Binding.FIRM
    if "(" not in rate.marks and rate.quantity.qualifier in _LIMITS:
        return Binding.HUNCH  # "9/9 huyện đạt tỷ lệ dưới 10%" states a limit that each of them keeps
    if not rate.marks and rate.place == whole.place + 1:
        return Binding.FIRM if len(subject) <= _HALF_OF or "đạt tỷ lệ" in rate.lead else Binding.HUNCH
    if not RATE_CUE.search(rate.lead) and rate.lead:
        return Binding.HUNCH
    return Binding.FIRM if not subject or speaks_of(subject, known) else Binding.HUNCH


def _tail_start(rate: Mention) -> str:
    return rate.tail.removeprefix("%").strip()[:30]


def _noun_of_its_own(pair: tuple[Mention, Mention], rate: Mention) -> bool:
    """True for "13/32 cơ quan … 100% hồ sơ": the percentage counts something else."""
    tail = _tail_start(rate)
    if not tail or _BASE_START.match(tail) or tail.startswith(("và", "so", "còn", "theo", "đạt chuẩn")):
        return False
    nouns = content_words(" ".join(tail.split()[:2]))
    return bool(nouns) and not any(
        nouns & content_words(f"{mention.quantity.phrase} {mention.tail}") for mention in pair
    )


def _part_before(context: Context, rate: Mention) -> Mention | None:
    """Return the amount a rate follows: the nearest before it that stands in the open."""
    for other in context.before(rate):
        if other.sentence != rate.sentence:
            return None
        if other.is_percent and other.depth <= rate.depth:
            return None
        if other.is_amount and other.depth <= rate.depth and not other.slash:
            return other
    return None


def _part_after(context: Context, rate: Mention) -> Iterator[Claim]:
    """Yield the claims of "22,06% (15 vụ)"."""
    part = context.at(rate.place + 1)
    if part is None or not part.is_amount or part.owner != rate.place or part.slash:
        return
    for whole in context.amounts_before(rate):
        if compatible(whole, part) and whole.quantity.value >= part.quantity.value:
            yield _claim((part, whole), rate, Binding.HUNCH)


def _claims_for_part(context: Context, part: Mention, rate: Mention) -> Iterator[Claim]:
    if not _is_rate_of(context, part, rate):
        return
    if _names_base(rate):
        for base, binding in _named_bases(context, part, rate):
            yield _claim((part, base), rate, binding)
        yield from _common_base(context, part, rate)
        yield _without_base(part, rate)
        return
    bases = [
        other
        for other in context.before(part)
        if other.sentence >= rate.sentence - 1
        and _can_be_base(other, part)
        and other.slash != 1
        and (other.quantity.value >= part.quantity.value or rate.quantity.value > 100)
    ]
    firm = _governing(context, part, rate, bases)
    for base in bases:
        yield _claim((part, base), rate, Binding.FIRM if base is firm else Binding.HUNCH)
    for base in _distant_bases(context, part, rate):
        yield _claim((part, base), rate, Binding.HUNCH)
    if firm is None and _SHARE.search(rate.lead):
        yield _without_base(part, rate)


def _distant_bases(context: Context, part: Mention, rate: Mention) -> Iterator[Mention]:
    """Yield amounts that would do as a base though they stand further back, or after the rate in its sentence."""
    for other in context.before(part):
        if other.sentence < rate.sentence - 1 and other.depth == 0 and _can_be_base(other, part):
            yield other
    for other in context.after(rate):
        if other.sentence != rate.sentence:
            return
        if _can_be_base(other, part) and other.quantity.unit == part.quantity.unit:
            yield other


def _is_rate_of(context: Context, part: Mention, rate: Mention) -> bool:
    """True when a rate after an amount is said of it: by a word, or in brackets right after it."""
    if rate.owner == part.place and not rate.lead:
        return True
    if not RATE_CUE.search(rate.lead):
        return False
    subject = own_subject(rate.lead)
    return speaks_of(subject, f"{_words_up_to(context, part)} {part.tail} {_words_since(context, part, rate)}")


def _words_up_to(context: Context, part: Mention) -> str:
    """Return the words before an amount, back to the figure before it or the start of the passage."""
    before = context.at(part.place - 1)
    start = context.start if before is None else before.quantity.end
    return context.source.low[max(start, part.quantity.start - _FAR) : part.quantity.start]


def _words_since(context: Context, part: Mention, rate: Mention) -> str:
    gap = context.between(part, rate)
    return gap[: max(0, len(gap) - len(rate.clause) - 1)]


def _can_be_base(base: Mention, part: Mention) -> bool:
    return (
        base.is_amount
        and base.place != part.place
        and compatible(base, part)
        and base.quantity.value > 0
        and (base.quantity.unit == part.quantity.unit or base.depth <= part.depth)
    )


def _named_bases(context: Context, part: Mention, rate: Mention) -> Iterator[tuple[Mention, Binding]]:
    """Yield the bases named after the rate ("bằng 48,6% số đã xử lý"), if that name was given a figure."""
    words = _base_words(rate)
    plan = PLAN_WORDS.search(rate.tail) is not None
    period = PAST_PERIOD.search(rate.tail) is not None
    for other in context.before(part):
        if other.sentence < rate.sentence - 1 or not _can_be_base(other, part):
            continue
        known = label(context, other)
        if (plan and PLAN_WORDS.search(known)) or (period and PAST_PERIOD.search(known)) or (not plan and not period and words and words <= content_words(known)):
            yield other, Binding.FIRM
        elif not plan and not period:
            yield other, Binding.HUNCH if words else _binding_to_total(other, part)


def _names_base(rate: Mention) -> bool:
    """True when words after a rate say of what it is: "trong tổng số phải thi hành", "kế hoạch"."""
    tail = _tail_start(rate)
    return bool(tail) and _BASE_START.match(tail) is not None


def _base_words(rate: Mention) -> set[str]:
    return content_words(rate.tail) - {"so"}


def _common_base(context: Context, part: Mention, rate: Mention) -> Iterator[Claim]:
    """Yield that two rates said to be of the same thing imply one base, though it is not printed."""
    words = _base_words(rate)
    if len(words) < _FEWEST_BASE_WORDS:
        return
    for other in context.before(part):
        if other.sentence != rate.sentence:
            return
        if other.is_percent and not other.change and _base_words(other) == words:
            first = _part_before(context, other)
            if first is not None and first.quantity.unit == part.quantity.unit:
                operands = (part.quantity, first.quantity, other.quantity)
                key = (rate.quantity.start, "percent")
                yield Claim(Kind.RATIO_PCT, Form.COMMON_BASE, operands, rate.quantity, Binding.FIRM, key)
            return


def _binding_to_total(other: Mention, part: Mention) -> Binding:
    """Say how sure "chiếm 22% tổng số" means the figure `other`."""
    is_total = other.sentence == part.sentence and "tổng" in other.lead
    return Binding.FIRM if is_total else Binding.TENTATIVE


def _governing(context: Context, part: Mention, rate: Mention, bases: list[Mention]) -> Mention | None:
    """Return the one base that the sentence leaves no doubt about, or None."""
    near = [base for base in bases if base.sentence == rate.sentence and base.depth <= part.depth]
    near = [base for base in near if base.quantity.value >= part.quantity.value]
    if OTHER_PERIOD.search(_tail_start(rate)) or PLAN_WORDS.search(_tail_start(rate)):
        return None
    if _noun_of_its_own((part, near[-1] if near else part), rate):
        return None
    if _names_base_before(context, part):
        return None
    leading = [base for base in near if _LEADING.search(base.lead) and "(" not in base.marks]
    if len(leading) == 1:
        return leading[0]
    if len(near) != 1:
        return _total_of_list(context, part, near)
    base = near[0]
    if base.quantity.unit != part.quantity.unit and not _is_listed_under(context, base, part):
        return None
    if OTHER_PERIOD.search(base.clause) or PLAN_WORDS.search(base.clause):
        return None
    return base


def _names_base_before(context: Context, part: Mention) -> bool:
    """True for "Trong số có điều kiện thi hành, đã xong 26.515 việc": the base is named, not printed here."""
    before = context.at(part.place - 1)
    start = context.start if before is None else before.quantity.end
    return _NAMED_BEFORE.search(context.source.low[max(start, part.quantity.start - _FAR) : part.quantity.start]) is not None


def _total_of_list(context: Context, part: Mention, near: list[Mention]) -> Mention | None:
    """Return the figure before "trong đó" or "gồm" that the other candidates are parts of."""
    for base in near:
        others = [other for other in near if other is not base]
        if all(other.place > base.place for other in others) and _is_listed_under(context, base, part):
            return base if base.quantity.measure is not Measure.MONEY or base.quantity.unit else None
    return None


def _is_listed_under(context: Context, base: Mention, part: Mention) -> bool:
    following = context.at(base.place + 1)
    if following is None or following.place > part.place:
        return False
    gap = context.between(base, following)
    return re.search(r"trong đó|bao gồm|\bgồm\b|:", gap) is not None
