"""Numbers are written with points between thousands and a decimal comma."""

from decimal import Decimal

import pytest

from haidang.domain.vietnamese import format_number, format_percent


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1237", "1.237"),
        ("64.56", "64,56"),
        ("1234567.8", "1.234.567,8"),
        ("2.50", "2,50"),
        ("999", "999"),
        ("-1237", "-1.237"),
        ("0", "0"),
        ("1E+3", "1.000"),
        ("-0.0", "0,0"),
    ],
)
def test_a_number_keeps_its_own_decimals(value: str, text: str) -> None:
    assert format_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        ("22.0588", 2, "22,06"),
        ("0.125", 2, "0,13"),
        ("-0.125", 2, "-0,13"),
        ("-0.4", 0, "0"),
        ("2.5", 0, "3"),
        ("7", 2, "7,00"),
        ("999.95", 1, "1.000,0"),
        ("123456789012345678901234567890.5", 0, "123.456.789.012.345.678.901.234.567.891"),
    ],
)
def test_rounding_is_half_up(value: str, decimals: int, text: str) -> None:
    assert format_number(Decimal(value), decimals=decimals) == text


@pytest.mark.parametrize(
    ("value", "text"), [("5", "05"), ("0", "0"), ("12", "12"), ("5.2", "5,2"), ("-5", "-05")]
)
def test_small_counts_may_carry_a_leading_zero(value: str, text: str) -> None:
    assert format_number(Decimal(value), leading_zero=True) == text


def test_grouping_can_be_left_out() -> None:
    assert format_number(1916, grouping=False) == "1916"


def test_percentages() -> None:
    assert format_percent(Decimal("64.5616"), decimals=2) == "64,56%"
    assert format_percent(75) == "75%"


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+1000000"])
def test_what_is_no_number_cannot_be_written(value: str) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        format_number(Decimal(value))


def test_decimals_are_not_negative() -> None:
    with pytest.raises(ValueError, match="decimals"):
        format_number(1, decimals=-1)
