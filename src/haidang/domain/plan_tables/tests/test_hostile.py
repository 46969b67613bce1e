"""Files made to hurt: answered within bounds of time and memory, in a process of their own."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from haidang.domain.plan_tables import UnreadableFile
from haidang.domain.plan_tables.tests.making import S, archive, head_row, inline, raw_workbook, read, word

_SECONDS, _BYTES = 10, 1024 * 1024 * 1024
_READ = """
import sys
from haidang.domain.plan_tables import UnreadableFile, open_source, read_plan
try:
    reading = read_plan(open_source(open(sys.argv[1], "rb").read(), sys.argv[1]), 2026)
    print("read", len(reading.rows))
except UnreadableFile as refused:
    print(refused.reason.value)
"""


def bounded() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_BYTES, _BYTES))


def many_rows() -> bytes:
    empty = "".join(f'<row r="{number}"/>' for number in range(3, 1_000_001))
    row = f'<row r="2">{inline("B2", "Công ty A")}{inline("C2", "0299000010")}</row>'
    return raw_workbook(f"<sheetData>{head_row()}{row}{empty}</sheetData>")


def merged(count: int, reference: str) -> bytes:
    rows = "".join(f'<row r="{n}">{inline(f"B{n}", "Công ty A")}</row>' for n in range(2, 20_000))
    ranges = f'<mergeCell ref="{reference}"/>' * count
    return raw_workbook(f"<sheetData>{head_row()}{rows}</sheetData><mergeCells>{ranges}</mergeCells>")


def longest() -> bytes:
    rows = "".join(
        f'<row r="{n}">{inline(f"A{n}", str(n))}{inline(f"B{n}", f"Công ty TNHH số {n}")}'
        f"{inline(f'C{n}', f'02{n:08d}')}"
        f"{inline(f'D{n}', 'Thuế')}</row>"
        for n in range(2, 20_001)
    )
    return raw_workbook(f"<sheetData>{head_row()}{rows}</sheetData>")


def styled_row() -> str:
    cell = '<c s="1"/>'
    return f"<row>{cell * 10_000}</row>"


def deep_document() -> bytes:
    inside = "<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000
    return archive(
        {
            "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{inside}</w:body></w:document>"
        }
    )


CASES = {
    "a million empty rows": (many_rows, "a.xlsx", "read 1"),
    "styled cells without values": (
        lambda: raw_workbook(f"<sheetData>{head_row()}{styled_row() * 200}</sheetData>"),
        "a.xlsx",
        "read 0",
    ),
    "ten thousand columns": (
        lambda: raw_workbook(f"<sheetData>{head_row()}<row>{'<c><v>1</v></c>' * 10_000}</row></sheetData>"),
        "a.xlsx",
        "too_large",
    ),
    "merged ranges upon each other": (lambda: merged(40_000, "A1:XFD1048576"), "a.xlsx", "too_large"),
    "too many merged ranges": (lambda: merged(60_000, "A1:B2"), "a.xlsx", "too_large"),
    "as many rows as are read": (longest, "a.xlsx", "read 19999"),
    "a bomb": (
        lambda: raw_workbook(f"<sheetData><!--{' ' * (300 * 1024 * 1024)}--></sheetData>"),
        "a.xlsx",
        "unpacks_to_too_much",
    ),
    "nested tables": (deep_document, "a.docx", "damaged"),
    "a line of a million cells": (
        lambda: b"STT,Ten doanh nghiep\n" + b"a," * 1_000_000,
        "a.csv",
        "too_large",
    ),
    "a quote that never ends": (
        lambda: b'STT,Ten doanh nghiep\n1,"Cong ty\n' + b"2,x\n" * 100_000,
        "a.csv",
        "damaged",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_answered_within_ten_seconds_and_a_gigabyte(case: str, tmp_path: Path) -> None:
    make, name, answer = CASES[case]
    path = tmp_path / name
    path.write_bytes(make())
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)],
        capture_output=True,
        text=True,
        preexec_fn=bounded,
        check=False,
    )
    assert (done.stdout.strip(), done.returncode) == (answer, 0), done.stderr[-500:]


def test_macros_are_never_looked_at() -> None:
    row = f'<row r="2">{inline("B2", "Công ty A")}{inline("C2", "0299000010")}</row>'
    sheet = f"<sheetData>{head_row()}{row}</sheetData>"
    assert len(read(raw_workbook(sheet, **{"vbaProject.bin": b"\0" * 5_000}), "a.xlsm").rows) == 1


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.csv", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.xls", "unknown_kind"),
        (b"hello", "a.xlsx", "damaged"),
        (b"a,b\n\0\0", "a.csv", "not_text"),
        (b"%PDF-1.7 nothing", "a.pdf", "damaged"),
        (archive({"x": "y"}), "a.xlsx", "unknown_kind"),
        (word()[:-200], "a.docx", "damaged"),
        (raw_workbook(f"<sheetData/></worksheet><!DOCTYPE x><worksheet {S}>"), "a.xlsx", "damaged"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_reason(content: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read(content, name)
    assert refused.value.reason.value == reason
