"""XLSX as text: a heading for each visible sheet, then its tables; blank rows separate them.

Formulas stand with the value that was stored with them. Hidden rows and columns are left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.number_formats import shown
from haidang.domain.file_parts.workbook import Workbook, open_workbook, text_of
from haidang.domain.file_parts.xml import child, children, name_of, value, whole
from haidang.domain.file_text.blocks import Block, Cell, Line, Piece, Table
from haidang.domain.file_text.model import FileText, Media, Place
from haidang.domain.file_text.writing import Writer

_MOST_CELLS: Final = 400_000
_WIDEST: Final = 16_384
_LAST_ROW: Final = 1_048_576

XlsxBlock: TypeAlias = Block[None]


@dataclass(frozen=True, slots=True)
class _Row:
    """A visible row: its number, its place among the visible ones, its texts by column."""

    number: int
    order: int
    cells: dict[int, str]


def read_xlsx(archive: Archive, main: str) -> FileText:
    """Return the visible sheets. Raises UnreadableFile when they hold more than 400,000 cells."""
    book = open_workbook(archive, main)
    writer: Writer[None] = Writer()
    budget = _Budget()
    for name, part in book.sheets:
        blocks = list(_Sheet(archive, part, name, book, budget).blocks())
        if blocks:
            writer.blocks([Line(Place(sheet=name), [Piece(" ".join(name.split()))]), *blocks])
            writer.blocks([Line(Place(sheet=name))])
    return writer.result(Media.XLSX)


@dataclass(slots=True)
class _Budget:
    left: int = _MOST_CELLS

    def take(self, count: int = 1) -> None:
        self.left -= count
        if self.left < 0:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {_MOST_CELLS} cells")


@dataclass(slots=True)
class _Sheet:
    archive: Archive
    part: str
    name: str
    book: Workbook
    budget: _Budget
    hidden: set[int] = field(default_factory=set)

    def blocks(self) -> Iterator[XlsxBlock]:
        """Yield the tables of the sheet, and the single cells above, between and below them as lines."""
        group: list[_Row] = []
        for row in self._rows():
            if group and (not row.cells or row.order > group[-1].order + 1):
                yield from self._group(group)
                group = []
            if row.cells:
                group.append(row)
        yield from self._group(group)

    def _rows(self) -> Iterator[_Row]:
        """Yield the visible rows that the file has; hidden ones between them end no table."""
        number = hidden = 0
        for element in self.archive.elements(self.part, "{*}col", "{*}row"):
            if name_of(element) == "col":
                self._hide(element)
                continue
            number = min(whole(element, number + 1, "r"), _LAST_ROW)
            if value(element, "hidden") in ("1", "true"):
                hidden += 1
            else:
                yield _Row(number, number - hidden, self._cells(element))

    def _hide(self, column: Element) -> None:
        if value(column, "hidden") in ("1", "true"):
            last = min(whole(column, 0, "max"), _WIDEST)
            self.hidden |= set(range(whole(column, 1, "min"), last + 1))

    def _cells(self, row: Element) -> dict[int, str]:
        cells: dict[int, str] = {}
        column = 0
        for element in children(row):
            column = _column_of(value(element, "r")) or column + 1
            text = self._text(element).strip()
            if text and column not in self.hidden and column <= _WIDEST:
                self.budget.take()
                cells[column] = text
        return cells

    def _text(self, cell: Element) -> str:
        kind, stored = value(cell, "t"), child(cell, "v")
        raw = (stored.text or "") if stored is not None else ""
        if kind == "inlineStr":
            inline = child(cell, "is")
            return text_of(inline) if inline is not None else ""
        if kind == "s":
            index = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 9 else -1
            return self.book.texts[index] if 0 <= index < len(self.book.texts) else ""
        if kind == "b":
            return "TRUE" if raw == "1" else "FALSE"
        if kind in ("str", "e", "d"):
            return raw
        style = whole(cell, 0, "s")
        code = self.book.formats[style] if style < len(self.book.formats) else "General"
        return shown(raw, code, self.book.is_1904) if raw else ""

    def _group(self, rows: list[_Row]) -> Iterator[XlsxBlock]:
        """Yield rows under each other: as a table where they have several columns."""
        first, last = 0, len(rows)
        while first < last and len(rows[first].cells) == 1:
            first += 1
        while last > first and len(rows[last - 1].cells) == 1:
            last -= 1
        yield from self._lines(rows[:first])
        if first < last:
            yield self._table(rows[first:last])
        yield from self._lines(rows[last:])

    def _lines(self, rows: list[_Row]) -> Iterator[XlsxBlock]:
        for row in rows:
            for column, text in row.cells.items():
                yield Line(self._place(row.number, column), [Piece(text)])

    def _table(self, rows: list[_Row]) -> Table[None]:
        columns = sorted({column for row in rows for column in row.cells})
        self.budget.take(len(rows) * len(columns) - sum(len(row.cells) for row in rows))
        return Table(
            [
                [self._cell(row.number, column, row.cells.get(column, "")) for column in columns]
                for row in rows
            ]
        )

    def _cell(self, number: int, column: int, text: str) -> Cell[None]:
        place = self._place(number, column)
        return Cell(place, [Line(place, [Piece(text)])] if text else [])

    def _place(self, number: int, column: int) -> Place:
        return Place(sheet=self.name, cell=f"{_letters(column)}{number}")


def _column_of(reference: str) -> int:
    """Return the column of "AB12", counted from 1; 0 if there is none."""
    column = 0
    for char in reference[:4]:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - ord("A") + 1
    return column


def _letters(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
