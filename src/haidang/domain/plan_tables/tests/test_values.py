"""Times, days and people as offices write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.plan_tables import months_shown
from haidang.domain.plan_tables.amounts import parse_days, parse_staff
from haidang.domain.plan_tables.forms import parse_form
from haidang.domain.plan_tables.sources import Cell, CellKind
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, codes, read, workbook
from haidang.domain.plan_tables.windows import parse_window, parse_window_text


@pytest.mark.parametrize(
    ("text", "first", "last", "months"),
    [
        ("Quý II", "2026-04-01", "2026-06-30", "4–6"),
        ("quy 2/2025", "2025-04-01", "2025-06-30", "4–6"),
        ("Quý I, III", "2026-01-01", "2026-09-30", "1–3, 7–9"),
        ("Quý II-III", "2026-04-01", "2026-09-30", "4–9"),
        ("Tháng 5", "2026-05-01", "2026-05-31", "5"),
        ("tháng năm", "2026-05-01", "2026-05-31", "5"),
        ("T5–T6", "2026-05-01", "2026-06-30", "5–6"),
        ("Tháng 4, 6", "2026-04-01", "2026-06-30", "4, 6"),
        ("5/2026", "2026-05-01", "2026-05-31", "5"),
        ("từ 10/5 đến 20/5/2026", "2026-05-10", "2026-05-20", "5"),
        ("10-20/5", "2026-05-10", "2026-05-20", "5"),
        ("Từ ngày 05 đến ngày 10 tháng 6 năm 2026", "2026-06-05", "2026-06-10", "6"),
        ("20/12/2026 - 10/01/2027", "2026-12-20", "2027-01-10", "1, 12"),
        ("6 tháng đầu năm", "2026-01-01", "2026-06-30", "1–6"),
        ("Cả năm", "2026-01-01", "2026-12-31", "1–12"),
        ("Tuần 2 tháng 5", "2026-05-01", "2026-05-31", "5"),
        ("2026-05-15 00:00:00", "2026-05-15", "2026-05-15", "5"),
    ],
)
def test_times(text: str, first: str, last: str, months: str) -> None:
    window = parse_window_text(text, 2026)
    assert window is not None
    assert (window.first.isoformat(), window.last.isoformat(), months_shown(window)) == (first, last, months)


@pytest.mark.parametrize(
    "text", ["32/5/2026", "13", "05 ngày", "20/5 đến 10/5", "khi rảnh", "Quý", "Quý V", "", "tháng 13"]
)
def test_what_is_no_time(text: str) -> None:
    assert parse_window_text(text, 2026) is None


@given(st.text(max_size=60))
def test_any_text_is_a_time_or_none(text: str) -> None:
    window = parse_window_text(text, 2026)
    assert window is None or (window.first <= window.last and window.months)


@given(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_days_from_and_to_come_back(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    window = parse_window_text(f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}", 2026)
    assert window is not None
    assert (window.first, window.last) == (first, last)


def test_a_date_of_excel_counts_by_what_the_cell_shows() -> None:
    shown_as = {"05/2026": (date(2026, 5, 1), date(2026, 5, 31)), "10/05/2026": (date(2026, 5, 10),) * 2}
    for text, (first, last) in shown_as.items():
        window = parse_window(Cell(text, CellKind.DATE, "2026-05-10"), 2026)
        assert window is not None
        assert (window.first, window.last) == (first, last)


def test_months_that_excel_made_a_day_are_told() -> None:
    row = (*ONE[:5], date(2026, 5, 3), *ONE[6:])
    reading = read(workbook(HEADINGS, row, formats={"F2": "d/m"}))
    assert codes(reading) == ["date_made_by_excel"]


@pytest.mark.parametrize(
    ("text", "least", "most", "are_working"),
    [
        ("05 ngày", "5", "5", False),
        ("5 ngày làm việc", "5", "5", True),
        ("3-5 ngày", "3", "5", False),
        ("không quá 10 ngày", "0", "10", False),
        ("0,5 ngày", "0.5", "0.5", False),
        ("15 ngày làm việc/01 doanh nghiệp", "15", "15", True),
        ("07", "7", "7", False),
        ("2 buổi", "1.0", "1.0", False),
    ],
)
def test_days(text: str, least: str, most: str, are_working: bool) -> None:
    days = parse_days(Cell(text))
    assert days is not None
    assert (days.least, days.most, days.are_working) == (Decimal(least), Decimal(most), are_working)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("4 người", 4),
        ("04", 4),
        ("3-4 người", 4),
        ("01 trưởng đoàn, 03 thành viên", 4),
        ("Trưởng đoàn và 3 thành viên", 4),
        ("05 cán bộ", 5),
        ("cả phòng", None),
        ("0", None),
        ("2,5", None),
    ],
)
def test_people(text: str, people: int | None) -> None:
    assert parse_staff(Cell(text)) == people


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Thanh tra", "thanh_tra"),
        ("KT đột xuất", "kiem_tra"),
        ("kiem tra dinh ky", "kiem_tra"),
        ("Thanh tra, kiểm tra", None),
        ("Khác", None),
    ],
)
def test_forms(text: str, form: str | None) -> None:
    found = parse_form(text)
    assert (found.value if found else None) == form
