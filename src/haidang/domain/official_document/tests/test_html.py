"""The web page: structure that can be listened to, no outside resources, figures marked in words."""

import re

from haidang.domain.official_document import (
    ListItem,
    Notice,
    Paragraph,
    Text,
    render_fragment,
    render_html,
)
from haidang.domain.official_document.tests.sample import REPORT, document, figure
from haidang.domain.official_document.tests.support import page

PAGE = page(REPORT)


def test_it_states_language_and_title() -> None:
    assert PAGE.get("lang") == "vi"
    assert PAGE.find(".//title").text == REPORT.header.subject


def test_headings_descend_from_the_title() -> None:
    names = [heading.tag for heading in PAGE.xpath("//h1 | //h2 | //h3 | //h4")]
    assert names[:4] == ["h1", "h2", "h3", "h4"]
    assert PAGE.xpath("//h3")[0].text_content() == "1. Gia nhập thị trường"


def test_a_fragment_fits_under_the_headings_of_its_page() -> None:
    fragment = render_fragment(REPORT, title_level=2)
    assert fragment.startswith("<article")
    assert "<h1" not in fragment
    assert "<h2" in fragment
    assert render_html(REPORT, standalone=False) == render_fragment(REPORT)


def test_ids_are_unique() -> None:
    ids = PAGE.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_nothing_is_loaded_from_elsewhere() -> None:
    html = render_html(REPORT)
    assert not PAGE.xpath("//link | //script | //img | //iframe | //@style")
    assert not re.search(r"@import|url\(", html)


def test_tables_name_their_columns_and_rows() -> None:
    table = PAGE.xpath("//table")[0]
    assert table.find("caption").text.strip() == "Hồ sơ giải quyết đúng hạn theo đơn vị"
    assert {cell.get("scope") for cell in table.xpath("thead//th")} == {"col"}
    assert {cell.get("scope") for cell in table.xpath("tbody//th")} == {"row"}


def test_list_items_form_lists_with_the_decrees_markers() -> None:
    items = (
        ListItem("-", (Text("một"),), "a"),
        ListItem("+", (Text("một một"),), "b"),
        ListItem("-", (Text("hai"),), "c"),
    )
    outer = page(document(*items)).xpath("//ul[@class='marked-list']")[0]
    assert [item.text_content() for item in outer.findall("li")] == ["- một+ một một", "- hai"]
    assert [item.text_content() for item in outer.xpath("li/ul/li")] == ["+ một một"]


def test_numbered_items_form_an_ordered_list() -> None:
    items = (ListItem("1.", (Text("một"),), "a"), ListItem("2.", (Text("hai"),), "b"))
    assert len(page(document(*items)).xpath("//ol[@class='marked-list']/li")) == 2


def test_figures_not_to_be_trusted_say_so_in_words() -> None:
    blocks = Paragraph(
        (figure("a", "9", illustrative=True), figure("b", "8", flagged=True), figure("c")), "p"
    )
    marks = page(document(blocks)).xpath("//span[@class='figure-mark']")
    assert [mark.text_content().strip() for mark in marks] == ["[số minh họa]", "[đang kiểm tra]"]
    assert all(mark.get("title") for mark in marks)


def test_notes_of_a_draft_are_set_apart_and_labelled() -> None:
    notice = Notice("illustrative", "Ví dụ", (Text("Nội dung"),), "n")
    note = page(document(notice)).xpath("//*[@role='note']")[0]
    assert "Nội dung minh họa" in note.get("aria-label")
    assert "không thuộc nội dung văn bản" in note.text_content()


def test_a_draft_says_so_on_top_and_on_every_printed_page() -> None:
    assert PAGE.xpath("//p[@class='draft-notice']")[0].text_content() == "DỰ THẢO"
    style = PAGE.find(".//style").text
    assert '@top-right{content:"D\\1ef0  TH\\1ea2 O"' in style
    assert not page(document()).xpath("//p[@class='draft-notice']")


def test_another_stylesheet_may_be_given() -> None:
    assert "<style>p{color:red}</style>" in render_html(document(), stylesheet="p{color:red}")
