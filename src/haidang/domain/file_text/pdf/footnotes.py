"""The footnotes of a page: below a short rule at the left margin, or from a line on that begins with a raised digit."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from haidang.domain.file_parts.glyphs import Rule, Sheet
from haidang.domain.file_parts.lines import Row
from haidang.domain.file_text.blocks import Table

Part: TypeAlias = Row | Table[int]

_MARK: Final = re.compile(r"([0-9]{1,3})(?=\s|[^\W\d_])")
_LONGEST_RULE: Final = 0.45
_UNDERLINE: Final = 0.4


def divided_from_notes(sheet: Sheet, parts: Sequence[Part]) -> tuple[list[Part], list[Row]]:
    """Return the body of a page and the lines of its footnotes; marks of notes are raised."""
    for place in range(len(parts)):
        rest = [row for row in parts[place:] if isinstance(row, Row)]
        if len(rest) < len(parts) - place:
            continue
        first = rest[0]
        if first.begins_raised or _is_below_rule(sheet, parts[:place], first):
            return list(parts[:place]), _with_raised_marks(rest)
    return list(parts), []


def _is_below_rule(sheet: Sheet, above: Sequence[Part], row: Row) -> bool:
    last = above[-1] if above else None
    top = last.base if isinstance(last, Row) else row.base + 3 * row.size
    return any(
        row.middle < rule.at < top
        and rule.high - rule.low < _LONGEST_RULE * sheet.width
        and abs(rule.low - row.left) < 2 * row.size
        and not _underlines(rule, last)
        for rule in sheet.level
    )


def _underlines(rule: Rule, part: Part | None) -> bool:
    return isinstance(part, Row) and part.base - rule.at < _UNDERLINE * part.size


def _with_raised_marks(rows: Sequence[Row]) -> list[Row]:
    """Raise the numbers with which notes begin: some programs set them as ordinary ones there."""
    if any(row.begins_raised for row in rows):
        return list(rows)
    raised: list[Row] = []
    expected = 0
    for row in rows:
        mark = _MARK.match(row.text)
        number = int(mark.group(1)) if mark else 0
        if mark and number == (expected or number):
            expected = number + 1
            raised.append(_with_raised_mark(row, len(mark.group(1))))
        else:
            raised.append(row)
    return raised


def _with_raised_mark(row: Row, digits: int) -> Row:
    marks = [replace(glyph, foot=row.base + row.size) for glyph in row.glyphs[:digits]]
    return Row(row.page, row.base, row.size, [*marks, *row.glyphs[digits:]])
