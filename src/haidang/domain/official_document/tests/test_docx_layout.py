"""The decree's layout, read back from the Word file. Sizes in half points, lengths in twips (1/1440 inch)."""

import pytest
from lxml import etree

from haidang.domain.official_document import render_docx
from haidang.domain.official_document.tests.sample import REPORT, document, letter_header
from haidang.domain.official_document.tests.support import part, text_of, value, word, xpath

MILLIMETRE = 1440 / 25.4
FILE = render_docx(REPORT)
BODY = part(FILE)
STYLES = part(FILE, "word/styles.xml")


def millimetres(twips: str | None) -> float:
    return round(int(twips or 0) / MILLIMETRE, 1)


def style(style_id: str) -> etree._Element:
    return xpath(STYLES, f"//w:style[@w:styleId='{style_id}']")[0]


def paragraph(starting_with: str) -> etree._Element:
    return next(found for found in xpath(BODY, "//w:p") if text_of(found).startswith(starting_with))


def style_of(starting_with: str) -> str | None:
    return value(xpath(paragraph(starting_with), "w:pPr/w:pStyle")[0])


def test_the_page_is_a4_with_the_decrees_margins() -> None:
    size, margins = xpath(BODY, "//w:sectPr[1]/w:pgSz")[0], xpath(BODY, "//w:sectPr[1]/w:pgMar")[0]
    assert (millimetres(value(size, "w")), millimetres(value(size, "h"))) == (210, 297)
    top, bottom, left, right = (
        millimetres(value(margins, side)) for side in ("top", "bottom", "left", "right")
    )
    assert (20 <= top <= 25, 20 <= bottom <= 25, 30 <= left <= 35, 15 <= right <= 20) == (True,) * 4


def test_everything_is_set_in_times_new_roman() -> None:
    faces = {name for fonts in xpath(STYLES, "//w:rFonts") for name in fonts.attrib.values()}
    assert faces == {"Times New Roman"}
    assert not xpath(BODY, "//w:rFonts")


@pytest.mark.parametrize(
    ("style_id", "smallest", "largest", "bold", "italic", "caps"),
    [
        ("Nation", 24, 26, True, False, False),
        ("Motto", 26, 28, True, False, False),
        ("ParentBody", 24, 26, False, False, True),
        ("IssuingBody", 24, 26, True, False, True),
        ("DocumentNumber", 26, 26, False, False, False),
        ("PlaceAndDate", 26, 28, False, True, False),
        ("Title", 26, 28, True, False, True),
        ("Subtitle", 26, 28, True, False, False),
        ("LetterSubject", 24, 26, False, False, False),
        ("BodyText", 26, 28, False, False, False),
        ("Heading1", 26, 28, True, False, True),
        ("Heading2", 26, 28, True, False, False),
        ("Heading3", 26, 28, False, False, False),
        ("Authority", 26, 28, True, False, True),
        ("Signer", 26, 28, True, False, False),
        ("RecipientsTitle", 24, 24, True, True, False),
        ("Recipients", 22, 22, False, False, False),
        ("AppendixLabel", 28, 28, True, False, False),
        ("AppendixTitle", 26, 28, True, False, True),
        ("header", 26, 28, False, False, False),
    ],
)
def test_components_have_the_decrees_sizes_and_styles(
    style_id: str, smallest: int, largest: int, bold: bool, italic: bool, caps: bool
) -> None:
    found = style(style_id)
    assert smallest <= int(value(xpath(found, "w:rPr/w:sz")[0]) or 0) <= largest
    marks = [bool(xpath(found, f"w:rPr/w:{tag}")) for tag in ("b", "i", "caps")]
    assert marks == [bold, italic, caps]


def test_the_body_is_justified_indented_and_spaced() -> None:
    body = style("BodyText")
    assert value(xpath(body, "w:pPr/w:jc")[0]) == "both"
    assert millimetres(value(xpath(body, "w:pPr/w:ind")[0], "firstLine")) == 12.7
    spacing = xpath(body, "w:pPr/w:spacing")[0]
    assert int(value(spacing, "after") or 0) >= 6 * 20
    assert 240 <= int(value(spacing, "line") or 0) <= 360


def test_the_head_of_the_document_stands_in_two_columns() -> None:
    left, right = xpath(BODY, "//w:tbl[1]/w:tr[1]/w:tc")
    assert [text_of(line) for line in xpath(left, "w:p")][:2] == [
        "Ủy ban nhân dân thành phố Cảng Xanh",
        "Sở Kế hoạch và Đầu tư",
    ]
    assert [text_of(line) for line in xpath(right, "w:p")][:2] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    number, date = xpath(BODY, "//w:tbl[1]/w:tr[2]/w:tc")
    assert text_of(number).startswith("Số:")
    assert text_of(date).startswith("Cảng Xanh, ngày")


def test_a_short_rule_stands_under_the_issuing_body() -> None:
    cell = xpath(BODY, "//w:tbl[1]/w:tr[1]/w:tc[1]")[0]
    rule = xpath(cell, "w:p[w:pPr/w:pBdr/w:top]")[0]
    indent = xpath(rule, "w:pPr/w:ind")[0]
    width = 65 - millimetres(value(indent, "left")) - millimetres(value(indent, "right"))
    assert 54.4 / 3 <= width <= 54.4 / 2, "between a third and half of the 54.4 mm of the name in print"


def test_headings_are_real_headings() -> None:
    assert style_of("I. Kết quả") == "Heading1"
    assert style_of("1. Gia nhập") == "Heading2"
    assert style_of("a) Công khai") == "Heading3"
    names = [value(xpath(style(f"Heading{level}"), "w:name")[0]) for level in (1, 2, 3)]
    assert names == ["heading 1", "heading 2", "heading 3"]


def test_the_page_number_is_centred_on_top_and_not_on_the_first_page() -> None:
    assert xpath(BODY, "//w:sectPr[1]/w:titlePg")
    default, first = part(FILE, "word/header1.xml"), part(FILE, "word/header2.xml")
    assert xpath(default, "//w:tabs/w:tab[@w:val='center']")
    assert [value(field, "instr") for field in xpath(default, "//w:fldSimple")] == [" PAGE "]
    assert not xpath(first, "//w:fldSimple")


def test_table_headers_repeat_on_every_page() -> None:
    tables = xpath(BODY, "//w:tbl[w:tblPr/w:tblStyle[@w:val='TableGrid']]")
    assert len(tables) == 2
    assert all(xpath(table, "w:tr[1]/w:trPr/w:tblHeader") for table in tables)


def test_recipients_stand_left_of_the_signature() -> None:
    left, right = xpath(BODY, "//w:tbl[.//w:pStyle[@w:val='Signer']]/w:tr/w:tc")
    assert [text_of(line) for line in xpath(left, "w:p")] == [
        "Nơi nhận:", "- Như trên;", "- Giám đốc, các Phó Giám đốc;", "- Lưu: VT, DN.",
    ]  # fmt: skip
    assert [text_of(line) for line in xpath(right, "w:p")] == ["KT. Giám đốc", "Phó Giám đốc", "Trần Văn Mẫu"]


def test_the_subject_of_a_letter_stands_under_its_number() -> None:
    body = word(document(header=letter_header()))
    cell = xpath(body, "//w:tbl[1]/w:tr[2]/w:tc[1]")[0]
    lines = [text_of(line).replace("\u00a0", " ") for line in xpath(cell, "w:p")]
    assert lines == ["Số: 07/SKHĐT-DN", "V/v đôn đốc báo cáo quý III"]
    assert not xpath(body, "//w:pStyle[@w:val='Title']")
