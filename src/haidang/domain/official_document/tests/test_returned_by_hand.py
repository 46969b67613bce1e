"""A Word file comes back: what people did to figures and text is told, block by block, with its place."""

from copy import deepcopy

import pytest

from haidang.domain.official_document import Comparison, ListItem, Paragraph, Text, compare_docx, render_docx
from haidang.domain.official_document.comparison import FigureChange
from haidang.domain.official_document.docx.xml import NAMESPACES, W, text_run, w
from haidang.domain.official_document.tests.hand_edits import EditedFile
from haidang.domain.official_document.tests.sample import REPORT, document, figure

MADE = render_docx(REPORT)
SECTION = (
    "I. Kết quả thực hiện nhiệm vụ",
    "1. Gia nhập thị trường",
    "a) Công khai đầu mối hỗ trợ doanh nghiệp",
)


@pytest.fixture
def file() -> EditedFile:
    return EditedFile(MADE)


def compared(file: EditedFile) -> Comparison:
    return compare_docx(file.bytes(), MADE)


def told(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    return [(f.fate, f.quote_id, f.old, f.new) for f in comparison.figures]


def the_figure(comparison: Comparison) -> FigureChange:
    (figure,) = comparison.figures
    return figure


def blocks(comparison: Comparison) -> list[tuple[str, str]]:
    return [(change.fate, change.block) for change in comparison.blocks]


def test_an_unchanged_file_is_unchanged(file: EditedFile) -> None:
    comparison = compared(file)
    assert comparison.is_unchanged
    assert not comparison.by_place


def test_a_file_can_be_compared_with_its_own_memory(file: EditedFile) -> None:
    file.type_over("q-rate", "70%")
    assert compare_docx(file.bytes()) == compared(file)


def test_a_figure_typed_over_is_changed_and_its_place_is_told(file: EditedFile) -> None:
    file.type_over("q-rate", "70%")
    comparison = compared(file)
    figure = the_figure(comparison)
    assert (figure.fate, figure.old, figure.new) == ("changed", "64,56%", "70%")
    assert (figure.revision, figure.value) == ("obs-1#2", "64.56")
    assert (figure.place.block, figure.place.section, figure.place.paragraph) == ("p-received", SECTION, 1)
    assert blocks(comparison) == [("changed", "p-received")]


def test_a_change_in_a_table_is_told_by_row_and_column(file: EditedFile) -> None:
    file.type_over("t1-3-p", "12%")
    place = the_figure(compared(file)).place
    assert (place.block, place.paragraph, place.table, place.row, place.column) == ("t-1", None, 1, 5, 4)


def test_a_change_in_a_footnote_belongs_to_the_block_that_calls_it(file: EditedFile) -> None:
    file.type_over("q-note-ct", "07")
    place = the_figure(compared(file)).place
    assert (place.story, place.block, place.note, place.section) == (
        "notes",
        "p-received",
        "note-units",
        SECTION,
    )


def test_a_change_in_an_appendix_is_told_under_its_label(file: EditedFile) -> None:
    file.type_over("q-late", "16")
    place = the_figure(compared(file)).place
    assert (place.block, place.section) == ("a1-1", ("Phụ lục I",))


def test_what_word_will_show_counts_as_typed(file: EditedFile) -> None:
    """Word fills a control from the part it is bound to, whatever stands in the text."""
    file.set_store("q-rate", "70%")
    assert told(compared(file)) == [("changed", "q-rate", "64,56%", "70%")]


def test_a_control_removed_leaves_a_figure_detached(file: EditedFile) -> None:
    file.remove_control("q-rate")
    comparison = compared(file)
    assert told(comparison) == [("detached", "q-rate", "64,56%", "64,56%")]
    assert not comparison.blocks


def test_a_control_removed_and_the_figure_typed_over_is_changed(file: EditedFile) -> None:
    file.type_over("q-rate", "70,1%")
    file.remove_control("q-rate")
    comparison = compared(file)
    assert told(comparison) == [("changed", "q-rate", "64,56%", "70,1%")]
    assert not comparison.numerals


def test_it_is_found_in_a_sentence_that_was_rewritten(file: EditedFile) -> None:
    file.type_over("q-units", "45/45")
    file.remove_control("q-units")
    file.write("Đến nay có", "Đến nay có ", "Tổng cộng là ")
    file.write("Tổng cộng là", " đơn vị gửi báo cáo", " cơ quan đã gửi")
    assert told(compared(file)) == [("changed", "q-units", "41/45", "45/45")]


def test_a_figure_deleted_is_removed(file: EditedFile) -> None:
    file.delete("q-rate")
    assert told(compared(file)) == [("removed", "q-rate", "64,56%", "")]


def test_a_figure_replaced_by_words_is_removed(file: EditedFile) -> None:
    file.type_over("q-units", "hầu hết")
    file.remove_control("q-units")
    assert told(compared(file)) == [("removed", "q-units", "41/45", "")]


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [("", "5", "1.2375"), ("-", "", "-1.237"), ("9", "", "91.237"), ("", " %", "1.237 %")],
)
def test_digits_and_signs_typed_beside_a_control_belong_to_what_is_read(
    file: EditedFile, before: str, after: str, now: str
) -> None:
    file.control("q-received").addprevious(text_run(before))
    file.control("q-received").addnext(text_run(after))
    comparison = compared(file)
    assert [(f.fate, f.new) for f in comparison.figures] == [("changed", now)]
    assert not comparison.numerals


