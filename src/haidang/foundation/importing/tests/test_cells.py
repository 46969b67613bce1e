"""How cells are read, and what is said of those that cannot be: always the cell, what is wrong, what to do."""

from datetime import date, datetime
from decimal import Decimal

import pytest

NUMBER = "write it like 1.237 or 64,56"
PLAIN = "write it like 1237 or 64.56"
WAYS = "write it without points between thousands, or with a fourth decimal"


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("amount", "1.237", Decimal(1237)),
        ("amount", "64,56", Decimal("64.56")),
        ("amount", "64,50", Decimal("64.50")),
        ("amount", 1237, Decimal(1237)),
        ("amount", 64.56, Decimal("64.56")),
        ("amount", 12.0, Decimal(12)),
        ("plain", "1237", Decimal(1237)),
        ("plain", "64.50", Decimal("64.50")),
        ("plain", "0.125", Decimal("0.125")),
        ("plain", "70.3450", Decimal("70.3450")),
        ("plain", "-5", Decimal(-5)),
        ("whole", "-12", -12),
        ("whole", 12.0, 12),
        ("tally", "0", 0),
        ("day", "05/04/2024", date(2024, 4, 5)),
        ("day", "2024-04-05", date(2024, 4, 5)),
        ("day", datetime(2024, 4, 5, 0, 0), date(2024, 4, 5)),  # noqa: DTZ001  Excel knows no time zones
        ("period", "2024-9M", "2024-9M"),
        ("kind", "small", "small"),
        ("kind", None, "big"),
        ("plain", "64,56", Decimal("64.56")),
        ("plain", "1.234,5", Decimal("1234.5")),
        ("yes", "có", True),
        ("yes", "Không", False),
        ("yes", 1, True),
        ("units", "STP; TAND ;", ("STP", "TAND")),
        ("code", 12.0, "12"),
        ("code", 7, "7"),
        ("code", "  T4.4a\u00a0 ", "T4.4a"),
    ],
)
def test_cells_are_read_as_they_are_meant(column, cell, value, samples, bring, as_xlsx):
    row = {"code": "A", column: cell}
    report = bring("samples", as_xlsx(("Sheet", [list(row), list(row.values())])), "table.xlsx")
    assert report.faults == ()
    assert samples.records[0][column] == value
    assert type(samples.records[0][column]) is type(value)


@pytest.mark.parametrize(
    ("column", "cell", "what", "todo"),
    [
        ("amount", "1.23", "“1.23” is not a number", NUMBER),
        ("amount", "1,237.5", "“1,237.5” is not a number", NUMBER),
        ("amount", "khoảng 5", "“khoảng 5” is not a number", NUMBER),
        ("amount", "1 237", "“1 237” is not a number", NUMBER),
        ("amount", "1e5", "“1e5” is not a number", NUMBER),
        ("amount", "9" * 31, "“" + "9" * 31 + "” is not a number", NUMBER),
        ("plain", "1.237", "“1.237” can be read in two ways", WAYS),
        ("plain", "-12.345.678", "“-12.345.678” can be read in two ways", WAYS),
        ("plain", "1,237", "“1,237” can be read in two ways", WAYS),
        ("plain", "NaN", "“NaN” is not a number", PLAIN),
        ("plain", "Infinity", "“Infinity” is not a number", PLAIN),
        ("plain", "1e999999999", "“1e999999999” is not a number", PLAIN),
        ("plain", "٣", "“٣” is not a number", PLAIN),
        ("plain", "1_000", "“1_000” is not a number", PLAIN),
        ("whole", "1.5", "“1.5” is not a whole number", "write it without decimals"),
        ("whole", "9999999999", "“9999999999” is too large", "check the number of digits"),
        ("tally", "-1", "“-1” is below zero", "remove the minus sign"),
        ("day", "31/02/2024", "“31/02/2024” is not a date", "write it as dd/mm/yyyy"),
        ("day", "05/04/24", "“05/04/24” is not a date", "write it as dd/mm/yyyy"),
        ("day", "45292", "“45292” is not a date", "write it as dd/mm/yyyy"),
        (
            "period",
            "9 tháng 2024",
            "“9 tháng 2024” is not a period",
            "write it like 2024-9M, 2024-Q3 or 2024-Y",
        ),
        ("period", "2024-13M", "“2024-13M” is not a period", "write it like 2024-9M, 2024-Q3 or 2024-Y"),
        ("kind", "Big", "“Big” is not known here", "use one of: big, small"),
        ("yes", "maybe", "“maybe” is neither yes nor no", "write 1 or 0"),
        ("amount", "x" * 500, "“" + "x" * 60 + "…” is not a number", NUMBER),
    ],
)
def test_a_wrong_cell_is_named_with_what_to_do(column, cell, what, todo, samples, faults, as_csv):
    assert faults("samples", as_csv([["code", column], ["A", cell]])) == [f"table.csv!B2: {what}, {todo}"]


@pytest.mark.parametrize("cell", [True, datetime(2024, 4, 5)])  # noqa: DTZ001
def test_what_is_no_number_in_a_workbook_is_none_here(cell, samples, faults, as_xlsx):
    (fault,) = faults("samples", as_xlsx(("Sheet", [["code", "amount"], ["A", cell]])), "table.xlsx")
    assert fault.startswith("Sheet!B2: ")
    assert fault.endswith(f"is not a number, {NUMBER}")


@pytest.mark.parametrize("cell", [None, "", "   ", "\u00a0"])
def test_a_required_cell_is_not_left_empty(cell, samples, faults, as_xlsx):
    rows = [["code", "amount"], [cell, 5]]
    assert faults("samples", as_xlsx(("Sheet", rows)), "table.xlsx") == [
        "Sheet!A2: “Mã” is empty, fill it in, it is required"
    ]


def test_a_formula_is_not_evaluated(samples, faults, as_xlsx):
    rows = [["code", "amount"], ["A", "=SUM(B3:B9)"], ["=CMD()", 5]]
    assert faults("samples", as_xlsx(("Sheet", rows)), "table.xlsx") == [
        "Sheet!B2: the cell holds a formula, paste the value instead of the formula",
        "Sheet!A3: the cell holds a formula, paste the value instead of the formula",
    ]


def test_an_error_of_excel_is_no_value(samples, faults, as_xlsx):
    rows = [["code", "amount"], ["#N/A", 5], ["A", "#DIV/0!"]]
    assert faults("samples", as_xlsx(("Sheet", rows)), "table.xlsx") == [
        "Sheet!A2: the cell holds the error #N/A, type the value",
        "Sheet!B3: the cell holds the error #DIV/0!, type the value",
    ]


def test_a_number_typed_as_a_code_keeps_its_spelling_in_text(samples, bring, as_csv):
    bring("samples", as_csv([["code"], ["007"]]))
    assert samples.records[0]["code"] == "007"
