"""Working days are counted from the day after receipt and never beyond what is known."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.worktime import (
    CalendarDataError,
    CalendarDay,
    CalendarHorizonError,
    Confidence,
    DayKind,
    WorkingCalendar,
)


def _row(day: date, kind: DayKind) -> CalendarDay:
    return CalendarDay(day, kind, "Ngày thử", "thông báo thử", Confidence.SOURCED)


CULTURE_DAY = _row(date(2026, 11, 24), DayKind.HOLIDAY)
OFF_MONDAY = _row(date(2026, 8, 31), DayKind.COMPENSATORY)
WORKED_SATURDAY = _row(date(2026, 8, 22), DayKind.SWAPPED_WORKDAY)
CALENDAR = WorkingCalendar(
    [CULTURE_DAY, OFF_MONDAY, WORKED_SATURDAY], first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)
)
DAYS = st.dates(date(2026, 3, 1), date(2026, 10, 31))


def test_a_holiday_moves_the_due_date() -> None:
    assert CALENDAR.add_working_days(date(2026, 11, 23), 3) == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
        (date(2026, 11, 28), False),
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
    ],
)
def test_which_days_are_worked(day: date, worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
        (date(2026, 11, 24), 0, date(2026, 11, 25)),  # a day off is not the end of a time limit
        (date(2026, 11, 25), -1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # received on a Saturday
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
    ],
)
def test_counting(day: date, count: int, due: date) -> None:
    assert CALENDAR.add_working_days(day, count) == due


def test_the_next_working_day_is_after_the_day() -> None:
    assert CALENDAR.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)


def test_a_report_is_due_some_working_days_after_the_cut_off() -> None:
    assert CALENDAR.deadline(date(2026, 3, 14), 2) == date(2026, 3, 17)
    with pytest.raises(ValueError, match="deadline"):
        CALENDAR.deadline(date(2026, 3, 14), -1)


@given(DAYS, st.integers(-20, 20))
def test_the_result_is_a_working_day(day: date, count: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add_working_days(day, count))


@given(DAYS, st.integers(-20, 20).filter(bool))
def test_counting_between_undoes_adding(day: date, count: int) -> None:
    assert CALENDAR.working_days_between(day, CALENDAR.add_working_days(day, count)) == count


@given(DAYS, DAYS)
def test_counting_between_is_counting_one_by_one(start: date, end: date) -> None:
    span = range(1, max((end - start).days, 0) + 1)
    worked = [CALENDAR.is_working_day(start + timedelta(days=number)) for number in span]
    if start <= end:
        assert CALENDAR.working_days_between(start, end) == sum(worked)


@pytest.mark.parametrize(
    "question",
    [
        lambda: CALENDAR.is_working_day(date(2027, 1, 1)),
        lambda: CALENDAR.add_working_days(date(2026, 12, 30), 5),
        lambda: CALENDAR.add_working_days(date(2026, 1, 2), -5),
        lambda: CALENDAR.add_working_days(date(2025, 12, 30), 5),
        lambda: CALENDAR.working_days_between(date(2026, 1, 5), date(2027, 1, 5)),
        lambda: CALENDAR.find_exception(date(2030, 1, 1)),
    ],
)
def test_nothing_is_computed_beyond_the_loaded_years(question: object) -> None:
    assert callable(question)
    with pytest.raises(CalendarHorizonError, match="add the Government's notice") as refused:
        question()
    assert refused.value.last_day == date(2026, 12, 31)


def test_the_basis_of_a_day_can_be_shown() -> None:
    assert CALENDAR.find_exception(date(2026, 11, 24)) == CULTURE_DAY
    assert CALENDAR.find_exception(date(2026, 11, 23)) is None
    assert CALENDAR.exceptions == (WORKED_SATURDAY, OFF_MONDAY, CULTURE_DAY)


@pytest.mark.parametrize(
    "rows",
    [
        [CULTURE_DAY, CULTURE_DAY],
        [WORKED_SATURDAY, _row(WORKED_SATURDAY.day, DayKind.HOLIDAY)],
        [_row(date(2026, 11, 23), DayKind.SWAPPED_WORKDAY)],
        [_row(date(2026, 11, 28), DayKind.COMPENSATORY)],
        [_row(date(2027, 1, 1), DayKind.HOLIDAY)],
    ],
)
def test_contradictory_rows_are_refused(rows: list[CalendarDay]) -> None:
    with pytest.raises(CalendarDataError):
        WorkingCalendar(rows, date(2026, 1, 1), date(2026, 12, 31))


def test_ten_thousand_days_are_counted_at_once() -> None:
    long = WorkingCalendar([], date(2000, 1, 1), date(2060, 12, 31))
    assert long.add_working_days(date(2000, 1, 3), 10_000) == date(2000, 1, 3) + timedelta(weeks=2_000)
