"""Changes: "tăng 103 vụ (16,5%)", "tăng 5% so với 1.405 đơn", "từ 85% lên 90%, tăng 5 điểm phần trăm"."""

import re
from collections.abc import Iterator
from typing import Final

from haidang.domain.figures.binding.context import Context, compatible
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.lexicon import words
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.words import content_words, own_subject

_COMPARED: Final = re.compile(
    r"so với|cùng kỳ|đầu năm|đầu kỳ|đầu nhiệm kỳ|cuối năm|năm trước|năm ngoái|kỳ trước|tháng trước|trước đó|"
    r"năm 20\d\d|kế hoạch|dự toán|chỉ tiêu"
)
_NOW: Final = re.compile(r"\b(?:đến nay|hiện nay|nay|năm nay|tăng lên|giảm còn)\b")
_SAME_CHANGE: Final = re.compile(
    r"^(?:tức(?: là)?|bằng|=|tương ứng|tương đương|ứng với|hay|với|tỷ lệ|đạt|tương ứng với|tương đương với|là|"
    r"tương ứng tỷ lệ|tỷ lệ|mức|tốc độ|đạt tốc độ|với tốc độ|với mức|với tỷ lệ)?(?: ?(?:tăng|giảm|vượt|thêm|"
    r"bớt|tiết kiệm)(?: thêm)?)?$"
)
_FROM: Final = re.compile(r"(?:^| )từ(?: mức| con số)?$")
_TO: Final = re.compile(
    r"(?:^| )(?:lên|xuống|còn|về|đến|xuống còn|lên đến|lên tới|lên mức|xuống mức)(?: còn)?$"
)
_STARTS_FROM: Final = re.compile(r"%? (?:từ|từ mức) ")
_PAST: Final = re.compile(r"cùng kỳ|năm|tháng|quý|kỳ|trước|^là|^$")
_LOOKS_BACK: Final = re.compile(
    r"so với (?:cùng kỳ|năm trước|cùng thời|tháng trước|quý trước)[^;]{0,24},? (?:tăng|giảm)$"
)
_LEAVES: Final = re.compile(r"[,;)]|trong đó|\bvà\b")
_LONGEST_BASE_NAME: Final = 80
_SUBJECT_OF_PART: Final = re.compile(r"trong đó|riêng|gồm|nhất là|bình quân")
_NEUTRAL: Final = words(
    "số vụ việc cả toàn tỉnh nước huyện thành phố đều cùng con lại kết quả kỳ ngoái trước liền quý "
    "tháng tuần nay"
)
_YEAR: Final = re.compile(r"năm (20\d\d)")
_PLANNED: Final = re.compile(r"đề ra|phấn đấu|mục tiêu|(?:vào|đến) năm 20\d\d")
_OTHER_BASE: Final = re.compile(r"kế hoạch|dự toán|chỉ tiêu")


def change_claims(context: Context) -> Iterator[Claim]:
    """Yield the claims of change, in percent, in amounts and in percentage points."""
    for mention in context.mentions:
        if mention.is_percent:
            yield from _in_percent(context, mention)
        if mention.change and not mention.ranged and mention.quantity.measure is not Measure.TIMES:
            yield from _in_amounts(context, mention)


def _in_percent(context: Context, rate: Mention) -> Iterator[Claim]:
    """Yield what a percentage of change may be computed from: the change in numbers, or the old amount."""
    delta = _delta_beside(context, rate)
    if delta is not None:
        for level, binding in _levels(context, delta, rate):
            yield _by_delta(level, delta, rate, binding)
    if delta is not None and delta.place < rate.place:
        yield from _by_base_of_delta(context, delta, rate)
    if not rate.change:
        return
    first = delta if delta is not None and delta.place < rate.place else rate
    for level, base, binding in _comparisons(context, first, rate):
        yield Claim(
            Kind.CHANGE_PCT,
            Form.CHANGE_FROM,
            (level.quantity, base.quantity),
            rate.quantity,
            binding if delta is None else min(binding, Binding.TENTATIVE),
            (rate.quantity.start, "percent"),
            sign=rate.change,
        )


def _by_base_of_delta(context: Context, delta: Mention, rate: Mention) -> Iterator[Claim]:
    """Yield "giảm 8 vụ so với năm 2023 (40 vụ), tương ứng 20%": the base of the change is that of its rate."""
    for level, base, binding in _comparisons(context, delta, delta):
        if base.owner == delta.place:
            yield Claim(
                Kind.CHANGE_PCT,
                Form.CHANGE_FROM,
                (level.quantity, base.quantity),
                rate.quantity,
                binding,
                (rate.quantity.start, "percent"),
                sign=delta.change,
            )


