"""Names of periods as reports print them."""

import calendar
from collections.abc import Callable

from haidang.domain.worktime.periods import Period, PeriodKind

_QUARTERS = ("I", "II", "III", "IV")


def label_vi(period: Period) -> str:
    """Return the Vietnamese name: "9 tháng năm 2024", "quý I năm 2024", "giai đoạn 2021-2025"."""
    return _LABELS_VI[period.kind](period)


def label_en(period: Period) -> str:
    """Return the English name: "first 9 months of 2024", "Q1 2024", "2021-2025"."""
    return _LABELS_EN[period.kind](period)


def _last_year(period: Period) -> int:
    return period.end.year if period.end.month > 1 else period.end.year - 1


def _last_month(period: Period) -> int:
    return period.end.month - 1 or 12


def _quarter(period: Period) -> int:
    return (period.start.month + 2) // 3


def _months_of_year_vi(months: int, year: int) -> str:
    """Up to eight months are said to be the first ones ("6 tháng đầu năm"); from nine on this is left out."""
    return f"{months} tháng {'đầu ' if months < 9 else ''}năm {year}"


def _cumulative_vi(period: Period) -> str:
    return _months_of_year_vi(period.months, period.start.year)


def _quarter_vi(period: Period) -> str:
    return f"quý {_QUARTERS[_quarter(period) - 1]} năm {period.start.year}"


def _month_vi(period: Period) -> str:
    return f"tháng {period.start.month} năm {period.start.year}"


def _half_vi(period: Period) -> str:
    return f"6 tháng {'đầu' if period.start.month == 1 else 'cuối'} năm {period.start.year}"


def _year_vi(period: Period) -> str:
    return f"năm {period.start.year}"


def _month_span_vi(period: Period) -> str:
    first = f"{period.start.month}/{period.start.year}"
    return f"từ tháng {first} đến tháng {_last_month(period)}/{_last_year(period)}"


def _cumulative_span_vi(period: Period) -> str:
    tail = _months_of_year_vi(_last_month(period), _last_year(period))
    return f"từ năm {period.start.year} đến hết {tail}"


def _year_span_vi(period: Period) -> str:
    return f"giai đoạn {period.start.year}-{_last_year(period)}"


def _cumulative_en(period: Period) -> str:
    return f"first {_months_en(period.months)} of {period.start.year}"


def _months_en(months: int) -> str:
    return "month" if months == 1 else f"{months} months"


def _quarter_en(period: Period) -> str:
    return f"Q{_quarter(period)} {period.start.year}"


def _month_en(period: Period) -> str:
    return f"{calendar.month_name[period.start.month]} {period.start.year}"


def _half_en(period: Period) -> str:
    return f"{'first' if period.start.month == 1 else 'second'} half of {period.start.year}"


def _year_en(period: Period) -> str:
    return f"{period.start.year}"


def _month_span_en(period: Period) -> str:
    last = f"{calendar.month_name[_last_month(period)]} {_last_year(period)}"
    return f"{_month_en(period)} to {last}"


def _cumulative_span_en(period: Period) -> str:
    months = _months_en(_last_month(period))
    return f"{period.start.year} to the end of the first {months} of {_last_year(period)}"


def _year_span_en(period: Period) -> str:
    return f"{period.start.year}-{_last_year(period)}"


_LABELS_VI: dict[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.CUMULATIVE: _cumulative_vi,
    PeriodKind.QUARTER: _quarter_vi,
    PeriodKind.MONTH: _month_vi,
    PeriodKind.HALF: _half_vi,
    PeriodKind.YEAR: _year_vi,
    PeriodKind.MONTH_SPAN: _month_span_vi,
    PeriodKind.CUMULATIVE_SPAN: _cumulative_span_vi,
    PeriodKind.YEAR_SPAN: _year_span_vi,
}
_LABELS_EN: dict[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.CUMULATIVE: _cumulative_en,
    PeriodKind.QUARTER: _quarter_en,
    PeriodKind.MONTH: _month_en,
    PeriodKind.HALF: _half_en,
    PeriodKind.YEAR: _year_en,
    PeriodKind.MONTH_SPAN: _month_span_en,
    PeriodKind.CUMULATIVE_SPAN: _cumulative_span_en,
    PeriodKind.YEAR_SPAN: _year_span_en,
}