@pytest.mark.parametrize("after", [" 5", " hay 5", ". 5"])
def test_a_numeral_beside_a_figure_is_added(file: EditedFile, after: str) -> None:
    file.control("q-received").addnext(text_run(after))
    comparison = compared(file)
    assert not comparison.figures
    assert [numeral.text for numeral in comparison.numerals] == ["5"]


def test_a_paragraph_copied_is_told_with_its_figures(file: EditedFile) -> None:
    file.copy_paragraph("q-units")
    comparison = compared(file)
    figure = the_figure(comparison)
    assert (figure.fate, figure.quote_id) == ("copied", "q-units")
    assert (figure.before.paragraph, figure.place.paragraph) == (1, 2)
    (block,) = comparison.blocks
    assert (block.fate, block.block, block.copy_of, block.after) == ("copied", "", "p-end", "p-end")


def test_a_paragraph_copied_without_its_controls_shows_by_its_numerals(file: EditedFile) -> None:
    file.copy_paragraph("q-units")
    (twin,) = file.paragraph("Đến nay có").getnext().iter(f"{{{W}}}sdt")
    twin.addprevious(twin.find("w:sdtContent/w:r", NAMESPACES))
    twin.getparent().remove(twin)
    comparison = compared(file)
    assert not comparison.figures
    assert [numeral.text for numeral in comparison.numerals] == ["41", "45"]
    assert [(block.fate, block.copy_of) for block in comparison.blocks] == [("copied", "p-end")]


def test_a_figure_taken_out_of_its_sentence_leaves_a_numeral_behind(file: EditedFile) -> None:
    file.control("q-units").addprevious(text_run("41/45"))
    file.paragraph("Trên đây").addnext(w("p", file.control("q-units")))
    comparison = compared(file)
    assert told(comparison) == [("moved", "q-units", "41/45", "41/45")]
    assert [numeral.text for numeral in comparison.numerals] == ["41", "45"]


def test_a_row_copied_is_part_of_its_table(file: EditedFile) -> None:
    file.copy_paragraph("t1-3-n")
    comparison = compared(file)
    assert [(f.fate, f.quote_id, f.place.row) for f in comparison.figures] == [
        ("copied", "t1-3-n", 6), ("copied", "t1-3-p", 6),
    ]  # fmt: skip
    (block,) = comparison.blocks
    assert (block.fate, block.block, [line.fate for line in block.lines]) == ("changed", "t-1", ["added"])


