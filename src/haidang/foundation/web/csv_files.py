"""Tables as CSV files that a spreadsheet opens without harm."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

_FORMULA: Final = re.compile(r"[=@\t\r]|[+-](?![0-9.,]*%?$)")


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table in UTF-8, without a byte order mark; cells that would run as formulas are quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8")


def inert(cell: Any) -> Any:
    """A cell that a spreadsheet would run as a formula is quoted; negative numbers are not."""
    return f"'{cell}" if isinstance(cell, str) and len(cell) > 1 and _FORMULA.match(cell) else cell
