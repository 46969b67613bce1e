"""Files as people, machines and attackers bring them."""

import io
import zipfile

import pytest

OFFICE = {"xlsx": "xl/workbook.xml", "docx": "word/document.xml"}


@pytest.fixture
def archive():
    """`archive({name: content})` is a zip file; without a marker of Office it is only that."""

    def make(entries, method=zipfile.ZIP_DEFLATED):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as target:
            for name, content in entries.items():
                target.writestr(name, content)
        return out.getvalue()

    return make


@pytest.fixture
def workbook(archive):
    """`workbook(more={…})` looks like an Excel file, with more entries in it."""
    return lambda more=None: archive({OFFICE["xlsx"]: b"<workbook/>", **(more or {})})
