"""Files made to do harm get an answer within ten seconds and one gigabyte."""

import time
import zlib
from collections.abc import Callable

import pytest

from haidang.domain.file_text import Unreadable, UnreadableFile
from haidang.domain.file_text.tests.making import (
    S,
    W,
    archive,
    cell,
    docx,
    paragraph,
    parts_of,
    pdf,
    relations,
    run,
    table,
    word_document,
    xlsx,
)
from haidang.foundation.confinement import Overrun
from haidang.foundation.figurecheck import CheckedFile, check_file

MAIN = "word/document.xml"


def outcome(content: bytes, name: str) -> object:
    """What came of it: a result, the reason of a refusal, or the limit that was reached."""
    began = time.monotonic()
    try:
        return check_file(content, name)
    except UnreadableFile as error:
        return error.reason
    except Overrun as error:
        return error.kind
    finally:
        assert time.monotonic() - began < 11


def with_part(content: bytes, name: str, part: bytes | str) -> bytes:
    return archive(parts_of(content) | {name: part})


def laughs(root: str) -> str:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>{root.replace("TEXT", "&l9;")}'


def encrypted_pdf() -> bytes:
    """A PDF whose password nobody knows: an encryption dictionary with keys of nothing."""
    zeros = "00" * 32
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n"
        + f"4 0 obj<</Filter/Standard/V 1/R 2/O<{zeros}>/U<{zeros}>/P -4>>endobj\n".encode()
        + b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF"
    )


def pdf_of(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj" % number + content + b"endobj\n" for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R/Size %d>>\n%%%%EOF" % (len(objects) + 1)


def pdf_bomb() -> bytes:
    stream = zlib.compress(zlib.compress(b"BT /F 9 Tf (5) Tj ET " * 10_000_000))
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>"
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page,
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream) + stream + b"\nendstream ",
    )


def pages_in_a_circle(count: int) -> bytes:
    pages = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count %d/Parent 2 0 R>>" % count
    return pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", pages)


NESTED = "<w:tbl><w:tr><w:tc>" * 80 + paragraph(run("5")) + "</w:tc></w:tr></w:tbl>" * 80
ROW = '<row r="{}"><c r="A{}"><v>5</v></c></row>'


def refused_files() -> dict[str, tuple[Callable[[], bytes], str, Unreadable]]:
    too_much, damaged = Unreadable.UNPACKS_TO_TOO_MUCH, Unreadable.DAMAGED
    laughing_text = laughs(
        f"<w:document {W}><w:body><w:p><w:r><w:t>TEXT</w:t></w:r></w:p></w:body></w:document>"
    )
    laughing_cell = laughs(
        f"<worksheet {S}><sheetData><row><c t='str'><v>TEXT</v></c></row></sheetData></worksheet>"
    )
    empty_book = {
        "_rels/.rels": relations(officeDocument="w.xml"),
        "w.xml": f"<workbook {S}><sheets/></workbook>",
    }
    return {
        "docx of 300 MB": (
            lambda: with_part(word_document("5"), MAIN, b" " * 300_000_000),
            "a.docx",
            too_much,
        ),
        "sheet of 300 MB": (lambda: xlsx("<row/>" * 50_000_000), "a.xlsx", too_much),
        "shared texts": (lambda: xlsx("", f"<si><t>{'a' * 9_000_000}</t></si>" * 9), "a.xlsx", too_much),
        "20,000 parts": (lambda: archive({f"p{n}": b"" for n in range(20_000)}), "a.docx", too_much),
        "laughs, docx": (lambda: with_part(word_document("5"), MAIN, laughing_text), "a.docx", damaged),
        "laughs, xlsx": (lambda: with_part(xlsx(""), "xl/sheet.xml", laughing_cell), "a.xlsx", damaged),
        "deep docx": (lambda: docx("<w:sdt><w:sdtContent>" * 5_000), "a.docx", damaged),
        "deep html": (lambda: b"<html>" + b"<b>" * 10_000 + b"5", "a.html", damaged),
        "half a docx": (lambda: word_document("5")[:-5_000], "a.docx", damaged),
        "half a pdf": (lambda: pdf("5")[:700], "a.pdf", damaged),
        "pdf with a password": (encrypted_pdf, "a.pdf", Unreadable.ENCRYPTED),
        "100 MB": (lambda: b"5 " * 50_000_000, "a.txt", Unreadable.TOO_LARGE),
        "workbook without sheets": (lambda: archive(empty_book), "a.xlsx", Unreadable.NO_TEXT),
    }


REFUSED = refused_files()


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_reason(case):
    make, name, reason = REFUSED[case]
    assert outcome(make(), name) is reason


ANSWERED: dict[str, tuple[Callable[[], bytes], str]] = {
    "pages in a circle": (lambda: pages_in_a_circle(5), "a.pdf"),
    "a million pages in a circle": (lambda: pages_in_a_circle(1_000_000), "a.pdf"),
    "stream that unpacks to 200 MB": (pdf_bomb, "a.pdf"),
    "20 MB of figures": (lambda: b"1, 22; 3,5% " * 1_700_000, "a.txt"),
    "20 MB of letters": (lambda: "ế".encode() * 6_900_000, "a.txt"),
    "20 MB of markup": (lambda: b"<html>" + b"<p>5" * 5_000_000, "a.html"),
    "20 MB of one table": (lambda: b"<html><table>" + b"<tr><td>5<td>6" * 1_400_000, "a.html"),
    "a table wider than any": (lambda: b"<html><table>" + b"<tr><td colspan=100>5" * 100_000, "a.html"),
    "a million rows": (lambda: xlsx("".join(ROW.format(n, n) for n in range(1, 1_000_001))), "a.xlsx"),
    "a million empty rows": (lambda: xlsx("<row/>" * 1_048_576 + ROW.format(1, 1)), "a.xlsx"),
    "60 MB of empty paragraphs": (lambda: docx("<w:p/>" * 10_000_000), "a.docx"),
    "tables in tables": (lambda: docx(NESTED), "a.docx"),
    "a number of many digits": (lambda: b"5" * 10_000_000, "a.txt"),
    "a wide table": (lambda: docx(table([cell("5", '<w:gridSpan w:val="999999999"/>')] * 1000)), "a.docx"),
}  # fmt: skip


@pytest.mark.parametrize("case", ANSWERED)
def test_it_is_answered_in_time(case):
    make, name = ANSWERED[case]
    outcome(make(), name)


def test_a_single_figure_at_the_end_of_a_sheet_is_read():
    result = outcome(xlsx(ROW.format(1_048_576, 1_048_576)), "a.xlsx")
    assert isinstance(result, CheckedFile)
    assert [figure.place.cell for figure in result.unchecked] == ["A1048576"]
