"""Each appendix is a section of its own: own page numbers, own orientation."""

from dataclasses import replace

from haidang.domain.official_document import Appendix, Paragraph, Text, render_docx
from haidang.domain.official_document.tests.sample import REPORT, document
from haidang.domain.official_document.tests.support import (
    needs_fonts,
    page,
    part,
    pdf,
    pdf_pages,
    text_of,
    value,
    xpath,
)

BODY = part(render_docx(REPORT))
LONG = tuple(Paragraph((Text("Nội dung dài của văn bản. " * 60),), f"p{number}") for number in range(8))


def test_docx_has_a_section_for_the_body_and_each_appendix() -> None:
    orientations = [value(size, "orient") for size in xpath(BODY, "//w:sectPr/w:pgSz")]
    assert orientations == [None, None, "landscape"]


def test_docx_page_numbers_start_again_and_are_hidden_on_first_pages() -> None:
    sections = xpath(BODY, "//w:sectPr")
    assert [value(xpath(section, "w:pgNumType")[0], "start") for section in sections] == ["1"] * 3
    assert all(xpath(section, "w:titlePg") for section in sections)


def test_docx_appendices_open_with_number_and_title() -> None:
    labels = xpath(BODY, "//w:p[w:pPr/w:pStyle[@w:val='AppendixLabel']]")
    assert [text_of(label) for label in labels] == ["Phụ lục I", "Phụ lục II"]


def test_html_appendices_are_sections_with_headings() -> None:
    headings = [heading.text_content() for heading in page(REPORT).xpath("//section[@id]/h2")]
    assert headings == ["Phụ lục I Danh sách đơn vị chưa gửi báo cáo", "Phụ lục II Số liệu chi tiết"]


@needs_fonts
def test_pdf_page_numbers_start_again() -> None:
    blocks = tuple(replace(block, key=f"a{block.key}") for block in LONG)
    pages = pdf_pages(pdf(document(*LONG, appendices=(Appendix("x", "Biểu", blocks),))))
    numbers = [page_text.split()[0] for page_text in pages]
    start = next(number for number, text in enumerate(pages) if "Phụ lục" in text)
    assert start >= 3
    assert numbers[1:3] == ["2", "3"]
    assert numbers[start + 1] == "2"
    assert not numbers[0].isdigit()
    assert not numbers[start].isdigit()


@needs_fonts
def test_a_single_appendix_has_no_number_in_pdf() -> None:
    appendix = Appendix("x", "Biểu", (Paragraph((Text("Nội dung"),), "p"),))
    text = "".join(pdf_pages(pdf(document(appendices=(appendix,)))))
    assert "Phụ lục\r\nBIỂU" in text
