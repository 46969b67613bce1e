"""Fill what is missing, and nothing else; leave out units of which too little is there; denominate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.errors import DataError
from haidang.domain.composite.hierarchy import Indicator
from haidang.domain.composite.steps import Fill, Floats, Impute, Screen, ScreenBy
from haidang.domain.composite.table import Table


def denominate(values: Floats, leaves: Sequence[Indicator], table: Table) -> Floats:
    """Values divided by their denominators. Raises DataError naming a unit whose denominator is 0."""
    result = values.copy()
    for place, leaf in enumerate(leaves):
        if leaf.denominator is None:
            continue
        below = table.column(leaf.denominator)
        if (below == 0).any():
            unit = table.labels[int(np.flatnonzero(below == 0)[0])]
            raise DataError(leaf.denominator, f"is 0 for {unit}: {leaf.code} cannot be divided by it")
        result[:, place] = values[:, place] / below * leaf.scale
    return result


def impute(
    values: Floats, codes: Sequence[str], step: Impute, table: Table
) -> tuple[Floats, NDArray[np.bool_]]:
    """Values with missing ones filled where that can be done, and which ones were. What was there is not touched.

    A missing value of which nothing is known in its group stays missing: it is not borrowed from elsewhere.
    Raises DataError naming an indicator of which no value is there at all.
    """
    missing = np.isnan(values)
    if missing.all(axis=0).any():
        code = codes[int(np.flatnonzero(missing.all(axis=0))[0])]
        raise DataError(
            code, "has no value at all: nothing to impute from", "remove it from the specification"
        )
    filled = _in_time(values, table, step.method) if step.method.in_time else _across(values, table, step)
    result = np.where(missing, filled, values)
    return result, missing & ~np.isnan(result)


def _across(values: Floats, table: Table, step: Impute) -> Floats:
    if step.method is Fill.ZERO:
        return np.zeros_like(values)
    groups = table.words(step.group) if step.group else ("",) * len(table)
    keys = list(zip(groups, table.periods or ("",) * len(table), strict=True))
    result = np.full_like(values, np.nan)
    for key in dict.fromkeys(keys):
        rows = [i for i, k in enumerate(keys) if k == key]
        result[rows] = _middle(values[rows], step.method)
    return result


def _middle(values: Floats, method: Fill) -> Floats:
    result = np.full(values.shape[1], np.nan)
    some = ~np.isnan(values).all(axis=0)
    take = np.nanmean if method is Fill.MEAN else np.nanmedian
    result[some] = take(values[:, some], axis=0)
    return result


def _in_time(values: Floats, table: Table, method: Fill) -> Floats:
    if not table.periods:
        raise DataError(
            "impute", f"{method.value} needs periods", "name the column of periods in period_column"
        )
    result = values.copy()
    for unit in dict.fromkeys(table.units):
        rows = sorted((i for i, u in enumerate(table.units) if u == unit), key=lambda i: table.periods[i])
        times = np.array([_time(table.periods[i], j, method) for j, i in enumerate(rows)])
        for column in range(values.shape[1]):
            result[rows, column] = _series(values[rows, column], times, method)
    return result


def _series(series: Floats, times: Floats, method: Fill) -> Floats:
    there = np.flatnonzero(~np.isnan(series))
    if not len(there):
        return series
    if method is Fill.LINEAR:
        return np.interp(times, times[there], series[there], left=np.nan, right=np.nan)
    last = np.searchsorted(there, np.arange(len(series)), side="right") - 1
    return np.where(last >= 0, series[there[last]], np.nan)


def _time(period: str, place: int, method: Fill) -> float:
    """The year of a period, for the line between neighbours."""
    if method is not Fill.LINEAR:
        return float(place)
    try:
        return float(period)
    except ValueError:
        raise DataError(
            period, "is no year: linear imputation needs years as periods", "use latest"
        ) from None


def screen(values: Floats, step: Screen) -> list[int]:
    """Rows of which enough is there."""
    absent = np.zeros(values.shape, dtype=np.bool_)
    if step.by in {ScreenBy.MISSING, ScreenBy.MISSING_OR_ZERO}:
        absent |= np.isnan(values)
    if step.by in {ScreenBy.ZERO, ScreenBy.MISSING_OR_ZERO}:
        absent |= values == 0
    share = 1 - absent.sum(axis=1) / values.shape[1]
    return [int(row) for row in np.flatnonzero(share >= step.at_least)]
