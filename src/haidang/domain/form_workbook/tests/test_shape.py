"""People move, hide, merge and copy; rows are found by their keys all the same."""

from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from haidang.domain.form_workbook import FormFault, ReadForm, check_against, read_form, write_form
from haidang.domain.form_workbook.tests.samples import (
    FIGURES,
    NARRATIVES,
    answer_to,
    codes,
    edited,
    filled,
    in_figures,
    remarks,
    sample_form,
)

FILLED = {"H7": "1.237", "H8": "64,56", "I9": "Không áp dụng", "J9": "không thuộc phạm vi"}
EXPECTED = {
    "dn-moi": ("value", Decimal(1237), ""),
    "truc-tuyen": ("value", Decimal("64.56"), ""),
    "von": ("not_applicable", None, "không thuộc phạm vi"),
}


def _answers(read: ReadForm) -> dict[str, tuple[str, Decimal | None, str]]:
    assert read.faults == ()
    return {answer.key: (answer.status, answer.value, answer.note) for answer in read.answers}


def _fill(sheet: Worksheet) -> None:
    for cell, value in FILLED.items():
        sheet[cell] = value


def _insert_rows(sheet: Worksheet) -> None:
    sheet.insert_rows(8, 3)
    sheet.insert_rows(2, 5)


def _swap_rows(sheet: Worksheet) -> None:
    for column in "ABCDEFGHIJ":
        first, third = sheet[f"{column}7"].value, sheet[f"{column}9"].value
        sheet[f"{column}7"], sheet[f"{column}9"] = third, first


def _reverse_columns(sheet: Worksheet) -> None:
    for row in sheet.iter_rows(min_row=6, max_row=9):
        values = [cell.value for cell in row]
        for cell, value in zip(row, reversed(values), strict=True):
            cell.value = value


def _insert_column(sheet: Worksheet) -> None:
    sheet.insert_cols(1, 2)


@pytest.mark.parametrize("change", [_insert_rows, _swap_rows, _reverse_columns, _insert_column])
def test_moved_rows_and_columns_do_no_harm(change: object) -> None:
    def work(sheet: Worksheet) -> None:
        _fill(sheet)
        change(sheet)  # type: ignore[operator]

    assert _answers(read_form(in_figures(work))) == EXPECTED


def test_sheets_may_be_renamed_and_moved() -> None:
    def work(book: Workbook) -> None:
        _fill(book[FIGURES])
        book[FIGURES].title = "Bảng 1"
        book.move_sheet(NARRATIVES, -2)
        book.create_sheet("Nháp", 0)["A1"] = "ghi chú riêng"

    assert _answers(read_form(edited(work))) == EXPECTED


def test_a_deleted_row_is_told_when_the_form_is_known() -> None:
    read = read_form(in_figures(lambda sheet: sheet.delete_rows(8)))
    assert codes(read) == []
    assert check_against(read, sample_form()).remarks[0] == FormFault("row_left_out", text="truc-tuyen")


def test_headings_are_found_without_marks_and_capitals() -> None:
    def work(sheet: Worksheet) -> None:
        _fill(sheet)
        sheet["H6"], sheet["A6"] = "SO LIEU  KY NAY", "mã ô"

    assert _answers(read_form(in_figures(work))) == EXPECTED


def test_a_row_without_key_but_with_a_value_is_told() -> None:
    assert codes(answer_to({"H12": "5"})) == [("missing_key", "H12")]
    assert codes(answer_to({"A7": None, "I7": "Không áp dụng"})) == [("missing_key", "I7")]
    assert codes(read_form(filled({"D12": "thêm"}, NARRATIVES))) == [("missing_key", "D12")]
    assert remarks(answer_to({"J12": "Người lập biểu"})) == [("note_without_key", "J12")]


def test_a_key_that_occurs_twice_is_told_at_both_places_and_taken_at_none() -> None:
    read = answer_to({"A8": "dn-moi", "H7": "5", "H8": "chưa rõ"})
    assert codes(read) == [("text_in_number", "H8"), ("duplicate_key", "A7"), ("duplicate_key", "A8")]
    assert [answer.key for answer in read.answers] == ["von"]


def test_a_copied_sheet_makes_every_key_double() -> None:
    read = read_form(edited(lambda book: book.copy_worksheet(book[FIGURES]) and None))
    assert [code for code, _ in codes(read)].count("duplicate_key") == 6
    assert read.answers == ()


@pytest.mark.parametrize(
    ("column", "heading"),
    [(1, "Mã ô"), (4, "Đơn vị tính"), (8, "Số liệu kỳ này"), (9, "Tình trạng"), (10, "Ghi chú")],
)
def test_a_missing_column_is_named(column: int, heading: str) -> None:
    read = read_form(in_figures(lambda sheet: sheet.delete_cols(column)))
    assert FormFault("missing_column", FIGURES, "", heading) in read.faults


