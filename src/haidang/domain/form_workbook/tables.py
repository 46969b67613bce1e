"""Find the two tables of the form by their headings, wherever rows and columns have been moved to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from haidang.domain.form_workbook.cells import CellKind
from haidang.domain.form_workbook.result import FaultCode, FormFault, shortened
from haidang.domain.form_workbook.wording import FIGURE_COLUMNS, NARRATIVE_COLUMNS, Column
from haidang.domain.form_workbook.workbook import Row, Sheet
from haidang.domain.vietnamese import fold

HEADING_SEARCH_ROWS: Final = 60
_MAX_HEADING: Final = 100
_NEEDED_FIGURES: Final = (Column.KEY, Column.MEASURE, Column.VALUE, Column.STATUS, Column.NOTE)
_NEEDED_NARRATIVES: Final = (Column.KEY, Column.NARRATIVE)


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the two tables: its headings, those it cannot do without, and how many of them make a heading row."""

    columns: tuple[Column, ...]
    needed: tuple[Column, ...]
    at_least: int


FIGURES: Final = Kind(FIGURE_COLUMNS, _NEEDED_FIGURES, 4)
NARRATIVES: Final = Kind(NARRATIVE_COLUMNS, _NEEDED_NARRATIVES, 3)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was found: which column stands where (from 1), and the rows below its headings."""

    kind: Kind
    sheet: Sheet
    heading_row: int
    places: dict[Column, tuple[int, ...]]
    rows: Sequence[Row]

    @property
    def columns(self) -> dict[Column, int]:
        """The first place of every heading that was found."""
        return {column: places[0] for column, places in self.places.items()}

    @property
    def is_complete(self) -> bool:
        """True when all needed columns are there."""
        return all(column in self.places for column in self.kind.needed)


def find_table(sheet: Sheet) -> Table | None:
    """Return the table of a sheet: below the first row that has enough of the headings."""
    for position, row in enumerate(sheet.rows[:HEADING_SEARCH_ROWS]):
        headings = [
            (fold(cell.text), column)
            for column, cell in sorted(row.cells.items())
            if cell.kind is CellKind.TEXT and len(cell.text) <= _MAX_HEADING
        ]
        kind, places = max(((kind, _places(kind, headings)) for kind in (FIGURES, NARRATIVES)), key=_found)
        if len(places) >= kind.at_least:
            return Table(kind, sheet, row.number, places, sheet.rows[position + 1 :])
    return None


def faults_of_shape(table: Table) -> Iterator[FormFault]:
    """Yield what is wrong with the table as a whole: columns missing or twice, merged cells over what is read."""
    name = table.sheet.name
    for column in table.kind.needed:
        places = table.places.get(column, ())
        if len(places) != 1:
            code = FaultCode.DUPLICATE_COLUMN if places else FaultCode.MISSING_COLUMN
            yield FormFault(code, name, "", column.value)
    read = [place for column in table.kind.needed for place in table.places.get(column, ())]
    last_row = table.rows[-1].number if table.rows else table.heading_row
    for merged in table.sheet.merged:
        is_below = merged.last_row > table.heading_row and merged.first_row <= last_row
        if is_below and any(merged.first_column <= place <= merged.last_column for place in read):
            yield FormFault(FaultCode.MERGED_CELLS, name, shortened(merged.text))


def _places(kind: Kind, headings: Sequence[tuple[str, int]]) -> dict[Column, tuple[int, ...]]:
    """Return the columns under each heading of this kind."""
    found = {
        column: tuple(place for text, place in headings if text == fold(column.value))
        for column in kind.columns
    }
    return {column: places for column, places in found.items() if places}


def _found(pair: tuple[Kind, dict[Column, tuple[int, ...]]]) -> float:
    kind, places = pair
    return len(places) / kind.at_least
