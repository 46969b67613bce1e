"""The calendar of working days of this installation: deadlines count by it, and messages rest by it."""

from __future__ import annotations

from functools import cache
from typing import Final

from django.conf import settings

from haidang.domain.worktime import WorkingCalendar, load_calendar

FILE: Final = "vn-public-holidays.csv"


@cache
def working_calendar() -> WorkingCalendar:
    """The public holidays of packs/calendars, read once per process.

    Raises CalendarDataError for rows that cannot be, FileNotFoundError if the file is not there. A question beyond
    the years in the file is a CalendarHorizonError, whose text says what to add.
    """
    return load_calendar(settings.PACKS_FOLDER / "calendars" / FILE)
