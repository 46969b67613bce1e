"""A text in segments: plain text, figures in relations, figures that were not checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from haidang.domain.figures import Verdict
from haidang.foundation.figurecheck.model import CheckedFile

_WORST_FIRST: Final = (Verdict.INCONSISTENT, Verdict.UNDETERMINED, Verdict.CONSISTENT)
CLASSES: Final = {Verdict.INCONSISTENT: "wrong", Verdict.UNDETERMINED: "open", Verdict.CONSISTENT: "right"}
SIGNS: Final = {Verdict.INCONSISTENT: "✗", Verdict.UNDETERMINED: "?", Verdict.CONSISTENT: "✓"}
UNCHECKED_SIGN: Final = "○"


@dataclass(frozen=True, slots=True)
class Segment:
    """The characters `start`..`end`. `relations` are places in `CheckedFile.relations`; `verdict` is the worst of
    them, None for plain text and for figures that were not checked."""

    start: int
    end: int
    text: str
    relations: tuple[int, ...] = ()
    verdict: Verdict | None = None
    is_unchecked: bool = False


def segments_of(result: CheckedFile) -> Iterator[Segment]:
    """Yield the segments of the whole text one after the other. Figures that overlap are one segment."""
    at = 0
    for start, end, relations, is_unchecked in _figures(result):
        if start > at:
            yield Segment(at, start, result.text[at:start])
        verdicts = {result.relations[relation].verdict for relation in relations}
        worst = next((verdict for verdict in _WORST_FIRST if verdict in verdicts), None)
        yield Segment(start, end, result.text[start:end], relations, worst, is_unchecked)
        at = end
    if at < len(result.text):
        yield Segment(at, len(result.text), result.text[at:])


def is_stated(result: CheckedFile, relation: int, segment: Segment) -> bool:
    """True where a segment holds the stated figure of a relation: there its marks and links stand."""
    figures = result.relations[relation].figures
    return bool(figures) and segment.start <= figures[-1].start < segment.end


def _figures(result: CheckedFile) -> Iterator[tuple[int, int, tuple[int, ...], bool]]:
    """Yield each stretch of figures with the relations they are in, and whether they are in none."""
    spans: list[tuple[int, int, int]] = [(figure.start, figure.end, -1) for figure in result.unchecked]
    for place, relation in enumerate(result.relations):
        spans += [(figure.start, figure.end, place) for figure in relation.figures]
    spans.sort()
    place = 0
    while place < len(spans):
        start, end, _ = spans[place]
        members: list[int] = []
        while place < len(spans) and (spans[place][0] < end or spans[place][0] == start):
            end = max(end, spans[place][1])
            members.append(spans[place][2])
            place += 1
        relations = tuple(sorted({member for member in members if member >= 0}))
        yield start, end, relations, not relations
