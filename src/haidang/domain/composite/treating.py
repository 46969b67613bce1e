"""Outliers: winsorise what is skewed and heavy in its tails; where that is not enough, transform it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haidang.domain.composite.errors import DataError
from haidang.domain.composite.moments import is_outlying, shape_of
from haidang.domain.composite.steps import Floats, Form, Treat


@dataclass(frozen=True)
class Treatment:
    """What became of one indicator: values winsorised, the form it was brought to, whether it passes now."""

    indicator: str
    winsorised: int
    form: Form | None
    passes: bool


def treat(values: Floats, codes: tuple[str, ...], step: Treat) -> tuple[Floats, tuple[Treatment, ...]]:
    """Treated values (units × indicators) and what was done to those that did not pass. Values are not changed."""
    result = values.copy()
    failing = np.flatnonzero(is_outlying(values, step.skew, step.kurtosis))
    if not len(failing):
        return result, ()
    wins, counts = winsorise(values[:, failing], step)
    passed = ~is_outlying(wins, step.skew, step.kurtosis)
    result[:, failing] = wins
    forms: dict[int, Form] = {}
    if step.then is not None:
        for place in np.flatnonzero(~passed):
            column = int(failing[place])
            before = wins[:, place] if step.combine else values[:, column]
            result[:, column] = transform(before, step.then, step.box_cox_lambda, codes[column])
            forms[column] = step.then
            counts[place] = counts[place] if step.combine else 0
    passes = ~is_outlying(result[:, failing], step.skew, step.kurtosis)
    done = tuple(
        Treatment(codes[column], int(count), forms.get(int(column)), bool(good))
        for column, count, good in zip(failing, counts, passes, strict=True)
    )
    return result, done


def winsorise(values: Floats, step: Treat) -> tuple[Floats, Floats]:
    """Move extreme values to their neighbours, one end value (with its ties) a turn, until a column passes.

    The end is the one that the skewness points to. At most `step.winsorise` values of a column are moved, except
    that values tied at the end move together. Returns new values (units × columns) and how many moved in each.
    """
    work = values.copy()
    size = work.shape[1]
    high, low = np.zeros(size), np.zeros(size)
    open_ = np.arange(size)
    while len(open_):
        skew, kurtosis = shape_of(work[:, open_])
        outlying = (np.abs(skew) >= step.skew) & (kurtosis >= step.kurtosis)
        going = outlying & ((high + low)[open_] < step.winsorise)
        open_, skew = open_[going], skew[going]
        if not len(open_):
            break
        sign = np.where(skew >= 0, 1.0, -1.0)
        column = work[:, open_] * sign
        top = np.nanmax(column, axis=0)
        ends = column == top
        next_ = np.nanmax(np.where(ends, -np.inf, column), axis=0)
        work[:, open_] = np.where(ends, next_, column) * sign
        moved = ends.sum(axis=0)
        high[open_] = np.where(sign > 0, moved, high[open_])
        low[open_] = np.where(sign < 0, moved, low[open_])
    return work, high + low


def transform(column: Floats, form: Form, power: float | None, code: str) -> Floats:
    """One column in another form. Raises DataError naming the indicator where the form is not defined."""
    low, high = np.nanmin(column), np.nanmax(column)
    if form is Form.LOG:
        if low <= 0:
            raise DataError(
                code, f"cannot take the logarithm of {low:g}", "use log_ct, which shifts the values"
            )
        return np.asarray(np.log(column))
    if form is Form.LOG_CT:
        return np.asarray(np.log(column - low + 0.01 * (high - low)))
    if form is Form.LOG_CT_ORIGINAL:
        return np.asarray(np.log(column - low + 1))
    if form is Form.LOG_GII:
        if high <= 1:
            raise DataError(
                code, f"log_gii would turn it around: its greatest value is {high:g}", "use log_ct"
            )
        return np.asarray(np.log((high - 1) * (column - low) / (high - low) + 1))
    positive = column - low + 1
    return box_cox(positive, most_likely_lambda(positive) if power is None else power)


def box_cox(column: Floats, power: float) -> Floats:
    """The transformation of Box and Cox (JRSS B 26, 1964) of positive values."""
    return np.asarray(np.log(column) if power == 0 else (column**power - 1) / power)


def most_likely_lambda(column: Floats, low: float = -3.0, high: float = 3.0) -> float:
    """The power that makes positive values most nearly normal: profile likelihood, by golden section."""
    there = column[~np.isnan(column)]
    logs = np.log(there).sum()

    def badness(power: float) -> float:
        changed = box_cox(there, power)
        variance = float(np.var(changed))
        return np.inf if variance <= 0 else float(len(there) / 2 * np.log(variance) - (power - 1) * logs)

    ratio = (5**0.5 - 1) / 2
    a, b = low, high
    while b - a > 1e-8:
        left, right = b - ratio * (b - a), a + ratio * (b - a)
        if badness(left) < badness(right):
            b = right
        else:
            a = left
    return (a + b) / 2
