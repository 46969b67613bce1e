"""A checked text in blocks of markup: paragraphs, tables and the names of sheets, every figure marked in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils.functional import cached_property
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from haidang.domain.figures import Verdict
from haidang.domain.file_text import Media
from haidang.foundation.figurecheck import CheckedFile, Segment, segments_of
from haidang.foundation.figurecheck.lines import Line, cells_of, is_rule, lines_of, plain, separator_of
from haidang.foundation.figurecheck.marking import CLASSES, SIGNS, UNCHECKED_SIGN, is_stated
from haidang.foundation.figurecheck.model import Figure

MOST_SHOWN: Final = 200_000
"""Characters of a text that a page shows, as long as no more than MOST_MARKS figures are among them; the file to
download has everything."""
MOST_MARKS: Final = 10_000

_NUMERIC: Final = re.compile(r"[\s\d.,%+−–-]*\d[\s\d.,%+−–-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table."""

    content: SafeString
    is_numeric: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, the name of a sheet, or the rows of a table with its number."""

    content: SafeString | None = None
    is_sheet: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    number: int = 0


class MarkedText:
    """The beginning of a text as blocks; `numbers` gives each relation that is listed its number in its list."""

    def __init__(self, result: CheckedFile, numbers: dict[int, int]) -> None:
        self._result = result
        self._numbers = numbers
        self._sheets = _sheets_of(result)
        self.end = _end_of_what_is_shown(result)

    @property
    def is_cut(self) -> bool:
        return len(self._result.text) > self.end

    @cached_property
    def blocks(self) -> list[Block]:
        """What is shown, in the order of the text."""
        blocks: list[Block] = []
        rows: list[Line] = []
        tables = 0
        for line in [*lines_of(_beginning(self._result, self.end)), []]:
            if separator_of(line):
                rows.append(line)
                continue
            if rows:
                tables += 1
                blocks.append(Block(rows=tuple(self._rows(rows)), number=tables))
                rows = []
            if text := plain(line).strip():
                blocks.append(self._paragraph(line, text))
        return blocks

    def _paragraph(self, line: Line, text: str) -> Block:
        if self._sheets and text == " ".join(self._sheets[0].split()):
            self._sheets.pop(0)
            return Block(content=self._marked(line), is_sheet=True)
        return Block(content=self._marked(line))

    def _rows(self, rows: Sequence[Line]) -> Iterator[tuple[Cell, ...]]:
        for row in rows:
            if is_rule(row):
                continue
            yield tuple(
                Cell(self._marked(cell), bool(_NUMERIC.fullmatch(plain(cell)))) for cell in cells_of(row)
            )

    def _marked(self, segments: Sequence[Segment]) -> SafeString:
        return mark_safe("".join(self._one(segment) for segment in segments).strip())  # noqa: S308  each is escaped

    def _one(self, segment: Segment) -> SafeString:
        if segment.is_unchecked:
            return format_html(
                '<mark class="mark mark--none" id="u{}">{}{}</mark>',
                segment.start,
                segment.text,
                _sign(UNCHECKED_SIGN, _("not checked")),
            )
        if segment.verdict is None:
            return escape(segment.text)
        return format_html(
            '<mark class="mark mark--{}">{}{}{}</mark>',
            CLASSES[segment.verdict],
            self._anchors(segment),
            segment.text,
            self._signs(segment),
        )

    def _anchors(self, segment: Segment) -> SafeString:
        """Where the list leads: each relation to its stated figure."""
        here = ((n,) for n in segment.relations if is_stated(self._result, n, segment))
        return format_html_join("", '<span class="mark__spot" id="f{}"></span>', here)

    def _signs(self, segment: Segment) -> SafeString:
        """The sign of the worst verdict; of what is listed, with its number and a link to the list."""
        verdict = segment.verdict or Verdict.CONSISTENT
        listed = [
            n
            for n in segment.relations
            if n in self._numbers and self._result.relations[n].verdict is verdict
        ]
        if not listed or verdict is Verdict.CONSISTENT:
            return _sign(SIGNS[verdict], _told(verdict))
        return format_html_join(
            "",
            '<a class="mark__sign" href="#r{}" aria-label="{}">{}{}</a>',
            ((n, f"{_told(verdict)} {self._numbers[n]}", SIGNS[verdict], self._numbers[n]) for n in listed),
        )


def _sign(sign: str, told: str) -> SafeString:
    return format_html('<span class="mark__sign" role="img" aria-label="{}">{}</span>', told, sign)


def _told(verdict: Verdict) -> str:
    words = {
        Verdict.INCONSISTENT: _("contradiction"),
        Verdict.UNDETERMINED: _("undecided"),
        Verdict.CONSISTENT: _("agrees"),
    }
    return words[verdict]


def _sheets_of(result: CheckedFile) -> list[str]:
    """The names of the sheets with figures, in the order of the text."""
    if result.media is not Media.XLSX:
        return []
    return list(dict.fromkeys(f.place.sheet for f in sorted(_figures_of(result), key=lambda f: f.start)))


def _figures_of(result: CheckedFile) -> set[Figure]:
    """The figures of a text, in relations and in none."""
    return {*result.unchecked, *(figure for relation in result.relations for figure in relation.figures)}


def _end_of_what_is_shown(result: CheckedFile) -> int:
    """Behind whole lines, unless the first one is too long already."""
    starts = sorted(figure.start for figure in _figures_of(result))
    end = min(MOST_SHOWN, starts[MOST_MARKS]) if len(starts) > MOST_MARKS else MOST_SHOWN
    if len(result.text) <= end:
        return len(result.text)
    return result.text.rfind("\n", 0, end) + 1 or end


def _beginning(result: CheckedFile, end: int) -> Iterator[Segment]:
    for segment in segments_of(result):
        if segment.start >= end:
            return
        if segment.end > end:
            yield replace(segment, text=segment.text[: end - segment.start], end=end)
            return
        yield segment
