"""Which order of two units is not to be trusted: turned by leaving a third out, or by a small change of a weight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from haidang.domain.composite.engine import prepared, run
from haidang.domain.composite.errors import DataError, SpecificationError
from haidang.domain.composite.ranking import TIE
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import Aggregate, Floats, Mean
from haidang.domain.composite.table import Table


@dataclass(frozen=True)
class Reversal:
    """`ahead` is before `behind`, and no longer so once `removed` is left out."""

    removed: str
    ahead: str
    behind: str


def reversals_by_removal(specification: Specification, table: Table) -> tuple[Reversal, ...]:
    """Pairs of units whose order hangs on the presence of a third: none on fixed goalposts, some on min–max or Borda.

    Runs the index once for each unit. Units that a run screens out are compared in no pair. Ties are no order.
    """
    whole = run(specification, table)
    labels = whole.scores.labels
    order = _order(whole.index)
    found = []
    for removed in range(len(table)):
        try:
            part = run(specification, table.rows([i for i in range(len(table)) if i != removed]))
        except DataError:  # without it an indicator is constant: there is no index to compare with
            continue
        places = {label: place for place, label in enumerate(part.scores.labels)}
        both = [(i, places[label]) for i, label in enumerate(labels) if label in places]
        here, there = (np.array(side, dtype=np.intp) for side in zip(*both, strict=True))
        turned = (order[np.ix_(here, here)] > 0) & (_order(part.index)[np.ix_(there, there)] < 0)
        found += [
            Reversal(table.labels[removed], labels[here[a]], labels[here[b]]) for a, b in np.argwhere(turned)
        ]
    return tuple(found)


def _order(index: Floats) -> Floats:
    """1 where the unit of the row is before that of the column, -1 where after, 0 where they tie or are not known."""
    apart = index[:, None] - index[None, :]
    near = TIE * np.nanmax(np.abs(index))
    return np.where(np.abs(apart) <= near, 0.0, np.sign(np.nan_to_num(apart)))


@dataclass(frozen=True)
class Swap:
    """Two units change places when an element's share among its siblings goes from `share` to `at`."""

    element: str
    share: float
    at: float

    @property
    def distance(self) -> float:
        """By how much the share changes."""
        return abs(self.at - self.share)


def swapping_weights(specification: Specification, table: Table, ahead: str, behind: str) -> tuple[Swap, ...]:
    """For each element: to which share its weight must go, its siblings' in proportion, before two units swap.

    Smallest change first; elements whose weight alone cannot swap them are left out. Exact, for arithmetic means: the
    difference is linear in the share. Raises SpecificationError for other means, DataError naming an unknown unit or
    one with missing values.
    """
    hierarchy = specification.hierarchy
    step = specification.step(Aggregate)
    if step is None or any(
        step.method_of(g, hierarchy.levels[g]) is not Mean.ARITHMETIC for g in hierarchy.upwards
    ):
        raise SpecificationError(
            "aggregate", "is not arithmetic throughout: the point of exchange is not linear"
        )
    result = run(specification, table)
    apart = {}
    for unit in (ahead, behind):
        if unit not in result.scores.units:
            raise DataError(unit, "is no unit of the index")
    rows = [result.scores.units.index(unit) for unit in (ahead, behind)]
    for code in result.scores.columns:
        first, second = result.scores.column(code)[rows]
        if np.isnan(first) or np.isnan(second):
            raise DataError(code, f"is missing for {ahead} or {behind}", "impute it first")
        apart[code] = first - second
    down = {hierarchy.root: 1.0}
    swaps = []
    for group in reversed(hierarchy.upwards):
        children, shares = hierarchy.children[group], hierarchy.shares(group)
        for child, share in zip(children, shares, strict=True):
            down[child] = down[group] * share
            at = _exchange(apart[hierarchy.root], down[group], apart[group], apart[child], share)
            if at is not None:
                swaps.append(Swap(child, share, float(at)))
    return tuple(sorted(swaps, key=lambda swap: swap.distance))


def _exchange(total: float, weight: float, group: float, child: float, share: float) -> float | None:
    """The share at which the index no longer differs: it moves by weight × (child - siblings) per unit of share."""
    if share >= 1:
        return None
    siblings = (group - share * child) / (1 - share)
    slope = weight * (child - siblings)
    if slope == 0:
        return None
    at = share - total / slope
    return at if 0 <= at <= 1 else None


def frozen_bounds(specification: Specification, table: Table) -> dict[str, tuple[float, float]]:
    """The least and greatest value of each indicator right before normalisation: goalposts for other years.

    Raises DataError naming a constant indicator.
    """
    values, _ = prepared(specification, table)
    bounds = {}
    for place, code in enumerate(specification.hierarchy.codes):
        low, high = float(np.nanmin(values[:, place])), float(np.nanmax(values[:, place]))
        if low == high:
            raise DataError(code, "is constant: no goalposts can be taken from it", "set them by hand")
        bounds[code] = (low, high)
    return bounds
