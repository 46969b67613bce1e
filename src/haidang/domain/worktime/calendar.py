"""Working days between two dates that are known.

Saturdays and Sundays are days off (civil service); public holidays, compensatory days off and Saturdays
worked in exchange come from dated rows, because the Government settles them year by year. Nothing is
computed beyond the years that were loaded.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_SATURDAY = 5


class DayKind(StrEnum):
    """Why a day is not what its weekday says."""

    HOLIDAY = "HOLIDAY"
    COMPENSATORY = "COMPENSATORY"
    SWAPPED_WORKDAY = "SWAPPED_WORKDAY"


class Confidence(StrEnum):
    """How sure a row is: read in a source, or known in general and still to be checked."""

    SOURCED = "sourced"
    GENERAL_KNOWLEDGE = "general_knowledge"


@dataclass(frozen=True, order=True)
class CalendarDay:
    """One exceptional day with its name in Vietnamese and its legal basis."""

    day: date
    kind: DayKind
    name_vi: str
    basis: str
    confidence: Confidence


class CalendarDataError(ValueError):
    """Rows that contradict each other or are incomplete; `day` is the first day concerned, if it is one."""

    def __init__(self, problem: str, day: date | None = None) -> None:
        super().__init__(f"the calendar cannot be used: {problem}")
        self.day = day


class CalendarHorizonError(ValueError):
    """A question about days outside the loaded years `first_day` to `last_day`."""

    def __init__(self, question: str, first_day: date, last_day: date) -> None:
        super().__init__(
            f"{question} lies outside the loaded calendar, {first_day} to {last_day}; "
            "add the Government's notice of public holidays of the missing year"
        )
        self.first_day = first_day
        self.last_day = last_day


class WorkingCalendar:
    """Answers about working days from `first_day` to `last_day`, both included.

    All working days are listed once (250 a year); every answer is then one or two binary searches.
    """

    def __init__(self, days: Iterable[CalendarDay], first_day: date, last_day: date) -> None:
        """Raise CalendarDataError when two rows name the same day or a row makes no sense on its day."""
        if last_day < first_day:
            raise CalendarDataError(f"it ends on {last_day}, before it starts on {first_day}", last_day)
        self.first_day = first_day
        self.last_day = last_day
        self._exceptions: dict[date, CalendarDay] = {}
        for row in days:
            self._check(row)
            self._exceptions[row.day] = row
        length = (last_day - first_day).days + 1
        candidates = (first_day + timedelta(days=number) for number in range(length))
        self._working_days = [day for day in candidates if self._is_worked(day)]

    @property
    def exceptions(self) -> tuple[CalendarDay, ...]:
        """The exceptional days in order."""
        return tuple(sorted(self._exceptions.values()))

    def find_exception(self, day: date) -> CalendarDay | None:
        """Return the row of `day`, or None for a day that is what its weekday says."""
        self._require(day)
        return self._exceptions.get(day)

    def is_working_day(self, day: date) -> bool:
        """True when offices work on `day`. Raises CalendarHorizonError."""
        self._require(day)
        return self._is_worked(day)

    def add_working_days(self, day: date, count: int) -> date:
        """Return the working day that is `count` working days after `day`, which is day 0 and not counted.

        The result is always a working day: `count` 0 gives `day` itself or, when that is off, the next
        working day (a time limit never ends on a day off: Civil Code 2015, articles 147 and 148).
        A negative `count` counts back. Raises CalendarHorizonError when the result is not loaded.
        """
        self._require(day)
        if count > 0:
            place = bisect_right(self._working_days, day) + count - 1
        else:
            place = bisect_left(self._working_days, day) + count
        if not 0 <= place < len(self._working_days):
            raise self._outside(f"working day {count:+d} from {day}")
        return self._working_days[place]

    def working_days_between(self, start: date, end: date) -> int:
        """Return how many working days come after `start` up to and including `end`.

        This undoes add_working_days: for a working day `end`, adding the result to `start` gives `end`.
        Negative when `end` is before `start`. Raises CalendarHorizonError.
        """
        self._require(start)
        self._require(end)
        if end < start:
            return bisect_left(self._working_days, end) - bisect_left(self._working_days, start)
        return bisect_right(self._working_days, end) - bisect_right(self._working_days, start)

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`, `day` itself excluded. Raises CalendarHorizonError."""
        return self.add_working_days(day, 1)

    def deadline(self, cutoff_end: date, working_days: int) -> date:
        """Return the last day to send a report: so many working days after the data were cut off.

        Decree 09/2019/NĐ-CP, article 13: the issuing authority sets `working_days` for each report.
        Raises ValueError when it is negative, CalendarHorizonError when the result is not loaded.
        """
        if working_days < 0:
            raise ValueError(f"a deadline cannot be {working_days} working days after the cut-off")
        return self.add_working_days(cutoff_end, working_days)

    def _is_worked(self, day: date) -> bool:
        exception = self._exceptions.get(day)
        if exception is not None:
            return exception.kind is DayKind.SWAPPED_WORKDAY
        return day.weekday() < _SATURDAY

    def _check(self, row: CalendarDay) -> None:
        if row.day in self._exceptions:
            raise CalendarDataError(f"{row.day} has two rows; keep one", row.day)
        if not self.first_day <= row.day <= self.last_day:
            raise CalendarDataError(f"{row.day} lies outside {self.first_day} to {self.last_day}", row.day)
        at_weekend = row.day.weekday() >= _SATURDAY
        if row.kind is DayKind.SWAPPED_WORKDAY and not at_weekend:
            raise CalendarDataError(
                f"{row.day} is worked anyway; only a weekend day can be swapped in", row.day
            )
        if row.kind is DayKind.COMPENSATORY and at_weekend:
            raise CalendarDataError(f"{row.day} is off anyway; a weekend day compensates nothing", row.day)

    def _require(self, day: date) -> None:
        if not self.first_day <= day <= self.last_day:
            raise self._outside(f"{day}")

    def _outside(self, question: str) -> CalendarHorizonError:
        return CalendarHorizonError(question, self.first_day, self.last_day)
