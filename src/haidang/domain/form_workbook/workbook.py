"""A workbook as rows of cells, read once from front to back: hidden parts and merged ranges are told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.form_workbook.cells import Cell, Shape, cell_of, shape_of, text_of
from haidang.domain.form_workbook.package import Element, Package, attribute, child, is_on, name_of, whole
from haidang.domain.form_workbook.result import FaultCode, UnreadableWorkbook

MAX_SHEETS: Final = 50
MAX_ROWS: Final = 20_000
"""Rows with something in them, all sheets together."""
MAX_ROW_ELEMENTS: Final = 300_000
"""Rows of one sheet with nothing but a format, and all others."""
MAX_COLUMNS: Final = 256
"""Cells further to the right are not looked at."""
MAX_MERGED: Final = 10_000
_MAX_TEXTS: Final = 500_000
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384
_RANGE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it: its number, its cells by column (from 1)."""

    number: int
    cells: dict[int, Cell]
    is_hidden: bool = False

    def cell(self, column: int) -> Cell:
        """Return the cell in a column, an empty one if there is none."""
        return self.cells.get(column) or Cell(f"{letters(column)}{self.number}")


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells; `text` is its address."""

    text: str
    first_column: int
    first_row: int
    last_column: int
    last_row: int


@dataclass(slots=True)
class Sheet:
    """A sheet of the workbook, visible or not."""

    name: str
    is_hidden: bool
    rows: list[Row] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Range] = field(default_factory=list)

    def hides(self, column: int) -> bool:
        """True for a hidden column."""
        return any(first <= column <= last for first, last in self.hidden_columns)


@dataclass(frozen=True, slots=True)
class Workbook:
    """Its sheets in order, and its custom properties (name and text)."""

    sheets: tuple[Sheet, ...]
    properties: dict[str, str]


def open_workbook(package: Package) -> Workbook:
    """Return all sheets. Raises UnreadableWorkbook when there is more of anything than a form can have."""
    root = package.tree(package.main)
    texts = list(_texts(package, package.related(package.main, "sharedStrings")))
    shapes = list(_shapes(package, package.related(package.main, "styles")))
    sheets: list[Sheet] = []
    left = MAX_ROWS
    for name, part, is_hidden in _listed(package, root):
        sheet = Sheet(name, is_hidden)
        _read_sheet(package, part, sheet, _Context(texts, shapes, left))
        left -= len(sheet.rows)
        sheets.append(sheet)
    return Workbook(tuple(sheets), _properties(package, package.related("", "custom-properties")))


def letters(column: int) -> str:
    """Return the name of a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


@dataclass(frozen=True, slots=True)
class _Context:
    texts: list[str]
    shapes: list[Shape]
    rows_left: int


def _listed(package: Package, root: Element) -> Iterator[tuple[str, str, bool]]:
    targets = {
        relation.identifier: relation.target
        for relation in package.relations(package.main)
        if relation.kind == "worksheet"
    }
    listing = child(root, "sheets")
    entries = [] if listing is None else [entry for entry in listing if name_of(entry) == "sheet"]
    if len(entries) > MAX_SHEETS:
        raise UnreadableWorkbook(FaultCode.UNPACKS_TO_TOO_MUCH, f"{len(entries)} sheets")
    for entry in entries:
        if part := targets.get(attribute(entry, "id"), ""):
            yield attribute(entry, "name"), part, attribute(entry, "state") not in ("", "visible")


def _read_sheet(package: Package, part: str, sheet: Sheet, context: _Context) -> None:
    number = seen = 0
    for element in package.elements(part, "{*}col", "{*}row", "{*}mergeCell"):
        match name_of(element):
            case "col":
                if is_on(element, "hidden"):
                    first = whole(attribute(element, "min"), 1)
                    sheet.hidden_columns.append((first, whole(attribute(element, "max"), first)))
            case "mergeCell":
                _add_merged(sheet, attribute(element, "ref"))
            case _:
                seen += 1
                number = min(whole(attribute(element, "r"), number + 1), _LAST_ROW)
                if cells := _cells(element, number, context):
                    sheet.rows.append(Row(number, cells, is_on(element, "hidden")))
                if len(sheet.rows) > context.rows_left or seen > MAX_ROW_ELEMENTS:
                    raise UnreadableWorkbook(FaultCode.TOO_MANY_ROWS, str(MAX_ROWS), sheet.name)


def _cells(row: Element, number: int, context: _Context) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    column = 0
    for element in row:
        column = _column_of(attribute(element, "r")) or column + 1
        if column > MAX_COLUMNS:
            break
        if name_of(element) == "c" and len(element):
            cell = cell_of(element, f"{letters(column)}{number}", context.texts, context.shapes)
            if not cell.is_blank:
                cells[column] = cell
    return cells


def _column_of(reference: str) -> int:
    """Return the column of "AB12", counted from 1; 0 if there is none."""
    column = 0
    for char in reference[:4]:
        if not "A" <= char <= "Z":
            break
        column = column * 26 + ord(char) - ord("A") + 1
    return column


def _add_merged(sheet: Sheet, reference: str) -> None:
    match = _RANGE.fullmatch(reference)
    if match is None:
        return
    if len(sheet.merged) >= MAX_MERGED:
        raise UnreadableWorkbook(FaultCode.UNPACKS_TO_TOO_MUCH, "merged cells", sheet.name)
    column, row = _column_of(match[1]), int(match[2])
    last_column, last_row = (_column_of(match[3]), int(match[4])) if match[3] else (column, row)
    sheet.merged.append(Range(reference, column, row, min(last_column, _LAST_COLUMN), last_row))


def _texts(package: Package, part: str) -> Iterator[str]:
    if not part:
        return
    for count, entry in enumerate(package.elements(part, "{*}si")):
        if count >= _MAX_TEXTS:
            raise UnreadableWorkbook(FaultCode.UNPACKS_TO_TOO_MUCH, "shared texts")
        yield text_of(entry)


def _shapes(package: Package, part: str) -> Iterator[Shape]:
    if not part:
        return
    root = package.tree(part)
    formats, styles = child(root, "numFmts"), child(root, "cellXfs")
    own = {
        whole(attribute(entry, "numFmtId"), -1): attribute(entry, "formatCode")
        for entry in (formats if formats is not None else ())
    }
    for style in styles if styles is not None else ():
        number = whole(attribute(style, "numFmtId"), 0)
        yield shape_of(number, own.get(number, ""))


def _properties(package: Package, part: str) -> dict[str, str]:
    if not part:
        return {}
    return {
        attribute(entry, "name"): "".join(str(text) for text in entry.itertext()).strip()
        for entry in package.tree(part)
        if name_of(entry) == "property"
    }
