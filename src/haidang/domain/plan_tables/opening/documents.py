"""DOCX: paragraphs as lines, tables row by row; what a merged cell covers carries its value down."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.xml import child, children, is_on, name_of, value, whole
from haidang.domain.plan_tables.opening.budget import Budget, clean
from haidang.domain.plan_tables.sources import Cell, Grid, Media, Place, Source, SourceRow

_MOST_XML: Final = 24 * 1024 * 1024
"""Bytes of the main part: as a tree it takes many times that."""
_WIDEST: Final = 63
_TRANSPARENT: Final = frozenset(
    ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice", "smartTag")
)
_UNSEEN: Final = frozenset(("del", "moveFrom", "instrText", "delText", "Fallback"))
_BLANKS: Final = frozenset(("tab", "br", "cr"))


def read_docx(archive: Archive, main: str, name: str) -> Source:
    """Return the body as one grid. Raises UnreadableFile when it holds more than is read."""
    if any(entry.filename == main and entry.file_size > _MOST_XML for entry in archive.entries):
        raise UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH, f"{main} has more than {_MOST_XML} bytes")
    reader = _Reader()
    rows = tuple(reader.blocks(child(archive.tree(main), "body")))
    return Source(name, Media.DOCX, (Grid(rows),))


@dataclass(slots=True)
class _Reader:
    budget: Budget = field(default_factory=Budget)
    paragraph: int = 0
    table: int = 0

    def blocks(self, parent: Element | None) -> Iterator[SourceRow]:
        for element in children(parent):
            name = name_of(element)
            if name == "p":
                self.paragraph += 1
                if text := clean(_text(element)):
                    self.budget.take(1)
                    yield SourceRow(Place(row=self.paragraph), {1: Cell(text)}, 0)
            elif name == "tbl":
                self.table += 1
                yield from self._table(element)
            elif name in _TRANSPARENT:
                yield from self.blocks(element)

    def _table(self, table: Element) -> Iterator[SourceRow]:
        above: dict[int, Cell] = {}
        rows: list[SourceRow] = []
        width = 0
        for number, element in enumerate(_within(table, "tr"), 1):
            cells, spans, reached = self._row(element, above)
            width = max(width, reached)
            if any(not cell.is_carried for cell in cells.values()):
                self.budget.take_row()
                rows.append(SourceRow(Place(table=self.table, row=number), cells, 0, spans))
        yield from (SourceRow(row.place, row.cells, width, row.spans) for row in rows)

    def _row(self, row: Element, above: dict[int, Cell]) -> tuple[dict[int, Cell], dict[int, int], int]:
        """Return cells, spans and the last column; `above` is what merged cells hold at each column."""
        cells: dict[int, Cell] = {}
        spans: dict[int, int] = {}
        column = 1 + min(whole(child(row, "trPr", "gridBefore")), _WIDEST)
        for element in _within(row, "tc"):
            span = min(max(whole(child(element, "tcPr", "gridSpan"), 1), 1), _WIDEST)
            merged = child(element, "tcPr", "vMerge")
            is_covered = merged is not None and value(merged) != "restart"
            text = clean(_text(element))
            if is_covered and not text and column in above:
                cells[column] = above[column]
            else:
                above.pop(column, None)
                if text:
                    self.budget.take(column)
                    cells[column] = Cell(text)
                    if merged is not None:
                        above[column] = Cell(text, is_carried=True)
            if span > 1 and column in cells:
                spans[column] = column + span - 1
            column += span
        return cells, spans, column - 1


def _within(parent: Element, wanted: str) -> Iterator[Element]:
    """Yield rows or cells, also those inside content controls; deleted and hidden rows are gone."""
    for element in children(parent):
        name = name_of(element)
        if name == wanted:
            if child(element, "trPr", "del") is None and not is_on(child(element, "trPr", "hidden")):
                yield element
        elif name in _TRANSPARENT:
            yield from _within(element, wanted)


def _text(element: Element) -> str:
    """Return the text of an element as it stands with all changes accepted; paragraphs and breaks as blanks."""
    pieces: list[str] = []
    waiting = [element]
    while waiting:
        part = waiting.pop()
        name = name_of(part)
        if name == "t":
            pieces.append(part.text or "")
        elif name in _BLANKS:
            pieces.append(" ")
        elif name not in _UNSEEN:
            if name == "p":
                pieces.append(" ")
            waiting.extend(reversed(list(children(part))))
    return "".join(pieces)
