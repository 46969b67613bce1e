"""The base of a rate that stands apart from its part: named after the rate, or governing the sentence."""

import re
from collections.abc import Iterator
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible, is_of_other_rate, label
from haidang.domain.figures.binding.rates import BASE_START, FAR, noun_of_its_own, tail_start, words_up_to
from haidang.domain.figures.claims import Binding
from haidang.domain.figures.lexicon import words
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Measure, Qualifier
from haidang.domain.figures.words import (
    OTHER_PERIOD,
    PAST_PERIOD,
    PLAN_WORDS,
    content_words,
)

_LEADING: Final = re.compile(
    r"^(?:qua rà soát |theo báo cáo )?(?:trong|trên|với)(?: tổng)?(?: số)?$|(?:^| )tổng số(?: là)?$"
)
_DONE: Final = re.compile(
    r"^(?:đến nay|đã|kết quả)?,? ?(?:đã )?(?:hoàn thành|giải quyết|xử lý|thực hiện|trả lời|giải ngân)"
)
_GIVEN: Final = re.compile(r"\b(?:giao|tiếp nhận|thụ lý|nhận|tổng số|phải)\b")
_NAMES_NOTHING: Final = words("so phần trăm sản lượng diện tích khối")
_NAMED_BEFORE: Final = re.compile(r"\btrong (?:tổng )?số (?!đó|này|trên)[^\d,;()]{6,80},")


def distant_bases(context: Context, part: Mention, rate: Mention) -> Iterator[Mention]:
    """Yield amounts that would do as a base though they stand further back, or after the rate in its sentence."""
    for other in context.before(part):
        if other.sentence < rate.sentence - 1 and other.depth == 0 and can_be_base(other, part):
            yield other
    for other in context.after(rate):
        if other.sentence != rate.sentence:
            return
        if can_be_base(other, part) and other.quantity.unit == part.quantity.unit:
            yield other


def can_be_base(base: Mention, part: Mention) -> bool:
    return (
        base.is_amount
        and base.place != part.place
        and compatible(base, part)
        and base.quantity.value > 0
        and (base.quantity.unit == part.quantity.unit or base.depth <= part.depth)
    )


def named_bases(context: Context, part: Mention, rate: Mention) -> Iterator[tuple[Mention, Binding]]:
    """Yield the bases named after the rate ("bằng 48,6% số đã xử lý"), if that name was given a figure."""
    name = base_words(rate)
    plan = PLAN_WORDS.search(rate.tail) is not None
    period = PAST_PERIOD.search(rate.tail) is not None
    for other in context.before(part):
        if not can_be_base(other, part) or is_of_other_rate(context, rate, other):
            continue
        if other.sentence < rate.sentence - 1 and not (name and name <= content_words(label(other))):
            continue
        known = label(other)
        if other.slash == 2 and name and name <= content_words(known):
            above = context.at(other.place - 1)
            if (
                above is not None
                and above.place != part.place
                and above.quantity.value >= part.quantity.value
            ):
                yield above, Binding.CERTAIN  # "96/128 xã về đích …, bằng 32,3% số xã về đích": 96 of them
        if (
            (plan and PLAN_WORDS.search(known))
            or (period and PAST_PERIOD.search(known))
            or (not plan and not period and name and name <= content_words(known))
        ):
            yield other, Binding.FIRM if plan or period else Binding.CERTAIN
        elif plan or period or name:
            yield other, Binding.HUNCH
        else:
            yield other, _binding_to_total(other, part)


def names_base(rate: Mention) -> bool:
    """True when words after a rate say of what it is: "trong tổng số phải thi hành", "kế hoạch"."""
    tail = tail_start(rate)
    return bool(tail) and BASE_START.match(tail) is not None


def base_words(rate: Mention) -> set[str]:
    """Return the words that name the base after a rate: "16,3% lượng xuất khẩu" is of what is exported."""
    return content_words(rate.tail) - _NAMES_NOTHING


def _binding_to_total(other: Mention, part: Mention) -> Binding:
    """Say how sure "chiếm 22% tổng số" means the figure `other`."""
    is_total = other.sentence == part.sentence and "tổng" in other.lead
    return Binding.FIRM if is_total else Binding.HUNCH


def governing_base(context: Context, part: Mention, rate: Mention, bases: list[Mention]) -> Mention | None:
    """Return the one base that the sentence leaves no doubt about, or None."""
    near = [
        base
        for base in bases
        if base.sentence == rate.sentence
        and base.depth <= part.depth
        and base.quantity.value >= part.quantity.value
    ]
    after = tail_start(rate)
    if OTHER_PERIOD.search(after) or PLAN_WORDS.search(after) or _names_base_before(context, part):
        return None
    if noun_of_its_own((part, near[-1] if near else part), rate):
        return None
    base = _likeliest(context, part, near) if near else _total_before(context, part, rate, bases)
    if base is None or _is_loose(context, base, part, rate) or _is_sibling(context, base, part):
        return None
    return base


def _is_sibling(context: Context, base: Mention, part: Mention) -> bool:
    """True for an amount that is a part with a rate of its own: "9.031 việc, bằng 71,7% …; 3.531 việc, bằng 28%"."""
    rate = context.at(base.place + 1)
    if rate is None or not rate.is_percent or rate.change or rate.place > part.place:
        return False
    return rate.sentence == base.sentence and not _is_listed_under(context, base, part) and ";" in part.marks


def _total_before(context: Context, part: Mention, rate: Mention, bases: list[Mention]) -> Mention | None:
    """Return the amount of the sentence before, where this one begins with "Trong đó"."""
    told = words_up_to(context, part).rpartition(". ")[2].strip()
    if not told.startswith(("trong đó", "trong số này")) and not (
        _DONE.search(told) and not names_base(rate)
    ):
        return None
    before = [base for base in bases if base.sentence == rate.sentence - 1 and not base.depth]
    if len(before) != 1 or before[0].quantity.unit != part.quantity.unit:
        return None
    return before[0] if told.startswith("trong") or _GIVEN.search(before[0].clause) else None


def _likeliest(context: Context, part: Mention, near: list[Mention]) -> Mention | None:
    """Return the base after "trong số", the total of a list, or the only amount there is."""
    leading = [base for base in near if _LEADING.search(base.lead) and "(" not in base.marks]
    if len(leading) == 1:
        return leading[0]
    if len(near) != 1:
        return _total_of_list(context, part, near)
    base = near[0]
    people = base.quantity.measure is part.quantity.measure is Measure.PEOPLE
    alike = people or base.quantity.unit == part.quantity.unit or _is_listed_under(context, base, part)
    of_other_time = OTHER_PERIOD.search(base.clause) or PLAN_WORDS.search(base.clause)
    return base if alike and not of_other_time else None


def _is_loose(context: Context, base: Mention, part: Mention, rate: Mention) -> bool:
    """True when another base than the one amount before is as likely: vague figures, a full 100%, other clauses."""
    if rate.quantity.value == 100 or Qualifier.EXACT not in (
        base.quantity.qualifier,
        part.quantity.qualifier,
    ):
        return True
    money = part.quantity.measure is Measure.MONEY
    return money and (";" in context.between(base, part) or base.quantity.qualifier is not Qualifier.EXACT)


def _names_base_before(context: Context, part: Mention) -> bool:
    """True for "Trong số có điều kiện thi hành, đã xong 26.515 việc": the base is named, not printed here."""
    before = context.at(part.place - 1)
    start = context.start if before is None else before.quantity.end
    return (
        _NAMED_BEFORE.search(context.source.low[max(start, part.quantity.start - FAR) : part.quantity.start])
        is not None
    )


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
