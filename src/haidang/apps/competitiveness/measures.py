"""What the index can count: how many sub-indices rose and fell against the year before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from haidang.apps.competitiveness.profiles import count_movements, lines_of
from haidang.apps.competitiveness.selectors import (
    CITY,
    MOVEMENT_INDICATORS,
    list_provinces,
    list_years,
    own_province,
)
from haidang.apps.observations.services import Measurement, collect_measures
from haidang.domain.worktime import Period, PeriodKind, parse_period
from haidang.foundation.accounts.actor import Actor

ROOM: Final = "competitiveness"


def measure_index(period: Period) -> Iterator[Measurement]:
    """Sub-indices of the own province that rose and fell in a year; nothing where a score of either year is unknown."""
    if period.kind is not PeriodKind.YEAR:
        return
    known = list_years(own_province(list_provinces()))
    year = period.start.year
    if not known.keys() >= {year - 1, year}:
        return
    before, after = lines_of({y: known[y] for y in (year - 1, year)})
    counted = count_movements(before, after)
    if counted is not None:
        for code, count in zip(MOVEMENT_INDICATORS, counted, strict=True):
            yield Measurement(code, CITY, Decimal(count))


def collect_index_measures(years: Collection[int], *, by: Actor, at: datetime) -> None:
    """Record what the index counts for these years and those after them. Doing it again changes nothing."""
    for year in sorted({*years, *(year + 1 for year in years)}):
        collect_measures(period=parse_period(f"{year}-Y"), rooms={ROOM}, by=by, at=at)
