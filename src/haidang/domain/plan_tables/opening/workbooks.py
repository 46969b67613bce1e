"""XLSX: every sheet, row by row; merged cells carry their value down; formulas by what was stored with them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Final

from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.number_formats import shown
from haidang.domain.file_parts.workbook import Workbook, open_workbook, text_of
from haidang.domain.plan_tables.opening.budget import Budget, clean
from haidang.domain.plan_tables.sources import Cell, CellKind, Grid, Media, Place, Source, SourceRow

_LAST_ROW: Final = 1_048_576
_MOST_XML: Final = 32 * 1024 * 1024
"""Bytes of a sheet: more than the longest plan that is read has."""
_MOST_RANGES: Final = 50_000
_MOST_CARRIED: Final = 400_000
_BOOLEANS: Final = {"1": "TRUE", "0": "FALSE"}


def read_xlsx(archive: Archive, main: str, name: str) -> Source:
    """Return all sheets, hidden ones as such. Raises UnreadableFile when they hold more than is read."""
    book = open_workbook(archive, main)
    sizes = {entry.filename: entry.file_size for entry in archive.entries}
    if any(sizes[part] > _MOST_XML for _, part in (*book.sheets, *book.hidden)):
        raise UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH, f"a sheet has more than {_MOST_XML} bytes")
    budget = Budget()
    marked = chain(((*sheet, False) for sheet in book.sheets), ((*sheet, True) for sheet in book.hidden))
    grids = [
        Grid(_Sheet(archive, part, sheet, book, budget).rows(), sheet, is_hidden)
        for sheet, part, is_hidden in marked
    ]
    return Source(name, Media.XLSX, tuple(grids))


@dataclass(frozen=True, slots=True)
class _Range:
    """A merged range: its corners, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class _Sheet:
    archive: Archive
    part: str
    name: str
    book: Workbook
    budget: Budget
    ranges: list[_Range] = field(default_factory=list)
    _cells: dict[int, dict[int, Cell]] = field(default_factory=dict)
    _hidden: set[int] = field(default_factory=set)

    def rows(self) -> tuple[SourceRow, ...]:
        """Return the rows that have something in them."""
        number = 0
        for element in self.archive.elements(self.part, "{*}row", "{*}mergeCell"):
            if element.tag.endswith("}mergeCell"):
                self._merge(element.get("ref") or "")
                continue
            number = min(_whole(element.get("r")) or number + 1, _LAST_ROW)
            if len(element) and (cells := self._row(element)):
                self.budget.take_row()
                self._cells.setdefault(number, {}).update(cells)
                if element.get("hidden") in ("1", "true"):
                    self._hidden.add(number)
        numbers = sorted(self._cells)
        spans = self._carry(numbers)
        width = max((max(cells) for cells in self._cells.values()), default=0)
        return tuple(
            SourceRow(
                Place(sheet=self.name, row=row),
                self._cells[row],
                width,
                spans.get(row, {}),
                row in self._hidden,
            )
            for row in numbers
        )

    def _row(self, row: Element) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        column = 0
        for element in row.iterchildren("{*}c"):
            column = _column_of(element.get("r") or "") or column + 1
            if len(element) and (cell := self._cell(element)) is not None:
                self.budget.take(column)
                cells[column] = cell
        return cells

    def _cell(self, element: Element) -> Cell | None:
        kind, raw, is_formula, inline = element.get("t") or "n", "", False, ""
        for part in element.iterchildren("*"):
            name = part.tag.rpartition("}")[2]
            if name == "v":
                raw = part.text or ""
            elif name == "f":
                is_formula = True
            elif name == "is":
                inline = text_of(part)
        if kind == "s":
            raw = self._shared(raw)
        elif kind == "inlineStr":
            raw = inline
        if kind == "n" and raw.strip():
            return self._number(raw.strip(), element.get("s") or "0", is_formula)
        text = clean(_BOOLEANS.get(raw, raw) if kind == "b" else raw)
        if not text:
            return Cell("", CellKind.UNCOMPUTED, is_formula=True) if is_formula and not raw else None
        return Cell(text, CellKind.ERROR if kind == "e" else CellKind.TEXT, is_formula=is_formula)

    def _shared(self, raw: str) -> str:
        index = _whole(raw)
        return self.book.texts[index] if raw and index < len(self.book.texts) else ""

    def _number(self, raw: str, style: str, is_formula: bool) -> Cell:
        index = _whole(style)
        code = self.book.formats[index] if index < len(self.book.formats) else "General"
        if is_date_format(code) and (day := _day(raw, self.book.is_1904)):
            return Cell(clean(shown(raw, code, self.book.is_1904)), CellKind.DATE, day, is_formula)
        exact = _exact(raw)
        if not exact:
            return Cell(clean(raw), CellKind.TEXT, is_formula=is_formula)
        if code == "General":
            return Cell(exact.replace(".", ","), CellKind.NUMBER, exact, is_formula)
        return Cell(clean(shown(raw, code, self.book.is_1904)) or exact, CellKind.NUMBER, exact, is_formula)

    def _merge(self, reference: str) -> None:
        if len(self.ranges) >= _MOST_RANGES:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {_MOST_RANGES} merged ranges")
        first, _, last = reference.partition(":")
        corners = (_row_of(first), _column_of(first), _row_of(last), _column_of(last))
        if all(corners):
            self.ranges.append(_Range(*corners))

    def _carry(self, numbers: list[int]) -> dict[int, dict[int, int]]:
        """Put the value of merged cells into the rows below that have cells of their own; return the spans."""
        spans: dict[int, dict[int, int]] = {}
        left = _MOST_CARRIED
        for found in self.ranges:
            anchor = self._cells.get(found.top, {}).get(found.left)
            if anchor is None or anchor.is_carried:
                continue
            if found.right > found.left:
                spans.setdefault(found.top, {})[found.left] = found.right
            below = Cell(anchor.text, anchor.kind, anchor.stored, anchor.is_formula, is_carried=True)
            for row in _between(numbers, found.top + 1, found.bottom):
                left -= 1
                if left < 0:
                    raise UnreadableFile(Unreadable.TOO_LARGE, "merged cells over too many rows")
                if found.left not in self._cells[row]:
                    self._cells[row][found.left] = below
        return spans


def _between(numbers: list[int], first: int, last: int) -> Iterator[int]:
    for place in range(bisect_left(numbers, first), bisect_right(numbers, last)):
        yield numbers[place]


def _day(raw: str, is_1904: bool) -> str:
    """Return the ISO date of a serial, "" for a time of day or what is none."""
    try:
        moment = from_excel(float(raw), CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return ""
    return moment.date().isoformat() if isinstance(moment, datetime) else ""


def _exact(raw: str) -> str:
    """Return a stored number with all its digits and no exponent, "" for what is none."""
    if raw.isascii() and raw.isdigit() and len(raw) < 16:
        return raw
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return ""
    if not value.is_finite() or abs(value.adjusted()) > 30:
        return ""
    text = f"{value:.15g}" if len(value.as_tuple().digits) > 15 else f"{value}"
    whole = f"{Decimal(text):f}"
    return whole.rstrip("0").rstrip(".") if "." in whole else whole


def _column_of(reference: str) -> int:
    """Return the column of "AB12", counted from 1; 0 if there is none."""
    column = 0
    for char in reference[:4]:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - ord("A") + 1
    return column


def _row_of(reference: str) -> int:
    return _whole(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _whole(text: str | None) -> int:
    """Return a whole number of at most eight digits, 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
