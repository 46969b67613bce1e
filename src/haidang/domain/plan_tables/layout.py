"""Where tables stand in a grid: their headings over one to four rows, what belongs to them, what stands around."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.plan_tables.fields import Field, HeadingMatch, matches_of
from haidang.domain.plan_tables.looks import is_enterprise, is_numbering
from haidang.domain.plan_tables.sources import Cell, CellKind, Grid, SourceRow
from haidang.domain.plan_tables.windows import parse_window_text
from haidang.domain.vietnamese import fold

BETWEEN: Final = " / "
"""Between the parts of a heading over several rows."""
_MOST_HEAD_ROWS: Final = 4
_LONGEST_SUBHEADING: Final = 40
_SURE: Final = 0.6
_FORM_OF_NAME: Final = re.compile(r"\b(?:tnhh|co phan|cp|mtv|dntn|htx|ctcp)\b")
_ANY_YEAR: Final = 2024
"""A leap year: only whether a heading names a time counts here."""


@dataclass(slots=True)
class Table:
    """Headings by column, the rows that hold them, and the rows below. `is_headless`: there are none."""

    headings: Mapping[int, str]
    head: tuple[SourceRow, ...]
    width: int
    body: list[SourceRow] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    """Places in `body` of rows that repeat the headings."""
    is_headless: bool = False


@dataclass(slots=True)
class Layout:
    """The tables of a grid, and the rows outside of them with the number of tables above each."""

    tables: list[Table] = field(default_factory=list)
    outside: list[tuple[int, SourceRow]] = field(default_factory=list)


def layout_of(grid: Grid) -> Layout:
    """Return the tables of a grid. A table without headings goes on with the one before it, where it is as wide."""
    layout = Layout()
    rows = grid.rows
    at = 0
    while at < len(rows):
        row = rows[at]
        table = layout.tables[-1] if layout.tables else None
        size = _head_size(rows, at)
        if size:
            head = rows[at : at + size]
            headings = _headings(head)
            if table is not None and headings == table.headings:
                table.repeated |= set(range(len(table.body), len(table.body) + size))
                table.body += head
            else:
                layout.tables.append(Table(headings, tuple(head), row.width))
            at += size
            continue
        if table is not None and row.width and (row.width == table.width or not row.place.table):
            table.body.append(row)
        else:
            layout.outside.append((len(layout.tables), row))
        at += 1
    return layout if layout.tables else _headless(grid)


def _headless(grid: Grid) -> Layout:
    """Return the widest table without headings, where enterprises or long numbers stand in its rows."""
    widest = max((row.width for row in grid.rows), default=0)
    rows = [row for row in grid.rows if row.width == widest and len(row.own) > 1 and _holds_data(row)]
    if widest < 2 or not rows:
        return Layout(outside=[(0, row) for row in grid.rows])
    table = Table(dict.fromkeys(range(1, widest + 1), ""), (), widest, is_headless=True)
    layout = Layout([table])
    for row in grid.rows:
        if row.width == widest and row.place.row >= (rows[0].place.row if not row.place.table else 0):
            table.body.append(row)
        else:
            layout.outside.append((0, row))
    return layout


def _holds_data(row: SourceRow) -> bool:
    return any(is_enterprise(cell.text) or _is_code(cell) for cell in row.own.values())


def _is_code(cell: Cell) -> bool:
    return len(re.sub("[ .-]", "", cell.raw)) >= 9 and not re.search("[^0-9 .-]", cell.raw)


def _head_size(rows: Sequence[SourceRow], at: int) -> int:
    """Return how many rows from `at` on are the headings of a table, 0 for none."""
    if not rows[at].width or not _begins_head(rows[at]):
        return 0
    size = 1
    for row in rows[at + 1 : at + _MOST_HEAD_ROWS]:
        if row.place.table != rows[at].place.table or not _goes_on(rows[at : at + size], row):
            break
        size += 1
    while size and not _is_head(_headings(rows[at : at + size])):
        size -= 1
    return size


def _is_head(headings: Mapping[int, str]) -> bool:
    fields = {found.field for heading in headings.values() for found in heading_matches(heading)[:1]}
    return len(fields) > 1 and bool(fields & {Field.NAME, Field.TAX_CODE})


def _begins_head(row: SourceRow) -> bool:
    own = row.own.values()
    like = sum(_is_heading_like(cell) for cell in own)
    return like >= 2 and 2 * like >= len(own) and not any(_is_code(cell) for cell in own)


def _is_heading_like(cell: Cell) -> bool:
    if cell.kind is not CellKind.TEXT or any(char.isdigit() for char in cell.text):
        return False
    found = matches_of(cell.text)
    if not found or found[0].score < _SURE:
        return False
    return not _FORM_OF_NAME.search(fold(cell.text))


def _goes_on(head: Sequence[SourceRow], row: SourceRow) -> bool:
    """Whether a row under headings holds further headings: under gaps or merged cells, or repeated words."""
    own = row.own
    if not own or is_numbering(own):
        return False
    above = head[-1]
    for column, cell in own.items():
        if _is_code(cell) or _FORM_OF_NAME.search(fold(cell.text)):
            return False
        is_under = column not in above.cells or any(
            first <= column <= last for first, last in above.spans.items()
        )
        is_choice = len(own) > 1 and not any(c.isdigit() for c in cell.text) and _names_choice(cell.text)
        is_gap = is_choice or (is_under and _is_subheading(cell))
        if not (is_gap or (_is_heading_like(cell) and column in above.cells)):
            return False
    return any(_is_heading_like(cell) or _is_subheading(cell) for cell in own.values())


def _is_subheading(cell: Cell) -> bool:
    if len(cell.text) > _LONGEST_SUBHEADING:
        return False
    return bool(matches_of(cell.text)) or _names_choice(cell.text) or not any(c.isdigit() for c in cell.text)


def _names_choice(text: str) -> bool:
    return parse_window_text(text, _ANY_YEAR) is not None or fold(text) in ("i", "ii", "iii", "iv")


def _headings(head: Sequence[SourceRow]) -> dict[int, str]:
    """Return the heading of each column: the texts above each other, a merged one over all that it covers."""
    last = max((column for row in head for column in row.cells), default=0)
    last = max([last, *(reach for row in head for reach in row.spans.values())])
    parts: dict[int, list[str]] = {column: [] for column in range(1, last + 1)}
    for level, row in enumerate(head):
        below = head[level + 1 :]
        for column, text in _spread(row, below, last):
            if text and (not parts[column] or parts[column][-1] != text):
                parts[column].append(text)
    return {column: BETWEEN.join(texts) for column, texts in parts.items()}


def _spread(row: SourceRow, below: Sequence[SourceRow], last: int) -> Iterator[tuple[int, str]]:
    """Yield the text over each column. Where merged cells were lost (CSV), it reaches over gaps that go on below."""
    text, reach = "", 0
    for column in range(1, last + 1):
        cell = row.cells.get(column)
        if cell is not None:
            text, reach = cell.text, row.spans.get(column, column)
            if column not in row.spans and any(column in other.own for other in below):
                reach = last
            yield column, text
        elif column <= reach and (row.spans or any(column in other.own for other in below)):
            yield column, text
        else:
            text, reach = "", 0


def heading_matches(heading: str) -> tuple[HeadingMatch, ...]:
    """Return the fields that a heading over one or several rows may name, best first.

    Its lowest part counts most, then all together, then the part above.
    """
    parts = heading.split(BETWEEN)
    best: dict[Field, HeadingMatch] = {}
    weighted = [(parts[-1], 1.0)]
    if len(parts) > 1:
        weighted += [(" ".join(parts), 0.95), *((part, 0.6) for part in parts[:-1])]
    for text, weight in weighted:
        for found in matches_of(text):
            score = found.score * weight
            if found.field not in best or score > best[found.field].score:
                best[found.field] = HeadingMatch(found.field, score, found.phrase)
    return tuple(sorted(best.values(), key=lambda match: -match.score))
