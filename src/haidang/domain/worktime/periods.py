"""Reporting periods: half-open ranges of dates with a code that people can read and type.

2024-9M          first nine months, cumulative      2023-12..2024-05   months, both included
2024-Q1          quarter                            2023..2024-9M      start of 2023 to the end of 2024-9M
2024-M03         month                              2021-2025          years, both included
2024-S1          half year                          2024-Y             year
"""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MAX_TEXT = 40


class PeriodKind(StrEnum):
    """What a period is in the rhythm of reporting. Two kinds may cover the same dates (2024-S1, 2024-6M)."""

    CUMULATIVE = "cumulative"
    QUARTER = "quarter"
    MONTH = "month"
    HALF = "half"
    YEAR = "year"
    MONTH_SPAN = "month_span"
    CUMULATIVE_SPAN = "cumulative_span"
    YEAR_SPAN = "year_span"


class PeriodFormatError(ValueError):
    """A text that is no period code; `code` as given, `hint` says what to write."""

    def __init__(self, code: str, hint: str) -> None:
        super().__init__(f"{code[:_MAX_TEXT]!r} is not a period: {hint}")
        self.code = code
        self.hint = hint


@dataclass(frozen=True, order=True)
class Period:
    """The dates `start` <= day < `end`, always whole months. Build it with parse_period.

    Ordered by start, then end, then kind; `code` follows from these and takes no part in comparisons.
    """

    code: str = field(compare=False)
    start: date
    end: date
    kind: PeriodKind

    @property
    def cumulative(self) -> bool:
        """True when the figures of this period are counted from the start of a year up to its end."""
        return self.kind in (PeriodKind.CUMULATIVE, PeriodKind.CUMULATIVE_SPAN)

    @property
    def months(self) -> int:
        """Length in months."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month

    @property
    def sdmx(self) -> str:
        """SDMX time range (ISO 8601 start and duration): "2024-01-01/P9M", whole years as "P1Y"."""
        years, months = divmod(self.months, 12)
        duration = f"{self.months}M" if months else f"{years}Y"
        return f"{self.start.isoformat()}/P{duration}"

    def contains(self, day: date) -> bool:
        """True when `day` is one of the period's days."""
        return self.start <= day < self.end

    def __str__(self) -> str:
        return self.code


def month_start(year: int, month: int) -> date:
    """Return the first day of a month; `month` counts on past 12 and below 1 into other years."""
    years, index = divmod(month - 1, 12)
    return date(year + years, index + 1, 1)


@lru_cache(maxsize=4_096)
def parse_period(code: str) -> Period:
    """Read a period code (see the module's table). Raises PeriodFormatError with a hint.

    Remembered, as pages and imports read the same few codes thousands of times; a period is never changed.
    """
    for shape, build in _SHAPES:
        if match := shape.fullmatch(code):
            numbers = tuple(int(number) for number in match.groups())
            return build(*numbers)
    raise PeriodFormatError(code, "write for example 2024-9M, 2024-Q1, 2024-M03, 2024-Y or 2021-2025")


def cumulative_period(year: int, months: int) -> Period:
    """Return the first `months` (1 to 12) months of `year`."""
    code = f"{year}-{months}M"
    _check(code, 1 <= months <= 12, "a cumulative period has 1 to 12 months")
    return _period(code, PeriodKind.CUMULATIVE, year, 1, months)


def quarter_period(year: int, quarter: int) -> Period:
    """Return quarter 1 to 4 of `year`."""
    code = f"{year}-Q{quarter}"
    _check(code, 1 <= quarter <= 4, "a year has quarters Q1 to Q4")
    return _period(code, PeriodKind.QUARTER, year, 3 * quarter - 2, 3)


def month_period(year: int, month: int) -> Period:
    """Return month 1 to 12 of `year`."""
    code = f"{year}-M{month:02d}"
    _check(code, 1 <= month <= 12, "a year has months M01 to M12")
    return _period(code, PeriodKind.MONTH, year, month, 1)


def half_period(year: int, half: int) -> Period:
    """Return half 1 or 2 of `year`."""
    code = f"{year}-S{half}"
    _check(code, 1 <= half <= 2, "a year has halves S1 and S2")
    return _period(code, PeriodKind.HALF, year, 6 * half - 5, 6)


def year_period(year: int) -> Period:
    """Return the calendar year `year`."""
    return _period(f"{year}-Y", PeriodKind.YEAR, year, 1, 12)


def year_span(first: int, last: int) -> Period:
    """Return the years `first` to `last`, both included."""
    code = f"{first}-{last}"
    _check(code, first < last, "the first year must come before the last")
    return _period(code, PeriodKind.YEAR_SPAN, first, 1, 12 * (last - first + 1))


def month_span(first_year: int, first_month: int, last_year: int, last_month: int) -> Period:
    """Return the months from the first to the last, both included."""
    code = f"{first_year}-{first_month:02d}..{last_year}-{last_month:02d}"
    _check(code, 1 <= first_month <= 12 and 1 <= last_month <= 12, "months go from 01 to 12")
    length = (last_year - first_year) * 12 + last_month - first_month + 1
    _check(code, length > 1, "the first month must come before the last; write one month as 2024-M03")
    return _period(code, PeriodKind.MONTH_SPAN, first_year, first_month, length)


def cumulative_span(first_year: int, last_year: int, months: int) -> Period:
    """Return the time from the start of `first_year` to the end of the first `months` of `last_year`."""
    code = f"{first_year}..{last_year}-{months}M"
    _check(code, 1 <= months <= 12, "a cumulative period has 1 to 12 months")
    _check(
        code,
        first_year < last_year,
        "the first year must come before the last; within one year write 2024-9M",
    )
    length = 12 * (last_year - first_year) + months
    return _period(code, PeriodKind.CUMULATIVE_SPAN, first_year, 1, length)


def _period(code: str, kind: PeriodKind, year: int, month: int, length: int) -> Period:
    end_year = year + (month + length - 2) // 12
    in_range = year >= _FIRST_YEAR and end_year <= _LAST_YEAR
    _check(code, in_range, f"years go from {_FIRST_YEAR} to {_LAST_YEAR}")
    return Period(code, month_start(year, month), month_start(year, month + length), kind)


def _check(code: str, holds: bool, hint: str) -> None:
    if not holds:
        raise PeriodFormatError(code, hint)


_SHAPES = (
    (re.compile(r"([0-9]{4})-([1-9][0-9]?)M"), cumulative_period),
    (re.compile(r"([0-9]{4})-Q([0-9])"), quarter_period),
    (re.compile(r"([0-9]{4})-M([0-9]{2})"), month_period),
    (re.compile(r"([0-9]{4})-S([0-9])"), half_period),
    (re.compile(r"([0-9]{4})-Y"), year_period),
    (re.compile(r"([0-9]{4})-([0-9]{4})"), year_span),
    (re.compile(r"([0-9]{4})-([0-9]{2})\.\.([0-9]{4})-([0-9]{2})"), month_span),
    (re.compile(r"([0-9]{4})\.\.([0-9]{4})-([1-9][0-9]?)M"), cumulative_span),
)