def _by_delta(level: Mention, delta: Mention, rate: Mention, binding: Binding) -> Claim:
    return Claim(
        Kind.CHANGE_PCT,
        Form.CHANGE_BY,
        (level.quantity, delta.quantity),
        rate.quantity,
        binding,
        (rate.quantity.start, "percent"),
        sign=delta.change or rate.change,
    )


def _delta_beside(context: Context, rate: Mention) -> Mention | None:
    """Return the change in numbers that a percentage restates: right before it, or in brackets right after."""
    left = context.at(rate.place - 1)
    while left is not None and left.depth > rate.depth:
        left = context.at(left.owner)  # "giảm 8 vụ so với năm 2023 (40 vụ), tương ứng giảm 25%"
    if left is not None and left.sentence == rate.sentence and _is_delta(left):
        restates = _SAME_CHANGE.search(rate.lead) and rate.marks in ("", ",", "(", "(,", "),")
        if (
            restates
            and (not rate.change or rate.change == left.change)
            and rate.quantity.measure is Measure.PERCENT
            and not (_OTHER_BASE.search(rate.tail) and not _OTHER_BASE.search(left.tail))
        ):
            return left
    right = context.at(rate.place + 1)
    if not rate.change or right is None or right.sentence != rate.sentence or right.is_percent:
        return None
    if right.quantity.measure in (Measure.POINTS, Measure.TIME, Measure.TIMES):
        return None
    is_base = "so với" in rate.tail and not right.change  # "tăng 6,5% so với đầu năm (56.980 tỷ đồng)"
    beside = right.owner == rate.place and "(" in right.marks and not is_base
    in_brackets = beside and _SAME_CHANGE.search(right.lead)
    said = (
        right.marks in ("", ",")
        and right.lead
        and _SAME_CHANGE.search(right.lead)
        and right.change in (0, rate.change)
    )
    return right if in_brackets or (said and right.lead != "đạt") else None


def _is_delta(mention: Mention) -> bool:
    return bool(mention.change) and mention.quantity.measure not in (
        Measure.PERCENT,
        Measure.POINTS,
        Measure.TIMES,
    )


def _levels(context: Context, delta: Mention, rate: Mention) -> Iterator[tuple[Mention, Binding]]:
    """Yield the amounts that may have changed by `delta`, the likeliest first."""
    first = delta if delta.place < rate.place else rate
    nearest = True
    for level in context.before(first):
        if level.sentence != first.sentence:
            if nearest:
                yield from _levels_of_sentence_before(context, delta, level.sentence)
            return
        if (
            not level.is_amount
            or not compatible(level, delta)
            or level.slash == 1
            or level.depth > first.depth
        ):
            continue
        certain = nearest and _changed_itself(context, level, first)
        nearest = False
        yield level, Binding.FIRM if certain else Binding.TENTATIVE


def _levels_of_sentence_before(
    context: Context, delta: Mention, sentence: int
) -> Iterator[tuple[Mention, Binding]]:
    """Yield the amounts that "So với cùng kỳ, giảm 550 vụ (8,05%)" looks back to."""
    levels = [
        m
        for m in context.before(delta)
        if m.sentence == sentence
        and m.is_amount
        and not m.depth
        and m.quantity.unit == delta.quantity.unit
        and not m.slash
    ]
    looks_back = sentence == delta.sentence - 1 and _said_of_past(context, delta)
    for level in levels:
        yield level, Binding.FIRM if looks_back and len(levels) == 1 else Binding.HUNCH


def _said_of_past(context: Context, delta: Mention) -> bool:
    """True when the sentence of a change begins with a comparison and goes on with changes only."""
    first = delta
    for mention in context.before(delta):
        if mention.sentence != delta.sentence:
            break
        first = mention
    start = max(context.start, first.quantity.start - 80)
    lead = context.source.low[start : first.quantity.start].rpartition(". ")[2].strip()
    bare = not own_subject(delta.lead) - _CHANGE_WORDS - _NEUTRAL
    return bare and _LOOKS_BACK.match(lead) is not None


def _changed_itself(context: Context, level: Mention, change: Mention) -> bool:
    """True when nothing between an amount and a change says that something else changed."""
    if (level.depth != change.depth and change.owner != level.place) or _OTHER_BASE.search(change.tail):
        return False
    gap = context.between(level, change)
    if _SUBJECT_OF_PART.search(gap):
        return False
    steps = [m for m in context.mentions[level.place + 1 : change.place] if m.depth <= change.depth]
    if any(m.is_amount or (m.change and own_subject(m.lead) - _NEUTRAL - _CHANGE_WORDS) for m in steps):
        return False
    return not (own_subject(change.lead) - _NEUTRAL - _CHANGE_WORDS - set(level.quantity.phrase.split()))


