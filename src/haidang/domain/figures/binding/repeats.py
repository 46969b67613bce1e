"""The same thing told twice: whole sentences that differ in one figure only, or figures with the same label."""

import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.conversion import converted
from haidang.domain.figures.lexicon import whole, words
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure, Quantity, Reason
from haidang.domain.figures.slips import differ_by_one_digit, differ_by_swap, units_of
from haidang.domain.figures.words import OTHER_PERIOD, PLAN_WORDS, content_words

_FEWEST_WORDS: Final = 25
_FEWEST_LABEL_WORDS: Final = 3
_MOST_PER_LABEL: Final = 20
_SMALLEST_REPEATED: Final = 100
_REFERS: Final = re.compile(whole("nói trên|nêu trên|trên đây|kể trên|vừa nêu|đã nêu|này"))
_SAYS_AGAIN: Final = re.compile(r"nhắc lại|ghi lại|nêu lại|giao lại|cũng (?:ghi|nêu|là)|cuối báo cáo|phụ lục")
_ALL_OF_THESE: Final = re.compile(r"(?:^|[ ,;])(?:trong|trong số|trong tổng số)$")
"""Before a figure with its noun and "này": all those told before are meant."""
_THESE: Final = re.compile(r"(?:[^\W\d_]+ ){1,3}(?:này|nói trên|nêu trên|kể trên)\b")
_FEWEST_NAMING: Final = 3
_FEWEST_SHARED: Final = 6
_MANY_DIGITS: Final = 4
_NEAR: Final = 12
_PLACES: Final = words(
    "bảng biểu tổng hợp phần mục báo cáo kết luận mở đầu tóm tắt chi tiết đánh giá ghi nêu thấy tại nguyên nhân "
    "tuy nhiên phụ lục thể hiện toàn bộ số liệu nhận xét"
)
"""Words that say where in a report a figure stands, not what it counts."""
_CONVERTS: Final = re.compile(r"^(?:tức(?: là)?|tương đương|bằng|hay|khoảng)?$")
_COMPARES: Final = re.compile(r"cùng kỳ|trước|năm ngoái|so với|đầu năm")
_YEAR: Final = re.compile(r"năm 20\d\d")
_SAYS_SAME: Final = ("tức", "tương đương")


class Sentence(NamedTuple):
    """A sentence with its figures; `skeleton` is its text in lower case with the figures taken out."""

    passage: int
    skeleton: str
    quantities: tuple[Quantity, ...]


class Labelled(NamedTuple):
    """A figure with the words before and after it in its clause."""

    passage: int
    sentence: int
    quantity: Quantity
    before: str
    after: str


def repeated_sentences(sentences: Sequence[Sentence]) -> Iterator[Claim]:
    """Yield claims that a sentence told twice gives the same figures both times."""
    first_seen: dict[str, Sentence] = {}
    for sentence in sentences:
        if sentence.skeleton.count(" ") + 1 < _FEWEST_WORDS:
            continue
        first = first_seen.setdefault(sentence.skeleton, sentence)
        if first is sentence or len(first.quantities) != len(sentence.quantities):
            continue
        pairs = list(zip(first.quantities, sentence.quantities, strict=True))
        different = [pair for pair in pairs if pair[0].value != pair[1].value]
        near = first.passage == sentence.passage
        binding = Binding.FIRM if near and len(different) == 1 else Binding.HUNCH
        for old, new in different[:1] or pairs[:1]:
            yield _claim(old, new, binding)


def referred_claims(context: Context) -> Iterator[Claim]:
    """Yield that "5.517 hộ nói trên" is a figure told before, and that a figure told twice in a passage is one."""
    seen: dict[tuple[str, Decimal], Quantity] = {}
    for mention in context.mentions:
        quantity = mention.quantity
        key = (quantity.unit, quantity.value)
        refers = _REFERS.search(f"{mention.clause} {mention.tail}") is not None
        if key in seen and (quantity.value >= _SMALLEST_REPEATED or quantity.decimals or refers):
            yield _claim(seen[key], quantity, Binding.HUNCH)
        elif key not in seen and (refers or _SAYS_AGAIN.search(mention.clause)):
            yield from _told_before(context, mention)
        seen.setdefault(key, quantity)
        yield from _converted(context, mention)


def _told_before(context: Context, mention: Mention) -> Iterator[Claim]:
    only = _only_one_meant(context, mention)
    if only is not None:
        yield _claim(only.quantity, mention.quantity, Binding.FIRM)
        return
    for other in context.before(mention):
        same = other.quantity.unit == mention.quantity.unit
        again = _ALL_OF_THESE.search(mention.clause) is not None and mention.quantity.unit != ""
        same = same and (
            other.sentence < mention.sentence
            or again
            or ";" in mention.marks
            or _SAYS_AGAIN.search(mention.clause) is not None
        )
        if same and (again or _is_slip(other.quantity, mention.quantity)):
            yield _claim(other.quantity, mention.quantity, Binding.FIRM)
            return


def _only_one_meant(context: Context, mention: Mention) -> Mention | None:
    """Return the figure that "56 dự án này" takes up, where one alone counts the same and is a tenth off at most."""
    if not mention.is_amount or not mention.quantity.unit or not _THESE.match(mention.tail):
        return None
    alike = [m for m in context.before(mention) if m.quantity.unit == mention.quantity.unit and m.is_amount]
    if len(alike) != 1 or alike[0].sentence < mention.sentence - 1:
        return None
    one, two = alike[0].quantity.value, mention.quantity.value
    return alike[0] if 10 * abs(one - two) <= max(one, two) else None


