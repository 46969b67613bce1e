"""Tax codes as officials and spreadsheets leave them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.vn import mst

from haidang.domain.overlaps.tax_codes import CodeKind, parse_tax_code, with_codes

NINE = st.integers(10**6 + 10**7, 97 * 10**7).map(lambda number: f"{number:09d}")


def sound(nine: str) -> str | None:
    """The ten digits that begin so, where there are any."""
    check = mst.calc_check_digit(nine)
    code = nine + check
    return code if len(check) == 1 and mst.is_valid(code) else None


CODES = NINE.map(sound).filter(lambda code: code is not None)


@pytest.mark.parametrize(
    ("cell", "kind", "digits", "restored"),
    [
        ("0100233488", "enterprise", "0100233488", False),
        ("MST: 0100 233 488", "enterprise", "0100233488", False),
        (100233488, "enterprise", "0100233488", True),
        (100233488.0, "enterprise", "0100233488", True),
        ("0100233488-001", "branch", "0100233488001", False),
        (100233488001, "branch", "0100233488001", True),
        ("0100233488-000", "enterprise", "0100233488", False),
        ("031085001234", "personal", "031085001234", False),
        (31085001234, "personal", "031085001234", True),
        ("099085001234", "invalid", "099085001234", False),
        ("0100233489", "invalid", "0100233489", False),
        ("0000000010", "invalid", "0000000010", False),
        ("1,00233E+08", "invalid", "10023308", False),
        ("đang xin cấp", "invalid", "", False),
        ("", "empty", "", False),
        (None, "empty", "", False),
    ],
)
def test_what_a_cell_holds(cell, kind, digits, restored) -> None:
    code = parse_tax_code(cell)
    assert (code.kind, code.digits, code.restored) == (kind, digits, restored)


def test_a_branch_belongs_to_the_enterprise_whose_digits_it_begins_with() -> None:
    assert parse_tax_code("0100233488-001").base == parse_tax_code("0100233488").base == "0100233488"
    assert parse_tax_code("031085001234").base == ""


@given(st.sampled_from(["031085001234", "001200000012", "31085001234", "0310850012345", "0100233489"]))
def test_what_may_be_a_person_s_number_is_never_shown(cell: str) -> None:
    code = parse_tax_code(cell)
    for shown in (str(code), repr(code), f"{code}", code.masked):
        assert cell not in shown
        assert code.digits not in shown


@given(CODES)
def test_the_zero_that_a_spreadsheet_ate_comes_back(code: str) -> None:
    if code.startswith("0"):
        assert parse_tax_code(int(code)) == parse_tax_code(code[1:])
        assert parse_tax_code(int(code)).digits == code


@given(CODES, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(code: str, place: int, more: int) -> None:
    wrong = code[:place] + str((int(code[place]) + more) % 10) + code[place + 1 :]
    assert parse_tax_code(wrong).kind is not CodeKind.ENTERPRISE


CELLS = st.one_of(
    CODES, CODES.map(lambda code: code.lstrip("0")), CODES.map(lambda code: f"{code}-001"),
    CODES.map(lambda code: code.lstrip("0") + "007"), st.text("0123456789", max_size=14),
    st.text("0123456789 .-eE+,MST:", max_size=16), st.just("031085001234"), st.just(""),
)  # fmt: skip


@given(st.lists(CELLS, min_size=1, max_size=30))
def test_a_column_is_read_as_its_cells_are(cells: list[str]) -> None:
    table = with_codes(pl.DataFrame({"mst": cells}, schema={"mst": pl.String}), "mst")
    for cell, kind, digits, base in zip(cells, table["code_kind"], table["code"], table["base"], strict=True):
        one = parse_tax_code(cell)
        assert (kind, digits, base) == (one.kind.value, one.digits, one.base), cell
