"""From one period to another: the year before, the step before, the year around it.

A step that would leave the years that parse_period knows raises PeriodFormatError, like writing its code.
"""

from collections.abc import Callable
from enum import StrEnum

from haidang.domain.worktime.periods import (
    Period,
    PeriodKind,
    cumulative_period,
    half_period,
    month_period,
    month_span,
    parse_period,
    quarter_period,
    year_period,
    year_span,
)


class PeriodRule(StrEnum):
    """How the period of an operand follows from the period of the result."""

    SAME = "same"
    YEAR = "year"
    LAST_YEAR = "last_year"
    PREVIOUS = "previous"


class PeriodResolutionError(ValueError):
    """A rule that leads nowhere from this period; `rule` and `anchor` say which."""

    def __init__(self, rule: str, anchor: Period) -> None:
        super().__init__(f"rule {rule!r} leads to no period from {anchor.code}; name the period literally")
        self.rule = rule
        self.anchor = anchor


def same_period_last_year(period: Period) -> Period | None:
    """Return the same months one year earlier ("cùng kỳ"), or None for a period longer than a year.

    A span of several years would overlap with itself moved by one year: no report compares these.
    """
    year, month = period.start.year - 1, period.start.month
    match period.kind:
        case PeriodKind.YEAR_SPAN | PeriodKind.CUMULATIVE_SPAN:
            return None
        case PeriodKind.MONTH_SPAN if period.months > 12:
            return None
        case PeriodKind.MONTH_SPAN:
            return _span_of_months(year, month, period.months)
        case PeriodKind.CUMULATIVE:
            return cumulative_period(year, period.months)
        case _:
            return _of_same_kind(period.kind, year, month)


def previous(period: Period) -> Period | None:
    """Return the step before `period`, or None where there is none.

    Months, quarters, halves, years and spans: the period of the same length that ends where this one starts.
    Cumulative periods: the smaller one of the same year, so that the difference is the increment. Reports
    accumulate by quarters, so multiples of three months step by three (9M to 6M), all others by one month
    (8M to 7M); the first one of a year (3M, 1M) has no predecessor. Neither has a cumulative span.
    """
    match period.kind:
        case PeriodKind.CUMULATIVE:
            step = 3 if period.months % 3 == 0 else 1
            fewer = period.months - step
            return cumulative_period(period.start.year, fewer) if fewer else None
        case PeriodKind.CUMULATIVE_SPAN:
            return None
        case PeriodKind.YEAR_SPAN:
            years = period.months // 12
            return year_span(period.start.year - years, period.start.year - 1)
        case PeriodKind.MONTH_SPAN:
            return _span_of_months(period.start.year, period.start.month - period.months, period.months)
        case _:
            years, index = divmod(period.start.month - 1 - period.months, 12)
            return _of_same_kind(period.kind, period.start.year + years, index + 1)


def year_of(period: Period) -> Period | None:
    """Return the calendar year that contains all of `period`, or None when it spans several."""
    year = year_period(period.start.year)
    return year if period.end <= year.end else None


def resolve(rule: str, anchor: Period) -> Period:
    """Return the period meant by `rule`, a PeriodRule or a literal period code, seen from `anchor`.

    Raises PeriodResolutionError when the rule leads to no period, PeriodFormatError when it is neither a
    rule nor a period code.
    """
    if rule not in _STEPS:
        return parse_period(rule)
    found = _STEPS[rule](anchor)
    if found is None:
        raise PeriodResolutionError(rule, anchor)
    return found


def _itself(period: Period) -> Period | None:
    return period


_STEPS: dict[str, Callable[[Period], Period | None]] = {
    PeriodRule.SAME: _itself,
    PeriodRule.YEAR: year_of,
    PeriodRule.LAST_YEAR: same_period_last_year,
    PeriodRule.PREVIOUS: previous,
}


def _of_same_kind(kind: PeriodKind, year: int, month: int) -> Period:
    """Return the month, quarter, half or year that starts in `month` of `year`."""
    match kind:
        case PeriodKind.MONTH:
            return month_period(year, month)
        case PeriodKind.QUARTER:
            return quarter_period(year, (month + 2) // 3)
        case PeriodKind.HALF:
            return half_period(year, (month + 5) // 6)
        case _:
            return year_period(year)


def _span_of_months(year: int, month: int, length: int) -> Period:
    """Return `length` months from `month`, which may lie below 1, of `year`."""
    first_year, first_index = divmod(year * 12 + month - 1, 12)
    last_year, last_index = divmod(year * 12 + month - 1 + length - 1, 12)
    return month_span(first_year, first_index + 1, last_year, last_index + 1)
