"""The table is found wherever it stands in the file, and every cell keeps the address people see."""

import pytest

from haidang.foundation.importing import tables

HEADINGS = ["Mã", "Số lượng", "Ngày"]
ROWS = [["A", "1.237", "05/04/2024"], ["B", "64,56", ""]]
SEEN = [("A", "1237"), ("B", "64.56")]


@pytest.fixture
def seen(samples):
    return lambda: [(record["code"], str(record["amount"])) for record in samples.records]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
def test_csv_of_every_make(delimiter, encoding, newline, seen, bring, as_csv):
    report = bring("samples", as_csv([HEADINGS, *ROWS], delimiter, encoding, newline))
    assert report.faults == ()
    assert seen() == SEEN


def test_a_title_above_the_table_does_not_hide_the_semicolons(seen, bring, as_csv):
    bring("samples", as_csv([["Bảng 1, số liệu 9 tháng, năm 2024"], HEADINGS, *ROWS], ";", "utf-8-sig"))
    assert seen() == SEEN


def test_workbook_and_csv_say_the_same(samples, bring, as_csv, as_xlsx):
    bring("samples", as_csv([HEADINGS, *ROWS]))
    from_csv = [dict(record.values) for record in samples.records]
    bring("samples", as_xlsx(("Sheet", [HEADINGS, *ROWS])), "table.xlsx")
    assert [dict(record.values) for record in samples.records] == from_csv


def test_english_and_vietnamese_headings_in_any_case_and_order(seen, bring, as_csv):
    bring("samples", as_csv([["NGAY", "Amount", "ma"], ["", "1.237", "A"], ["", "64,56", "B"]]))
    assert seen() == SEEN


@pytest.mark.parametrize("above", [1, 2, 14])
def test_headings_stand_below_a_title(above, seen, faults, as_xlsx):
    rows = [[f"Phụ lục {n}"] for n in range(above)]
    content = as_xlsx(("Sheet", [*rows, HEADINGS, *ROWS, ["C", "x", ""]]))
    assert faults("samples", content, "table.xlsx") == [
        f"Sheet!B{above + 4}: “x” is not a number, write it like 1.237 or 64,56"
    ]


def test_merged_headings_above_the_headings(seen, bring, as_xlsx):
    def merge(book):
        book.active.merge_cells("A1:C1")

    bring("samples", as_xlsx(("Sheet", [["Tình hình"], HEADINGS, *ROWS]), change=merge), "table.xlsx")
    assert seen() == SEEN


def test_a_merged_cell_counts_for_its_first_row_only(faults, samples, as_xlsx):
    def merge(book):
        book.active.merge_cells("A2:A3")

    content = as_xlsx(("Sheet", [HEADINGS, *ROWS]), change=merge)
    assert faults("samples", content, "table.xlsx") == ["Sheet!A3: “Mã” is empty, fill it in, it is required"]


def test_the_table_may_stand_on_another_sheet(seen, bring, as_xlsx):
    bring("samples", as_xlsx(("Hướng dẫn", [["Điền mã"]]), ("Dữ liệu", [HEADINGS, *ROWS])), "table.xlsx")
    assert seen() == SEEN


def test_a_file_without_the_table(faults, as_xlsx, as_csv):
    said = "no row holds the headings of this table, the first row must contain: Mã, Tên đơn vị, Loại"
    assert faults("units", as_xlsx(("Sheet", [["a", "b"], ["1", "2"]])), "u.xlsx") == [f"Sheet!A1: {said}"]
    assert faults("units", as_csv([["code", "name_vi", "kindd"], ["1", "2", "3"]]), "u.csv") == [
        f"u.csv!A1: {said}"
    ]


def test_headings_far_below_are_not_looked_for(faults, samples, as_csv):
    (fault,) = faults("samples", as_csv([["x"]] * 15 + [HEADINGS, *ROWS]))
    assert "no row holds the headings" in fault


def test_unknown_headings_are_ignored_and_told(bring, samples, as_csv):
    report = bring("samples", as_csv([["code", "Ghi chú thêm", "amout"], ["A", "x", "5"]]))
    assert report.faults == ()
    assert report.ignored_headings == ("ghi chu them", "amout")


@pytest.mark.parametrize("twice", ["amount", "Số lượng"])
def test_a_heading_that_stands_twice_is_never_guessed(twice, faults, samples, as_csv):
    assert faults("samples", as_csv([["code", "amount", "day", twice], ["A", "5", "", "6"]])) == [
        "table.csv!D1: the heading “Số lượng” stands twice, delete one of the columns"
    ]


def test_a_row_of_totals_is_not_taken_for_data(faults, samples, as_xlsx):
    content = as_xlsx(("Sheet", [HEADINGS, *ROWS, [None, "=SUM(B2:B3)", None]]))
    assert faults("samples", content, "table.xlsx") == [
        "Sheet!A4: “Mã” is empty, fill it in, it is required",
        "Sheet!B4: the cell holds a formula, paste the value instead of the formula",
    ]


def test_empty_rows_are_passed_over_and_still_counted(faults, samples, as_xlsx):
    content = as_xlsx(("Sheet", [HEADINGS, ROWS[0], [], ["  "], ["B", "x", ""]]))
    assert faults("samples", content, "t.xlsx") == [
        "Sheet!B5: “x” is not a number, write it like 1.237 or 64,56"
    ]


def test_short_rows_lack_their_last_cells(samples, bring):
    assert bring("samples", b"code,amount\nA\n").faults == ()
    assert samples.records[0]["amount"] is None


def test_line_breaks_inside_a_cell_do_not_move_the_rows(faults, samples):
    assert faults("samples", b'code,amount\n"A\nA",5\nB,x\n')[0].startswith("table.csv!B3: ")


def test_a_table_without_rows(faults, samples, as_csv):
    assert faults("samples", as_csv([HEADINGS])) == [
        "table.csv!A2: the table has no rows, fill it in and try again"
    ]


def test_a_cell_of_unreasonable_length(bring, samples):
    report = bring("samples", b"code,amount\nA,5\n" + b"B" * 300_000 + b",5\n")
    assert [str(fault) for fault in report.faults] == [
        "table.csv!A3: the row cannot be read, check its quotation marks"
    ]


def test_a_table_of_unreasonable_length(monkeypatch, faults, samples, as_csv):
    monkeypatch.setattr(tables, "MAX_ROWS", 5)
    (fault,) = faults("samples", as_csv([HEADINGS, *ROWS, *ROWS, *ROWS]))
    assert fault == "table.csv!A5: the table has too many rows, split it into several files"
