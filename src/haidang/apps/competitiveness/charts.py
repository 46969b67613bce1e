"""Lines over the years and bars side by side as SVG: drawn here, readable in print, always with their table beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from haidang.foundation.web.templatetags.haidang import number

Point = tuple[int, Decimal | None]
WIDTH, HEIGHT, EDGE = 720, 180, 34


def line_chart(points: Sequence[Point], title: str, low: Decimal, high: Decimal, decimals: int) -> SafeString:
    """Values by year between two bounds, each written above its dot. A year without a value breaks the line."""
    if not points:
        return SafeString("")
    first, last = points[0][0], points[-1][0]
    step = Decimal(WIDTH - 2 * EDGE) / max(last - first, 1)
    span = high - low or Decimal(1)

    def place(year: int, value: Decimal) -> tuple[str, str]:
        x = EDGE + step * (year - first)
        y = HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE)
        return f"{x:.1f}", f"{y:.1f}"

    dots = [(*place(year, value), number(value, decimals)) for year, value in points if value is not None]
    runs = [" ".join(",".join(place(*dot)) for dot in run) for run in _runs(points)]
    years = [(place(year, low)[0], year) for year, _value in points]
    return format_html(
        '<svg class="year-chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        title,
        format_html_join("", '<polyline class="year-chart__line" points="{}"/>', ((run,) for run in runs)),
        format_html_join(
            "",
            '<circle class="year-chart__dot" cx="{0}" cy="{1}" r="3"/>'
            '<text class="year-chart__value" x="{0}" y="{1}" dy="-7">{2}</text>',
            dots,
        ),
        format_html_join("", f'<text class="year-chart__year" x="{{}}" y="{HEIGHT - 8}">{{}}</text>', years),
    )


def _runs(points: Sequence[Point]) -> list[list[tuple[int, Decimal]]]:
    """Stretches of years that follow one another."""
    runs: list[list[tuple[int, Decimal]]] = []
    for year, value in points:
        if value is None:
            continue
        if runs and runs[-1][-1][0] == year - 1:
            runs[-1].append((year, value))
        else:
            runs.append([(year, value)])
    return runs


@dataclass(frozen=True)
class Bar:
    """A value under the letter that stands for whom it belongs to; `is_marked` ones are drawn full."""

    mark: str
    value: Decimal
    is_marked: bool


@dataclass(frozen=True)
class BarGroup:
    """A few bars under one heading."""

    name: str
    bars: Sequence[Bar]


BAR, HEAD, GAP, LONGEST = 14, 18, 8, WIDTH - 110


def bar_chart(groups: Sequence[BarGroup], title: str, high: Decimal) -> SafeString:
    """Bars from 0 to `high` in groups, each with its letter before and its value behind. Letters tell them apart, not
    colours."""
    if not groups:
        return SafeString("")
    parts, y = [], 0
    for group in groups:
        parts.append(format_html('<text class="bar-chart__name" x="0" y="{}">{}</text>', y + 12, group.name))
        y += HEAD
        for bar in group.bars:
            parts.append(_bar(bar, y, bar.value / high * LONGEST))
            y += BAR
        y += GAP
    return format_html(
        '<svg class="bar-chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        WIDTH,
        y,
        title,
        SafeString("".join(parts)),
    )


def _bar(bar: Bar, y: int, width: Decimal) -> SafeString:
    return format_html(
        '<text class="bar-chart__mark" x="8" y="{0}">{1}</text>'
        '<rect class="bar-chart__bar{2}" x="22" y="{3}" width="{4}" height="{5}"/>'
        '<text class="bar-chart__value" x="{6}" y="{0}">{7}</text>',
        y + 10,
        bar.mark,
        " bar-chart__bar--marked" if bar.is_marked else "",
        y + 1,
        f"{width:.1f}",
        BAR - 4,
        f"{width + 28:.1f}",
        number(bar.value, 2),
    )
