"""A document that contradicts itself, or that some renderer could not print, cannot be built."""

from datetime import datetime

import pytest

from haidang.domain.official_document import (
    Appendix,
    Citation,
    Column,
    DocumentError,
    Footnote,
    FootnoteReference,
    Heading,
    Paragraph,
    Signature,
    Table,
    Text,
)
from haidang.domain.official_document.tests.sample import document, figure, header, provenance


def test_the_same_quote_may_not_stand_twice() -> None:
    with pytest.raises(DocumentError, match="quote id 'q1' occurs twice"):
        document(Paragraph((figure("q1"),), "a"), Paragraph((figure("q1"),), "b"))


def test_a_quote_in_a_footnote_counts_too() -> None:
    note = FootnoteReference(Footnote("n", (Text("xem "),), ((figure("q1"),),)))
    with pytest.raises(DocumentError, match="quote id 'q1' occurs twice"):
        document(Paragraph((figure("q1"), note), "a"))


def test_a_quote_in_an_appendix_counts_too() -> None:
    appendix = Appendix("x", "Biểu", (Paragraph((figure("q1"),), "b"),))
    with pytest.raises(DocumentError, match="quote id 'q1' occurs twice"):
        document(Paragraph((figure("q1"),), "a"), appendices=(appendix,))


def test_block_keys_are_unique() -> None:
    with pytest.raises(DocumentError, match="block key 'a' occurs twice"):
        document(Paragraph((), "a"), Heading(1, "I.", "Mục", "a"))


def test_a_footnote_is_referred_to_once() -> None:
    mark = FootnoteReference(Footnote("n", (Text("chú thích"),)))
    with pytest.raises(DocumentError, match="footnote key 'n' occurs twice"):
        document(Paragraph((mark, mark), "a"))


def test_footnotes_do_not_nest() -> None:
    mark = FootnoteReference(Footnote("n", (Text("chú thích"),)))
    with pytest.raises(DocumentError, match="notes do not nest"):
        Footnote("outer", (mark,))  # type: ignore[arg-type]


@pytest.mark.parametrize("quote_id", ["", "có dấu", "a b", "a:b", "x" * 65, "-a", "a\n"])
def test_a_quote_id_survives_as_tag_id_and_label(quote_id: str) -> None:
    with pytest.raises(DocumentError, match="is not an identifier"):
        figure(quote_id)


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\r", "\x1b", "\x85", "\ud800", "\ufffe"])
def test_signs_that_xml_cannot_carry_are_refused(sign: str) -> None:
    with pytest.raises(DocumentError, match="unprintable character U\\+"):
        Text(f"văn{sign}bản")


@pytest.mark.parametrize("href", ["https://a.vn/x?y=1#z", "/so-lieu/1", "#q1", "mailto:a@b.vn"])
def test_links_lead_to_the_web_or_stay_in_the_site(href: str) -> None:
    assert Citation("Kế hoạch", href).href == href


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://a b", "file:///etc", "x", ""],
)
def test_other_links_are_refused(href: str) -> None:
    with pytest.raises(DocumentError, match="neither an http"):
        Citation("Kế hoạch", href)


def test_every_row_has_a_cell_for_each_column() -> None:
    with pytest.raises(DocumentError, match="row 1 of table 't' has 1 cells for 2 columns"):
        Table((Column("A"), Column("B")), (((Text("1"),),),), "t")


def test_column_widths_are_shares() -> None:
    assert Table((Column("A", 1), Column("B", 3)), (), "t").shares == (0.25, 0.75)


def test_the_time_of_recording_has_a_zone() -> None:
    with pytest.raises(DocumentError, match="has no time zone"):
        provenance(recorded_at=datetime(2024, 9, 20))  # noqa: DTZ001


def test_a_header_without_date_states_the_year() -> None:
    with pytest.raises(DocumentError, match="at least the year"):
        header(year=None, month=None)


def test_a_signature_states_an_authority() -> None:
    with pytest.raises(DocumentError, match="no authority"):
        Signature(())


def test_figures_are_numbered_in_reading_order() -> None:
    note = FootnoteReference(Footnote("n", (figure("second"),)))
    report = document(Paragraph((figure("first"), note, figure("third")), "a"))
    assert [quoted.quote_id for quoted in report.figures()] == ["first", "second", "third"]