@pytest.mark.parametrize(
    ("one", "other"),
    [("q-rate", "q-received"), ("t1-3-n", "t1-4-n"), ("t1-3-n", "t1-3-p"), ("q-late", "q-units")],
)
def test_figures_swapped_have_both_moved(file: EditedFile, one: str, other: str) -> None:
    file.swap(one, other)
    assert {(f.fate, f.quote_id) for f in compared(file).figures} == {("moved", one), ("moved", other)}


def test_figures_swapped_by_typing_have_both_changed(file: EditedFile) -> None:
    for quote_id, text in (("t1-3-n", "1.348"), ("t1-4-n", "1.311")):
        file.type_over(quote_id, text)
        file.remove_control(quote_id)
    assert told(compared(file)) == [
        ("changed", "t1-3-n", "1.311", "1.348"),
        ("changed", "t1-4-n", "1.348", "1.311"),
    ]


def test_cells_merged_move_a_figure_and_are_told(file: EditedFile) -> None:
    file.merge_with_left("t1-3-p")
    comparison = compared(file)
    figure = the_figure(comparison)
    assert (figure.fate, figure.before.column, figure.place.column) == ("moved", 4, 3)
    assert comparison.blocks[0].lines[0].merged


def test_a_figure_typed_over_in_merged_cells_is_changed(file: EditedFile) -> None:
    file.type_over("t1-3-p", "12%")
    file.remove_control("t1-3-p")
    file.merge_with_left("t1-3-n")
    file.merge_with_above("t1-5-p")
    fates = {(f.fate, f.quote_id, f.new) for f in compared(file).figures}
    assert {
        ("changed", "t1-3-p", "12%"),
        ("moved", "t1-3-n", "1.311"),
        ("moved", "t1-5-p", "95,05%"),
    } <= fates


def test_a_tracked_change_is_read_as_accepted_and_marked(file: EditedFile) -> None:
    file.track_over("q-rate", "70%")
    figure = the_figure(compared(file))
    assert (figure.fate, figure.new, figure.tracked) == ("changed", "70%", True)


def test_a_figure_struck_out_in_tracked_changes_is_removed(file: EditedFile) -> None:
    file.track_over("q-rate", "")
    assert told(compared(file)) == [("removed", "q-rate", "64,56%", "")]


def test_a_row_struck_out_in_tracked_changes_is_removed(file: EditedFile) -> None:
    file.around("t1-3-n", "tr").find("w:trPr", NAMESPACES).append(w("del", id=1, author="Ai đó"))
    assert [(f.fate, f.quote_id) for f in compared(file).figures] == [
        ("removed", "t1-3-n"),
        ("removed", "t1-3-p"),
    ]


def test_a_hidden_figure_is_removed(file: EditedFile) -> None:
    next(file.control("q-rate").iter(f"{{{W}}}r")).insert(0, w("rPr", w("vanish")))
    assert told(compared(file)) == [("removed", "q-rate", "64,56%", "")]


def test_a_paragraph_moved_is_told_with_its_figures(file: EditedFile) -> None:
    file.paragraph("Đến nay có").addnext(file.paragraph("Số lượt truy cập"))
    comparison = compared(file)
    figure = the_figure(comparison)
    assert (figure.fate, figure.before.section, figure.place.section) == (
        "moved",
        SECTION,
        ("II. Đánh giá chung",),
    )
    assert blocks(comparison) == [("moved", "l-1-1")]


def test_a_column_taken_out_removes_its_figures_only(file: EditedFile) -> None:
    table = file.around("t1-3-n", "tbl")
    for row in table.findall("w:tr", NAMESPACES):
        row.remove(row.findall("w:tc", NAMESPACES)[2])
    figures = compared(file).figures
    assert {f.fate for f in figures} == {"removed"}
    assert {f.quote_id for f in figures} == {f"t1-{number}-n" for number in range(12)}


