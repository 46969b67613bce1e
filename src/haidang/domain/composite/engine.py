"""Run data through a specification: every stage is kept, and the result carries the hashes that rebuild it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from haidang.domain.composite.aggregating import aggregate, shares_of
from haidang.domain.composite.errors import DataError
from haidang.domain.composite.imputing import denominate, impute, screen
from haidang.domain.composite.normalising import normalise
from haidang.domain.composite.ranking import ranks
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import (
    Aggregate,
    Denominate,
    Floats,
    Impute,
    Normalise,
    Screen,
    Step,
    Treat,
    step_name,
)
from haidang.domain.composite.table import Table
from haidang.domain.composite.treating import Treatment, treat

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Result:
    """An index and how it came about.

    `stages` in order: raw, then one per step; each a table of units × indicators, the last of units × all elements.
    `scores` (units × elements: indicators, then groups, the index last), `ranks` (of the index, within each period).
    """

    specification: Specification
    data_hash: str
    stages: Mapping[str, Table]
    ranks: Floats
    imputed: tuple[tuple[str, str], ...] = ()
    screened_out: tuple[str, ...] = ()
    treatments: tuple[Treatment, ...] = ()

    @property
    def scores(self) -> Table:
        """The last stage."""
        return self.stages["aggregated"]

    @property
    def index(self) -> Floats:
        """Scores of the index, one for each unit of `scores`."""
        return self.scores.column(self.specification.hierarchy.root)

    @property
    def specification_hash(self) -> str:
        """What names the specification; with `data_hash` it rebuilds the result."""
        return self.specification.hash

    def rounded(self, decimals: int) -> list[tuple[str, float, int | None]]:
        """Unit, rounded index and rank, best first. Ranks are those of the unrounded scores."""
        order = np.argsort(np.nan_to_num(self.ranks, nan=np.inf), kind="stable")
        return [
            (
                self.scores.labels[i],
                round(float(self.index[i]), decimals),
                None if np.isnan(self.ranks[i]) else int(self.ranks[i]),
            )
            for i in order
        ]

    def frame(self) -> pd.DataFrame:
        """Units, ranks and all scores as a pandas data frame (needs pandas)."""
        import pandas as pd  # noqa: PLC0415 - only who wants a data frame needs pandas

        head = {"unit": self.scores.units} | ({"period": self.scores.periods} if self.scores.periods else {})
        columns = {code: self.scores.column(code) for code in reversed(self.scores.columns)}
        return pd.DataFrame(head | {"rank": self.ranks} | columns)


STAGE: Final = {
    "denominate": "denominated",
    "impute": "imputed",
    "screen": "screened",
    "treat": "treated",
    "normalise": "normalised",
    "aggregate": "aggregated",
}


class _Run:
    """The state between steps."""

    def __init__(self, specification: Specification, table: Table) -> None:
        self.specification, self.table = specification, table
        self.leaves = specification.hierarchy.indicators
        self.codes = specification.hierarchy.codes
        self.values = table.matrix(self.codes)
        self.imputed: tuple[tuple[str, str], ...] = ()
        self.screened_out: tuple[str, ...] = ()
        self.treatments: tuple[Treatment, ...] = ()
        if not len(table):
            raise DataError("data", "has no rows")
        empty = np.isnan(self.values).all(axis=0)
        if empty.any():
            code = self.codes[int(np.flatnonzero(empty)[0])]
            raise DataError(
                code, "has no value for any unit", "remove it from the specification, or get the data"
            )

    def take(self, step: Step) -> None:
        """Do a step."""
        match step:
            case Denominate():
                self.values = denominate(self.values, self.leaves, self.table)
            case Impute():
                self.values, filled = impute(self.values, self.codes, step, self.table)
                self.imputed = tuple((self.table.labels[i], self.codes[j]) for i, j in np.argwhere(filled))
            case Screen():
                self._screen(step)
            case Treat():
                self.values, self.treatments = treat(self.values, self.codes, step)
            case Normalise():
                self.values = normalise(
                    self.values, self.leaves, step, units=self.table.units, periods=self.table.periods
                )
            case Aggregate():
                hierarchy = self.specification.hierarchy
                groups = aggregate(
                    self.values, hierarchy, step, shares_of(hierarchy), units=self.table.labels
                )
                self.values = np.column_stack([self.values, *groups.values()])
                self.codes = (*self.codes, *groups)

    def _screen(self, step: Screen) -> None:
        keep = screen(self.values, step)
        if not keep:
            raise DataError("screen", "leaves no unit", "lower at_least")
        self.screened_out = tuple(label for i, label in enumerate(self.table.labels) if i not in set(keep))
        self.table, self.values = self.table.rows(keep), self.values[keep]

    def stage(self) -> Table:
        """What stands now."""
        return Table(self.table.units, self.codes, self.values, self.table.periods)


def run(specification: Specification, table: Table) -> Result:
    """The index of a table. Raises DataError naming the element with which the data cannot be run through it."""
    state = _Run(specification, table)
    stages = {"raw": state.stage()}
    for step in specification.steps:
        state.take(step)
        stages[STAGE[step_name(step)]] = state.stage()
    index = state.values[:, -1]
    if np.isnan(index).all():
        raise DataError(
            specification.hierarchy.root, "is missing for every unit", "impute, or lower at_least"
        )
    return Result(
        specification, table.hash, stages, ranks_by_period(index, state.table.periods),
        state.imputed, state.screened_out, state.treatments,
    )  # fmt: skip


def ranks_by_period(index: Floats, periods: tuple[str, ...]) -> Floats:
    """Ranks within each period."""
    if not periods:
        return ranks(index)
    result = np.full_like(index, np.nan)
    for period in dict.fromkeys(periods):
        rows = [i for i, p in enumerate(periods) if p == period]
        result[rows] = ranks(index[rows])
    return result


def prepared(specification: Specification, table: Table) -> tuple[Floats, Table]:
    """Values right before normalisation, and the table of the units that are left."""
    state = _Run(specification, table)
    for step in specification.steps:
        if isinstance(step, Normalise | Aggregate):
            break
        state.take(step)
    return state.values, state.table
