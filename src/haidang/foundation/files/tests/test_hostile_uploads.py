"""A file is taken only if it is what it claims to be; every refusal tells people what to do."""

import struct

import pytest
from django.utils import translation

from haidang.foundation.files.checks import CSV, DOCX, PDF, XLSX, RefusedFile, check_content

MB = 1024 * 1024
LIMIT = 25 * MB


def refusal(content, name="table.csv"):
    with translation.override("en"), pytest.raises(RefusedFile) as refused:
        check_content(content, name, max_bytes=LIMIT)
    with translation.override("en"):
        return str(refused.value)


def kind(content, name):
    return check_content(content, name, max_bytes=LIMIT).media_type


@pytest.mark.parametrize("start", ["code", "BM", "ID3", "GIF89a", "MZ", "II", "Mã đơn vị", "\ufeffMã"])
def test_a_table_is_text_whatever_its_first_letters(start):
    assert kind(f"{start},name\r\nA,\tB\r\n".encode(), "table.csv") == CSV


def test_the_bytes_decide_not_the_name(workbook, archive):
    assert kind(workbook(), "table.csv") == XLSX
    assert kind(archive({"word/document.xml": b"<document/>"}), "report.xlsx") == DOCX
    assert kind(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "table.csv") == PDF


def test_an_empty_file():
    assert refusal(b"") == "The file is empty."


def test_a_file_of_26_megabytes():
    assert refusal(b"a" * (26 * MB)) == "The file is larger than 25 MB."
    assert kind(b"a" * LIMIT, "table.csv") == CSV


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\x7fELF\x02\x01\x01" + b"\x00" * 9 + b"code", id="a program of Linux"),
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00\x04\x00", id="a program of Windows"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="a PNG image"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01", id="a JPEG image"),
        pytest.param(b"GIF89a\x01\x00\x01\x00\x80", id="a GIF image"),
        pytest.param(b"BM\x46\x00\x00\x00\x00\x00", id="a BMP image"),
        pytest.param(b"\x1f\x8b\x08\x00\x00\x00\x00\x00", id="a gzip archive"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 32, id="an old Office file"),
        pytest.param(b"code,name\nA,\x00\n", id="a NUL byte in a table"),
        pytest.param(b"code,name\nA,\x1b[2J\n", id="a terminal sequence in a table"),
    ],
)
def test_what_is_not_text_is_no_table(content):
    assert refusal(content) == "The file is not what its name says: it is not text."


@pytest.mark.parametrize(
    ("content", "byte"),
    [
        pytest.param("code,Sở".encode() + b"\xff,", 9, id="a stray byte"),
        pytest.param(b"m\xe3,t\xean\nA,\xd0o\xe0n", 1, id="windows-1258"),
        pytest.param("\ufeffmã,".encode() + b"\xe9", 7, id="after a byte order mark"),
        pytest.param("mã,tên".encode("utf-16"), 0, id="Unicode text of Excel"),
    ],
)
def test_another_encoding_is_named_with_the_place(content, byte):
    assert refusal(content) == f"The text is not in UTF-8 (byte {byte}): save it as “CSV UTF-8”."


@pytest.mark.parametrize("name", ["virus.exe", "table", "table.csv.scr", "page.svg", "macro.xlsm", ""])
def test_other_kinds_of_text_are_not_taken(name):
    assert "Only Excel" in refusal(b"code,name\n", name)


def test_an_archive_that_is_no_document(archive):
    assert "Only Excel" in refusal(archive({"readme.txt": b"hello"}), "table.xlsx")


def test_a_damaged_archive(workbook):
    assert "damaged" in refusal(workbook()[:-30], "table.xlsx")
    assert "damaged" in refusal(b"PK\x03\x04 and then nothing", "table.xlsx")


@pytest.mark.parametrize("entry", ["xl/vbaProject.bin", "xl/VBAPROJECT.BIN", "word/vbaProject.bin"])
def test_macros(workbook, entry):
    assert "macros" in refusal(workbook({entry: b"Sub AutoOpen()"}), "table.xlsx")


def test_a_password(workbook):
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02")
    content[at + 8 : at + 10] = struct.pack("<H", 1)  # flag: the entry is encrypted
    assert "password" in refusal(bytes(content), "table.xlsx")


def test_a_bomb(workbook):
    content = workbook({"xl/worksheets/sheet1.xml": b"0" * (40 * MB)})
    assert len(content) < MB
    assert "unreasonable size" in refusal(content, "table.xlsx")


def test_a_bomb_of_many_small_entries(archive):
    entries = {f"xl/part{number}.xml": b"" for number in range(5_001)}
    assert "unreasonable size" in refusal(archive({"xl/workbook.xml": b"", **entries}), "table.xlsx")


def test_a_bomb_inside_an_archive_is_not_unpacked(workbook, archive):
    """Inner archives are bytes like any others: nobody opens them."""
    content = workbook({"xl/media/inner.zip": archive({"a": b"0" * (20 * MB)})})
    assert kind(content, "table.xlsx") == XLSX


def test_a_well_filled_table_is_no_bomb(workbook):
    rows = b"".join(b'<row r="%d"><c><v>%d</v></c></row>' % (n, n * 7919) for n in range(300_000))
    assert kind(workbook({"xl/worksheets/sheet1.xml": rows}), "table.xlsx") == XLSX


PICTURES = [
    pytest.param(b"\x89PNG\r\n\x1a\n" + b"x" * 20 + b"IEND\xaeB`\x82", "image/png", id="PNG"),
    pytest.param(b"\xff\xd8\xff\xe0" + b"x" * 20 + b"\xff\xd9", "image/jpeg", id="JPEG"),
]


@pytest.mark.parametrize(("content", "media_type"), PICTURES)
def test_a_picture_is_taken_where_one_is_asked_for_and_nowhere_else(content, media_type):
    assert check_content(content, "anh.csv", max_bytes=LIMIT, images=True).media_type == media_type
    with pytest.raises(RefusedFile):
        check_content(content, "anh.png", max_bytes=LIMIT)


@pytest.mark.parametrize(("content", "media_type"), PICTURES)
def test_half_a_picture_is_refused(content, media_type):
    with pytest.raises(RefusedFile):
        check_content(content[:-1], "anh.png", max_bytes=LIMIT, images=True)
