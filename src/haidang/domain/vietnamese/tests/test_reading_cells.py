"""A spreadsheet cell holds a number, a text, or nothing that counts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.vietnamese import NumberFormatError, NumberProblem, parse_cell


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (1237, "1237"),
        (64.56, "64.56"),
        (0.1, "0.1"),
        (12.0, "12"),
        (-0.0, "0"),
        (1e22, "10000000000000000000000"),
        (Decimal("2.50"), "2.50"),
        ("1.237", "1237"),
        ("64,56", "64.56"),
    ],
)
def test_numbers_in_cells(cell: object, value: str) -> None:
    assert str(parse_cell(cell)) == value


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        (None, NumberProblem.WRONG_TYPE),
        (True, NumberProblem.WRONG_TYPE),
        ([1], NumberProblem.WRONG_TYPE),
        (float("nan"), NumberProblem.NOT_FINITE),
        (float("-inf"), NumberProblem.NOT_FINITE),
        (Decimal("sNaN"), NumberProblem.NOT_FINITE),
        (1e300, NumberProblem.TOO_LONG),
        (1e-300, NumberProblem.TOO_LONG),
        pytest.param(10**5000, NumberProblem.TOO_LONG, id="five thousand digits"),
        (Decimal("1E+999999"), NumberProblem.TOO_LONG),
        ("1.23", NumberProblem.BAD_GROUPING),
    ],
)
def test_cells_without_a_certain_number_are_refused(cell: object, reason: NumberProblem) -> None:
    with pytest.raises(NumberFormatError) as refused:
        parse_cell(cell)
    assert refused.value.reason is reason


@given(st.floats(min_value=-1e14, max_value=1e14).filter(lambda value: value == 0 or abs(value) > 1e-10))
def test_a_float_keeps_its_value(value: float) -> None:
    assert float(parse_cell(value)) == value


@given(st.integers(min_value=-(10**30) + 1, max_value=10**30 - 1))
def test_a_whole_number_keeps_its_value(value: int) -> None:
    assert parse_cell(value) == value
