"""How a filled-in cell is understood."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from haidang.domain.form_workbook import read_form
from haidang.domain.form_workbook.amounts import NoAmount, read_amount
from haidang.domain.form_workbook.cells import Cell, CellKind, Shape, shape_of
from haidang.domain.form_workbook.tests.samples import (
    answer_to,
    codes,
    filled,
    in_figures,
    remarks,
    with_cached,
)


def _said(text: str, *, percent: bool = False) -> tuple[object, str, str]:
    amount = read_amount(Cell("H7", CellKind.TEXT, text), percent=percent)
    return amount.value, amount.qualifier.value, amount.status.value


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("1.237", "1237", "exact"),
        (" 1.237 ", "1237", "exact"),
        ("0", "0", "exact"),
        ("-3", "-3", "exact"),
        ("1.234.567,8", "1234567.8", "exact"),
        ("khoảng 1.237", "1237", "about"),
        ("Gần 9", "9", "nearly"),
        ("hơn 1.200", "1200", "more_than"),
        ("trên 1.200", "1200", "more_than"),
        ("ít nhất 12", "12", "at_least"),
        ("tối thiểu 12", "12", "at_least"),
        ("tối đa 5", "5", "at_most"),
        ("Không quá 5", "5", "at_most"),
        ("dưới 64,56", "64.56", "less_than"),
        ("dưới\u00a01.237", "1237", "less_than"),
        ("dưới 5", "5", "less_than"),
    ],
)
def test_numbers_are_read_as_vietnamese_officials_write_them(text: str, value: str, qualifier: str) -> None:
    assert _said(text) == (Decimal(value), qualifier, "value")


@pytest.mark.parametrize("text", ["64,56%", "64,56 %", "64,56"])
def test_a_percent_sign_may_follow_a_percentage(text: str) -> None:
    assert _said(text, percent=True) == (Decimal("64.56"), "exact", "value")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("64,56%", "percent_sign"),
        ("1.23", "ambiguous_number"),
        ("1,237.5", "ambiguous_number"),
        ("1 237", "ambiguous_number"),
        ("1.237 doanh nghiệp", "text_in_number"),
        ("chưa có", "text_in_number"),
        ("chừng 12", "text_in_number"),
        ("-", "text_in_number"),
        ("1e5", "text_in_number"),
        ("=1+1", "text_in_number"),
        ("9" * 31, "number_too_long"),
        ("9" * 300, "number_too_long"),
        ("x" * 300, "text_in_number"),
        ("khoảng " * 20 + "5", "text_in_number"),
    ],
)
def test_what_is_not_one_certain_number_is_told(text: str, code: str) -> None:
    with pytest.raises(NoAmount) as caught:
        _said(text)
    assert caught.value.code == code


@settings(max_examples=300)
@given(st.text(max_size=120))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        value, _, status = _said(text)
    except NoAmount:
        return
    assert (value is not None) == (status == "value")


@pytest.mark.parametrize("words", ["Không có số liệu", "không áp dụng"])
def test_the_words_of_a_status_may_stand_in_the_value_cell(words: str) -> None:
    (answer, *_) = answer_to({"H7": words}).answers
    assert (answer.value, answer.status != "value") == (None, True)


def test_a_blank_cell_is_not_answered_and_zero_is_a_value() -> None:
    read = answer_to({"H8": 0})
    assert [(answer.status, answer.value) for answer in read.answers] == [
        ("", None),
        ("value", 0),
        ("", None),
    ]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"H7": "5", "I7": "Không áp dụng"}, [("status_contradicts", "H7")]),
        ({"H7": 0, "I7": "Không có số liệu"}, [("status_contradicts", "H7")]),
        ({"I7": "Có số liệu"}, [("value_missing", "H7")]),
        ({"H7": "không áp dụng", "I7": "Có số liệu"}, [("status_contradicts", "H7")]),
        ({"I7": "Đang thu thập"}, [("unknown_status", "I7")]),
        ({"I7": "x" * 5000}, [("unknown_status", "I7")]),
        ({"H7": True}, [("boolean_in_number", "H7")]),
        ({"H7": date(2024, 2, 1)}, [("date_in_number", "H7")]),
        ({"H7": "#REF!"}, [("error_value", "H7")]),
        ({"J7": "#DIV/0!"}, [("error_value", "J7")]),
        ({"I7": "#N/A"}, [("error_value", "I7")]),
        ({"H7": "=1+1"}, [("formula_without_value", "H7")]),
        ({"J7": "=1+1"}, [("formula_without_value", "J7")]),
        ({"J7": "x" * 2001}, [("text_too_long", "J7")]),
        ({"H7": 1e300}, [("number_too_long", "H7")]),
        (
            {"H7": "x", "I8": "y", "H9": "1.23"},
            [("text_in_number", "H7"), ("unknown_status", "I8"), ("ambiguous_number", "H9")],
        ),
        ({"H7": "x", "I7": "y"}, [("text_in_number", "H7"), ("unknown_status", "I7")]),
    ],
)
def test_every_fault_is_found_with_its_place(cells: dict[str, object], found: list[tuple[str, str]]) -> None:
    read = answer_to(cells)
    assert codes(read) == found
    at_fault = {int(cell[1:]) for _, cell in found}
    assert {int(answer.cell[1:]) for answer in read.answers} == {7, 8, 9} - at_fault


def test_a_number_that_became_a_date_is_shown_as_the_date() -> None:
    (fault,) = answer_to({"H7": date(2024, 2, 1)}).faults
    assert fault.text == "01/02/2024"


def test_a_status_without_marks_or_capitals_is_understood() -> None:
    assert answer_to({"I7": "khong ap dung"}).answers[0].status == "not_applicable"


@pytest.mark.parametrize(("cached", "value"), [("1237", "1237"), ("0.30000000000000004", "0.3")])
def test_the_result_of_a_formula_is_taken_and_told(cached: str, value: str) -> None:
    read = read_form(with_cached(filled({"H7": "=SUM(A1:A2)"}), cached))
    assert (read.answers[0].value, codes(read), remarks(read)) == (Decimal(value), [], [("formula", "H7")])


def test_a_formula_that_ends_in_an_error_or_a_text_is_judged_by_its_result() -> None:
    formula = filled({"H7": "=SUM(A1:A2)"})
    assert codes(read_form(with_cached(formula, "#DIV/0!", "e"))) == [("error_value", "H7")]
    assert codes(read_form(with_cached(formula, "chưa rõ", "str"))) == [("text_in_number", "H7")]
    assert read_form(with_cached(formula, "1.237", "str")).answers[0].value == 1237


def _percent(sheet: Worksheet, cell: str) -> None:
    sheet[cell] = 0.6456
    sheet[cell].number_format = "0.00%"


def test_a_number_shown_as_a_percentage_is_taken_in_percent() -> None:
    read = read_form(in_figures(lambda sheet: _percent(sheet, "H8")))
    assert (read.answers[1].value, codes(read)) == (Decimal("64.56"), [])
    assert codes(read_form(in_figures(lambda sheet: _percent(sheet, "H7")))) == [("percent_sign", "H7")]


@pytest.mark.parametrize(
    ("number", "code", "shape"),
    [
        (14, "", Shape.DATE),
        (10, "", Shape.PERCENT),
        (4, "", Shape.PLAIN),
        (164, "d-mmm", Shape.DATE),
        (164, "[$-42A]dd/mm/yyyy", Shape.DATE),
        (164, "[h]:mm", Shape.DATE),
        (164, '#,##0.00 "đồng/ha"', Shape.PLAIN),
        (164, "[Red]#,##0", Shape.PLAIN),
        (164, "General", Shape.PLAIN),
        (164, "0.0%", Shape.PERCENT),
        (164, "@", Shape.PLAIN),
    ],
)
def test_number_formats_tell_dates_and_percentages(number: int, code: str, shape: Shape) -> None:
    assert shape_of(number, code) is shape
