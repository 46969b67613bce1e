"""What stands in a file, before anybody knows what it means: grids of rows of cells, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final


class Media(StrEnum):
    """What the bytes turned out to be."""

    XLSX = "xlsx"
    CSV = "csv"
    DOCX = "docx"
    PDF = "pdf"


class CellKind(StrEnum):
    """What a cell holds. A number shown as a date is a DATE; a formula without a stored result is UNCOMPUTED."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    ERROR = "error"
    UNCOMPUTED = "uncomputed"


@dataclass(frozen=True, slots=True)
class Cell:
    """`text` is what the cell shows; `stored` the exact number or the ISO date behind it, "" for texts.

    `is_carried`: the cell is covered by a merged one above it, whose value this is.
    """

    text: str
    kind: CellKind = CellKind.TEXT
    stored: str = ""
    is_formula: bool = False
    is_carried: bool = False

    @property
    def raw(self) -> str:
        """What was stored: all digits of a number, whatever the cell shows."""
        return self.stored if self.kind is CellKind.NUMBER else self.text

    @property
    def day(self) -> date | None:
        """The day of a DATE."""
        return date.fromisoformat(self.stored) if self.kind is CellKind.DATE else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, counted from 1; what the kind of file does not have is 0 or "".

    XLSX: `sheet`, `row`. CSV: `row` (line of the file). DOCX: `table`, `row`; a paragraph has table 0.
    PDF: `page`, `table`, `row`; a line outside of tables has table 0.
    """

    sheet: str = ""
    page: int = 0
    table: int = 0
    row: int = 0


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row with something in it. `cells` by column, from 1; `spans`: the last column of cells that cover several.

    `width` is the number of columns of its table; 0 for a line of text outside of tables.
    """

    place: Place
    cells: Mapping[int, Cell]
    width: int
    spans: Mapping[int, int] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def own(self) -> dict[int, Cell]:
        """The cells that stand in this row themselves."""
        return {column: cell for column, cell in self.cells.items() if not cell.is_carried}


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet, or all of a CSV, DOCX or PDF, from top to bottom. Rows without anything in them are left out."""

    rows: tuple[SourceRow, ...]
    sheet: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A file as grids. `name` is the name it came with."""

    name: str
    media: Media
    grids: tuple[Grid, ...]

    @property
    def count(self) -> int:
        """Rows with something in them, of all grids."""
        return sum(len(grid.rows) for grid in self.grids)


MAX_CELLS: Final = 400_000
MAX_ROWS: Final = 20_000
"""With something in them, of one file."""
MAX_COLUMNS: Final = 256
MAX_CELL_TEXT: Final = 32_767
"""Characters of a cell, as spreadsheets allow: longer texts are cut there and told."""


def column_label(column: int, media: Media) -> str:
    """Return how people call a column: letters in sheets and CSV, numbers elsewhere."""
    if media not in (Media.XLSX, Media.CSV):
        return str(column)
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
