"""The PDF: archivable, accessible, with our typeface and no other."""

from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from haidang.domain.official_document import FontsMissingError, Heading, Paragraph, Table, Text, render_pdf
from haidang.domain.official_document.blocks import Column
from haidang.domain.official_document.tests.sample import (
    RECORDED_AT,
    REPORT,
    document,
    figure,
    letter_header,
)
from haidang.domain.official_document.tests.support import FONT_PATHS, needs_fonts, pdf, pdf_pages


def test_missing_fonts_are_reported_and_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(FontsMissingError, match="Tinos lacks the faces italic 400, italic 700, normal 400"):
        render_pdf(document(), font_paths=[tmp_path], created=RECORDED_AT)


@needs_fonts
def test_a_single_missing_face_is_reported() -> None:
    without_bold_italic = [path for path in FONT_PATHS if path.name != "700Bold_Italic"]
    with pytest.raises(FontsMissingError, match="lacks the faces italic 700; looked in"):
        render_pdf(document(), font_paths=without_bold_italic, created=RECORDED_AT)


@needs_fonts
def test_it_declares_pdf_a_and_pdf_ua() -> None:
    content = pdf(document(Paragraph((Text("Nội dung"),), "p")))
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content


@needs_fonts
def test_it_states_title_organisation_and_language() -> None:
    with pypdfium2.PdfDocument(pdf(REPORT)) as file:
        metadata = file.get_metadata_dict()
        tagged = pypdfium2.raw.FPDFCatalog_IsTagged(file)
    assert metadata["Title"] == REPORT.header.subject
    assert metadata["Author"] == REPORT.header.issuing_body
    assert metadata["CreationDate"].startswith("D:20240920083000")
    assert tagged


@needs_fonts
def test_the_time_of_making_needs_a_time_zone() -> None:
    hanoi = RECORDED_AT.astimezone(ZoneInfo("Asia/Ho_Chi_Minh"))
    content = render_pdf(document(), font_paths=FONT_PATHS, created=hanoi)
    assert content == render_pdf(document(), font_paths=FONT_PATHS, created=RECORDED_AT)
    with pytest.raises(ValueError, match="has no time zone"):
        render_pdf(document(), font_paths=FONT_PATHS, created=RECORDED_AT.replace(tzinfo=None))


@needs_fonts
def test_it_has_an_outline_of_headings() -> None:
    with pypdfium2.PdfDocument(pdf(REPORT)) as file:
        titles = [entry.get_title() for entry in file.get_toc()]
    assert titles[:3] == [
        "I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "1. Gia nhập thị trường", "a) Công khai đầu mối hỗ trợ doanh nghiệp",
    ]  # fmt: skip
    assert titles[-1] == "Phụ lục nguồn số liệu"


@needs_fonts
def test_headings_may_skip_a_level() -> None:
    text = "".join(pdf_pages(pdf(document(Heading(3, "a)", "Chỉ có điểm", "h")))))
    assert "a) Chỉ có điểm" in text


@needs_fonts
def test_empty_parts_are_no_error() -> None:
    pdf(document(Paragraph((), "p"), Table((Column(""),), (), "t")))
    pdf(document())


@needs_fonts
def test_a_document_without_figures_has_no_annex() -> None:
    assert len(pdf_pages(pdf(document(Paragraph((Text("Nội dung"),), "p"))))) == 1


@needs_fonts
def test_first_pages_bear_no_number_and_every_page_the_draft_notice() -> None:
    pages = pdf_pages(pdf(REPORT))
    assert pages[0].split()[:2] == ["DỰ", "THẢO"]
    assert pages[1].split()[0] == "2"
    assert all("DỰ THẢO" in text for text in pages)


@needs_fonts
def test_the_head_follows_the_decree() -> None:
    first = pdf_pages(pdf(REPORT))[0]
    for line in (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ", "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "BÁO CÁO", "Kính gửi: Ủy ban nhân dân thành phố",
    ):  # fmt: skip
        assert line in first


@needs_fonts
def test_a_letter_has_its_subject_and_no_type_name() -> None:
    first = pdf_pages(pdf(document(header=letter_header())))[0]
    assert "V/v đôn đốc báo cáo quý III" in first
    assert "BÁO CÁO" not in first


@needs_fonts
def test_marks_of_figures_are_words() -> None:
    text = pdf_pages(pdf(document(Paragraph((figure("a", "9 triệu", illustrative=True),), "p"))))[0]
    assert "9 triệu[1] [số minh họa]" in text
