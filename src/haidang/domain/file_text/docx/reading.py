"""DOCX as text: paragraphs, lists, tables; footnotes and text boxes after the block that holds them.

Read as Word shows it with all changes accepted. Headers and footers are left out: they repeat on every page.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.superscript import raised
from haidang.domain.file_parts.xml import child, children, is_on, name_of, value, whole
from haidang.domain.file_text.blocks import Block, Cell, Line, Piece, Table
from haidang.domain.file_text.docx.numbering import Numbering
from haidang.domain.file_text.docx.runs import DocxPiece, NoteMark, RunReader, Source
from haidang.domain.file_text.model import Place
from haidang.domain.file_text.tabs import settle_tabs
from haidang.domain.file_text.writing import Writer

DocxBlock: TypeAlias = Block[Source]

_WIDEST: Final = 63  # columns of a Word table
_TRANSPARENT: Final = frozenset(
    ("sdt", "sdtContent", "customXml", "ins", "moveTo", "AlternateContent", "Choice")
)


def read_docx(archive: Archive, main: str) -> tuple["Writer[Source]", Element]:
    """Return the written text with the elements it comes from, and the tree of the main part they stand in."""
    root = archive.tree(main)
    parts = {kind: _part(archive, main, kind) for kind in ("footnotes", "endnotes", "numbering", "styles")}
    reader = _Reader(Numbering.of(parts["numbering"], parts["styles"]), _notes(parts))
    writer: Writer[Source] = Writer()
    writer.blocks(reader.story(child(root, "body")))
    writer.rewrite(settle_tabs)
    return writer, root


def _part(archive: Archive, main: str, kind: str) -> Element | None:
    name = archive.related(main, kind)
    return archive.tree(name) if name else None


def _notes(parts: dict[str, Element | None]) -> dict[tuple[str, str], Element]:
    return {
        (kind, value(note, "id")): note
        for kind in ("footnotes", "endnotes")
        for note in children(parts[kind])
    }


@dataclass(slots=True)
class _Where:
    """How far the numbering of paragraphs and tables has come."""

    paragraph: int = 0
    table: int = 0
    row: int = 0
    depth: int = 0

    @property
    def place(self) -> Place:
        inside = self.depth > 0
        return Place(
            paragraph=self.paragraph, table=self.table if inside else 0, row=self.row if inside else 0
        )


@dataclass(slots=True)
class _Reader:
    numbering: Numbering
    notes: dict[tuple[str, str], Element]
    marks: list[NoteMark] = field(default_factory=list)
    where: _Where = field(default_factory=_Where)
    told: int = 0
    _torn: list[DocxPiece] = field(default_factory=list)

    def story(self, body: Element | None) -> list[DocxBlock]:
        """Return the blocks of the body, each followed by the notes it refers to."""
        blocks: list[DocxBlock] = []
        runs = RunReader(self.marks)
        for block in self._blocks(body, runs):
            blocks.append(block)
            while self.told < len(self.marks):
                self.told += 1
                blocks.extend(self._note(self.told, self.marks[self.told - 1]))
        return blocks

    def _blocks(self, parent: Element | None, runs: RunReader) -> Iterator[DocxBlock]:
        for element in children(parent):
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element, runs)
            elif name == "tbl":
                yield from self._rest()
                yield self._table(element, runs)
            elif name in _TRANSPARENT:
                yield from self._blocks(element, runs)
        yield from self._rest()

    def _rest(self) -> Iterator[DocxBlock]:
        """Yield a paragraph whose end was deleted when none follows."""
        if self._torn:
            yield Line(self.where.place, self._torn)
            self._torn = []

    def _paragraph(self, element: Element, runs: RunReader) -> Iterator[DocxBlock]:
        """Yield the paragraph; one whose end was deleted waits for the next, of which it is the beginning."""
        self.where.paragraph += runs.host is None
        pieces = self._torn + runs.read(element)
        self._torn = []
        if child(element, "pPr", "rPr", "del") is not None:
            self._torn = pieces
            return
        mark = self.numbering.mark(element) if any(piece.text.strip() for piece in pieces) else ""
        yield Line(self.where.place, [Piece(mark), *pieces] if mark else pieces)
        boxes, runs.boxes = runs.boxes, []
        for box, host in boxes:
            yield from self._blocks(box, RunReader(self.marks, host))

    def _note(self, number: int, mark: NoteMark) -> list[DocxBlock]:
        note = self.notes.get((mark.part, mark.identifier))
        blocks = list(self._blocks(note, RunReader(self.marks, mark.run)))
        first = next((block for block in blocks if isinstance(block, Line)), None)
        if first is not None:
            _strip_front(first)
            first.pieces.insert(0, Piece(f"{raised(str(number))} ", Source(mark.run, None)))
        return blocks

    def _table(self, element: Element, runs: RunReader) -> Table[Source]:
        outer, self.where.depth = self.where.row, self.where.depth + 1
        self.where.table += self.where.depth == 1
        self.where.row = 0
        rows = [self._row(row, runs) for row in _rows(element)]
        self.where.row, self.where.depth = outer, self.where.depth - 1
        return Table(rows)

    def _row(self, element: Element, runs: RunReader) -> list[Cell[Source]]:
        self.where.row += self.where.depth == 1
        properties = child(element, "trPr")
        row: list[Cell[Source]] = self._empty(whole(child(properties, "gridBefore")))
        for cell in _cells(element):
            merged = child(cell, "tcPr", "vMerge")
            covered = merged is not None and value(merged) != "restart"
            blocks = list(self._blocks(cell, runs))
            row.append(Cell(self.where.place, [] if covered else blocks))
            row += self._empty(whole(child(cell, "tcPr", "gridSpan"), 1) - 1)
        return row + self._empty(whole(child(properties, "gridAfter")))

    def _empty(self, count: int) -> list[Cell[Source]]:
        return [Cell(self.where.place) for _ in range(min(count, _WIDEST))]


def _rows(table: Element) -> Iterator[Element]:
    for element in children(table):
        if name_of(element) == "tr":
            if child(element, "trPr", "del") is None and not is_on(child(element, "trPr", "hidden")):
                yield element
        elif name_of(element) in _TRANSPARENT:
            yield from _rows(element)


def _cells(row: Element) -> Iterator[Element]:
    for element in children(row):
        if name_of(element) == "tc":
            yield element
        elif name_of(element) in _TRANSPARENT:
            yield from _cells(element)


def _strip_front(line: Line[Source]) -> None:
    """Take the blanks off the beginning: Word puts one between the mark of a note and its text."""
    while line.pieces and not line.pieces[0].text.strip():
        line.pieces.pop(0)
    if line.pieces:
        first = line.pieces[0]
        line.pieces[0] = Piece(first.text.lstrip(), first.origin)
