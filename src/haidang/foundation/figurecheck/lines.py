"""Segments of a text as lines, and lines as the cells of a row, as domain/figures reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from haidang.foundation.figurecheck.marking import Segment

Line = list[Segment]
"""The segments of a line, without its end."""

_RULE: Final = re.compile(r"[\s|:-]*-[\s|:-]*")


def lines_of(segments: Iterable[Segment]) -> Iterator[Line]:
    """Yield the lines of a text; a segment over several lines is divided."""
    line: Line = []
    for segment in segments:
        *ended, last = _divided(segment, "\n")
        for piece in ended:
            yield [*line, piece]
            line = []
        line.append(last)
    yield line


def separator_of(line: Sequence[Segment]) -> str:
    """Return what separates the columns of a row, "" for a line that is none."""
    text = plain(line)
    if text.count("|") >= 2:
        return "|"
    return "\t" if "\t" in text.strip() else ""


def is_rule(row: Sequence[Segment]) -> bool:
    """True for the rule under the heading of a Markdown table."""
    return separator_of(row) == "|" and _RULE.fullmatch(plain(row)) is not None


def cells_of(row: Sequence[Segment]) -> list[Line]:
    """Return the cells of a row; the empty ones outside the outer bars are none."""
    separator = separator_of(row)
    cells: list[Line] = [[]]
    for segment in row:
        first, *others = _divided(segment, separator)
        cells[-1].append(first)
        cells += [[other] for other in others]
    if separator == "|":
        cells = cells[0 if plain(cells[0]).strip() else 1 : None if plain(cells[-1]).strip() else -1]
    return cells


def plain(segments: Sequence[Segment]) -> str:
    """Return the text of segments."""
    return "".join(segment.text for segment in segments)


def _divided(segment: Segment, mark: str) -> Line:
    """Return a segment divided at a mark, which is left out."""
    pieces: Line = []
    start = segment.start
    for text in segment.text.split(mark):
        pieces.append(replace(segment, start=start, end=start + len(text), text=text))
        start += len(text) + 1
    return pieces
