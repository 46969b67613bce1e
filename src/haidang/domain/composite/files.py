"""Tables from CSV and Parquet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from haidang.domain.composite.errors import CompositeError, DataError
from haidang.domain.composite.table import Table

MISSING: Final = frozenset({"", "na", "n/a", "nan", "null", "none", ".", "-"})
_SEPARATOR: Final = re.compile(r"sep=([,;\t])\r?\n")
_NUMBER: Final = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?\Z", re.ASCII)


class UnreadableTableError(CompositeError):
    """The file is not a table at all."""


def decode(content: bytes, name: str) -> str:
    """The text of a CSV file: UTF-8, with or without a byte order mark, or UTF-16 with one."""
    if b"\0" in content[:4096] and content[:2] not in {b"\xff\xfe", b"\xfe\xff"}:
        raise UnreadableTableError(name, "is not a text file", "save the sheet as CSV (UTF-8)")
    try:
        encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableTableError(name, "is not UTF-8", "save it as CSV (UTF-8)") from None


def csv_rows(text: str, name: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Headings, and rows with the lines on which they end; blank rows are left out.

    Comma, semicolon or tab: whichever the first line has most of; columns at the end without heading and content do not
    count. Raises UnreadableTableError.
    """
    if not text.strip():
        raise UnreadableTableError(name, "is empty")
    if told := _SEPARATOR.match(text):  # what Excel writes on the first line
        delimiter, text = told[1], "\n" + text[told.end() :]
    else:
        first = text.lstrip("\r\n").split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise UnreadableTableError(f"{name}, line {reader.line_num}", f"is not CSV: {error}") from None
    rows = [(line, row) for line, row in rows if any(row)]
    if not rows:
        raise UnreadableTableError(name, "holds nothing but delimiters")
    width = max(place for place, heading in enumerate(rows[0][1], start=1) if heading or place == 1)
    return rows[0][1][:width], [(line, row if any(row[width:]) else row[:width]) for line, row in rows[1:]]


def parse_number(text: str) -> float:
    """A number with a decimal point or comma and without separators of thousands. Raises ValueError."""
    return float(with_point(text))


def with_point(text: str) -> str:
    """The same number with a decimal point. Raises ValueError for what is none."""
    if not _NUMBER.match(text):
        raise ValueError(text)
    return text.replace(",", ".")


def read_csv(content: bytes, name: str, *, unit: str = "unit", period: str | None = None) -> Table:
    """A table from CSV; a column with something that is no number holds words. UnreadableTableError, DataError."""
    headings, rows = csv_rows(decode(content, name), name)
    for line, row in rows:
        if len(row) != len(headings):
            raise DataError(f"{name}, line {line}", f"has {len(row)} cells, the headings are {len(headings)}")
    columns = {heading: [row[place] for _, row in rows] for place, heading in enumerate(headings)}
    if len(columns) != len(headings):
        raise DataError(name, "has two columns with the same heading")
    for needed in (unit, period):
        if needed is not None and needed not in columns:
            raise UnreadableTableError(name, f"has no column {needed}", f"it has: {', '.join(headings)}")
    units = columns.pop(unit)
    periods = columns.pop(period) if period else []
    if "" in units:
        raise DataError(f"{name}, line {rows[units.index('')][0]}", "names no unit")
    return _table(units, periods, columns)


def _table(units: Sequence[str], periods: Sequence[str], columns: dict[str, list[str]]) -> Table:
    numbers: dict[str, list[float]] = {}
    texts: dict[str, tuple[str, ...]] = {}
    for heading, cells in columns.items():
        try:
            numbers[heading] = [float("nan") if c.lower() in MISSING else parse_number(c) for c in cells]
        except ValueError:
            texts[heading] = tuple(cells)
    values = np.array(list(numbers.values()), dtype=np.float64).T.reshape(len(units), len(numbers))
    return Table(tuple(units), tuple(numbers), values, tuple(periods), texts)


def read_parquet(path: Path, *, unit: str = "unit", period: str | None = None) -> Table:
    """A table from Parquet (needs pyarrow, the extra `parquet`)."""
    try:
        import pyarrow  # noqa: PLC0415 - an extra
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError:
        raise UnreadableTableError(
            path.name, "is Parquet, which needs pyarrow", "install requirements/parquet.txt"
        ) from None
    try:
        read = parquet.read_table(path)
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableTableError(path.name, f"cannot be read as Parquet: {error}") from None
    columns = {name: read.column(name).to_pylist() for name in read.column_names}
    texts = {name: ["" if c is None else str(c) for c in cells] for name, cells in columns.items()}
    for needed in (unit, period):
        if needed is not None and needed not in texts:
            raise UnreadableTableError(path.name, f"has no column {needed}", f"it has: {', '.join(texts)}")
    units = texts.pop(unit)
    return _table(units, texts.pop(period) if period else [], texts)


def write_csv(
    table: Table, extra: dict[str, Sequence[object]] | None = None, *, unit: str, period: str | None
) -> bytes:
    """A table as CSV, numbers with as many digits as give the same number back."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    head = [unit] + ([period or "period"] if table.periods else [])
    extra = extra or {}
    writer.writerow([*head, *extra, *table.columns])
    for i, name in enumerate(table.units):
        keys = [name] + ([table.periods[i]] if table.periods else [])
        numbers = ["" if np.isnan(v) else repr(float(v)) for v in table.values[i]]
        writer.writerow([*keys, *(column[i] for column in extra.values()), *numbers])
    return out.getvalue().encode()
