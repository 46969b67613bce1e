"""A Word file comes back: what people did to numerals and words is told block by block, to be taken over or refused."""

from copy import deepcopy

import pytest

from haidang.domain.official_document.docx.xml import NAMESPACES, text_run, w
from haidang.domain.official_document.tests.hand_edits import EditedFile
from haidang.domain.official_document.tests.test_returned_by_hand import MADE, SECTION, blocks, compared, told


@pytest.fixture
def file() -> EditedFile:
    return EditedFile(MADE)


def test_numerals_added_are_told_with_what_they_replaced(file: EditedFile) -> None:
    file.write("như sau", "như sau:", "của 33 đơn vị như sau:")
    file.write("Kế hoạch số 12", "12/KH-UBND", "13/KH-UBND")
    assert [(n.text, n.was, n.place.block) for n in compared(file).numerals] == [
        ("13", "12", "p-opening"), ("33", "", "p-opening"),
    ]  # fmt: skip


def test_words_changed_touch_no_figure(file: EditedFile) -> None:
    file.write("Đã tiếp nhận", "Đã tiếp nhận", "Đã tiếp nhận và trả")
    comparison = compared(file)
    (block,) = comparison.blocks
    assert not comparison.figures
    assert not comparison.numerals
    assert block.lines[0].old.startswith("Đã tiếp nhận 1.237 hồ sơ")
    assert block.lines[0].new_text.startswith("Đã tiếp nhận và trả 1.237 hồ sơ")


def test_a_changed_line_can_be_taken_over_with_its_figures(file: EditedFile) -> None:
    file.write("Đến nay có", "Đến nay có ", "Tổng số là ")
    file.type_over("q-units", "42/45")
    file.remove_control("q-units")
    (block,) = compared(file).blocks
    ((first, figure, _rest),) = block.lines[0].new
    assert (first.text, first.quote_id) == ("Tổng số là ", "")
    assert (figure.text, figure.quote_id) == ("42/45", "q-units")


def test_a_paragraph_added_is_told_with_what_it_follows(file: EditedFile) -> None:
    file.paragraph("Đã tiếp nhận").addnext(w("p", text_run("Ngoài ra có 15 doanh nghiệp.")))
    comparison = compared(file)
    (block,) = comparison.blocks
    assert (block.fate, block.block, block.after, block.new) == (
        "added", "", "p-received", "Ngoài ra có 15 doanh nghiệp.",
    )  # fmt: skip
    assert [(n.text, n.place.section, n.place.paragraph) for n in comparison.numerals] == [("15", SECTION, 2)]


def test_a_block_removed_is_told_whole(file: EditedFile) -> None:
    paragraph = file.paragraph("Đến nay có")
    paragraph.getparent().remove(paragraph)
    comparison = compared(file)
    assert blocks(comparison) == [("removed", "p-end")]
    assert told(comparison) == [("removed", "q-units", "41/45", "")]


def test_what_stands_around_the_text_is_compared_too(file: EditedFile) -> None:
    file.write("Trần Văn Mẫu", "Mẫu", "Khác")
    header = file.root("word/header1.xml")
    header.append(w("p", text_run("Bản sửa ngày 5")))
    comparison = compared(file)
    (frame,) = [change for change in comparison.blocks if change.kind == "frame"]
    (line,) = frame.lines
    assert line.new_text == line.old.replace("Trần Văn Mẫu", "Trần Văn Khác") != line.old
    assert [(n.text, n.place.story) for n in comparison.numerals] == [("5", "header")]


def test_a_paragraph_mark_struck_out_joins_two_paragraphs(file: EditedFile) -> None:
    mark = file.paragraph("Số lượt truy cập").find("w:pPr", NAMESPACES)
    mark.append(w("rPr", w("del", id=1, author="Ai đó")))
    comparison = compared(file)
    assert ("removed", "l-1-1") in blocks(comparison) or ("removed", "l-1-2") in blocks(comparison)
    assert {f.fate for f in comparison.figures} == {"moved"}


def test_text_in_a_box_counts_once(file: EditedFile) -> None:
    compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = w("txbxContent", w("p", text_run("Hộp có 88 chữ")))
    both = file.root().makeelement(f"{{{compatibility}}}AlternateContent")
    for choice in ("Choice", "Fallback"):
        child = both.makeelement(f"{{{compatibility}}}{choice}")
        child.append(deepcopy(box))
        both.append(child)
    file.paragraph("Đến nay có").append(w("r", both))
    assert [numeral.text for numeral in compared(file).numerals] == ["88"]


def test_what_the_layout_added_is_set_apart_from_the_text_to_take_over(file: EditedFile) -> None:
    file.write("Số lượt truy cập", "lượt.", "lượt người.")
    file.write("Gia nhập thị trường", "Gia nhập", "Tham gia")
    heading, item = compared(file).blocks
    assert [(p.text, p.layout) for p in heading.lines[0].new[0]] == [
        ("1. ", True),
        ("Tham gia thị trường", False),
    ]
    assert [(p.text, p.quote_id, p.layout) for p in item.lines[0].new[0]] == [
        ("+ ", "", True),
        ("Số lượt truy cập đạt gần ", "", False),
        ("9 triệu", "q-visits", False),
        (" [số minh họa]", "", True),
        (" lượt người.", "", False),
    ]
