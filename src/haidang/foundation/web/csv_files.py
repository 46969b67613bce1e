"""Tables as CSV files that a spreadsheet opens without harm."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

_FORMULA: Final = re.compile(r"[=@\t\r\n]|[+-](?![0-9.,]*%?$)")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table for machines: commas, no byte order mark; cells that would run as formulas are quoted."""
    return _written(columns, rows, ",", "\n").encode("utf-8")


def spreadsheet_bytes(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table for people: semicolons, because spreadsheets set to Vietnamese take the comma for a decimal mark."""
    return codecs.BOM_UTF8 + _written(columns, rows, ";", "\r\n").encode("utf-8")


def _written(columns: Sequence[str], rows: Iterable[Sequence[Any]], delimiter: str, end: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow([inert(column) for column in columns])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue()


def inert(cell: Any) -> Any:
    """A cell that a spreadsheet would run as a formula is quoted; negative numbers are not."""
    return f"'{cell}" if isinstance(cell, str) and len(cell) > 1 and _FORMULA.match(cell) else cell
