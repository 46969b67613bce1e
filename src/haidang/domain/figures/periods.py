"""How many days, weeks or months a period has, as far as words tell: "trong 9 tháng đầu năm 2024"."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_WORDS: Final = {"ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "hai": 2}
_PERIOD: Final = re.compile(
    r"(?P<number>[0-9]{1,3}|ba|bốn|năm|sáu|bảy|tám|chín|mười|hai) (?P<unit>tháng|ngày|tuần|quý|năm)(?= |,|;|"
    r"\)|$)"
    r"|(?P<quarter>quý (?:i|ii|iii|iv|[1-4])(?!\w))|(?P<year>(?:cả |trong |toàn )?năm (?:20[0-9]{2}|qua|nay))"
    r"|(?P<month>tháng (?:[0-9]{1,2})(?![0-9]))"
)
_MONTHS: Final = {"tháng": 1, "quý": 3, "năm": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in months, or in days when `months` is 0."""

    months: int
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class Divisor:
    """What a total is divided by: anything between two limits."""

    limits: tuple[Decimal, Decimal]
    text: str


def period_before(text: str) -> Period | None:
    """Return the period named in `text` (lower case), the one with a number before a mere year; None without."""
    named = [match for match in _PERIOD.finditer(text) if not _is_age(text, match)]
    numbered = [match for match in named if match["number"]]
    quarters = [match for match in named if match["quarter"] or match["month"]]
    for matches in (numbered, quarters, named):
        if matches:
            return _period(matches[-1])
    return None


def _is_age(text: str, match: re.Match[str]) -> bool:
    """True for "thời hạn 5 ngày", "sau 3 năm": a time limit, not the time counted over."""
    return text[max(0, match.start() - 12) : match.start()].endswith(
        ("thời hạn ", "không quá ", "sau ", "trước ", "hạn ", "bình quân ", "trung bình ")
    )


def _period(match: re.Match[str]) -> Period:
    if match["quarter"]:
        return Period(3, 0, "3 tháng")
    if match["month"]:
        return Period(1, 0, "1 tháng")
    if match["year"]:
        return Period(12, 0, "12 tháng")
    number = int(match["number"]) if match["number"].isdigit() else _WORDS[match["number"]]
    unit = match["unit"]
    if unit == "ngày":
        return Period(0, number, f"{number} ngày")
    if unit == "tuần":
        return Period(0, 7 * number, f"{number} tuần")
    return Period(number * _MONTHS[unit], 0, f"{number} {unit}")


def days_of(period: Period, per: str) -> Divisor | None:
    """Return the number of `per` (ngày, tuần, tháng, quý, năm) in a period.

    For days of months both are meant: from the fewest working days (19 a month) to the most calendar days.
    Averages are accepted at either end and doubted in between, since nobody says which days were counted.
    """
    if per == "ngày":
        return _days(period)
    if per == "tuần":
        days = _days(period)
        return (
            None
            if days is None
            else Divisor((days.limits[0] / 7, days.limits[1] / 7), f"số tuần của {period.text}")
        )
    divisor = {"tháng": 1, "quý": 3, "năm": 12}[per]
    if not period.months or period.months % divisor:
        return None
    number = Decimal(period.months // divisor)
    return Divisor((number, number), f"{number}")


def _days(period: Period) -> Divisor | None:
    if not period.months:
        if not period.days:
            return None
        working = Decimal(period.days * 5 // 7)
        return Divisor((max(working, Decimal(1)), Decimal(period.days)), f"{period.days} ngày")
    fewest = Decimal(19 * period.months)
    most = Decimal(min(31 * period.months, -(-61 * period.months // 2) + 1))
    return Divisor((fewest, most), f"{_calendar_days(period.months)} ngày")


def _calendar_days(months: int) -> int:
    return round(months * 365 / 12)
