"""CSV as spreadsheets save it: UTF-8, UTF-16 or Windows-1258; comma, semicolon, tab or bar."""

import codecs
import csv
import io
import unicodedata
from typing import Final

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.plan_tables.opening.budget import Budget, clean
from haidang.domain.plan_tables.sources import Cell, Grid, Media, Place, Source, SourceRow

_SEPARATORS: Final = ",;\t|"
_MOST_SEPARATORS: Final = 5_000
_LOOKED_AT: Final = 40
"""Lines by which the separator is told."""
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_csv(content: bytes, name: str) -> Source:
    """Return the rows; `row` is the line on which a row begins. Raises UnreadableFile for what is no text."""
    text = _text(content)
    budget, rows = Budget(), []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    line = 1
    try:
        for values in reader:
            cells = {column: Cell(value) for column, raw in enumerate(values, 1) if (value := clean(raw))}
            if cells:
                budget.take(max(cells), len(cells))
                budget.take_row()
                rows.append(SourceRow(Place(row=line), cells, len(values)))
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableFile(Unreadable.DAMAGED, f"line {line}: {error}") from error
    width = max((row.width for row in rows), default=0)
    same = tuple(SourceRow(row.place, row.cells, width) for row in rows)
    return Source(name, Media.CSV, (Grid(same),))


def _text(content: bytes) -> str:
    if b"\0" in content and not content.startswith(_UTF_16):
        raise UnreadableFile(Unreadable.NOT_TEXT, "bytes that are no text", content.index(b"\0"))
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise UnreadableFile(Unreadable.NOT_TEXT, str(error), error.start) from error
    try:
        return unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError as error:
        raise UnreadableFile(Unreadable.NOT_TEXT, str(error), error.start) from error


def _separator(text: str) -> str:
    """Return the separator that divides most lines into several cells, by the first lines."""
    lines = [line for line in text[:200_000].splitlines()[:_LOOKED_AT] if line.strip()]
    if any(line.count(sign) > _MOST_SEPARATORS for sign in _SEPARATORS for line in text.splitlines()):
        raise UnreadableFile(Unreadable.TOO_LARGE, "a line with too many columns")
    return max(_SEPARATORS, key=lambda sign: sum(min(line.count(sign), 30) for line in lines))
