"""The same thing told twice: whole sentences that differ in one figure only, or figures with the same label."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.model import Kind, Measure, Quantity, Reason
from haidang.domain.figures.slips import differ_by_one_digit, differ_by_swap, units_of
from haidang.domain.figures.words import OTHER_PERIOD, PLAN_WORDS, content_words

_FEWEST_WORDS: Final = 25
_FEWEST_LABEL_WORDS: Final = 3
_MOST_PER_LABEL: Final = 20


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its figures; `skeleton` is its text in lower case with the figures taken out."""

    passage: int
    skeleton: str
    quantities: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
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
        words = sentence.skeleton.count(" ") + 1
        if words < _FEWEST_WORDS:
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


def repeated_labels(figures: Sequence[Labelled]) -> Iterator[Claim]:
    """Yield claims that figures with the same label in different sentences are the same."""
    by_label: dict[tuple[str, frozenset[str]], list[Labelled]] = defaultdict(list)
    for figure in figures:
        words = content_words(figure.after) - {figure.quantity.unit}
        if len(words) < _FEWEST_LABEL_WORDS or not _can_repeat(figure):
            continue
        group = by_label[(figure.quantity.unit, frozenset(words))]
        for other in group[-1:]:
            yield from _same_label(other, figure)
        if len(group) < _MOST_PER_LABEL:
            group.append(figure)


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
