"""PDF with text: ruled tables cell by cell, what stands outside of them as lines.

A cell is what lies between ruled lines: a glyph belongs to the nearest upright line on its left and the nearest level
line above it that really pass there. So cells may be merged in both directions.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.glyphs import Glyph, Rule, Sheet, sheet_of
from haidang.domain.file_parts.lines import rows_of
from haidang.domain.plan_tables.opening.budget import Budget, clean
from haidang.domain.plan_tables.opening.torn import Torn, joined
from haidang.domain.plan_tables.sources import Cell, Grid, Media, Place, Source, SourceRow

_MOST_PAGES: Final = 300
_MOST_GLYPHS: Final = 600_000
_NEAR: Final = 2.5


def read_pdf(content: bytes, name: str) -> Source:
    """Return all pages as one grid. Raises UnreadableFile: damaged, encrypted, or pictures without text."""
    budget, tables, glyphs = Budget(), 0, 0
    rows: list[Torn] = []
    try:
        document = pypdfium2.PdfDocument(content)
        if len(document) > _MOST_PAGES:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {_MOST_PAGES} pages")
        for number in range(len(document)):
            page = document[number]
            sheet = sheet_of(page, number + 1)
            page.close()
            glyphs += len(sheet.glyphs)
            if glyphs > _MOST_GLYPHS:
                raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {_MOST_GLYPHS} characters")
            found = list(_page(sheet, tables, budget))
            tables = max([tables, *(part.row.place.table for part in found)])
            rows += found
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    if not rows:
        raise UnreadableFile(Unreadable.NO_TEXT)
    return Source(name, Media.PDF, (Grid(tuple(joined(rows))),))


def _refusal(error: "pypdfium2.PdfiumError") -> UnreadableFile:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return UnreadableFile(Unreadable.ENCRYPTED)
    return UnreadableFile(Unreadable.DAMAGED, str(error))


@dataclass(frozen=True, slots=True)
class _Region:
    """A ruled table: where its columns and rows begin (`xs` rising, `ys` falling), and its rules."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands inside."""
        x, y = _middle(glyph)
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def cell_of(self, x: float, y: float) -> tuple[int, int]:
        """Return row and column of the cell around a point, counted from 0."""
        column = next(
            (
                place
                for place in range(len(self.xs) - 2, -1, -1)
                if self.xs[place] <= x and _passes(self.upright, self.xs[place], y)
            ),
            0,
        )
        row = next(
            (
                place
                for place in range(len(self.ys) - 2, -1, -1)
                if self.ys[place] >= y and _passes(self.level, self.ys[place], x)
            ),
            0,
        )
        return row, column

    def reach_of(self, x: float, y: float) -> tuple[int, int]:
        """Return the last row and column of the cell around a point."""
        right = next(
            (p for p in range(1, len(self.xs)) if self.xs[p] > x and _passes(self.upright, self.xs[p], y)),
            len(self.xs) - 1,
        )
        foot = next(
            (p for p in range(1, len(self.ys)) if self.ys[p] < y and _passes(self.level, self.ys[p], x)),
            len(self.ys) - 1,
        )
        return foot - 1, right - 1


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.left + glyph.right) / 2, glyph.base + 0.25 * glyph.size


def _passes(rules: Sequence[Rule], at: float, across: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.low - 1 <= across <= rule.high + 1 for rule in rules)


def _page(sheet: Sheet, tables: int, budget: Budget) -> Iterator[Torn]:
    """Yield the lines and the rows of tables of a page, from top to bottom."""
    parts: list[tuple[float, list[Torn]]] = []
    rest = list(sheet.glyphs)
    for number, region in enumerate(_regions(sheet), tables + 1):
        inside = [glyph for glyph in rest if region.holds(glyph)]
        if not inside:
            continue
        rest = [glyph for glyph in rest if not region.holds(glyph)]
        parts.append((region.ys[0], list(_table(sheet, region, inside, number, budget))))
    for line, row in enumerate(rows_of(replace(sheet, glyphs=tuple(rest))), 1):
        if text := clean(row.text):
            budget.take(1)
            place = Place(page=sheet.number, row=line)
            parts.append((row.base, [Torn(SourceRow(place, {1: Cell(text)}, 0))]))
    for _, found in sorted(parts, key=lambda part: -part[0]):
        yield from found


def _regions(sheet: Sheet) -> list[_Region]:
    """Return the tables of a page: upright lines whose heights overlap, with the level lines between them."""
    groups: list[list[Rule]] = []
    foot = 0.0
    for rule in sorted(sheet.upright, key=lambda rule: -rule.high):
        if not groups or rule.high < foot - _NEAR:
            groups.append([])
            foot = rule.low
        groups[-1].append(rule)
        foot = min(foot, rule.low)
    regions = []
    for group in groups:
        top, bottom = max(rule.high for rule in group), min(rule.low for rule in group)
        level = tuple(rule for rule in sheet.level if bottom - _NEAR <= rule.at <= top + _NEAR)
        xs = _distinct([rule.at for rule in group])
        ys = _distinct([rule.at for rule in level] + [top, bottom])[::-1]
        if len(xs) > 2 and len(ys) > 1:
            regions.append(_Region(tuple(xs), tuple(ys), tuple(group), level))
    return regions


def _distinct(values: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _table(
    sheet: Sheet, region: _Region, glyphs: Sequence[Glyph], number: int, budget: Budget
) -> Iterator[Torn]:
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in glyphs:
        cells.setdefault(region.cell_of(*_middle(glyph)), []).append(glyph)
    rows: dict[int, dict[int, Cell]] = {}
    spans: dict[int, dict[int, int]] = {}
    for (row, column), inside in sorted(cells.items()):
        lines = rows_of(replace(sheet, glyphs=tuple(inside)))
        text = clean(" ".join(line.text for line in lines))
        if not text:
            continue
        budget.take(column + 1)
        foot, right = region.reach_of(*_middle(inside[0]))
        rows.setdefault(row, {})[column + 1] = Cell(text)
        if right > column:
            spans.setdefault(row, {})[column + 1] = right + 1
        for below in range(row + 1, foot + 1):
            rows.setdefault(below, {})[column + 1] = Cell(text, is_carried=True)
    kept = [row for row in sorted(rows) if any(not cell.is_carried for cell in rows[row].values())]
    for place, row in enumerate(kept, 1):
        found = SourceRow(
            Place(page=sheet.number, table=number, row=place),
            rows[row],
            len(region.xs) - 1,
            spans.get(row, {}),
        )
        yield Torn(found, is_first=place == 1, is_last=place == len(kept))
