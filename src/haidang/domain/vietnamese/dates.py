"""Dates as officials write and read them: 05/04/2024 and "ngày 05 tháng 4 năm 2024"."""

import re
from datetime import date
from enum import StrEnum

from haidang.domain.vietnamese.folding import fold

_DAY_FIRST = re.compile(r"([0-9]{1,2})\s?([/-])\s?([0-9]{1,2})\s?\2\s?([0-9]+)")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_IN_WORDS = re.compile(r"ngay ([0-9]{1,2}) thang ([0-9]{1,2}),? nam ([0-9]+)")
_MAX_LENGTH = 100
_BLANK_DAY = " " * 3  # five spaces between the words, room for two digits by hand


class DateProblem(StrEnum):
    """Why a text is not a date."""

    EMPTY = "empty"
    UNKNOWN_FORM = "unknown_form"
    YEAR_NOT_FOUR_DIGITS = "year_not_four_digits"
    IMPOSSIBLE = "impossible"


class DateFormatError(ValueError):
    """A text that is not one certain date; `text` as given, `reason` for machines, `hint` for people."""

    def __init__(self, text: str, reason: DateProblem, hint: str) -> None:
        super().__init__(f"{text[:_MAX_LENGTH]!r} is not a date: {hint}")
        self.text = text
        self.reason = reason
        self.hint = hint


def parse_date(text: str) -> date:
    """Read "05/4/2024", "05-04-2024", "2024-04-05" or "ngày 05 tháng 4 năm 2024".

    Day before month, always. Case, marks and spaces do not matter. Raises DateFormatError for two-digit
    years, impossible days and every other form.
    """
    folded = fold(text) if len(text) <= _MAX_LENGTH else text
    if not folded:
        raise DateFormatError(text, DateProblem.EMPTY, "it is empty; write for example 05/04/2024")
    if match := _YEAR_FIRST.fullmatch(folded):
        year, month, day = match.groups()
    elif match := _IN_WORDS.fullmatch(folded):
        day, month, year = match.groups()
    elif match := _DAY_FIRST.fullmatch(folded):
        day, _, month, year = match.groups()
    else:
        hint = "write day/month/year, for example 05/04/2024"
        raise DateFormatError(text, DateProblem.UNKNOWN_FORM, hint)
    if len(year) != 4:
        hint = "the year must have four digits, for example 2024"
        raise DateFormatError(text, DateProblem.YEAR_NOT_FOUR_DIGITS, hint)
    return _real_date(text, int(year), int(month), int(day))


def _real_date(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        hint = f"there is no day {day} in month {month} of {year}; the day comes before the month"
        raise DateFormatError(text, DateProblem.IMPOSSIBLE, hint) from error


def format_date(day: date) -> str:
    """Return dd/mm/yyyy: "05/04/2024"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_long_date(day: date) -> str:
    """Return the date line of a document: "ngày 05 tháng 4 năm 2024".

    Decree 30/2020, Annex I: days below 10 and the months 1 and 2 carry a leading zero, months 3 to 9 do not.
    """
    return format_open_date(day.year, day.month, day.day)


def format_open_date(year: int, month: int, day: int | None = None) -> str:
    """Return the date line of a document whose day is still to be written by hand when `day` is None.

    Raises ValueError when the month, or the day in that month, does not exist.
    """
    date(year, month, day or 1)
    day_text = _BLANK_DAY if day is None else f"{day:02d}"
    month_text = f"{month:02d}" if month <= 2 else f"{month}"
    return f"ngày {day_text} tháng {month_text} năm {year:04d}"
