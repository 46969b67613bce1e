"""The copy of a table that may be kept: personal numbers in it are protected before anything else sees them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from haidang.domain.vietnamese import normalise
from haidang.foundation.importing.tables import RawRow, Table

Protect = Callable[[Any], Any]


@dataclass(frozen=True)
class Kept:
    """The bytes that are stored, and under which name."""

    content: bytes
    name: str


def without_personal_numbers(
    table: Table, original: Kept, protect: Protect, titles: Mapping[str, str]
) -> tuple[Table, Kept]:
    """Return the table with every cell protected, and what of the file may be kept.

    A file without such numbers is kept as it came. Of another one a CSV is kept that holds the cells of this table at
    the same rows and columns: nothing that was not read (other sheets, comments) goes in. `titles` are the headings
    to write, by the folded ones.
    """
    rows, found = [], False
    for row in table.rows:
        values = tuple(protect(value) for value in row.values)
        is_changed = any(new is not old for new, old in zip(values, row.values, strict=True))
        found = found or is_changed
        rows.append(replace(row, values=values) if is_changed else row)
    guarded = replace(table, rows=iter(rows))
    if not found:
        return guarded, original
    headings = [titles.get(heading, heading) for heading in table.headings]
    return guarded, Kept(_written(headings, table.header_row, rows), f"{PurePath(original.name).stem}.csv")


def _written(headings: list[str], header_row: int, rows: list[RawRow]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    line = 1
    for number, cells in [(header_row, headings), *((row.number, row.values) for row in rows)]:
        out.write("\n" * (number - line))
        writer.writerow([_plain(cell) for cell in cells])
        line = number + 1
    return out.getvalue().encode()


def _plain(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else normalise(str(cell))
