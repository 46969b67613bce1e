"""Bars over the months of a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.apps.programme.models import Status, Task
from haidang.apps.programme.timeline import lay_out

TODAY = date(2026, 11, 23)
DATES = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))


def row(year=2026, **values):
    task = Task(**{"kind": "one_off", "title_vi": "Việc", **values})
    rows = lay_out([task], year, TODAY)
    return rows[0] if rows else None


def shape(found):
    return found.before, found.length, found.after


def test_a_task_that_comes_again_without_a_date_goes_on_through_the_year():
    found = row(kind="recurring")
    assert (shape(found), found.goes_on) == ((0, 12, 0), True)


@pytest.mark.parametrize("values", [{}, {"status": Status.CANCELLED, "kind": "recurring"}])
def test_without_any_date_there_is_a_row_and_no_bar(values):
    assert shape(row(**values)) == (0, 0, 12)


def test_a_bar_runs_from_the_first_day_to_the_due_date():
    assert shape(row(starts_on=date(2026, 3, 31), due_date=date(2026, 12, 1))) == (2, 10, 0)
    assert shape(row(due_date=date(2026, 12, 31))) == (11, 1, 0)


def test_what_is_overdue_runs_on_to_today():
    assert shape(row(due_date=date(2026, 2, 1))) == (1, 10, 1)
    done = row(due_date=date(2026, 2, 1), status=Status.DONE, done_on=date(2026, 4, 1))
    assert shape(done) == (1, 3, 8)


def test_a_bar_that_reaches_beyond_the_year_says_so_and_one_outside_is_not_shown():
    found = row(starts_on=date(2025, 6, 1), due_date=date(2027, 6, 1))
    assert (shape(found), found.from_before, found.to_after) == ((0, 12, 0), True, True)
    assert row(due_date=date(2027, 6, 1)) is None
    assert row(year=2024, starts_on=date(2025, 6, 1), due_date=date(2027, 6, 1)) is None


@given(
    year=st.integers(2019, 2031), starts_on=DATES, due_date=DATES, done_on=DATES, decided_on=DATES,
    status=st.sampled_from(Status), kind=st.sampled_from(["recurring", "one_off"]),
)  # fmt: skip
def test_the_parts_of_a_row_always_fill_the_year(year, **values):
    found = row(year, **values)
    if found is not None:
        assert sum(shape(found)) == 12
        assert min(shape(found)) >= 0
