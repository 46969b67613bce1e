"""Read a working calendar from a data package (CSV: date, kind, name_vi, basis, confidence)."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

from haidang.domain.worktime.calendar import (
    CalendarDataError,
    CalendarDay,
    Confidence,
    DayKind,
    WorkingCalendar,
)

COLUMNS = ("date", "kind", "name_vi", "basis", "confidence")
_FIXED_HOLIDAYS = ((1, 1), (4, 30), (5, 1), (9, 2))
_STATUTORY_DAYS = 11  # Labour Code 2019, article 112; twelve since 2026


def load_calendar(path: Path) -> WorkingCalendar:
    """Return the calendar of the whole years from the first to the last row of the CSV file at `path`.

    A year counts as loaded only when it is complete: the four holidays of fixed date and at least eleven
    holidays in all (Labour Code 2019, article 112). Otherwise, and for every malformed row, raises
    CalendarDataError with the line number.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CalendarDataError(f"the columns must be {', '.join(COLUMNS)}, not {reader.fieldnames}")
        rows = [_read_row(row, reader.line_num) for row in reader]
    if not rows:
        raise CalendarDataError("it has no rows; add the public holidays of a year")
    first_year = min(row.day.year for row in rows)
    last_year = max(row.day.year for row in rows)
    calendar = WorkingCalendar(rows, date(first_year, 1, 1), date(last_year, 12, 31))
    _require_complete_years(calendar)
    return calendar


def _read_row(row: dict[str, str], line: int) -> CalendarDay:
    if set(row) != set(COLUMNS) or None in row.values():
        raise CalendarDataError(f"line {line} does not have {len(COLUMNS)} cells")
    try:
        day = date.fromisoformat(row["date"])
        kind, confidence = DayKind(row["kind"]), Confidence(row["confidence"])
    except ValueError as error:
        raise CalendarDataError(f"line {line}: {error}") from error
    return CalendarDay(day, kind, row["name_vi"], row["basis"], confidence)


def _require_complete_years(calendar: WorkingCalendar) -> None:
    holidays = {row.day for row in calendar.exceptions if row.kind is DayKind.HOLIDAY}
    count_of_year = Counter(day.year for day in holidays)
    for year in range(calendar.first_day.year, calendar.last_day.year + 1):
        missing = [
            date(year, month, day) for month, day in _FIXED_HOLIDAYS if date(year, month, day) not in holidays
        ]
        if missing:
            raise CalendarDataError(f"{year} lacks the public holiday {missing[0]}", missing[0])
        if count_of_year[year] < _STATUTORY_DAYS:
            raise CalendarDataError(
                f"{year} has {count_of_year[year]} holidays of at least {_STATUTORY_DAYS}"
            )