_CHANGE_WORDS: Final = words("tăng giảm vượt hụt thêm bớt được mạnh nhẹ hơn cao thấp nhiều ít trưởng")


def _comparisons(
    context: Context, first: Mention, change: Mention
) -> Iterator[tuple[Mention, Mention, Binding]]:
    """Yield (new amount, old amount) pairs around a change; `first` is where the change begins."""
    base = _base_after(context, change)
    if base is not None:
        levels = [m for m in context.before(first) if m.sentence == first.sentence and _comparable(m, base)]
        levels = [m for m in levels if m.depth <= first.depth or m.owner == first.owner]
        alone = len(levels) == 1 or any(";" in context.between(m, levels[0]) for m in levels[1:2])
        written = base.owner in (change.place, first.place) and alone
        said = Binding.CERTAIN if written else Binding.FIRM
        for number, level in enumerate(levels[:6]):
            certain = number == 0 and _changed_itself(context, level, first)
            yield level, base, said if certain else Binding.TENTATIVE
        if not levels:
            yield from _level_of_sentence_before(context, change, base)
        return
    yield from _from_to(context, first)
    yield from _after_from_to(context, change)
    yield from _bracketed_base(context, first)


def _level_of_sentence_before(
    context: Context, change: Mention, base: Mention
) -> Iterator[tuple[Mention, Mention, Binding]]:
    """Yield what "So với cùng kỳ, số thụ lý tăng 46 vụ (cùng kỳ 382 vụ)" takes up from the sentence before."""
    subject = own_subject(change.lead) - _NEUTRAL - _CHANGE_WORDS
    before = [m for m in context.before(change) if m.sentence == change.sentence - 1 and not m.depth]
    levels = [
        m
        for m in before
        if _comparable(m, base) and m.is_amount and subject and subject <= set(m.clause.split())
    ]
    if len(levels) == 1:
        yield levels[0], base, Binding.FIRM


def _comparable(level: Mention, base: Mention) -> bool:
    if level.ranged or level.change or level.quantity.measure is Measure.TIME:
        return False
    return level.quantity.measure is base.quantity.measure and compatible(level, base) and not level.slash


def _base_after(context: Context, change: Mention) -> Mention | None:
    """Return the old amount after a change: "so với mức 1.405 đơn của cùng kỳ", "so với cùng kỳ (1.405 đơn)"."""
    bracketed = _base_in_brackets(context, change)
    if bracketed is not None:
        return bracketed
    for base in context.after(change):
        if base.sentence != change.sentence:
            return None
        gap = context.between(change, base)
        _, compared, rest = gap.replace("so cùng kỳ", "so với cùng kỳ").partition("so với")
        if not compared and change.is_percent and _STARTS_FROM.fullmatch(gap):
            compared, rest = gap, ""
        if compared and base.quantity.measure is not Measure.TIME:
            tight = not _LEAVES.search(rest) and len(rest) < _LONGEST_BASE_NAME and not base.change
            return base if tight else None
        if base.quantity.measure is not Measure.PERCENT or base.place > change.place + 1:
            return None
    return None


def _base_in_brackets(context: Context, change: Mention) -> Mention | None:
    """Return the old amount after "so với cùng kỳ tăng 131 đơn (6 tháng đầu năm 2019 nhận 1.405 đơn)"."""
    inside = [m for m in context.after(change) if m.owner == change.place and m.sentence == change.sentence]
    inside = [m for m in inside if m.quantity.measure is not Measure.TIME]
    if len(inside) != 1 or inside[0].change or inside[0].slash or inside[0].ranged:
        return None
    same = inside[0].quantity.measure is change.quantity.measure or change.is_percent
    if _is_compared_by_name(change, inside[0]):
        return inside[0] if same else None
    if not any(_COMPARED.search(text) for text in (change.lead, change.tail, inside[0].clause)):
        return None
    return inside[0] if same and _PAST.search(inside[0].clause) else None


def _is_compared_by_name(change: Mention, base: Mention) -> bool:
    """True for "thấp hơn lao động nam 1,5 triệu đồng (lao động nam là 8,5 triệu đồng)"."""
    _, more, named = change.clause.partition(" hơn ")
    return bool(more) and content_words(named) <= content_words(base.clause) and len(content_words(named)) > 1


