"""Answers that come again: always due on the last day of a calendar period, never twice for the same one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.worktime import Rhythm, due_day, next_due

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))
RHYTHMS = st.sampled_from(Rhythm)


@pytest.mark.parametrize(
    ("rhythm", "day", "due"),
    [
        (Rhythm.MONTHLY, date(2024, 2, 1), date(2024, 2, 29)),
        (Rhythm.MONTHLY, date(2024, 12, 31), date(2024, 12, 31)),
        (Rhythm.QUARTERLY, date(2024, 8, 15), date(2024, 9, 30)),
        (Rhythm.HALF_YEARLY, date(2024, 6, 30), date(2024, 6, 30)),
        (Rhythm.HALF_YEARLY, date(2024, 7, 1), date(2024, 12, 31)),
        (Rhythm.YEARLY, date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_an_answer_is_due_at_the_end_of_its_period(rhythm, day, due):
    assert due_day(rhythm, day) == due


def test_an_early_answer_skips_no_period_and_a_late_one_catches_up():
    january = date(2026, 1, 31)
    assert next_due(Rhythm.MONTHLY, answered=january, on=date(2026, 1, 10)) == date(2026, 2, 28)
    assert next_due(Rhythm.MONTHLY, answered=january, on=date(2026, 2, 5)) == date(2026, 2, 28)
    assert next_due(Rhythm.MONTHLY, answered=january, on=date(2026, 5, 5)) == date(2026, 5, 31)


@given(RHYTHMS, DAYS)
def test_a_due_day_is_its_own_due_day_and_the_day_after_begins_a_period(rhythm, day):
    due = due_day(rhythm, day)
    assert day <= due
    assert due_day(rhythm, due) == due
    assert (due + timedelta(days=1)).day == 1


@given(RHYTHMS, DAYS, DAYS)
def test_the_next_answer_is_due_after_the_one_given_and_not_in_the_past(rhythm, answered, on):
    found = next_due(rhythm, answered=answered, on=on)
    assert found > answered
    assert found >= on
