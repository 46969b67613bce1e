"""Totals, rests and differences that arithmetic alone suggests: x + y = z between figures of a passage, however worded.

Believed as in `evidence`: the farther the figures and the smaller the total, the likelier is chance.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from haidang.domain.figures.binding.certainty import are_opposites
from haidang.domain.figures.binding.context import Context, apart
from haidang.domain.figures.binding.evidence import told_before_bracket, unlike
from haidang.domain.figures.binding.parts import REST
from haidang.domain.figures.binding.times import is_of_other_time
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.mentions import Mention
from haidang.domain.figures.model import Kind, Measure
from haidang.domain.figures.units import PERCENT_POINTS
from haidang.domain.figures.words import PAST_PERIOD

_WINDOW: Final = 12
_FARTHEST_SENTENCE: Final = 3
_MOST_COINCIDENCES: Final = 0.25
_SORTS: Final = {
    Measure.PEOPLE: Measure.COUNT,
    Measure.POINTS: Measure.PERCENT,
}
_CUE_WORTH: Final = 9.0
_MOST_PARTS: Final = 12
_NO_TERM: Final = (Measure.RANK, Measure.TIMES)
_YEAR: Final = re.compile(r"năm 20\d\d")
_TOTAL_CUE: Final = re.compile(r"tổng|cộng|nâng|cả thảy|tất cả|tính chung|lũy kế|luỹ kế|\bgồm\b|\(|:")
_DIFFERENCE: Final = re.compile(
    r"\b(?:tăng|giảm|vượt|hụt|hạ|hơn|kém|chênh|chênh lệch|thiếu|thừa|thu hẹp|bớt|thêm|tiết kiệm|"
    r"lợi nhuận|lãi|lỗ|xuất siêu|nhập siêu|thặng dư|bội chi|bội thu|kết dư|thất thoát|cách biệt)\b"
)


class _Term(NamedTuple):
    """A mention among the figures that can be added, with its value and the width of its last place."""

    mention: Mention
    value: float
    step: float


def sum_evidence(context: Context, explained: set[int]) -> Iterator[Claim]:
    """Yield the claims that a figure not `explained` yet (by its offset) is the sum of others nearby."""
    classes: dict[tuple[Measure, str], list[_Term]] = {}
    for mention in context.mentions:
        if _can_be_term(mention):
            classes.setdefault(_sort_of(mention), []).append(_term(mention))
        if (
            mention.quantity.decimals
            and not mention.quantity.unit
            and mention.quantity.measure is Measure.COUNT
        ):
            classes.setdefault((Measure.PERCENT, ""), []).append(_term(mention))  # a score: "(41,75)"
    for terms in classes.values():
        for place, total in enumerate(terms):
            if total.value > 1:
                yield from _explanations(context, terms, place, explained)


def _sort_of(mention: Mention) -> tuple[Measure, str]:
    """Return what figures are added with: money, areas in one unit, percentages, all that is counted."""
    measure = mention.quantity.measure
    if measure is Measure.SIZE:
        return measure, mention.quantity.unit
    return _SORTS.get(measure, measure), ""


def _explanations(context: Context, terms: list[_Term], place: int, explained: set[int]) -> Iterator[Claim]:
    total = terms[place]
    first = max(0, place - _WINDOW)
    window = [
        (at - place, term)
        for at, term in enumerate(terms[first : place + _WINDOW + 1], first)
        if at != place
        and term.value < total.value
        and apart(context, term.mention, total.mention) <= _FARTHEST_SENTENCE
    ]
    if len(window) < 2:
        return
    pairs = list(_pairs(context, total, window))
    told = [pair for pair in pairs if any(_is_difference(context, term) for term in pair[1])]
    sums = [pair for pair in pairs if pair not in told]
    differences = [pair for pair in told if _is_in_time(total.mention, *pair[1])]
    done = total.mention.quantity.start in explained
    if done:
        told_apart = [pair for pair in sums if are_opposites(context, pair[1])]
        best = min(told_apart, key=lambda found: found[0], default=None)
        if best is not None:
            yield _claim(context, total.mention, best[1])
    for candidates in (differences,) if done else (differences, sums, _runs(context, total, window)):
        best = min(candidates, key=lambda found: found[0], default=None)
        if best is not None:
            yield _claim(context, total.mention, best[1])


def _is_in_time(total: Mention, one: Mention, two: Mention) -> bool:
    """True unless the amount of another time is on the wrong side: a rise cannot lead to last year's figure."""
    change, level = (two, one) if two.change else (one, two)
    if not change.change:
        return True
    new, old = (level, total) if change.change < 0 else (total, level)
    new_is_past = "so với" in new.clause or PAST_PERIOD.search(_YEAR.sub("", new.clause))
    return is_of_other_time(old) or not new_is_past


def _can_be_term(mention: Mention) -> bool:
    return not mention.ranged and mention.quantity.measure not in _NO_TERM and mention.quantity.value > 0


def _term(mention: Mention) -> _Term:
    quantity = mention.quantity
    step = 0.0 if quantity.is_counted else float(quantity.step)
    return _Term(mention, float(quantity.value), step)


Found = tuple[float, Sequence[Mention]]