def test_a_heading_that_occurs_twice_is_told() -> None:
    assert ("duplicate_column", "") in codes(answer_to({"L6": "Số liệu kỳ này"}))


def test_a_missing_sheet_is_named() -> None:
    read = read_form(edited(lambda book: book.remove(book[FIGURES])))
    assert read.faults == (FormFault("missing_sheet", text=FIGURES),)
    read = read_form(edited(lambda book: book.remove(book[NARRATIVES])))
    assert read.faults == (FormFault("missing_sheet", text=NARRATIVES),)


@pytest.mark.parametrize("cells", ["H7:H8", "G7:H7", "A8:A9", "J7:K30"])
def test_merged_cells_over_answers_are_told(cells: str) -> None:
    assert ("merged_cells", cells) in codes(read_form(in_figures(lambda sheet: sheet.merge_cells(cells))))


@pytest.mark.parametrize("cells", ["A1:J1", "B7:B8", "A40:J41"])
def test_merged_cells_elsewhere_do_no_harm(cells: str) -> None:
    assert codes(read_form(in_figures(lambda sheet: sheet.merge_cells(cells)))) == []


def test_answers_that_nobody_sees_are_told() -> None:
    def hide(sheet: Worksheet) -> None:
        _fill(sheet)
        sheet.row_dimensions[7].hidden = True
        sheet.column_dimensions["J"].hidden = True

    read = read_form(in_figures(hide))
    assert _answers(read) == EXPECTED
    assert [(remark.code, remark.cell, remark.text) for remark in read.remarks] == [
        ("hidden_row", "H7", "1.237"),
        ("hidden_column", "", "Ghi chú"),
    ]


def test_answers_on_a_hidden_sheet_are_told() -> None:
    def hide(book: Workbook) -> None:
        book[FIGURES]["H7"] = 5
        book[FIGURES].sheet_state = "hidden"

    assert remarks(read_form(edited(hide))) == [("hidden_sheet", "H7")]


def test_a_foreign_workbook_is_no_answer() -> None:
    def strange(book: Workbook) -> None:
        for name in book.sheetnames[1:]:
            del book[name]
        book.worksheets[0].delete_rows(1, 100)
        book.custom_doc_props.props.clear()

    assert [code for code, _ in codes(read_form(edited(strange)))] == [
        "no_round_code",
        "missing_sheet",
        "missing_sheet",
    ]


def test_the_codes_in_the_head_serve_where_a_program_dropped_the_properties() -> None:
    read = read_form(edited(lambda book: book.custom_doc_props.props.clear()))
    assert (read.round_code, read.unit_code, read.faults) == ("2024-Q4", "so-khdt", ())


def test_a_sheet_pasted_from_the_form_of_another_round_is_told() -> None:
    read = answer_to({"B4": "2024-Q3"})
    assert read.faults == (FormFault("codes_disagree", FIGURES, "B4", "2024-Q3"),)


def test_the_file_of_another_round_or_unit_is_told() -> None:
    other = replace(sample_form(), round_code="2024-Q3", unit_code="so-tc")
    read = check_against(read_form(write_form(other)), sample_form())
    assert read.faults == (FormFault("other_round", text="2024-Q3"), FormFault("other_unit", text="so-tc"))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"H7": "1.237,5"}, "decimals_in_whole"),
        ({"H7": 1.237}, "decimals_in_whole"),
        ({"H8": 64.567}, "too_many_decimals"),
        ({"H7": "-3"}, "negative"),
        ({"A7": "khác"}, "unknown_key"),
    ],
)
def test_what_only_the_form_can_tell(cells: dict[str, object], code: str) -> None:
    read = check_against(answer_to(cells), sample_form())
    assert [fault.code for fault in read.faults] == [code]
    assert len(read.answers) == 2


def test_a_negative_amount_is_only_remarked() -> None:
    read = check_against(answer_to({"H9": "-3,5"}), sample_form())
    assert (read.faults, read.answers[2].value) == ((), Decimal("-3.5"))
    assert ("negative", "H9") in remarks(read)


def test_a_narrative_that_must_be_written_is_missed() -> None:
    assert ("narrative_missing", "D7") in remarks(check_against(answer_to({}), sample_form()))
    written = read_form(filled({"D7": " Đã  hoàn thành. \n\n Còn lại: "}, NARRATIVES))
    assert written.narratives[0].text == "Đã hoàn thành.\n\nCòn lại:"
    assert remarks(check_against(written, sample_form())) == []
