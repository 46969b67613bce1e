"""Dates are read day first and written as documents need them (Decree 30/2020, Annex I)."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.vietnamese import (
    DateFormatError,
    DateProblem,
    format_date,
    format_long_date,
    format_open_date,
    parse_date,
)

FIFTH_OF_APRIL = date(2024, 4, 5)


@pytest.mark.parametrize(
    "text",
    [
        "05/4/2024",
        "5/4/2024",
        "05/04/2024",
        " 05 / 04 / 2024 ",
        "05-04-2024",
        "2024-04-05",
        "ngày 05 tháng 4 năm 2024",
        "Ngày  5 tháng 04  năm 2024",
        "NGÀY 05 THÁNG 4, NĂM 2024",
        unicodedata.normalize("NFD", "ngày 05 tháng 4 năm 2024"),
    ],
)
def test_accepted_forms(text: str) -> None:
    assert parse_date(text) == FIFTH_OF_APRIL


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", DateProblem.EMPTY),
        ("05/04/24", DateProblem.YEAR_NOT_FOUR_DIGITS),
        ("5-4-24", DateProblem.YEAR_NOT_FOUR_DIGITS),
        ("05/04/02024", DateProblem.YEAR_NOT_FOUR_DIGITS),
        ("31/4/2024", DateProblem.IMPOSSIBLE),
        ("29/02/2023", DateProblem.IMPOSSIBLE),
        ("04/25/2024", DateProblem.IMPOSSIBLE),
        ("01/01/0000", DateProblem.IMPOSSIBLE),
        ("05/04-2024", DateProblem.UNKNOWN_FORM),
        ("April 5, 2024", DateProblem.UNKNOWN_FORM),
        ("2024/04/05", DateProblem.UNKNOWN_FORM),
        ("05/04", DateProblem.UNKNOWN_FORM),
        ("05/04/2024" + " " * 200 + "x", DateProblem.UNKNOWN_FORM),
        ("1" * 10_000, DateProblem.UNKNOWN_FORM),
    ],
)
def test_other_forms_are_refused_with_a_hint(text: str, reason: DateProblem) -> None:
    with pytest.raises(DateFormatError) as refused:
        parse_date(text)
    assert refused.value.text == text
    assert refused.value.reason is reason
    assert refused.value.hint in str(refused.value)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2024, 4, 5), "ngày 05 tháng 4 năm 2024"),
        (date(2024, 1, 15), "ngày 15 tháng 01 năm 2024"),
        (date(2024, 2, 9), "ngày 09 tháng 02 năm 2024"),
        (date(2024, 3, 10), "ngày 10 tháng 3 năm 2024"),
        (date(2024, 10, 1), "ngày 01 tháng 10 năm 2024"),
    ],
)
def test_only_days_below_ten_and_the_months_one_and_two_carry_a_zero(day: date, text: str) -> None:
    assert format_long_date(day) == text


def test_the_day_can_be_left_open() -> None:
    assert format_open_date(2024, 10) == "ngày     tháng 10 năm 2024"
    assert format_open_date(2024, 10, 7) == "ngày 07 tháng 10 năm 2024"


def test_an_open_date_still_needs_a_real_month() -> None:
    with pytest.raises(ValueError, match="month"):
        format_open_date(2024, 13)


@given(st.dates())
def test_every_date_is_read_back(day: date) -> None:
    assert parse_date(format_date(day)) == day
    assert parse_date(format_long_date(day)) == day
    assert parse_date(day.isoformat()) == day
