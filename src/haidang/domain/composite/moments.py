"""Skewness and excess kurtosis of samples, column by column (G1 and G2 of Joanes and Gill, 1998: as in Excel)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.steps import Floats

LEAST_FOR_KURTOSIS = 4


def shape_of(values: Floats) -> tuple[Floats, Floats]:
    """Skewness and excess kurtosis of each column (units × columns); NaN below four values or without variation."""
    there = ~np.isnan(values)
    n = there.sum(axis=0).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(there, values, 0.0).sum(axis=0) / n
        away = np.where(there, values - centre, 0.0)
        square = away * away
        second = square.sum(axis=0)
        skew = np.sqrt(n) * (square * away).sum(axis=0) / second**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        ratio = n * (square * square).sum(axis=0) / second**2
        kurtosis = ((n + 1) * (ratio - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    unknown = (n < LEAST_FOR_KURTOSIS) | (second == 0)
    return np.where(unknown, np.nan, skew), np.where(unknown, np.nan, kurtosis)


def is_outlying(values: Floats, skew: float, kurtosis: float) -> NDArray[np.bool_]:
    """Which columns are skewed and heavy in their tails at once; a column too short to tell is not."""
    g1, g2 = shape_of(values)
    return (np.abs(g1) >= skew) & (g2 >= kurtosis)
