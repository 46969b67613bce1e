"""The working calendar of the house, read once from its data package."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from haidang.domain.worktime import WorkingCalendar, load_calendar


@cache
def working_calendar() -> WorkingCalendar:
    """Working days of the years that were loaded; a question beyond them raises CalendarHorizonError."""
    return load_calendar(settings.PACKS_FOLDER / "calendars" / "vn-public-holidays.csv")
