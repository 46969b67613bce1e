"""Weights that follow from data, and what is to be thought of weights: principal components, optimised, effective."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from haidang.domain.composite.engine import Result
from haidang.domain.composite.errors import DataError, SpecificationError
from haidang.domain.composite.ranking import counts_below
from haidang.domain.composite.steps import Floats

Correlations = Floats
"""A square matrix, 1 on its diagonal."""


def correlations(values: Floats, *, by_rank: bool = False) -> Correlations:
    """Correlation of columns (units × columns): Pearson's, or Spearman's by rank; of the rows that a pair has both."""
    size = values.shape[1]
    result = np.eye(size)
    for i, j in combinations(range(size), 2):
        both = ~np.isnan(values[:, i]) & ~np.isnan(values[:, j])
        pair = values[both][:, [i, j]]
        if by_rank:
            pair = (
                counts_below(pair) - counts_below(-pair)
            ) / 2  # middle ranks: equals share the mean of theirs
        pair = pair - pair.mean(axis=0) if len(pair) else pair
        spread = np.sqrt((pair**2).sum(axis=0)).prod()
        result[i, j] = result[j, i] = (pair[:, 0] * pair[:, 1]).sum() / spread if spread else np.nan
    return result


def kendall(values: Floats) -> Correlations:
    """Kendall's tau-b of columns (units × columns), ties accounted for."""
    size = values.shape[1]
    result = np.eye(size)
    upper = np.triu_indices(len(values), 1)
    signs = [np.sign(column[:, None] - column[None, :])[upper] for column in values.T]
    for i, j in combinations(range(size), 2):
        both = ~np.isnan(signs[i]) & ~np.isnan(signs[j])
        a, b = signs[i][both], signs[j][both]
        spread = np.sqrt((a != 0).sum() * float((b != 0).sum()))
        result[i, j] = result[j, i] = (a * b).sum() / spread if spread else np.nan
    return result


def cronbach(values: Floats) -> float:
    """Cronbach's alpha of columns (units × columns, rows with a gap left out): do they measure one thing?

    Raises DataError below two columns or three complete rows, or where nothing varies.
    """
    complete = values[~np.isnan(values).any(axis=1)]
    count = values.shape[1]
    if count < 2 or len(complete) < 3:
        raise DataError(
            "cronbach", f"{count} columns and {len(complete)} complete rows", "it takes two and three"
        )
    whole = float(complete.sum(axis=1).var(ddof=1))
    if whole == 0:
        raise DataError("cronbach", "the sum of the columns does not vary")
    return float(count / (count - 1) * (1 - complete.var(axis=0, ddof=1).sum() / whole))


def principal_weights(values: Floats, codes: Sequence[str]) -> tuple[dict[str, float], float]:
    """Weights in proportion to the first principal component of standardised columns, and the variance it explains.

    Raises DataError where the component goes against a column (its weight would be negative) or a column is constant.
    """
    complete = values[~np.isnan(values).any(axis=1)]
    spread = complete.std(axis=0, ddof=1)
    if (spread == 0).any() or len(complete) < 3:
        code = codes[int(np.argmin(spread))]
        raise DataError(code, "is constant in the complete rows, or there are fewer than three")
    roots, vectors = np.linalg.eigh(np.corrcoef(complete, rowvar=False))
    loadings = vectors[:, -1] * np.sign(vectors[:, -1].sum())
    if (loadings < 0).any():
        code = codes[int(np.argmin(loadings))]
        raise DataError(
            code, "runs against the first component: a weight would be negative", "group it elsewhere"
        )
    weights = loadings / loadings.sum()
    return dict(zip(codes, weights.tolist(), strict=True)), float(roots[-1] / roots.sum())


def effective_weights(result: Result, group: str) -> dict[str, float]:
    """How much each child really moves its group: its squared correlation with it, made to sum to 1.

    Paruolo, Saisana, Saltelli (JRSS A 176, 2013) call the squares "main effects": nominal weights mislead where
    children vary or correlate unlike. Raises SpecificationError naming a code that is no group.
    """
    children = result.specification.hierarchy.children.get(group)
    if children is None:
        raise SpecificationError(group, "is no group of the index")
    values = result.scores.matrix([*children, group])
    squares = correlations(values)[-1, :-1] ** 2
    squares = np.nan_to_num(squares)
    if not squares.sum():
        raise DataError(group, "does not vary: nothing moves it")
    return dict(zip(children, (squares / squares.sum()).tolist(), strict=True))


def optimised_weights(
    values: Floats, codes: Sequence[str], importance: Mapping[str, float] | None = None, *, turns: int = 500
) -> tuple[dict[str, float], float]:
    """Weights that make each column matter as much as `importance` asks (default: all alike), and what is left over.

    Importance is the squared correlation with the weighted mean. Weights are turned towards the goal until they move no
    more; the second value is the largest difference from the goal in shares: where columns correlate against each
    other no weights reach it. Raises SpecificationError naming a code without importance.
    """
    goal = np.array([_importance(code, importance) for code in codes])
    goal = goal / goal.sum()
    complete = values[~np.isnan(values).any(axis=1)]
    if len(complete) < 3 or (complete.std(axis=0) == 0).any():
        raise DataError(
            codes[int(np.argmin(complete.std(axis=0)))] if len(complete) else "data", "does not vary"
        )
    covariance = np.cov(complete, rowvar=False)
    spread = np.sqrt(np.diag(covariance))
    best, least = goal.copy(), np.inf
    weights = goal.copy()
    for _ in range(turns):
        with_sum = covariance @ weights / (spread * np.sqrt(weights @ covariance @ weights))
        real = np.maximum(with_sum, 0.0) ** 2
        real = real / real.sum() if real.sum() else goal
        off = float(np.abs(real - goal).max())
        if off < least:
            best, least = weights.copy(), off
        weights = weights * np.sqrt((goal + 1e-6) / (real + 1e-6))
        weights /= weights.sum()
    return dict(zip(codes, best.tolist(), strict=True)), least


def _importance(code: str, importance: Mapping[str, float] | None) -> float:
    if importance is None:
        return 1.0
    if importance.get(code, 0) <= 0:
        raise SpecificationError(code, "has no importance above 0")
    return importance[code]
