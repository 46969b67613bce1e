"""Rows that a page break tore in two."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from haidang.domain.plan_tables.sources import SourceRow


@dataclass(frozen=True, slots=True)
class Torn:
    """A row of a page, and whether it is the first or the last of its table there."""

    row: SourceRow
    is_first: bool = False
    is_last: bool = False


def joined(rows: Iterable[Torn]) -> list[SourceRow]:
    """Return the rows with torn ones joined to the row above them.

    Torn: directly under the last row of a table on the page before (or under its head, which is repeated), as wide,
    with nothing in its first column while the row above has something there, and with no cell that begins a column
    which is empty above.
    """
    kept: list[SourceRow] = []
    head: SourceRow | None = None
    last: SourceRow | None = None  # of the table that reached the end of the page before
    pending: SourceRow | None = None
    for part in rows:
        row = part.row
        if row.width == 0:
            kept.append(row)
            continue
        if part.is_first:
            is_head = head is not None and _texts(head) == _texts(row)
            pending = last if last is not None and last.width == row.width else None
            if pending is None:
                head = row
            if is_head:
                kept.append(row)
                last = row if part.is_last else None
                continue
        if pending is not None and _continues(pending, row):
            place = next(index for index, other in enumerate(kept) if other is pending)
            whole = _together(pending, row)
            kept[place] = whole
            last = whole if part.is_last else None
            pending = None
            continue
        pending = None
        kept.append(row)
        last = row if part.is_last else None
    return kept


def _texts(row: SourceRow) -> dict[int, str]:
    return {column: cell.text for column, cell in row.cells.items()}


def _continues(above: SourceRow, row: SourceRow) -> bool:
    return (
        row.place.page == above.place.page + 1
        and 1 in above.cells
        and 1 not in row.cells
        and row.own.keys() <= above.cells.keys()
    )


def _together(above: SourceRow, row: SourceRow) -> SourceRow:
    cells = dict(above.cells)
    for column, cell in row.own.items():
        cells[column] = replace(cells[column], text=f"{cells[column].text} {cell.text}")
    return replace(above, cells=cells)
