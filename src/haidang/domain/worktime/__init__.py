"""Time at work: reporting periods, data cut-offs, working days, answers that come again."""

from haidang.domain.worktime.calendar import (
    CalendarDataError,
    CalendarDay,
    CalendarHorizonError,
    Confidence,
    DayKind,
    WorkingCalendar,
)
from haidang.domain.worktime.cutoff import CutoffError, CutoffScheme, observation_window
from haidang.domain.worktime.labels import label_en, label_vi
from haidang.domain.worktime.loading import load_calendar
from haidang.domain.worktime.navigation import (
    PeriodResolutionError,
    PeriodRule,
    previous,
    resolve,
    same_period_last_year,
    year_of,
)
from haidang.domain.worktime.office_hours import is_office_time, next_office_time
from haidang.domain.worktime.periods import Period, PeriodFormatError, PeriodKind, parse_period
from haidang.domain.worktime.rhythm import Rhythm, due_day, next_due

__all__ = [
    "CalendarDataError",
    "CalendarDay",
    "CalendarHorizonError",
    "Confidence",
    "CutoffError",
    "CutoffScheme",
    "DayKind",
    "Period",
    "PeriodFormatError",
    "PeriodKind",
    "PeriodResolutionError",
    "PeriodRule",
    "Rhythm",
    "WorkingCalendar",
    "due_day",
    "is_office_time",
    "label_en",
    "label_vi",
    "load_calendar",
    "next_due",
    "next_office_time",
    "observation_window",
    "parse_period",
    "previous",
    "resolve",
    "same_period_last_year",
    "year_of",
]
