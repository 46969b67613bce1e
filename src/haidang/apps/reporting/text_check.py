"""The text of a report read as text, figures and words together, as any reader would recompute it. Reads only.

What a finding among the quoted figures already says is not said twice; the rest is open until somebody explains it or
the text no longer says it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from haidang.apps.reporting.assembly import Assembled
from haidang.apps.reporting.models import Report, TextExplanation
from haidang.domain import official_document as od
from haidang.domain.figures import Quantity, Relation, Verdict, check_text


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage; `is_figure` where it is one of the figures that contradict each other."""

    text: str
    is_figure: bool


@dataclass(frozen=True)
class TextFinding:
    """A contradiction in the text: the block it stands in, its passage in pieces, the arithmetic, repairs."""

    fingerprint: str
    kind: str
    block: str
    pieces: tuple[Piece, ...]
    arithmetic_vi: str
    repairs: tuple[str, ...]
    explanation: TextExplanation | None

    @property
    def is_open(self) -> bool:
        return self.explanation is None


@dataclass(frozen=True)
class Undecided:
    """A relation that cannot be decided: its block, and its arithmetic, which ends with the reason."""

    block: str
    arithmetic_vi: str


@dataclass(frozen=True)
class TextCheck:
    """What reading a report as text found; `unchecked` are the figures in no relation, as they are written."""

    findings: tuple[TextFinding, ...]
    undecided: tuple[Undecided, ...]
    figures: int
    relations: int
    agreeing: int
    unchecked: tuple[str, ...]

    @property
    def open_findings(self) -> list[TextFinding]:
        return [finding for finding in self.findings if finding.is_open]


NOTHING_FOUND = TextCheck((), (), 0, 0, 0, ())


def check_report_text(report: Report, assembled: Assembled) -> TextCheck:
    """Read the assembled text of a report, quotes included, and recompute its figures."""
    plain = od.plain_text(assembled.document)
    found = check_text(plain.text)
    explained = {e.fingerprint: e for e in TextExplanation.objects.filter(report=report)}
    told = _Told.of(assembled, plain)
    untold = [relation for relation in found.contradictions if not told.covers(relation.figures)]
    return TextCheck(
        findings=tuple(_findings(plain, untold, explained)),
        undecided=tuple(
            Undecided(passage_at(plain, relation.start).key, relation.arithmetic_vi)
            for relation in found.relations
            if relation.verdict is Verdict.UNDETERMINED
        ),
        figures=len(found.quantities),
        relations=len(found.relations),
        agreeing=sum(relation.verdict is Verdict.CONSISTENT for relation in found.relations),
        unchecked=tuple(quantity.text for quantity in found.unchecked),
    )


@dataclass(frozen=True)
class _Told:
    """What findings among figures say already: where each quote stands, and the figures of each finding."""

    quotes: tuple[tuple[int, int, int], ...]
    findings: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, assembled: Assembled, plain: od.PlainText) -> _Told:
        figure_of = {quote.tag: quote.figure_id for quote, _section, _text in assembled.quotes}
        quotes = tuple(sorted((span.start, span.end, figure_of[span.quote_id]) for span in plain.quotes))
        findings = tuple(frozenset(f.pk for f in finding.figures.all()) for finding in assembled.findings)
        return cls(quotes, findings)

    def covers(self, quantities: Sequence[Quantity]) -> bool:
        """True when all figures are quoted ones that one finding compares."""
        quoted = [self._figure_at(quantity.start) for quantity in quantities]
        compared = {figure for figure in quoted if figure is not None}
        return len(quoted) == len(compared) and any(compared <= figures for figures in self.findings)

    def _figure_at(self, offset: int) -> int | None:
        place = bisect_right(self.quotes, offset, key=lambda quote: quote[0]) - 1
        if place < 0 or offset >= self.quotes[place][1]:
            return None
        return self.quotes[place][2]


def _findings(
    plain: od.PlainText, relations: Iterable[Relation], explained: dict[str, TextExplanation]
) -> Iterator[TextFinding]:
    """Yield findings with a fingerprint each: what a block says twice over is told apart by its number."""
    seen: Counter[str] = Counter()
    for relation in relations:
        block = passage_at(plain, relation.start).key
        said = "\x1f".join((block, relation.kind.value, relation.stated, *relation.operands))
        seen[said] += 1
        again = f"\x1f{seen[said]}" if seen[said] > 1 else ""
        fingerprint = hashlib.sha256(f"{said}{again}".encode()).hexdigest()
        yield TextFinding(
            fingerprint=fingerprint,
            kind=relation.kind.value,
            block=block,
            pieces=tuple(_pieces(plain, relation.figures)),
            arithmetic_vi=relation.arithmetic_vi,
            repairs=tuple(f"{found.text}: {found.because}" for found in relation.suggestions[:3]),
            explanation=explained.get(fingerprint),
        )


def passage_at(plain: od.PlainText, offset: int) -> od.Passage:
    """The passage in which a character stands."""
    return plain.passages[bisect_right(plain.passages, offset, key=lambda passage: passage.start) - 1]


def _pieces(plain: od.PlainText, figures: Sequence[Quantity]) -> Iterator[Piece]:
    """Yield the passages in which the figures stand; what lies between two passages is left out."""
    in_order = sorted(figures, key=lambda quantity: quantity.start)
    for number, (passage, inside) in enumerate(groupby(in_order, lambda q: passage_at(plain, q.start))):
        if number:
            yield Piece(" … ", is_figure=False)
        at = passage.start
        for figure in inside:
            if figure.start >= at:
                yield Piece(plain.text[at : figure.start], is_figure=False)
                yield Piece(plain.text[figure.start : figure.end], is_figure=True)
                at = figure.end
        yield Piece(plain.text[at : max(at, passage.end)], is_figure=False)
