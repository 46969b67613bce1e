"""When an inspection is to take place, as offices write it: "Quý II", "T5–T6", "từ 10/5 đến 20/5/2026", 5/2026."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Final

from haidang.domain.plan_tables.sources import Cell, CellKind
from haidang.domain.vietnamese import fold

_LONGEST: Final = 120
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH_WORDS: Final = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12,
}  # fmt: skip
_COUNT_OF_DAYS: Final = re.compile(r"[0-9]\s*ngay\b(?! [0-9])")
_YEAR: Final = r"(?:\s*(?:[/.-]|,?\s*nam)\s*(?P<{0}>20[0-9]{{2}}))?"
_TOKENS: Final = re.compile(
    r"(?P<iso>(?P<iy>20[0-9]{2})-(?P<im>[0-9]{1,2})-(?P<id>[0-9]{1,2})(?:[ t][0-9:.]+)?)"
    r"|(?P<dmy>(?:ngay )?(?P<d>[0-9]{1,2})\s?(?P<sep>[/.-])\s?(?P<m>[0-9]{1,2})\s?(?P=sep)\s?"
    r"(?P<y>20[0-9]{2}|[0-9]{2})(?![0-9]))"
    r"|(?P<long>(?:ngay )?(?P<ld>[0-9]{1,2}) thang (?P<lm>[0-9]{1,2})(?:,? nam (?P<ly>20[0-9]{2}))?)"
    r"|(?P<half>(?P<hn>[369]|sau|ba|chin|nua) (?:thang )?(?P<he>dau|cuoi) nam(?: (?P<hy>20[0-9]{2}))?)"
    r"|(?P<whole>(?:ca|trong|quanh|suot) nam(?: (?P<wy>20[0-9]{2}))?)"
    rf"|(?P<quarter>(?:quy|q)\.?\s?(?P<q>iv|iii|ii|i|[1-4])(?![0-9a-z]){_YEAR.format('qy')})"
    rf"|(?P<month>(?:thang|t)\.?\s?(?P<mn>1[0-2]|0?[1-9])(?![0-9]){_YEAR.format('my')})"
    r"|(?P<word>thang (?P<mw>muoi mot|muoi hai|muoi|gieng|mot|hai|ba|tu|nam|sau|bay|tam|chin|chap)(?! 20)"
    rf"{_YEAR.format('xy')})"
    r"|(?P<my2>(?P<mm>1[0-2]|0?[1-9])\s?[/.-]\s?(?P<yy>20[0-9]{2}))"
    r"|(?P<dm>(?:ngay )?(?P<dd>[0-9]{1,2})\s?/\s?(?P<dmm>[0-9]{1,2})(?![0-9]))"
    r"|(?P<year>(?:nam )?(?P<yo>20[0-9]{2}))"
    r"|(?P<number>(?:ngay )?(?P<n>[0-9]{1,2})(?![0-9]))"
    r"|(?P<roman>(?P<r>iv|iii|ii|i)(?![a-z0-9]))"
    r"|(?P<to>-|\bden(?: het)?(?: ngay)?\b|=>|→)"
    r"|(?P<and>[,;+&/]|\bva\b|\bhoac\b)"
    r"|(?P<filler>\b(?:tu|ngay|du kien|khoang|trong|thuc hien|thoi gian|bat dau|vao|tuan (?:thu )?[0-9a-z]+|"
    r"dau|giua|cuoi|tai|trien khai|tien hanh)\b|[.:()])"
    r"|(?P<blank>\s+)"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """From `first` to `last`, both included; `months` are those named ("Quý I, III" leaves out the second)."""

    first: date
    last: date
    months: tuple[int, ...]

    @property
    def month(self) -> int:
        """The month in which it begins."""
        return self.first.month


@dataclass(slots=True)
class _Span:
    """A stretch of time as named, perhaps still without a year; months and days count from 1, day 0: whole months."""

    first: int
    last: int
    day: int = 0
    year: int = 0
    kind: str = "month"


def parse_window(cell: Cell, year: int) -> Window | None:
    """Return when it is to be; what names no year is in `year`. None for what is no time, or none of 2000 to 2099."""
    if cell.kind is CellKind.DATE:
        return _dated(cell, year)
    return parse_window_text(cell.text, year)


def _dated(cell: Cell, year: int) -> Window | None:
    """A date of Excel: a whole month where the cell shows no day, the year of the plan where it shows none."""
    day = cell.day
    if day is None or not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        return None
    parts = cell.text.split("/")
    if len(parts) == 2 and len(parts[1]) == 4:
        return _window([_Span(day.month, day.month, year=day.year)], year)
    shown_year = day.year if len(parts) == 3 else year
    return _window([_Span(day.month, day.month, day.day, shown_year, "day")], year)


@lru_cache(maxsize=8_192)
def parse_window_text(text: str, year: int) -> Window | None:
    """The same for a text."""
    if not text or len(text) > _LONGEST:
        return None
    plain = re.sub("[‐‑‒–—−~]", "-", fold(text))
    if _COUNT_OF_DAYS.search(plain):
        return None
    try:
        return _window(_joined(list(_tokens(plain))), year)
    except (ValueError, _NoTime):
        return None


class _NoTime(Exception):
    """The text names no time."""


def _tokens(plain: str) -> Iterator[tuple[str, _Span | None]]:
    """Yield kinds of tokens, with spans where they name one. Raises _NoTime for anything else."""
    at = 0
    while at < len(plain):
        found = _TOKENS.match(plain, at)
        if found is None or found.end() == at:
            raise _NoTime
        at = found.end()
        kind = next(name for name in _KINDS if found[name] is not None)
        if kind not in ("blank", "filler"):
            yield kind, _span(kind, found)


_KINDS: Final = (
    *(
        "iso",
        "dmy",
        "long",
        "half",
        "whole",
        "quarter",
        "month",
        "word",
        "my2",
        "dm",
        "year",
        "number",
        "roman",
    ),
    *("to", "and", "filler", "blank"),
)
_DAYS: Final = {
    "iso": ("id", "im", "iy"),
    "dmy": ("d", "m", "y"),
    "long": ("ld", "lm", "ly"),
    "dm": ("dd", "dmm", ""),
}
"""Groups of day, month and year of the kinds of tokens that name a day."""
_HALVES: Final = {"sau": 6, "nua": 6, "ba": 3, "chin": 9}


def _span(kind: str, found: re.Match[str]) -> _Span | None:
    """Return what a token names, None for those that only stand between others."""
    span: _Span | None = None
    if kind in _DAYS:
        day, month, stated = (int(found[name] or 0) if name else 0 for name in _DAYS[kind])
        span = _Span(month, month, day, stated + 2000 * (0 < stated < 100), "day")
    elif kind == "half":
        count = _HALVES.get(found["hn"]) or int(found["hn"])
        first = 1 if found["he"] == "dau" else 13 - count
        span = _Span(first, first + count - 1, year=int(found["hy"] or 0))
    elif kind == "whole":
        span = _Span(1, 12, year=int(found["wy"] or 0))
    elif kind == "quarter":
        quarter = _ROMAN.get(found["q"]) or int(found["q"])
        span = _Span(3 * quarter - 2, 3 * quarter, year=int(found["qy"] or 0), kind="quarter")
    elif kind in ("month", "word", "my2"):
        month = _MONTH_WORDS[found["mw"]] if kind == "word" else int(found["mn" if kind == "month" else "mm"])
        span = _Span(month, month, year=int(found[{"month": "my", "word": "xy", "my2": "yy"}[kind]] or 0))
    elif kind == "year":
        span = _Span(0, 0, year=int(found["yo"]), kind="year")
    elif kind == "number":
        span = _Span(int(found["n"]), int(found["n"]), kind="number")
    elif kind == "roman":
        span = _Span(_ROMAN[found["r"]], 0, kind="roman")
    return span


def _joined(tokens: Sequence[tuple[str, _Span | None]]) -> list[_Span]:
    """Return the spans in order, with ranges as one. Raises _NoTime."""
    spans = [span for _, span in tokens if span is not None]
    _settle(spans)
    found: list[_Span] = []
    is_range = False
    for kind, span in tokens:
        if kind == "to":
            is_range = True
        elif span is not None and span.kind != "year":
            if is_range and found:
                found[-1:] = _range(found[-1], span)
            else:
                found.append(span)
            is_range = False
    if not found:
        years = [span.year for span in spans]
        if len(years) != 1:
            raise _NoTime
        return [_Span(1, 12, year=years[0])]
    return found


def _settle(spans: list[_Span]) -> None:
    """Give bare numbers the kind of their neighbours, and years from the right to what has none."""
    named = [span for span in spans if span.kind in ("day", "quarter", "month")]
    for place, span in enumerate(spans):
        if span.kind not in ("number", "roman"):
            continue
        before = next((other.kind for other in reversed(spans[:place]) if other.kind != "year"), "")
        after = next(
            (other for other in spans[place + 1 :] if other.kind in ("day", "month", "quarter")), None
        )
        if span.kind == "roman" or before == "quarter":
            if before != "quarter" or not 1 <= span.first <= 4:
                raise _NoTime
            span.first, span.last, span.kind = 3 * span.first - 2, 3 * span.first, "quarter"
        elif after is not None and after.kind == "day":
            span.day, span.first, span.last, span.kind = span.first, after.first, after.first, "day"
        elif (before in ("month", "") and (not named or before) and 1 <= span.first <= 12) or (
            after is not None and after.kind == "month" and 1 <= span.first <= 12
        ):
            span.kind = "month"
        else:
            raise _NoTime
    year = 0
    for span in reversed(spans):
        year = span.year or year
        span.year = year


def _range(first: _Span, last: _Span) -> list[_Span]:
    if first.year and first.year > last.year and last.year:
        raise _NoTime
    if first.kind == "day" or last.kind == "day":
        return [first, _Span(last.first, last.last, last.day, last.year, "until")]
    if first.year == last.year and first.first > last.last:
        raise _NoTime
    if first.year != last.year:
        return [first, _Span(last.first, last.last, 0, last.year, "until")]
    return [_Span(first.first, last.last, year=first.year, kind=last.kind)]


def _window(spans: Sequence[_Span], year: int) -> Window:
    """Return the window of spans. Raises ValueError for days that do not exist or ends before beginnings."""
    stretches = [_dates(span, year) for span in spans]
    firsts, lasts = zip(*stretches, strict=True)
    until = [place for place, span in enumerate(spans) if span.kind == "until"]
    months = {m for place, (a, b) in enumerate(stretches) for m in _months(a, b)}
    for place in until:
        if lasts[place] < firsts[place - 1]:
            raise ValueError("the end comes before the beginning")
        months |= set(_months(firsts[place - 1], lasts[place]))
    return Window(min(firsts), max(lasts), tuple(sorted(months)))


def _dates(span: _Span, year: int) -> tuple[date, date]:
    own = span.year or year
    if not _FIRST_YEAR <= own <= _LAST_YEAR:
        raise ValueError("no year of plans")
    if span.day:
        day = date(own, span.first, span.day)
        return day, day
    return date(own, span.first, 1), date(own, span.last, calendar.monthrange(own, span.last)[1])


def _months(first: date, last: date) -> Iterator[int]:
    count = min((last.year - first.year) * 12 + last.month - first.month, 11)
    for step in range(count + 1):
        yield (first.month - 1 + step) % 12 + 1


def joined_window(parts: Sequence[Window]) -> Window:
    """Return one window for several: from the first day to the last, with the months of all."""
    ordered = sorted(parts, key=lambda part: part.first)
    return Window(
        ordered[0].first,
        max(part.last for part in ordered),
        tuple(sorted({month for part in ordered for month in part.months})),
    )


def between(start: Window, end: Window) -> Window | None:
    """Return the window from the beginning of one to the end of another, None where it ends before it begins."""
    if end.last < start.first:
        return None
    return Window(start.first, end.last, tuple(sorted(set(_months(start.first, end.last)))))


def months_shown(window: Window) -> str:
    """Return the months as people write them: "5", "4–6", "1–3, 7–9"."""
    groups: list[list[int]] = []
    for before, month in pairwise((0, *window.months)):
        if not groups or month != before + 1:
            groups.append([month])
        else:
            groups[-1][1:] = [month]
    return ", ".join("–".join(map(str, group)) for group in groups)
