"""A damaged or hostile workbook is refused in words; nothing is unpacked beyond what it states."""

import io
import re
import struct
import zipfile

import pytest

DAMAGED = "the workbook cannot be opened, open it in Excel and save it again"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(as_xlsx):
    return as_xlsx(("Sheet", [["code", "amount"], *([f"A{n}", n] for n in range(300))]))


def rewritten(book, change):
    """The workbook with each entry put through `change(name, content)`; None leaves it out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(book)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                target.writestr(name, content)
    return out.getvalue()


def only(entry, change):
    return lambda name, content: change(content) if name == entry else content


@pytest.mark.parametrize(
    "change",
    [
        only(SHEET, lambda xml: xml[: len(xml) // 2]),
        only(SHEET, lambda xml: b"not xml at all"),
        only(SHEET, lambda xml: None),
        only(SHEET, lambda xml: xml.replace(b'r="A7"', b'r="7A!"')),
        only(SHEET, lambda xml: xml.replace(b'<c r="B7"', b'<c t="d" r="B7"')),
        only("xl/workbook.xml", lambda xml: b"<workbook/>"),
        only("xl/styles.xml", lambda xml: b"<"),
        only("[Content_Types].xml", lambda xml: None),
    ],
    ids=[
        "half a sheet",
        "no XML",
        "no sheet",
        "no address",
        "no date",
        "empty workbook",
        "no styles",
        "no types",
    ],
)
def test_damage_anywhere_is_told_and_nothing_more(change, book, samples, bring):
    report = bring("samples", rewritten(book, change), "table.xlsx")
    assert len(report.faults) == 1
    assert not report.written


def test_half_a_sheet_is_not_half_an_import(book, samples, bring):
    report = bring("samples", rewritten(book, only(SHEET, lambda xml: xml[: len(xml) // 2])), "table.xlsx")
    assert [str(fault) for fault in report.faults] == [f"Sheet!A1: {DAMAGED}"]
    assert report.unreadable
    assert samples.records == []


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(book, samples, bring):
    """The archive states a few bytes for a sheet that holds many megabytes: only those few are read."""
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400_000))
    content = bytearray(rewritten(book, only(SHEET, lambda xml: b"<worksheet><sheetData>" + rows)))
    at = -1
    while (at := content.find(SHEET.encode(), at + 1)) > 0:
        for signature, offset, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
            head = at - offset
            if content[head : head + 4] == signature:
                content[head + size_at : head + size_at + 4] = struct.pack("<I", 900)
    report = bring("samples", bytes(content), "table.xlsx")
    assert len(report.faults) == 1
    assert report.unreadable


def test_a_sheet_that_claims_millions_of_columns(book, samples, bring):
    wide = rewritten(
        book,
        only(
            SHEET, lambda xml: re.sub(rb'<dimension ref="[A-Z0-9:]+"', b'<dimension ref="A1:XFD1048576"', xml)
        ),
    )
    assert b"XFD1048576" in zipfile.ZipFile(io.BytesIO(wide)).read(SHEET)
    assert bring("samples", wide, "table.xlsx").faults == ()
    assert len(samples.records) == 300


def test_entities_are_not_expanded(book, samples, bring):
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    hostile = only(SHEET, lambda xml: bomb + xml.replace(b"<v>5</v>", b"<v>&b;</v>"))
    report = bring("samples", rewritten(book, hostile), "table.xlsx")
    assert len(report.faults) == 1
    assert report.unreadable
