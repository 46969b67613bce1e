"""Plain text for re-checking: what a reader reads, and where the figures stand in it."""

from haidang.domain.official_document import (
    Citation,
    Column,
    Footnote,
    FootnoteReference,
    Heading,
    ListItem,
    Notice,
    Paragraph,
    Table,
    Text,
    plain_text,
)
from haidang.domain.official_document.tests.sample import REPORT, document, figure, header


def test_every_figure_is_found_at_its_place() -> None:
    found = plain_text(REPORT)
    texts = {quoted.quote_id: quoted.text for quoted in REPORT.figures()}
    assert {span.quote_id: found.text[span.start : span.end] for span in found.quotes} == {
        quote_id: text for quote_id, text in texts.items() if quote_id != "q-recount"
    }


def test_blocks_stand_on_lines_of_their_own() -> None:
    found = plain_text(
        document(
            Heading(1, "I.", "Kết quả", "h"),
            Paragraph((Text("Đạt "), figure("q", "64%"), Text(".")), "p"),
            ListItem("-", (Text("Tốt"),), "l"),
            header=header(subject="Quý III"),
        )
    )
    assert found.text == "Quý III\nI. Kết quả\nĐạt 64%.\n- Tốt\n"
    assert [(passage.kind, passage.key) for passage in found.passages] == [
        ("subject", ""), ("heading", "h"), ("paragraph", "p"), ("list_item", "l"),
    ]  # fmt: skip


def test_numbering_and_citations_are_told_from_statements() -> None:
    found = plain_text(
        document(
            Heading(2, "1.", "Kết quả", "h"),
            Paragraph((Text("Theo "), Citation("Kế hoạch số 12/KH-UBND")), "p"),
        )
    )
    assert [found.text[span.start : span.end] for span in found.numbering] == ["1."]
    assert [found.text[span.start : span.end] for span in found.citations] == ["Kế hoạch số 12/KH-UBND"]


def test_a_footnote_follows_its_block() -> None:
    note = FootnoteReference(Footnote("n", (Text("Gồm:"),), ((Text("Sở A;"),), (figure("q", "4"),))))
    found = plain_text(
        document(Paragraph((Text("Đủ"), note, Text(".")), "p"), Paragraph((Text("Sau"),), "s"))
    )
    assert found.text.endswith("Đủ.\nGồm:\nSở A;\n4\nSau\n")


def test_cells_are_separated_by_tabs() -> None:
    table = Table((Column("TT"), Column("Số")), (((Text("1"),), (figure("q", "12"),)),), "t", caption="Bảng")
    assert plain_text(document(table)).text.endswith("Bảng\nTT\tSố\n1\t12\n")


def test_notes_of_a_draft_are_not_the_reports_text() -> None:
    assert "thừa 5" not in plain_text(document(Notice("finding", "", (Text("thừa 5"),), "n"))).text
