"""Files that are no form, and files made to do harm."""

import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.form_workbook import read_form, read_form_json, write_form
from haidang.domain.form_workbook.__main__ import main
from haidang.domain.form_workbook.tests.samples import (
    codes,
    filled,
    remarks,
    sample_form,
    with_cached,
    with_part,
    with_shared_texts,
)
from haidang.domain.form_workbook.workbook import MAX_ROWS

SHEET = "xl/worksheets/sheet2.xml"
STRINGS = "xl/sharedStrings.xml"
SHARED = with_shared_texts(write_form(sample_form()))
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def _only(content: bytes) -> str:
    (fault,) = read_form(content).faults
    return fault.code.value


def _docx() -> bytes:
    stream = io.BytesIO()
    Document().save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_workbook"),
        (b"M\xc3\xa3 \xc3\xb4;1", "not_a_workbook"),
        (b"%PDF-1.7", "not_a_workbook"),
        (OLE + bytes(600), "old_workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + bytes(100), "damaged"),
        (bytes(10 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_other_files_are_refused_with_a_code(content: bytes, code: str) -> None:
    assert _only(content) == code


def test_a_word_document_is_no_workbook() -> None:
    assert _only(_docx()) == "not_a_workbook"


def test_a_truncated_file_is_damaged() -> None:
    assert _only(write_form(sample_form())[:-300]) == "damaged"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 6000))
def test_no_bytes_make_the_reader_raise(noise: bytes, at: int) -> None:
    read_form(noise)
    content = write_form(sample_form())
    read_form(content[:at] + noise + content[at + len(noise) :])


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, STRINGS, "xl/workbook.xml", "docProps/custom.xml", "xl/styles.xml"])
def test_document_types_are_refused(declaration: str, part: str) -> None:
    def declare(xml: bytes) -> bytes:
        body = xml.split(b"?>", 1)[-1] if xml.startswith(b"<?xml") else xml
        return declaration.encode() + body

    assert _only(with_part(SHARED, part, declare)) == "damaged"


def test_a_part_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    bomb = with_part(SHARED, STRINGS, lambda xml: xml + b" " * (12 * 1024 * 1024))
    assert len(bomb) < 200_000
    started = time.process_time()
    assert _only(bomb) == "unpacks_to_too_much"
    assert time.process_time() - started < 1


def test_a_lying_size_in_the_archive_reads_no_further_than_it_says() -> None:
    content = bytearray(with_part(SHARED, STRINGS, lambda xml: xml + b" " * 10**6))
    entry = content.rindex(STRINGS.encode()) - 46
    content[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    assert _only(bytes(content)) == "damaged"


def test_long_texts_used_a_thousand_times_cost_nothing() -> None:
    def swell(xml: bytes) -> bytes:
        return xml.replace(b"</si>", b"</si><si><t>" + b"x" * 5_000_000 + b"</t></si>", 1)

    rows = b"".join(b'<row><c r="H%d" t="s"><v>1</v></c></row>' % number for number in range(20, 5_000))
    content = with_part(
        with_part(SHARED, STRINGS, swell),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    started = time.process_time()
    read_form(content)
    assert time.process_time() - started < 5


def test_a_sheet_with_endless_rows_is_refused() -> None:
    rows = b"".join(b'<row><c t="n"><v>1</v></c></row>' for _ in range(MAX_ROWS + 1))
    content = with_part(
        write_form(sample_form()), SHEET, lambda xml: xml.replace(b"</sheetData>", rows + b"</sheetData>")
    )
    assert _only(content) == "too_many_rows"


@pytest.mark.parametrize("junk", [b"<row/>" * 900_000, b"<a/>" * 1_400_000, b"<row><c/></row>" * 400_000])
def test_elements_without_end_are_cut_short(junk: bytes) -> None:
    content = with_part(
        write_form(sample_form()), SHEET, lambda xml: xml.replace(b"</sheetData>", junk + b"</sheetData>")
    )
    started = time.process_time()
    read_form(content)
    assert time.process_time() - started < 15


def test_huge_dimensions_and_merged_ranges_cost_nothing() -> None:
    def swell(xml: bytes) -> bytes:
        merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        start = xml.index(b"<dimension")
        end = xml.index(b"/>", start)
        xml = xml[:start] + b'<dimension ref="A1:XFD1048576"' + xml[end:]
        return xml.replace(b"</sheetData>", b'<row r="1048576"/></sheetData>' + merged)

    started = time.process_time()
    assert codes(read_form(with_part(write_form(sample_form()), SHEET, swell))) == [
        ("merged_cells", "A1:XFD1048576")
    ]
    assert time.process_time() - started < 1


def test_a_thousand_merged_ranges_too_many_are_refused() -> None:
    merged = b"<mergeCells>%s</mergeCells>" % (b'<mergeCell ref="L1:M1"/>' * 11_000)
    content = with_part(
        write_form(sample_form()), SHEET, lambda xml: xml.replace(b"</sheetData>", b"</sheetData>" + merged)
    )
    assert _only(content) == "unpacks_to_too_much"


def test_formulas_that_call_programs_or_other_files_are_never_followed() -> None:
    for formula in ("=cmd|'/C calc'!A0", "=[1]Sheet1!A1", '=WEBSERVICE("http://127.0.0.1:9")'):
        content = filled({"H7": formula})
        assert codes(read_form(content)) == [("formula_without_value", "H7")]
        assert remarks(read_form(with_cached(content, "5"))) == [("formula", "H7")]


@pytest.mark.parametrize("index", ["999999", "-1", "x", "1e9", "9" * 5000])
def test_references_to_texts_that_are_not_there_are_blank(index: str) -> None:
    row = f'<row r="90"><c r="H90" t="s"><v>{index}</v></c></row>'
    content = with_part(
        write_form(sample_form()),
        SHEET,
        lambda xml: xml.replace(b"</sheetData>", row.encode() + b"</sheetData>"),
    )
    assert codes(read_form(content)) == []


def test_escapes_for_no_characters_are_dropped() -> None:
    (fault,) = read_form(filled({"H7": "a_x0000__xD800_b"})).faults
    assert fault.text == "ab"


def test_a_workbook_without_its_sheets_is_a_foreign_one() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_form(sample_form()))) as source,
        zipfile.ZipFile(stream, "w") as target,
    ):
        for name in source.namelist():
            if "worksheets" not in name:
                target.writestr(name, source.read(name))
    assert _only(stream.getvalue()) == "damaged"


def test_the_module_answers_in_json() -> None:
    target = io.BytesIO()
    assert main(io.BytesIO(filled({"H7": "1.237"})), target) == 0
    read = read_form_json(target.getvalue().decode())
    assert read == read_form(filled({"H7": "1.237"}))
    assert read.answers[0].value == 1237


def test_the_module_runs_as_a_program() -> None:
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-m", "haidang.domain.form_workbook"],
        input=write_form(sample_form()),
        capture_output=True,
        cwd=root,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout)["round_code"] == "2024-Q4"
