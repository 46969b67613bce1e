"""Answers that come again and again: when the next one is due."""

from datetime import date, timedelta
from enum import StrEnum

from haidang.domain.worktime.periods import month_start


class Rhythm(StrEnum):
    """How often an answer is due: on the last day of every calendar month, quarter, half-year or year."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


def due_day(rhythm: Rhythm, day: date) -> date:
    """Return the last day of the month, quarter, half-year or year that contains `day`."""
    months = _MONTHS[rhythm]
    first = (day.month - 1) // months * months + 1
    return month_start(day.year, first + months) - timedelta(days=1)


def next_due(rhythm: Rhythm, *, answered: date, on: date) -> date:
    """Return when the answer after the one due on `answered` is due, if that one was given on `on`.

    An early answer skips no period; a late one does not leave periods behind that nobody can answer any more.
    """
    return due_day(rhythm, max(answered + timedelta(days=1), on))