def _converted(context: Context, mention: Mention) -> Iterator[Claim]:
    """Yield "1,35 ha (tức 13.500 m2)" and "05 (năm) ngày": one figure in two units, or in digits and in words."""
    before = context.at(mention.place - 1)
    if before is None or before.sentence != mention.sentence or mention.marks not in ("(", ","):
        return
    one, two = before.quantity, mention.quantity
    if _CONVERTS.search(mention.lead) and _is_in_other_unit(one, two):
        told, other = converted(one, two.unit), two
        said = mention.lead.startswith(_SAYS_SAME) and not mention.change
        slip = any(told.value == other.value.scaleb(places) for places in (-3, -2, -1, 1, 2, 3))
        yield _claim(told, other, Binding.FIRM if said and slip else Binding.HUNCH)
    elif (
        context.source.low[two.end : two.end + 1] == ")"
        and mention.marks == "("
        and not mention.lead
        and two.text[:1].isalpha()
        and one.text[:1].isdigit()
    ):
        yield _claim(one, two, Binding.FIRM)


def _is_in_other_unit(one: Quantity, two: Quantity) -> bool:
    """True for hectares and square metres, tonnes and kilograms, "1,85 nghìn tỷ đồng" and "1.850 tỷ đồng"."""
    if one.per or two.per:
        return False
    if one.unit == two.unit:
        return one.power != two.power and bool(one.power and two.power) and one.measure is Measure.MONEY
    return converted(one, two.unit) is not one


def repeated_labels(figures: Sequence[Labelled]) -> Iterator[Claim]:
    """Yield claims that figures with the same label in different sentences are the same."""
    by_label: dict[tuple[str, frozenset[str]], list[Labelled]] = defaultdict(list)
    for figure in figures:
        named = content_words(figure.after) - {figure.quantity.unit}
        if len(named) < _FEWEST_LABEL_WORDS or not _can_repeat(figure):
            continue
        group = by_label[(figure.quantity.unit, frozenset(named))]
        for other in group[-1:]:
            yield from _same_label(other, figure)
        if len(group) < _MOST_PER_LABEL:
            group.append(figure)


def renamed_labels(figures: Sequence[Labelled]) -> Iterator[Claim]:
    """Yield that a figure with two digits changed round is the one told before of the same thing.

    "Tổng số lao động được khảo sát là 2.450 người. Tại kết luận, tổng số lao động được khảo sát là 2.540 người."
    """
    near: dict[str, deque[tuple[list[str], Labelled]]] = defaultdict(lambda: deque(maxlen=_NEAR))
    for figure in figures:
        if figure.quantity.value < _SMALLEST_REPEATED:
            continue
        seen = near[figure.quantity.unit]
        digits = sorted(str(units_of(figure.quantity)))
        for known, old in seen:
            if known == digits and _is_swap(old, figure) and _are_named_alike(old, figure):
                yield _claim(old.quantity, figure.quantity, Binding.FIRM)
        seen.append((digits, figure))


def _are_named_alike(old: Labelled, new: Labelled) -> bool:
    """True for the same label and years, neither compared with another time; what comes later may say more."""
    texts = [f"{figure.before} {figure.after}" for figure in (old, new)]
    if any(_COMPARES.search(text) for text in texts) or set(_YEAR.findall(texts[0])) != set(
        _YEAR.findall(texts[1])
    ):
        return False
    unit = set(new.quantity.unit.split())
    known, names = (content_words(text) - _PLACES - unit for text in texts)
    long = len(str(units_of(new.quantity))) >= _MANY_DIGITS
    shared = known & names if long else known
    if len(shared) < (_FEWEST_NAMING - 1 if long else _FEWEST_NAMING):
        return False
    within = known <= names or (long and names <= known)
    return known == names or ((long or len(known) >= _FEWEST_SHARED) and within)


def _is_swap(old: Labelled, new: Labelled) -> bool:
    one, two = old.quantity, new.quantity
    if (old.passage, old.sentence) == (new.passage, new.sentence):
        return False
    return one.step == two.step and one.value != two.value and differ_by_swap(units_of(one), units_of(two))


def _can_repeat(figure: Labelled) -> bool:
    text = f"{figure.before} {figure.after}"
    return (
        figure.quantity.measure in (Measure.COUNT, Measure.PEOPLE, Measure.MONEY, Measure.PERCENT)
        and figure.quantity.value >= 100
        and not OTHER_PERIOD.search(text)
        and not PLAN_WORDS.search(text)
    )


def _same_label(old: Labelled, new: Labelled) -> Iterator[Claim]:
    if (old.passage, old.sentence) == (new.passage, new.sentence):
        return
    same = old.quantity.value == new.quantity.value
    before_old, before_new = content_words(old.before), content_words(new.before)
    alike = before_old == before_new or (before_old and before_new and before_old <= before_new)
    if same:
        yield _claim(old.quantity, new.quantity, Binding.HUNCH)
    elif alike and _is_slip(old.quantity, new.quantity):
        yield _claim(old.quantity, new.quantity, Binding.FIRM)


def _is_slip(old: Quantity, new: Quantity) -> bool:
    if old.step != new.step:
        return False
    left, right = units_of(old), units_of(new)
    return differ_by_swap(left, right) or (left >= Decimal(1000) and differ_by_one_digit(left, right))


def _claim(old: Quantity, new: Quantity, binding: Binding) -> Claim:
    return Claim(
        Kind.REPEAT_EQUAL, Form.SAME, (old,), new, binding, (new.start, "repeat"), Reason.BASE_UNCLEAR
    )
