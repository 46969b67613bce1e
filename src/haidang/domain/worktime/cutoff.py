"""Which days' events belong into the report of a period ("thời gian chốt số liệu")."""

from datetime import date, timedelta
from enum import StrEnum

from haidang.domain.worktime.periods import Period, PeriodKind, month_start

_SPANS = (PeriodKind.MONTH_SPAN, PeriodKind.CUMULATIVE_SPAN, PeriodKind.YEAR_SPAN)


class CutoffScheme(StrEnum):
    """How the data of a period are cut off.

    ND09: Decree 09/2019/NĐ-CP, article 12, from the 15th before the first month to the 14th of the last.
    CALENDAR: the days of the period itself, as older programme reports count.
    """

    ND09 = "ND09"
    CALENDAR = "CALENDAR"


class CutoffError(ValueError):
    """A scheme that says nothing about a period; `scheme` and `period` say which."""

    def __init__(self, scheme: CutoffScheme, period: Period) -> None:
        super().__init__(f"scheme {scheme} has no rule for the span {period.code}; use the scheme CALENDAR")
        self.scheme = scheme
        self.period = period


def observation_window(period: Period, scheme: CutoffScheme) -> tuple[date, date]:
    """Return the first and the last day, both included, whose events count for `period`.

    Article 12 names month, quarter, first and last six months, and year. Provinces add nine months in the
    same way (15 December to 14 September); other cumulative periods follow by analogy. For spans of several
    years or loose months the decree has no rule: ND09 raises CutoffError.
    """
    if scheme is CutoffScheme.CALENDAR:
        return period.start, period.end - timedelta(days=1)
    if period.kind in _SPANS:
        raise CutoffError(scheme, period)
    month_before = month_start(period.start.year, period.start.month - 1)
    last_month = month_start(period.end.year, period.end.month - 1)
    return month_before.replace(day=15), last_month.replace(day=14)
