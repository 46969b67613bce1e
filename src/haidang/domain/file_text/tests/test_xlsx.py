"""XLSX: what the cells show, the Vietnamese way."""

import datetime as dt

import openpyxl
import pytest

from haidang.domain.file_parts.number_formats import shown
from haidang.domain.file_text import read_file
from haidang.domain.file_text.tests.making import lines_of, place_of, saved, workbook, xlsx


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("0.64559999999999995", "0.00%", "64,56%"),
        ("1237", "#,##0", "1.237"),
        ("1237", "General", "1237"),
        ("1237.5", "General", "1237,5"),
        ("0.1", "General", "0,1"),
        ("1234567.891", "#,##0.00", "1.234.567,89"),
        ("5", "0.##", "5"),
        ("5.50", "0.0#", "5,5"),
        ("7", "00", "07"),
        ("-1237", "#,##0;(#,##0)", "(1.237)"),
        ("-5", "0", "-5"),
        ("0", '#,##0;-#,##0;"-"', "-"),
        ("12500000", '#,##0.0,, "triệu"', "12,5 triệu"),
        ("1500", "#,##0 [$₫-42A]", "1.500 ₫"),
        ("2.5", "0", "3"),
        ("45560", "dd/mm/yyyy", "25/09/2024"),
        ("45560.5", "dd/mm/yyyy hh:mm", "25/09/2024 12:00"),
        ("45560", "mm/yyyy", "09/2024"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.0625", "[mm]:ss", "90:00"),
        ("0.0625", "mm:ss", "30:00"),
        ("64.56", '0.00"%"', "64,56%"),
        ("64.56", "0.00\\%", "64,56%"),
        ("1E+300", "0.00", "1E+300"),
        ("abc", "0.00", "abc"),
        ("1", "@", "1"),
    ],
)
def test_numbers_are_written_as_the_cell_shows_them(raw, code, text):
    assert shown(raw, code) == text


def test_a_sheet_is_a_heading_and_its_tables():
    content = workbook(["Bảng tổng hợp"], ["Đơn vị", "Số vụ"], ["A", 5], [], ["B", 6, 7])
    assert lines_of(content) == ["Sheet", "Bảng tổng hợp", "| Đơn vị | Số vụ |", "| A | 5 |", "| B | 6 | 7 |"]
    assert "| A | 5 |\n\n| B | 6 | 7 |" in read_file(content, "").text


def test_places_are_cells():
    read = read_file(workbook(["Đơn vị", "Số"], ["A", 5]), "")
    place = place_of(read, "5")
    assert (place.sheet, place.cell) == ("Sheet", "B2")


def test_what_is_hidden_is_left_out_and_what_is_not_keeps_its_place():
    book = openpyxl.Workbook()
    for row in (["A", 1, 2], ["B", 3, 4], ["C", 5, 6]):
        book.active.append(row)
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.create_sheet("ẩn").append(["9"])
    book["ẩn"].sheet_state = "hidden"
    read = read_file(saved(book), "")
    assert read.text.split("\n")[:3] == ["Sheet", "| A | 2 |", "| C | 6 |"]
    assert place_of(read, "6").cell == "C3"


def test_merged_cells_dates_truth_and_text():
    book = openpyxl.Workbook()
    book.active.append(["Năm 2024", None, "Ngày"])
    book.active.merge_cells("A1:B1")
    book.active.append([True, "a|b\nc", dt.date(2024, 9, 30)])
    book.active["C2"].number_format = "dd/mm/yyyy"
    assert lines_of(saved(book))[1:] == ["| Năm 2024 |  | Ngày |", "| TRUE | a¦b c | 30/09/2024 |"]


def test_a_formula_stands_with_its_stored_value():
    book = openpyxl.Workbook()
    book.active.append(["A", "=1+1"])
    assert lines_of(saved(book)) == ["Sheet", "A"]


def test_shared_texts_with_raised_digits_and_without_reading_aids():
    rich = '<si><r><t>12 m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r><rPh><t>x</t></rPh></si>'
    cells = "".join(f'<c t="s"><v>{index}</v></c>' for index in (0, 1, 7, -1))
    assert lines_of(xlsx(f"<row>{cells}</row>", f"<si><t>Đạt</t></si>{rich}")) == [
        "Số liệu",
        "| Đạt | 12 m² |",
    ]


def test_one_cell_in_the_last_row_and_column():
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = 5
    read = read_file(saved(book), "")
    assert place_of(read, "5").cell == "XFD1048576"
