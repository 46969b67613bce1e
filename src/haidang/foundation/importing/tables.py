"""Reads the first table with the wanted headings from an xlsx or csv file, keeping the address of every cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from haidang.domain.vietnamese import fold
from haidang.foundation.files.checks import CSV, XLSX
from haidang.foundation.importing.faults import Fault

DELIMITERS: Final = ",;\t"
HEADER_SEARCH_ROWS = 15
MAX_ROWS = 1_200_000
csv.field_size_limit(200_000)


@dataclass(frozen=True)
class RawRow:
    """One row as it stands in the file. `number` counts from 1 like a spreadsheet does.

    Cells that hold a formula, or an error such as #N/A, are marked.
    """

    number: int
    values: tuple[Any, ...]
    formulas: frozenset[int] = frozenset()
    errors: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """A sheet: the rows below the heading row, and which column stands where."""

    sheet: str
    headings: tuple[str, ...]
    header_row: int
    rows: Iterator[RawRow]

    def address(self, column: int, row: int) -> str:
        return f"{get_column_letter(column + 1)}{row}"


class UnreadableTable(ValueError):
    """No table could be found; carries the fault to show. `unreadable`: the file is none, or is damaged."""

    def __init__(self, fault: Fault, *, unreadable: bool = False) -> None:
        super().__init__(str(fault))
        self.fault, self.unreadable = fault, unreadable


def read_table(content: bytes, media_type: str, name: str, wanted: Mapping[str, frozenset[str]]) -> Table:
    """The first sheet that has a row with all `wanted` headings (each with the folded names that mean it)."""
    if media_type == CSV:
        sheets: Iterator[tuple[str, Iterator[RawRow]]] = _csv_readings(content, name)
    elif media_type == XLSX:
        sheets = _xlsx_sheets(content)
    else:
        raise UnreadableTable(
            Fault(name, "A1", _("this is not a table"), _("bring an .xlsx or .csv file")), unreadable=True
        )
    nearest: tuple[str, int] = (name, -1)
    for sheet, rows in sheets:
        table, found = _find_table(sheet, rows, list(wanted.values()))
        if table is not None:
            return table
        nearest = max(nearest, (sheet, found), key=lambda pair: pair[1])
    raise UnreadableTable(
        Fault(
            nearest[0],
            "A1",
            _("no row holds the headings of this table"),
            _("the first row must contain: %(headings)s") % {"headings": ", ".join(wanted)},
        )
    )


def _find_table(
    sheet: str, rows: Iterator[RawRow], wanted: Sequence[frozenset[str]]
) -> tuple[Table | None, int]:
    best = -1
    for row in rows:
        headings = tuple(fold(str(value)) if value is not None else "" for value in row.values)
        found = sum(1 for names in wanted if names.intersection(headings))
        best = max(best, found)
        if found == len(wanted):
            return Table(sheet, headings, row.number, rows), found
        if row.number >= HEADER_SEARCH_ROWS:
            break
    return None, best


def _csv_readings(content: bytes, name: str) -> Iterator[tuple[str, Iterator[RawRow]]]:
    """The file read with each delimiter in turn: a title above the table says nothing about the one that is used."""
    for delimiter in DELIMITERS:
        yield name, _csv_rows(content, name, delimiter)


def _csv_rows(content: bytes, name: str, delimiter: str) -> Iterator[RawRow]:
    text = io.TextIOWrapper(io.BytesIO(content), "utf-8-sig", newline="")
    reader = csv.reader(text, delimiter=delimiter)
    number = 0
    try:
        for number, values in enumerate(reader, start=1):
            if number > MAX_ROWS:
                raise _too_long(name)
            if any(value.strip() for value in values):
                yield RawRow(number, tuple(value if value != "" else None for value in values))
    except csv.Error as error:
        raise UnreadableTable(
            Fault(name, f"A{number + 1}", _("the row cannot be read"), _("check its quotation marks"))
        ) from error


def _xlsx_sheets(content: bytes) -> Iterator[tuple[str, Iterator[RawRow]]]:
    try:
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises many kinds for damaged files
        raise _damaged("?") from error
    for sheet in workbook.worksheets:
        yield sheet.title, _xlsx_rows(sheet)


def _xlsx_rows(sheet: Any) -> Iterator[RawRow]:
    sheet.reset_dimensions()  # the stated size of a hostile sheet is not to be trusted
    try:
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number > MAX_ROWS:
                raise _too_long(sheet.title)
            values = tuple(cell.value for cell in cells)
            if any(value is not None and str(value).strip() for value in values):
                formulas = frozenset(i for i, cell in enumerate(cells) if cell.data_type == "f")
                errors = frozenset(i for i, cell in enumerate(cells) if cell.data_type == "e")
                yield RawRow(number, values, formulas, errors)
    except UnreadableTable:
        raise
    except Exception as error:  # sheets are unpacked and parsed while they are read
        raise _damaged(sheet.title) from error


def _damaged(sheet: str) -> UnreadableTable:
    return UnreadableTable(
        Fault(sheet, "A1", _("the workbook cannot be opened"), _("open it in Excel and save it again")),
        unreadable=True,
    )


def _too_long(sheet: str) -> UnreadableTable:
    return UnreadableTable(
        Fault(sheet, f"A{MAX_ROWS}", _("the table has too many rows"), _("split it into several files"))
    )
