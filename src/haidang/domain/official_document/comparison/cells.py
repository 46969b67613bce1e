"""Which cell of a row is which, also after cells were merged or columns taken out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from haidang.domain.official_document.comparison.tokens import masked
from haidang.domain.official_document.docx.lines import Cell, Line
from haidang.domain.official_document.text import QuoteSpan


@dataclass(frozen=True, slots=True)
class CellPair:
    """Cells of the file as made, and the position of the one cell they are now (None: gone).

    Several old ones were merged into it.
    """

    old: tuple[Cell, ...]
    new: int | None

    @property
    def text(self) -> str:
        """The old texts, one a line."""
        return "\n".join(cell.text for cell in self.old)

    @property
    def quotes(self) -> tuple[QuoteSpan, ...]:
        """The old figures by their places in `text`."""
        return tuple(span for spans in self.quotes_by_cell for span in spans)

    @property
    def quotes_by_cell(self) -> Iterator[tuple[QuoteSpan, ...]]:
        """As `quotes`, for each old cell."""
        start = 0
        for cell in self.old:
            yield tuple(QuoteSpan(q.quote_id, start + q.start, start + q.end) for q in cell.quotes)
            start += len(cell.text) + 1


def pair_cells(old: Line, new: Line) -> list[CellPair]:
    """Pair the cells of two rows, or the single cells of two paragraphs."""
    by_grid = _width(old) == _width(new)
    found = _by_column(old.cells, new.cells) if by_grid else _by_text(old.cells, new.cells)
    merged: dict[int, list[Cell]] = {}
    for cell, place in zip(old.cells, found, strict=True):
        if place is not None:
            merged.setdefault(place, []).append(cell)
    pairs = [CellPair(tuple(cells), place) for place, cells in merged.items()]
    return [
        *pairs,
        *(CellPair((cell,), None) for cell, place in zip(old.cells, found, strict=True) if place is None),
    ]


def _width(line: Line) -> int:
    return max(cell.column + cell.span for cell in line.cells)


def _by_column(old: Sequence[Cell], new: Sequence[Cell]) -> list[int | None]:
    """For each old cell the new one that covers its first column."""
    covering = {
        column: place
        for place, cell in enumerate(new)
        for column in range(cell.column, cell.column + cell.span)
    }
    return [covering.get(cell.column) for cell in old]


def _by_text(old: Sequence[Cell], new: Sequence[Cell]) -> list[int | None]:
    """The table has more or fewer columns now: cells of equal text, then of equal text but for numerals, in order."""
    found: list[int | None] = [None] * len(old)
    a, b = [masked(cell.text) for cell in old], [masked(cell.text) for cell in new]
    exact = SequenceMatcher(None, [c.text for c in old], [c.text for c in new], autojunk=False)
    edges = [(-1, -1), *_steps(exact), (len(old), len(new))]
    for (start, other), (end, other_end) in pairwise(edges):
        if start >= 0:
            found[start] = other
        between = SequenceMatcher(None, a[start + 1 : end], b[other + 1 : other_end], autojunk=False)
        for one, two in _steps(between):
            found[start + 1 + one] = other + 1 + two
    return found


def _steps(matcher: "SequenceMatcher[str]") -> list[tuple[int, int]]:
    return [(a + step, b + step) for a, b, size in matcher.get_matching_blocks() for step in range(size)]
