"""From characters to the lines one sees: by their baselines, whatever the order in which the file draws them."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from haidang.domain.file_parts.glyphs import Glyph, Sheet
from haidang.domain.file_parts.superscript import raised

WIDE: Final = 1.6
"""A gap of so many sizes of type separates columns."""
_SPACE: Final = 0.16
_RAISED: Final = 0.2


@dataclass(slots=True)
class Row:
    """A line on the page. `size` is the size of its type, `base` its baseline."""

    page: int
    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(glyph.right for glyph in self.glyphs[-3:])

    @property
    def middle(self) -> float:
        """The height of the middle of its letters."""
        return self.base + 0.25 * self.size

    @property
    def text(self) -> str:
        """Its characters."""
        return self.text_of(self.glyphs)

    @property
    def begins_raised(self) -> bool:
        """True when it begins with a raised digit: the mark of a footnote."""
        return self._is_raised(self.glyphs[0])

    def text_of(self, glyphs: Sequence[Glyph]) -> str:
        """Return the text of some of its glyphs: composed letters, raised digits, single spaces; no raised "[12]",
        which refers to a list of sources."""
        pieces: list[str] = []
        is_reference = False
        for place, glyph in enumerate(glyphs):
            if place and self._is_apart(glyphs[place - 1], glyph) and not is_reference:
                pieces.append(" ")
            if glyph.char == "[" and self._is_above(glyph):
                is_reference = True
            elif not is_reference or not self._is_above(glyph):
                pieces.append(raised(glyph.char) if self._is_raised(glyph) else glyph.char)
            if glyph.char == "]" or not self._is_above(glyph):
                is_reference = False
        return unicodedata.normalize("NFC", "".join(pieces))

    def parts(self, widest: float = WIDE) -> list[list[Glyph]]:
        """Return the glyphs divided at gaps wider than `widest` sizes of type."""
        parts: list[list[Glyph]] = [[self.glyphs[0]]]
        for before, glyph in pairwise(self.glyphs):
            if glyph.left - before.right > widest * self.size:
                parts.append([])
            parts[-1].append(glyph)
        return parts

    def first_word_width(self) -> float:
        """Return the width of its first word."""
        for before, glyph in pairwise(self.glyphs):
            if self._is_apart(before, glyph):
                return before.right - self.left
        return self.right - self.left

    def _is_apart(self, before: Glyph, glyph: Glyph) -> bool:
        gap = glyph.left - before.right
        return glyph.after_blank or gap > _SPACE * self.size or gap < -2 * self.size

    def _is_above(self, glyph: Glyph) -> bool:
        return glyph.foot > self.base

    def _is_raised(self, glyph: Glyph) -> bool:
        return glyph.char.isdigit() and glyph.foot - self.base > _RAISED * self.size


def rows_of(sheet: Sheet) -> list[Row]:
    """Return the lines of a page from top to bottom."""
    rows: list[Row] = []
    bases: list[float] = []
    for run in sorted(_runs(sheet.glyphs), key=lambda run: -run[0].size):
        row = _row_at(rows, bases, run[0])
        if row is None:
            row = Row(sheet.number, run[0].base, run[0].size)
            place = bisect_left(bases, row.base)
            bases.insert(place, row.base)
            rows.insert(place, row)
        row.glyphs.extend(run)
    for row in rows:
        row.glyphs.sort(key=lambda glyph: glyph.left)
        row.size = sorted(glyph.size for glyph in row.glyphs)[len(row.glyphs) * 6 // 10]
    return rows[::-1]


def _runs(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Yield stretches of glyphs of one size on one baseline."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run and (abs(glyph.base - run[0].base) > 0.5 or abs(glyph.size - run[0].size) > 0.5):
            yield run
            run = []
        run.append(glyph)
    if run:
        yield run


def _row_at(rows: list[Row], bases: list[float], glyph: Glyph) -> Row | None:
    """Return the line within whose letters the middle of a glyph lies, the nearest of them."""
    middle = glyph.base + 0.25 * glyph.size
    first = bisect_left(bases, middle - 2 * glyph.size)
    best: Row | None = None
    for row in rows[max(first - 1, 0) : first + 12]:
        inside = row.base - 0.15 * row.size <= middle <= row.base + 0.75 * row.size
        if inside and (best is None or abs(row.base - glyph.base) < abs(best.base - glyph.base)):
            best = row
    return best
