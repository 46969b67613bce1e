"""Registers as they come: rows of a dictionary each, under the headings officials use."""

import csv
import io

import pytest
from django.conf import settings
from django.utils import translation
from openpyxl import Workbook

from haidang.apps.enterprises.models import Enterprise
from haidang.foundation.importing.services import run_import

# Codes with a right check digit that no tax office issues, and a personal number of a century to come.
HEAD, BRANCH, OTHER, PERSON = "9900000016", "9900000016001", "9900000023", "031990000123"
EATEN = "0200000039"
"""Begins with 0: a spreadsheet drops it."""


@pytest.fixture(autouse=True)
def _in_english(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    with translation.override("en"):
        yield


def as_csv(*rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, names, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(headings, *rows):
    book = Workbook()
    book.active.title = "DN"
    for row in (headings, *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def bring(db, system, at):
    """`bring(rows…)` imports rows given as dictionaries, or a file's content."""

    def run(*rows, kind="enterprises", name="dn.csv", dry_run=False, by=system):
        content = rows[0] if isinstance(rows[0], bytes) else as_csv(*rows)
        return run_import(kind=kind, content=content, name=name, by=by, at=at, dry_run=dry_run)

    return run


@pytest.fixture
def company():
    return {
        "tax_code": HEAD,
        "name": "Công ty TNHH Muối Xanh",
        "address": "Số 5 phố Mẫu, Phường Hồng Bàng, Thành phố Hải Phòng",
        "sector": "4663",
        "state": "active",
    }


@pytest.fixture
def entry():
    """`entry(code)` is the enterprise of a tax code."""
    return lambda code: Enterprise.objects.get(tax_code=code)
