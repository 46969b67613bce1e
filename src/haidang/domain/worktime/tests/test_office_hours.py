"""Offices are open on working days from 07:00 to 18:00; what comes outside waits for the next working morning."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.worktime import (
    CalendarDay,
    CalendarHorizonError,
    Confidence,
    DayKind,
    WorkingCalendar,
    is_office_time,
    next_office_time,
)

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def exception(day, kind):
    return CalendarDay(day, kind, "", "", Confidence.SOURCED)


CALENDAR = WorkingCalendar(
    [
        exception(date(2026, 4, 30), DayKind.HOLIDAY),  # a Thursday
        exception(date(2026, 5, 1), DayKind.HOLIDAY),
        exception(date(2026, 5, 9), DayKind.SWAPPED_WORKDAY),  # a Saturday
    ],
    date(2026, 1, 1),
    date(2026, 12, 31),
)


FIRST, LAST = datetime(2026, 1, 1), datetime(2026, 12, 30)  # noqa: DTZ001  hypothesis adds the zone


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=HANOI)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("2026-04-28 09:30", "2026-04-28 09:30"),
        ("2026-04-28 07:00", "2026-04-28 07:00"),
        ("2026-04-28 06:59:59", "2026-04-28 07:00"),
        ("2026-04-28 00:00", "2026-04-28 07:00"),
        ("2026-04-28 17:59:59", "2026-04-28 17:59:59"),
        ("2026-04-28 18:00", "2026-04-29 07:00"),
        ("2026-04-29 18:00", "2026-05-04 07:00"),  # two holidays and a weekend
        ("2026-04-30 05:00", "2026-05-04 07:00"),
        ("2026-05-02 10:00", "2026-05-04 07:00"),
        ("2026-05-09 10:00", "2026-05-09 10:00"),  # worked in exchange
        ("2026-05-08 20:00", "2026-05-09 07:00"),
    ],
)
def test_the_next_moment_at_which_offices_are_open(asked, answer):
    assert next_office_time(at(asked), CALENDAR) == at(answer)


def test_beyond_the_calendar_is_said_and_not_guessed():
    with pytest.raises(CalendarHorizonError):
        next_office_time(at("2027-01-04 09:00"), CALENDAR)
    with pytest.raises(CalendarHorizonError):
        next_office_time(at("2026-12-31 18:00"), CALENDAR)


@given(st.datetimes(FIRST, LAST, timezones=st.just(HANOI)))
def test_the_answer_is_open_not_earlier_and_the_first(moment):
    answer = next_office_time(moment, CALENDAR)
    assert answer >= moment
    assert is_office_time(answer, CALENDAR)
    assert next_office_time(answer, CALENDAR) == answer
    if answer != moment:
        assert not is_office_time(moment, CALENDAR)
        assert answer.time() == time(7)
        between = moment
        while (between := between + timedelta(hours=1)) < answer:
            assert not is_office_time(between, CALENDAR)
