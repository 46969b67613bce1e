"""The calendar of the installation is there, is read once, and refuses what it does not know."""

from datetime import date

import pytest

from haidang.domain.worktime import CalendarHorizonError
from haidang.foundation.calendars import working_calendar


def test_it_knows_the_public_holidays():
    calendar = working_calendar()
    assert not calendar.is_working_day(date(2026, 9, 2))
    assert calendar.is_working_day(date(2026, 11, 23))
    assert calendar.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)  # the 24th is a holiday


def test_it_is_read_once():
    assert working_calendar() is working_calendar()


def test_beyond_its_years_it_says_what_to_add():
    with pytest.raises(CalendarHorizonError, match="add the Government's notice"):
        working_calendar().is_working_day(date(2035, 1, 1))
