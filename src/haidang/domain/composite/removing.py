"""What the index owes to one element: ranks without it. And how units move through the years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haidang.domain.composite.engine import run
from haidang.domain.composite.errors import DataError
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import Floats
from haidang.domain.composite.table import Table


@dataclass(frozen=True)
class Removal:
    """How ranks move without an element: on average, at most, and for whom most."""

    element: str
    mean_shift: float
    largest_shift: int
    most_moved: str


def remove_each(
    specification: Specification, table: Table, elements: Sequence[str] = ()
) -> tuple[Removal, ...]:
    """Leave out one element at a time (default: each but the index itself); the most telling first."""
    whole = run(specification, table)
    before = dict(zip(whole.scores.labels, whole.ranks, strict=True))
    hierarchy = specification.hierarchy
    found = []
    for element in elements or [code for code in hierarchy.nodes if code != hierarchy.root]:
        result = run(specification.without(element), table)
        both = [
            (label, rank)
            for label, rank in zip(result.scores.labels, result.ranks, strict=True)
            if label in before
        ]
        shifts = np.array([abs(rank - before[label]) for label, rank in both])
        place = int(np.nanargmax(shifts))
        found.append(Removal(element, float(np.nanmean(shifts)), int(shifts[place]), both[place][0]))
    return tuple(sorted(found, key=lambda removal: -removal.mean_shift))


@dataclass(frozen=True)
class Trend:
    """A unit through the years: the slope of the least-squares line, a robust one (Theil–Sen), and yearly growth.

    `growth` is the compound yearly rate between the first and last year; None where either is not above 0.
    """

    unit: str
    first: str
    last: str
    slope: float
    robust_slope: float
    growth: float | None


def trends(table: Table, column: str, *, least: int = 3) -> tuple[Trend, ...]:
    """Trends of a column of a table with years as periods; units with fewer than `least` years are left out.

    Raises DataError where there are no periods or one is no year.
    """
    if not table.periods:
        raise DataError("trends", "the data have no periods", "name the column of years")
    try:
        years = np.array([float(period) for period in table.periods])
    except ValueError:
        raise DataError("trends", "a period is no year") from None
    values = table.column(column)
    units = np.array(table.units, dtype=object)
    found = []
    for unit in dict.fromkeys(table.units):
        rows = np.flatnonzero((units == unit) & ~np.isnan(values))
        if len(rows) >= max(least, 2):
            rows = rows[np.argsort(years[rows])]
            found.append(_trend(unit, years[rows], values[rows]))
    return tuple(found)


def _trend(unit: str, years: Floats, values: Floats) -> Trend:
    away = years - years.mean()
    slope = float((away * (values - values.mean())).sum() / (away**2).sum())
    i, j = np.triu_indices(len(years), 1)
    robust = float(np.median((values[j] - values[i]) / (years[j] - years[i])))
    span = years[-1] - years[0]
    rises = values[0] > 0 and values[-1] > 0
    growth = float((values[-1] / values[0]) ** (1 / span) - 1) if rises else None
    return Trend(unit, f"{years[0]:g}", f"{years[-1]:g}", slope, robust, growth)
