"""Footnotes are real notes, numbered in reading order, with a way back where there are links."""

from haidang.domain.official_document import (
    Column,
    Footnote,
    FootnoteReference,
    OfficialDocument,
    Paragraph,
    Table,
    Text,
    render_docx,
)
from haidang.domain.official_document.tests.sample import document, figure
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


def mark(key: str, lead: str, *items: str) -> FootnoteReference:
    return FootnoteReference(Footnote(key, (Text(lead),), tuple((Text(item),) for item in items)))


def report() -> OfficialDocument:
    cell = (Text("41"), mark("b", "Chưa tính hai đơn vị mới."))
    return document(
        Paragraph((Text("Đã công khai"), mark("a", "Các đơn vị:", "Sở Y tế;", "Sở Tư pháp.")), "p"),
        Table((Column("Số đơn vị"),), ((cell,),), "t"),
    )


def test_docx_notes_stand_in_their_own_part_after_the_separators() -> None:
    notes = part(render_docx(report()), "word/footnotes.xml")
    assert [value(note, "type") for note in notes] == ["separator", "continuationSeparator", None, None]
    assert [value(note, "id") for note in notes][2:] == ["1", "2"]
    assert [text_of(line) for line in notes[2]] == [" Các đơn vị:", "Sở Y tế;", "Sở Tư pháp."]


def test_docx_settings_list_the_separators() -> None:
    settings = part(render_docx(report()), "word/settings.xml")
    assert [value(note, "id") for note in xpath(settings, "w:footnotePr/w:footnote")] == ["-1", "0"]


def test_docx_marks_refer_to_notes_also_from_cells() -> None:
    body = part(render_docx(report()))
    assert [value(found, "id") for found in xpath(body, "//w:footnoteReference")] == ["1", "2"]
    assert xpath(body, "//w:tc//w:footnoteReference")


def test_docx_notes_hold_figures() -> None:
    note = FootnoteReference(Footnote("n", (figure("q", "13"),)))
    notes = part(render_docx(document(Paragraph((note,), "p"))), "word/footnotes.xml")
    assert [value(tag) for tag in xpath(notes, "//w:sdt/w:sdtPr/w:tag")] == ["q"]


def test_html_notes_and_marks_link_to_each_other() -> None:
    found = page(report())
    reference = found.xpath("//a[@role='doc-noteref']")[0]
    note = found.get_element_by_id(reference.get("href").removeprefix("#"))
    back = note.xpath(".//a[@role='doc-backlink']")[0]
    assert found.get_element_by_id(back.get("href").removeprefix("#")).text_content() == "1"
    assert [item.text_content() for item in note.xpath(".//ul/li")] == ["Sở Y tế;", "Sở Tư pháp."]


@needs_fonts
def test_pdf_notes_stand_on_the_page_of_their_mark() -> None:
    first, *_ = pdf_pages(pdf(report()))
    assert "Các đơn vị:" in first
    assert "Chưa tính hai đơn vị mới." in first
