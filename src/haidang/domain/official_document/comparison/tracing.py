"""Follows every figure from the file as made into the returned one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from haidang.domain.official_document.comparison.alignment import Alignment
from haidang.domain.official_document.comparison.cells import CellPair, pair_cells
from haidang.domain.official_document.comparison.reading_cells import (
    CellReading,
    Found,
    NewNumeral,
    read_cell,
)
from haidang.domain.official_document.docx.lines import Cell, Line, squeezed
from haidang.domain.official_document.text import QuoteSpan


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the returned file: line, cell, span."""

    line: int
    cell: int
    span: QuoteSpan


@dataclass(frozen=True, slots=True)
class Sighting:
    """A figure where it belongs: where that is now, and what is read there.

    `displaced`: it was swapped with another, merged into another cell, or its paragraph was moved.
    """

    spot: Spot
    found: Found
    displaced: bool


@dataclass
class Trace:
    """All figures and new numerals. `controls`: by quote id, every place where its control stands and holds text."""

    controls: dict[str, list[Spot]]
    sightings: dict[str, Sighting] = field(default_factory=dict)
    numerals: list[tuple[int, int, NewNumeral]] = field(default_factory=list)
    spans: dict[tuple[int, int], list[QuoteSpan]] = field(default_factory=dict)
    merged: set[int] = field(default_factory=set)

    @property
    def by_place(self) -> bool:
        """Whether no control is left at all."""
        return not self.controls


def trace(
    old: Sequence[Line],
    new: Sequence[Line],
    alignment: Alignment,
    known: Mapping[str, str],
    shown: Mapping[str, str],
) -> Trace:
    """Follow the figures. `known`: their texts as issued; `shown`: what Word will show in place of their controls."""
    clean = [_clean(line, known) for line in new]
    result = Trace(_controls(clean))
    for number, place in alignment.pairs.items():
        if number not in alignment.moved and _same(old[number], clean[place]):
            _unchanged(result, clean[place], place)
            continue
        for pair in pair_cells(old[number], clean[place]):
            if pair.new is not None:
                _follow(
                    result, pair, (place, pair.new), clean[place].cells[pair.new], number in alignment.moved
                )
    for place, line in enumerate(clean):
        _strangers(result, line, place)
    _correct_shown(result, known, shown)
    return result


def _clean(line: Line, known: Mapping[str, str]) -> Line:
    """The line with controls of figures of this document only, none within another, none empty."""
    if not any(cell.quotes for cell in line.cells):
        return line
    cells = tuple(
        Cell(c.column, c.span, c.text, tuple(_disjoint(c.quotes, known)), c.tracked) for c in line.cells
    )
    return Line(line.story, cells, line.table, line.row)


def _disjoint(spans: Sequence[QuoteSpan], known: Mapping[str, str]) -> Iterator[QuoteSpan]:
    end = 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if span.quote_id in known and span.start >= end and span.end > span.start:
            yield span
            end = span.end


def _controls(lines: Sequence[Line]) -> dict[str, list[Spot]]:
    controls: dict[str, list[Spot]] = {}
    for number, line in enumerate(lines):
        for position, cell in enumerate(line.cells):
            for span in cell.quotes:
                controls.setdefault(span.quote_id, []).append(Spot(number, position, span))
    return controls


def _same(old: Line, new: Line) -> bool:
    return [(c.column, c.span, c.text, c.quotes) for c in old.cells] == [
        (c.column, c.span, c.text, c.quotes) for c in new.cells
    ]


def _unchanged(result: Trace, line: Line, place: int) -> None:
    for position, cell in enumerate(line.cells):
        result.spans[place, position] = list(cell.quotes)
        for span in cell.quotes:
            text = cell.text[span.start : span.end]
            result.sightings[span.quote_id] = Sighting(
                Spot(place, position, span), Found(span, text, text, bare=False), displaced=False
            )


def _follow(result: Trace, pair: CellPair, place: tuple[int, int], cell: Cell, moved: bool) -> None:
    """Read one cell against what it was made from."""
    quotes = pair.quotes
    reading = read_cell(pair.text, quotes, cell.text, cell.quotes, result.controls)
    firsts = {span.quote_id for span in next(pair.quotes_by_cell)}
    swapped = _out_of_order([span.quote_id for span in quotes], _present(reading))
    for quote_id, found in reading.figures.items():
        displaced = moved or quote_id in swapped or quote_id not in firsts
        result.sightings[quote_id] = Sighting(Spot(*place, found.span), found, displaced)
    result.numerals += [(*place, numeral) for numeral in reading.numerals]
    here = {found.span for found in reading.figures.values()}
    result.spans[place] = sorted({*here, *cell.quotes}, key=lambda span: span.start)
    if len(pair.old) > 1:
        result.merged.add(place[0])


def _present(reading: CellReading) -> list[str]:
    """Figures in the order in which they stand now."""
    return sorted(reading.figures, key=lambda quote_id: reading.figures[quote_id].span.start)


def _out_of_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Quote ids that changed places: both of a swapped pair, else as few as explain the new order."""
    before = [quote_id for quote_id in old if quote_id in new]
    unlike = {a for a, b in zip(before, new, strict=True) if a != b}
    if len(unlike) <= 2:
        return unlike
    kept = SequenceMatcher(None, before, new, autojunk=False).get_matching_blocks()
    return set(before) - {before[block.a + step] for block in kept for step in range(block.size)}


def _strangers(result: Trace, line: Line, place: int) -> None:
    """Cells that were made from none: every numeral outside controls is new."""
    for position, cell in enumerate(line.cells):
        if (place, position) not in result.spans:
            reading = read_cell("", (), cell.text, cell.quotes, result.controls)
            result.numerals += [(place, position, numeral) for numeral in reading.numerals]
            result.spans[place, position] = list(cell.quotes)


def _correct_shown(result: Trace, known: Mapping[str, str], shown: Mapping[str, str]) -> None:
    """Where the control says what it said, but the text it is bound to was changed: Word shows the latter."""
    for quote_id, sighting in result.sightings.items():
        text, _ = squeezed(shown.get(quote_id, ""), ())
        found = sighting.found
        if text and not found.bare and found.old == found.new and text != squeezed(known[quote_id], ())[0]:
            changed = Found(found.span, found.old, text, bare=False)
            result.sightings[quote_id] = Sighting(sighting.spot, changed, sighting.displaced)
