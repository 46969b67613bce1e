"""Bring indicators to a common scale: after it, more is better in every column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.errors import DataError, SpecificationError
from haidang.domain.composite.hierarchy import Indicator
from haidang.domain.composite.ranking import counts_below
from haidang.domain.composite.steps import Floats, Normalise, Scaling, Scope


def normalise(
    values: Floats,
    leaves: Sequence[Indicator],
    step: Normalise,
    *,
    units: Sequence[str],
    periods: Sequence[str] = (),
) -> Floats:
    """Normalised values of the shape given (…, units × indicators); NaN stays NaN.

    Raises DataError naming an indicator that is constant where the scale needs variation.
    """
    if step.scope is Scope.PERIOD and periods:
        result = np.empty_like(values)
        for period in dict.fromkeys(periods):
            rows = [i for i, p in enumerate(periods) if p == period]
            result[..., rows, :] = _scaled(values[..., rows, :], leaves, step, [units[i] for i in rows])
        return result
    return _scaled(values, leaves, step, units)


def _scaled(values: Floats, leaves: Sequence[Indicator], step: Normalise, units: Sequence[str]) -> Floats:
    sign = np.array([leaf.direction.sign for leaf in leaves])
    directed = values * sign
    if step.custom is not None:
        return _checked_custom(step, directed)
    if step.method in _ALIKE:
        return _ALIKE[step.method](directed, step, leaves)
    if step.method is Scaling.SCALED:
        low, high = step.bounds
        return np.asarray(np.where(sign > 0, values - low, high - values) / (high - low) * 100)
    if step.method is Scaling.FRACTION_OF_MAX:
        return _fraction_of_max(values, leaves)
    return _distance(directed, step, leaves, units)


def _checked_custom(step: Normalise, directed: Floats) -> Floats:
    assert step.custom is not None  # noqa: S101 - the caller has looked
    result = np.asarray(step.custom(directed.copy()), dtype=np.float64)
    if result.shape != directed.shape:
        raise SpecificationError(step.custom_name, f"returns {result.shape}, not {directed.shape}")
    return result


def _range(directed: Floats, leaves: Sequence[Indicator]) -> tuple[Floats, Floats]:
    """Least and greatest of each column, (…, 1 × indicators). Raises DataError naming a constant indicator."""
    low, high = _least(directed), -_least(-directed)
    _refuse_constant(low == high, leaves)
    return low, high


def _least(values: Floats) -> Floats:
    """The least of each column (…, 1 × indicators), NaN where there is none."""
    low = np.where(np.isnan(values), np.inf, values).min(axis=-2, keepdims=True)
    return np.asarray(np.where(np.isinf(low), np.nan, low))


def _refuse_constant(constant: NDArray[np.bool_], leaves: Sequence[Indicator]) -> None:
    _refuse(constant, leaves, "is constant: all its values are equal", "remove it, or give it goalposts")


def _refuse(
    bad: NDArray[np.bool_], leaves: Sequence[Indicator], problem: str, remedy: str = "use another scale"
) -> None:
    """Raise DataError for the first indicator (last axis) that is bad."""
    if bad.any():
        raise DataError(leaves[int(np.argwhere(bad)[0][-1])].code, problem, remedy)


def _min_max(directed: Floats, step: Normalise, leaves: Sequence[Indicator]) -> Floats:
    low, high = _range(directed, leaves)
    bottom, top = step.bounds
    return np.asarray((directed - low) / (high - low) * (top - bottom) + bottom)


def _goalposts(directed: Floats, step: Normalise, leaves: Sequence[Indicator]) -> Floats:
    posts = []
    for leaf in leaves:
        if leaf.goalposts is None:
            raise SpecificationError(leaf.code, "has no goalposts", "give the two bounds of its scale")
        posts.append(sorted(post * leaf.direction.sign for post in leaf.goalposts))
    low, high = np.array(posts).T
    share: Floats = directed - low  # the steps below work in place: this is where many draws spend their time
    share /= high - low
    if step.clip:
        np.clip(share, 0.0, 1.0, out=share)
    bottom, top = step.bounds
    share *= top - bottom
    share += bottom
    return share


def _z_score(directed: Floats, step: Normalise, leaves: Sequence[Indicator]) -> Floats:
    _range(directed, leaves)
    centre, unit = step.bounds
    there = ~np.isnan(directed)
    with np.errstate(invalid="ignore", divide="ignore"):
        count = there.sum(axis=-2, keepdims=True)
        away = directed - np.where(there, directed, 0.0).sum(axis=-2, keepdims=True) / count
        spread = np.sqrt(np.where(there, away * away, 0.0).sum(axis=-2, keepdims=True) / (count - 1))
        return np.asarray(away / spread * unit + centre)


def _fraction_of_max(values: Floats, leaves: Sequence[Indicator]) -> Floats:
    """Share of the greatest, or (less is better) the least as a share of the value: of values from 0, or above 0."""
    low, high = _least(values), -_least(-values)
    down = np.array([leaf.direction.sign < 0 for leaf in leaves])
    _refuse(low < 0, leaves, "has a value below 0: no fraction of the greatest")
    _refuse(down & (low == 0), leaves, "is 0 at best, and less is better: no fraction of 0")
    _refuse(~down & (high == 0), leaves, "is 0 throughout: no fraction of 0")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(down, low / values, values / high))


def _percentile_rank(directed: Floats, _: Normalise, leaves: Sequence[Indicator]) -> Floats:
    there = (~np.isnan(directed)).sum(axis=-2, keepdims=True)
    _refuse_constant(there == 1, leaves)
    return np.asarray(counts_below(directed) / (there - 1))


def _distance(directed: Floats, step: Normalise, leaves: Sequence[Indicator], units: Sequence[str]) -> Floats:
    """1 less the distance to the greatest, a unit or a target, as a share of the distance of the worst."""
    low, high = _range(directed, leaves)
    if step.method is Scaling.DISTANCE_TO_MAX:
        return np.asarray(1 - (high - directed) / (high - low))
    if step.method is Scaling.DISTANCE_TO_REFERENCE:
        if step.reference is None or step.reference not in units:
            raise DataError(str(step.reference), "is the reference, and no unit of the data")
        place = list(units).index(step.reference)
        goal = directed[..., place : place + 1, :]
    else:
        goal = np.array([[leaf.direction.sign * (leaf.target or 0.0) for leaf in leaves]])
    bad = (goal <= low) | np.isnan(goal)
    _refuse(
        bad,
        leaves,
        "its goal is unknown or no better than the worst value: no distance to measure",
        "set another",
    )
    share = 1 - (goal - directed) / (goal - low)
    return np.minimum(share, 1.0) if step.clip else share


_ALIKE: Final[Mapping[Scaling, Callable[[Floats, Normalise, Sequence[Indicator]], Floats]]] = {
    Scaling.MIN_MAX: _min_max,
    Scaling.GOALPOSTS: _goalposts,
    Scaling.Z_SCORE: _z_score,
    Scaling.PERCENTILE_RANK: _percentile_rank,
    Scaling.RANK: lambda directed, _step, _leaves: counts_below(directed) + 1,
    Scaling.BORDA: lambda directed, _step, _leaves: counts_below(directed),
}
