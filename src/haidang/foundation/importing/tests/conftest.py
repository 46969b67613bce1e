"""Tables as officials bring them, and an importer with one column of every kind."""

import csv
import io
from typing import ClassVar

import pytest
from django.utils import translation
from openpyxl import Workbook

from haidang.foundation.importing import columns as read
from haidang.foundation.importing import importer as registry
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.importer import Importer
from haidang.foundation.importing.services import run_import


@pytest.fixture(autouse=True)
def _in_english():
    """Faults are told in the reader's language; here in English."""
    with translation.override("en"):
        yield


def write_csv(rows, delimiter=",", encoding="utf-8", newline="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return out.getvalue().encode(encoding)


def write_xlsx(*sheets, change=lambda book: None):
    """Each sheet is (title, rows); `change` may do more to the workbook."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class Samples(Importer):
    """Takes note of the rows and writes nothing."""

    kind = "samples"
    title = "Samples"
    columns: ClassVar = (
        Column("code", "Mã", read.text, required=True),
        Column("amount", "Số lượng", read.number),
        Column("plain", "Số thuần", read.plain_number),
        Column("whole", "Số nguyên", read.integer),
        Column("tally", "Số đếm", read.count),
        Column("day", "Ngày", read.day),
        Column("period", "Kỳ", read.period),
        Column("kind", "Loại", read.one_of("big", "small"), empty="big"),
        Column("yes", "Có hay không", read.truth),
        Column("units", "Đơn vị", read.codes, empty=()),
    )

    def __init__(self):
        self.records = []

    def apply(self, records, context):
        self.records = list(records)


@pytest.fixture
def samples(monkeypatch):
    importer = Samples()
    monkeypatch.setitem(registry._IMPORTERS, importer.kind, importer)
    return importer


@pytest.fixture
def bring(system, at, db):
    """`bring(kind, content)` imports and returns the report."""

    def run(kind, content, name="table.csv", by=system, **options):
        return run_import(kind=kind, content=content, name=name, by=by, at=at, **options)

    return run


@pytest.fixture
def faults(bring):
    """`faults(kind, content)` are the faults as people read them."""
    return lambda kind, content, name="table.csv": [str(fault) for fault in bring(kind, content, name).faults]


@pytest.fixture
def as_csv():
    return write_csv


@pytest.fixture
def as_xlsx():
    return write_xlsx