def _from_to(context: Context, first: Mention) -> Iterator[tuple[Mention, Mention, Binding]]:
    """Yield "từ 85% lên 90%, tăng …" before a change."""
    new = context.at(first.place - 1)
    old = context.at(first.place - 2)
    if new is None or old is None or old.sentence != first.sentence or not _FROM.search(old.lead):
        return
    goes_to = _TO.search(new.lead) or (_NOW.search(new.lead) and new.place == first.place - 1)
    if goes_to and first.owner == new.place and new.quantity.unit == old.quantity.unit:
        yield new, old, Binding.CERTAIN  # "từ 15 ngày xuống 10 ngày (giảm 33,3%)"
    elif goes_to and _comparable(new, old):
        gap = context.between(new, first)
        yield (
            new,
            old,
            Binding.FIRM
            if ";" not in gap and not own_subject(first.lead) - _CHANGE_WORDS - _NEUTRAL
            else Binding.TENTATIVE,
        )


def _after_from_to(context: Context, change: Mention) -> Iterator[tuple[Mention, Mention, Binding]]:
    """Yield "tăng 5% (từ 85 lên 90 hồ sơ)" and "tăng 5 vụ, từ 85 vụ lên 90 vụ" after a change."""
    old, new = context.at(change.place + 1), context.at(change.place + 2)
    if old is None or new is None or new.sentence != change.sentence:
        return
    if (
        (_FROM.search(old.lead) or old.owner == change.place)
        and _TO.search(new.lead)
        and _comparable(new, old)
        and old.marks in ("", ",", "(")
    ):
        yield new, old, Binding.FIRM


def _bracketed_base(context: Context, first: Mention) -> Iterator[tuple[Mention, Mention, Binding]]:
    """Yield "1.536 đơn (cùng kỳ 1.405 đơn), tăng …" and looser pairs with a word of comparison."""
    seen = [
        m for m in context.before(first) if m.sentence == first.sentence and not m.change and not m.ranged
    ][:6]
    for old in seen:
        if not _COMPARED.search(old.clause) or (old.is_percent and _OTHER_BASE.search(old.clause)):
            continue  # "71,5% dự toán trung ương và 66,2% dự toán của tỉnh": rates of two plans
        for level in seen:
            if level is old or not _comparable(level, old) or _is_of_later_year(old, level):
                continue
            if _is_planned(level) or _compares_with_another_year(first, old):
                continue
            if level.place < old.place:
                tight = _is_bare(first) and (old.owner == level.place or _stand_in_a_row(level, old, first))
            else:
                tight = _is_bare(first) and _stand_in_a_row(old, level, first)
            yield level, old, Binding.FIRM if tight else Binding.HUNCH


def _is_of_later_year(one: Mention, other: Mention) -> bool:
    """True when both name their years and the first is not the earlier one."""
    years = [_YEAR.findall(mention.clause) for mention in (one, other)]
    return all(years) and years[0][-1] >= years[1][-1]


def _is_planned(level: Mention) -> bool:
    """True for "Nghị quyết đề ra tỷ lệ 45% vào năm 2025": no level that was reached."""
    return _PLANNED.search(f"{level.clause} {level.tail}") is not None


def _compares_with_another_year(change: Mention, old: Mention) -> bool:
    """True for "cuối năm 2023 đạt 38,6%, tăng 1,9 điểm so với năm 2022": the level of 2022 is not printed."""
    told, known = _YEAR.findall(change.tail), _YEAR.findall(old.clause)
    return bool(told and known) and not set(told) & set(known)


def _is_bare(change: Mention) -> bool:
    """True when a change names no subject of its own."""
    return not own_subject(change.lead) - _CHANGE_WORDS - _NEUTRAL


def _stand_in_a_row(first: Mention, second: Mention, change: Mention) -> bool:
    """True when two amounts and their change follow each other in the open."""
    in_a_row = second.place == first.place + 1 and change.place == second.place + 1
    return (
        in_a_row
        and first.depth == second.depth == change.depth
        and first.quantity.unit == second.quantity.unit
    )


def _in_amounts(context: Context, change: Mention) -> Iterator[Claim]:
    """Yield claims that a change in numbers (or points) is the difference of two levels."""
    is_rate = change.is_percent
    for level, base, binding in _comparisons(context, change, change):
        both_rates = level.is_percent and base.is_percent
        if is_rate and not both_rates:
            continue
        points = both_rates or level.quantity.measure is Measure.POINTS
        if not is_rate and both_rates and change.quantity.measure is not Measure.POINTS:
            continue
        if not both_rates and not compatible(level, change):
            continue
        yield Claim(
            Kind.POINT_DIFF if points else Kind.CHANGE_ABS,
            Form.DIFFERENCE,
            (level.quantity, base.quantity),
            change.quantity,
            binding,
            (change.quantity.start, "percent" if is_rate else "difference"),
            sign=change.change,
        )