def test_a_column_put_in_leaves_figures_alone(file: EditedFile) -> None:
    for row in file.around("t1-3-n", "tbl").findall("w:tr", NAMESPACES):
        row.findall("w:tc", NAMESPACES)[1].addnext(w("tc", w("p", text_run("ghi chú"))))
    comparison = compared(file)
    assert not comparison.figures
    assert blocks(comparison) == [("changed", "t-1")]


def test_without_any_control_figures_are_found_by_place(file: EditedFile) -> None:
    file.type_over("q-rate", "70%")
    for quoted in REPORT.figures():
        file.remove_control(quoted.quote_id)
    comparison = compared(file)
    assert comparison.by_place
    assert told(comparison) == [("changed", "q-rate", "64,56%", "70%")]


def test_all_figures_typed_over_without_controls_are_changed(file: EditedFile) -> None:
    for quoted in REPORT.figures():
        file.type_over(quoted.quote_id, "5" + quoted.text)
        file.remove_control(quoted.quote_id)
    comparison = compared(file)
    assert [(f.fate, f.new) for f in sorted(comparison.figures, key=lambda f: f.quote_id)] == [
        ("changed", "5" + f.text) for f in sorted(REPORT.figures(), key=lambda f: f.quote_id)
    ]
    assert not comparison.numerals


def test_controls_of_other_documents_are_plain_text(file: EditedFile) -> None:
    stranger = deepcopy(file.control("q-rate"))
    stranger.find("w:sdtPr/w:tag", NAMESPACES).set(f"{{{W}}}val", "q-of-another-report")
    file.paragraph("Đến nay có").append(stranger)
    comparison = compared(file)
    assert not comparison.figures
    assert [numeral.text for numeral in comparison.numerals] == ["64,56"]


@pytest.mark.parametrize("keep_controls", [True, False])
def test_figures_swapped_between_lines_of_equal_words_have_both_moved(keep_controls: bool) -> None:
    lines = [
        ListItem("-", (Text("Mục được theo dõi: "), figure(f"q{n}", f"{n}0")), f"l{n}") for n in range(1, 6)
    ]
    made = render_docx(document(*lines))
    file = EditedFile(made)
    file.swap("q2", "q3")
    for number in range(1, 6) if not keep_controls else ():
        file.remove_control(f"q{number}")
    comparison = compare_docx(file.bytes(), made)
    fate = "moved" if keep_controls else "changed"
    assert {(f.fate, f.quote_id) for f in comparison.figures} == {(fate, "q2"), (fate, "q3")}


def test_a_control_that_word_asks_to_fill_is_empty(file: EditedFile) -> None:
    """Whoever empties a control sees "Click or tap here to enter text": no text of the report."""
    file.type_over("q-rate", "Click or tap here to enter text.")
    file.control("q-rate").find("w:sdtPr", NAMESPACES).append(w("showingPlcHdr"))
    assert told(compared(file)) == [("removed", "q-rate", "64,56%", "")]


@pytest.mark.parametrize(("quote_id", "new"), [("q1", "19"), ("q2", "22"), ("q1", "09"), ("q2", "12")])
def test_figures_with_a_stroke_between_them_are_two(quote_id: str, new: str) -> None:
    line = Paragraph(
        (Text("Đạt "), figure("q1", "09"), Text("/"), figure("q2", "12"), Text(" nhiệm vụ")), "p"
    )
    made = render_docx(document(line))
    file = EditedFile(made)
    file.type_over(quote_id, new)
    file.remove_control(quote_id)
    found = the_figure(compare_docx(file.bytes(), made))
    assert (found.quote_id, found.new) == (quote_id, new)
    assert found.fate == ("detached" if found.old == found.new else "changed")
