"""Numbers are read as Vietnamese officials write them, and nothing is guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.vietnamese import (
    MAX_DIGITS,
    NumberFormatError,
    NumberProblem,
    format_number,
    parse_number,
    parse_percent,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.237", "1237"),  # never one and a quarter
        ("64,56", "64.56"),
        ("72.944", "72944"),
        ("1.234.567,8", "1234567.8"),
        ("1237", "1237"),
        ("1,237", "1.237"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("05", "5"),
        ("0", "0"),
        ("0,42", "0.42"),
        ("  9 ", "9"),
        ("\u00a012.776\u00a0", "12776"),
        ("12\u202f776", "12776"),
        ("1\u2009234\u2009567,5", "1234567.5"),
        ("2,50", "2.50"),
    ],
)
def test_well_formed_numbers(text: str, value: str) -> None:
    assert str(parse_number(text)) == value


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("1.23", NumberProblem.BAD_GROUPING, "1,23"),
        ("12.5", NumberProblem.BAD_GROUPING, "12,5"),
        ("0.123", NumberProblem.BAD_GROUPING, "0,123"),
        ("1234.567", NumberProblem.BAD_GROUPING, "1234,567"),
        ("12.34.5", NumberProblem.BAD_GROUPING, None),
        ("1.234\u00a0567", NumberProblem.INNER_SPACE, None),
        ("1 237", NumberProblem.INNER_SPACE, None),
        ("1,237.5", NumberProblem.ENGLISH_STYLE, "1.237,5"),
        ("1,234,567", NumberProblem.ENGLISH_STYLE, "1.234.567"),
        ("1,2,3", NumberProblem.ENGLISH_STYLE, None),
        ("", NumberProblem.EMPTY, None),
        ("  ", NumberProblem.EMPTY, None),
        ("-", NumberProblem.EMPTY, None),
        (",5", NumberProblem.INCOMPLETE, None),
        ("5,", NumberProblem.INCOMPLETE, None),
        ("1.", NumberProblem.INCOMPLETE, None),
        ("1e5", NumberProblem.UNEXPECTED_CHARACTER, None),
        ("abc", NumberProblem.UNEXPECTED_CHARACTER, None),
        ("--3", NumberProblem.UNEXPECTED_CHARACTER, None),
        ("1_000", NumberProblem.UNEXPECTED_CHARACTER, None),
        ("１２", NumberProblem.UNEXPECTED_CHARACTER, None),
        ("64,56%", NumberProblem.UNEXPECTED_CHARACTER, None),
        ("1" * 31, NumberProblem.TOO_LONG, None),
        ("1" * 100_000, NumberProblem.TOO_LONG, None),
    ],
)
def test_ambiguous_or_wrong_numbers_are_refused_with_a_hint(
    text: str, reason: NumberProblem, suggestion: str | None
) -> None:
    with pytest.raises(NumberFormatError) as refused:
        parse_number(text)
    assert refused.value.text == text
    assert refused.value.reason is reason
    assert refused.value.suggestion == suggestion
    assert refused.value.hint in str(refused.value)


def test_a_suggestion_can_be_read() -> None:
    with pytest.raises(NumberFormatError) as refused:
        parse_number("1.23")
    assert refused.value.suggestion is not None
    assert parse_number(refused.value.suggestion) == Decimal("1.23")


@pytest.mark.parametrize("text", ["64,56%", "64,56 %", " 64,56", "64,56\u00a0%"])
def test_percentages_are_read_in_percent(text: str) -> None:
    assert parse_percent(text) == Decimal("64.56")


def test_two_percent_signs_are_refused() -> None:
    with pytest.raises(NumberFormatError):
        parse_percent("5%%")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_what_is_written_is_read_back(value: Decimal) -> None:
    assert parse_number(format_number(value)) == value
    assert parse_number(format_number(value, grouping=False)) == value


@given(st.text(max_size=100))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberFormatError:
        return
    assert value.is_finite()


@given(st.text(alphabet="0123456789.,- \u00a0", max_size=12))
def test_whatever_is_read_means_the_same_when_written_again(text: str) -> None:
    try:
        value = parse_number(text)
    except NumberFormatError:
        return
    assert parse_number(format_number(value)) == value
    assert len(value.as_tuple().digits) <= MAX_DIGITS
