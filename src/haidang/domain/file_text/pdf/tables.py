"""Tables on a page: where lines are ruled, or where wide gaps stand under each other on consecutive lines."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from haidang.domain.file_parts.glyphs import Glyph, Rule, Sheet
from haidang.domain.file_parts.lines import Row
from haidang.domain.file_text.blocks import Cell, Line, Piece, Table
from haidang.domain.file_text.model import Place

PdfTable: TypeAlias = Table[int]

_NEAR: Final = 3.0
_COLUMN_OF_PROSE: Final = 30  # characters of a line, on average
_LEAST_LINES_OF_PROSE: Final = 4


@dataclass(frozen=True, slots=True)
class _Ruled:
    """A line between upright rules at `edges`."""

    row: Row
    edges: tuple[float, ...]


def divided(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Row | PdfTable]:
    """Yield the lines of a page, those of tables as tables."""
    place = 0
    while place < len(rows):
        ruled = _ruled_lines(sheet, rows, place)
        if len(ruled) > 0:
            yield _ruled_table(sheet, ruled)
            place += len(ruled)
            continue
        aligned = _aligned_lines(rows, place)
        if len(aligned) > 1:
            yield from _aligned_table(aligned)
            place += len(aligned)
            continue
        yield rows[place]
        place += 1


def _ruled_lines(sheet: Sheet, rows: Sequence[Row], place: int) -> list[_Ruled]:
    found: list[_Ruled] = []
    for row in rows[place:]:
        edges = _edges(sheet.upright, row)
        if len(edges) < 3 or not edges[0] - _NEAR <= row.left <= row.right <= edges[-1] + _NEAR:
            break
        if found and abs(edges[0] - found[-1].edges[0]) + abs(edges[-1] - found[-1].edges[-1]) > 4 * _NEAR:
            break
        found.append(_Ruled(row, edges))
    return found


def _edges(upright: Sequence[Rule], row: Row) -> tuple[float, ...]:
    edges: list[float] = []
    for at in sorted(rule.at for rule in upright if rule.low - 1 <= row.middle <= rule.high + 1):
        if not edges or at - edges[-1] > _NEAR:
            edges.append(at)
    return tuple(edges)


def _ruled_table(sheet: Sheet, lines: Sequence[_Ruled]) -> PdfTable:
    columns: list[float] = []
    for edge in sorted(edge for line in lines for edge in line.edges[:-1]):
        if not columns or edge - columns[-1] > _NEAR:
            columns.append(edge)
    groups: list[list[list[str]]] = []
    for place, line in enumerate(lines):
        texts = _texts(line, columns)
        if not place or _is_ruled_off(sheet.level, lines[place - 1], line) or _both_count(groups[-1], texts):
            groups.append([])
        groups[-1].append(texts)
    number = lines[0].row.page
    return Table([_table_row(number, group) for group in groups])


def _texts(line: _Ruled, columns: Sequence[float]) -> list[str]:
    """Return the texts of a line by column; what spans several stands in the first of them."""
    cells: list[list[Glyph]] = [[] for _ in columns]
    for glyph in line.row.glyphs:
        middle = (glyph.left + glyph.right) / 2
        edge = line.edges[max(bisect_right(line.edges, middle) - 1, 0)]
        column = max(bisect_right(columns, edge + _NEAR) - 1, 0)
        cells[column].append(glyph)
    return [line.row.text_of(cell) if cell else "" for cell in cells]


def _is_ruled_off(level: Sequence[Rule], above: _Ruled, below: _Ruled) -> bool:
    """Return whether level rules over half the width of the table lie between two lines."""
    left, right = below.edges[0], below.edges[-1]
    between = [rule for rule in level if below.row.middle < rule.at < above.row.middle]
    covered, reached = 0.0, left
    for rule in sorted(between, key=lambda rule: rule.low):
        low, high = max(rule.low, reached), min(rule.high, right)
        if high > low:
            covered, reached = covered + high - low, high
    return covered > (right - left) / 2


def _both_count(group: Sequence[Sequence[str]], texts: Sequence[str]) -> bool:
    """Return whether a line has a number where a line above it has one already: then they are two rows."""
    return any(
        _is_number(text) and any(_is_number(line[column]) for line in group)
        for column, text in enumerate(texts)
    )


def _is_number(text: str) -> bool:
    return text[:1].isdigit() and not any(char.isalpha() for char in text)


def _table_row(page: int, lines: Sequence[Sequence[str]]) -> list[Cell[int]]:
    place = Place(page=page)
    return [
        Cell(place, [Line(place, [Piece(text, page)]) for line in lines if (text := line[column])])
        for column in range(len(lines[0]))
    ]


def _aligned_lines(rows: Sequence[Row], place: int) -> list[Row]:
    """Return the lines from `place` on that have a wide gap under a wide gap of the line above."""
    found = [rows[place]]
    gaps = _gaps(rows[place])
    for row in rows[place + 1 :]:
        below = _gaps(row)
        apart = found[-1].base - row.base > 3.5 * row.size
        if apart or not any(_overlap(one, other) > row.size / 2 for one in gaps for other in below):
            break
        found.append(row)
        gaps = below
    return found


def _gaps(row: Row) -> list[tuple[float, float]]:
    parts = row.parts()
    return [(before[-1].right, after[0].left) for before, after in pairwise(parts)]


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    return min(one[1], other[1]) - max(one[0], other[0])


def _aligned_table(rows: Sequence[Row]) -> Iterator[Row | PdfTable]:
    """Yield a table; where the columns are columns of prose, their lines, one column after the other."""
    columns = _columns(rows)
    cells = [[_cell_glyphs(row, columns, column) for column in range(len(columns))] for row in rows]
    lengths = [sum(len(line[column]) for line in cells) / len(rows) for column in range(len(columns))]
    if len(rows) >= _LEAST_LINES_OF_PROSE and min(lengths) > _COLUMN_OF_PROSE:
        for column in range(len(columns)):
            for row, line in zip(rows, cells, strict=True):
                if line[column]:
                    yield Row(row.page, row.base, row.size, line[column])
        return
    texts = [
        [row.text_of(cell) if cell else "" for cell in line] for row, line in zip(rows, cells, strict=True)
    ]
    yield Table([_table_row(rows[0].page, [line]) for line in texts])


def _columns(rows: Sequence[Row]) -> list[float]:
    """Return where the columns begin: read off the lines with most parts."""
    most = max(len(row.parts()) for row in rows)
    spans = sorted(
        (part[0].left, part[-1].right) for row in rows if len(parts := row.parts()) == most for part in parts
    )
    starts, reached = [spans[0][0]], spans[0][1]
    for left, right in spans[1:]:
        if left > reached:
            starts.append(left)
        reached = max(reached, right)
    return starts


def _cell_glyphs(row: Row, columns: Sequence[float], column: int) -> list[Glyph]:
    return [
        glyph
        for part in row.parts()
        if max(bisect_right(columns, part[0].left + _NEAR) - 1, 0) == column
        for glyph in part
    ]