def _pairs(context: Context, total: _Term, window: list[tuple[int, _Term]]) -> Iterator[Found]:
    for number, (at, one) in enumerate(window):
        for beyond, two in window[number + 1 :]:
            if not _adds_up(total, (one, two)):
                continue
            cost = (abs(at) + abs(beyond) + abs(at - beyond)) / 2 + _sentences(context, total, (one, two))
            cost += max(unlike(total.mention, one.mention), unlike(total.mention, two.mention))
            if _is_believed(context, total, (one, two), cost):
                yield cost, (one.mention, two.mention)


def _runs(context: Context, total: _Term, window: list[tuple[int, _Term]]) -> Iterator[Found]:
    """Yield runs of three and more terms, of the total's own noun or of all nouns, that add up."""
    own = [pair for pair in window if pair[1].mention.quantity.unit in (total.mention.quantity.unit, "")]
    for sequence in (own, window) if len(own) < len(window) else (own,):
        for first in range(len(sequence)):
            added = 0.0
            for last in range(first, min(len(sequence), first + _MOST_PARTS)):
                added += sequence[last][1].value
                if added > total.value * 1.01:
                    break
                if last - first < 2 or added < total.value * 0.99:
                    continue
                terms = [term for _, term in sequence[first : last + 1]]
                places = [at for at, _ in sequence[first : last + 1]]
                if not _adds_up(total, terms) or (sequence is window and _are_scattered(terms)):
                    continue
                skipped = places[-1] - places[0] + 1 - len(places)
                cost = (
                    1 + min(abs(places[0]), abs(places[-1])) / 2 + skipped + _sentences(context, total, terms)
                )
                cost += max(unlike(total.mention, term.mention) for term in terms)
                if _is_believed(context, total, terms, cost):
                    yield cost, [term.mention for term in terms]


def _are_scattered(terms: Sequence[_Term]) -> bool:
    """True for terms with different nouns in different sentences: some run of them always adds up."""
    nouns = {term.mention.quantity.unit for term in terms}
    return len(nouns) > 1 and len({term.mention.sentence for term in terms}) > 1


def _adds_up(total: _Term, terms: Sequence[_Term]) -> bool:
    slack = total.step * 0.75 + sum(term.step for term in terms) / 2
    if slack and min(term.value for term in terms) < max(total.step, *(term.step for term in terms)):
        return False  # a part lost in the rounding of another proves nothing
    return abs(sum(term.value for term in terms) - total.value) <= slack + 1e-9 * total.value


def _sentences(context: Context, total: _Term, terms: Sequence[_Term]) -> float:
    return max(apart(context, term.mention, total.mention) for term in terms)


def _is_believed(context: Context, total: _Term, terms: Sequence[_Term], cost: float) -> bool:
    width = max(total.step * 1.5 + sum(term.step for term in terms), 1.0 if not total.step else 0.0)
    worth = _CUE_WORTH if _has_cue(context, total, terms) else 1.0
    return width / total.value * cost * cost <= _MOST_COINCIDENCES * worth


def _has_cue(context: Context, total: _Term, terms: Sequence[_Term]) -> bool:
    last = terms[-1].mention
    return (
        _TOTAL_CUE.search(total.mention.clause) is not None
        or REST.search(f"{last.clause} {last.tail}") is not None
        or any(term.mention.owner == total.mention.place for term in terms)
        or any(_is_difference(context, term.mention) for term in terms)
        or are_opposites(context, [term.mention for term in terms])
    )


def _is_difference(context: Context, mention: Mention) -> bool:
    """True for a figure that is told as a change or a distance, also after the bracket that gives the old one."""
    if mention.change or _DIFFERENCE.search(mention.clause) or mention.quantity.unit == PERCENT_POINTS:
        return True
    return _DIFFERENCE.search(told_before_bracket(context, mention)) is not None


def _claim(context: Context, total: Mention, terms: Sequence[Mention]) -> Claim:
    changes = [term for term in terms if _is_difference(context, term)]
    if len(terms) == 2 and changes:
        return _difference(total, terms, changes[-1])
    rest = len(terms) == 2 and any(REST.search(f"{term.clause} {term.tail}") for term in terms)
    return Claim(
        Kind.PART_PLUS_REST if rest else Kind.SUM_OF_PARTS,
        Form.SUM,
        tuple(term.quantity for term in terms),
        total.quantity,
        Binding.HUNCH,
        (total.quantity.start, f"fit {len(terms) > 2}"),
        signs=(1,) * len(terms),
    )


def _difference(total: Mention, terms: Sequence[Mention], change: Mention) -> Claim:
    """Return the claim that `change` lies between the greater level `total` and the other term."""
    other = terms[0] if terms[1] is change else terms[1]
    fell = change.change < 0
    new, old = (other, total) if fell else (total, other)
    percent = total.is_percent and other.is_percent
    return Claim(
        Kind.POINT_DIFF if percent or total.quantity.measure is Measure.POINTS else Kind.CHANGE_ABS,
        Form.DIFFERENCE,
        (new.quantity, old.quantity),
        change.quantity,
        Binding.HUNCH,
        (change.quantity.start, "percent" if change.is_percent else "difference"),
        sign=-1 if fell else 1,
    )
