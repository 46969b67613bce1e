"""Text is text: nothing that a person writes becomes markup, code or a broken file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.domain.official_document import (
    Citation,
    Column,
    DocumentError,
    Footnote,
    FootnoteReference,
    Heading,
    ListItem,
    Notice,
    OfficialDocument,
    Paragraph,
    PdfRenderingError,
    Table,
    Text,
    read_docx,
    render_docx,
    render_html,
)
from haidang.domain.official_document.tests.sample import document, figure, header, provenance
from haidang.domain.official_document.tests.support import needs_fonts, page, pdf, pdf_pages

HOSTILE = [
    '<script>alert("x")</script>',
    "</style></title><img src=x onerror=alert(1)>",
    "\"' onmouseover='alert(1)",
    "&lt;b&gt; &amp; ]]>",
    '#read("/etc/passwd") #panic("x") #{1+1} #sys.inputs',
    "$x^2$ *đậm* _nghiêng_ `mã` ] [ = Tiêu đề @q <nhãn> \\ // /* ~ -- ...",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "w:val=\"x\"/></w:t></w:r>",
]  # fmt: skip
PRINTABLE = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=40,
).filter(str.strip)


def full_of(text: str) -> OfficialDocument:
    """The text in every place where a person can write."""
    source = provenance(indicator=text, unit=text, source_urn=text, value=text)
    note = FootnoteReference(Footnote("n", (Text(text),), ((Citation(text),),)))
    return document(
        Heading(1, "I.", text, "h"),
        Paragraph((Text(text, bold=True), figure("q", text, provenance=source), note), "p"),
        ListItem("-", (Text(text),), "l"),
        Notice("comment", text, (Text(text),), "n"),
        Table((Column(text),), (((Text(text),),),), "t", caption=text),
        header=header(subject=text, issuing_body=text, addressees=(text, text)),
        draft_notice=text,
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_html_shows_it_as_written(text: str) -> None:
    found = page(full_of(text))
    assert not found.xpath("//script | //img | //@onmouseover | //b")
    assert found.get_element_by_id("q").text_content() == text
    assert found.get_element_by_id("q").get("value") == text
    assert found.find(".//title").text == text


@pytest.mark.parametrize("text", HOSTILE)
def test_docx_holds_it_as_written(text: str) -> None:
    recovered = read_docx(render_docx(full_of(text)))
    assert recovered.quotes["q"].texts == (text,)
    assert f"I. {text}" in [found.text for found in recovered.paragraphs]


@needs_fonts
@pytest.mark.parametrize("text", HOSTILE)
def test_pdf_prints_it_as_written(text: str) -> None:
    printed = "".join("".join(pdf_pages(pdf(full_of(text)))).split())
    assert "".join(text.split()) + "[1]" in printed
    assert "root:" not in printed


@given(PRINTABLE)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_printable_text_survives_html_and_docx(text: str) -> None:
    written = document(Paragraph((Text(text), figure("q", text)), "p"))
    assert read_docx(render_docx(written)).quotes["q"].texts == (text,)
    assert page(written).get_element_by_id("q").get("value") == "1237"
    assert page(written).get_element_by_id("q").text_content() == text


def test_a_stylesheet_cannot_end_its_element() -> None:
    with pytest.raises(DocumentError, match="must not contain"):
        render_html(document(), stylesheet="</style><script>")


@needs_fonts
def test_a_sign_missing_in_the_typeface_is_named() -> None:
    with pytest.raises(PdfRenderingError, match="😀"):
        pdf(document(Paragraph((Text("Rất tốt 😀"),), "p")))
