"""What is uncertain about an index: choices of method, weights, and the sampling error of a survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from haidang.domain.composite.aggregating import shares_of
from haidang.domain.composite.errors import SpecificationError
from haidang.domain.composite.hierarchy import Hierarchy
from haidang.domain.composite.steps import Floats, Step, step_name
from haidang.domain.composite.table import Table

SETS: Final = 1000
"""How many sets of noisy weights, or of drawn values, the runs choose from unless told otherwise."""


@dataclass(frozen=True)
class Choice:
    """One step may be any of `options`, all alike likely; each replaces the step of its kind."""

    name: str
    options: tuple[Step, ...]

    def __post_init__(self) -> None:
        kinds = {step_name(option) for option in self.options}
        if len(kinds) != 1:
            raise SpecificationError(
                self.name, "needs options, all for the same step", f"it has: {sorted(kinds)}"
            )

    @property
    def sets(self) -> int:
        """How many different values the factor takes."""
        return len(self.options)


@dataclass(frozen=True)
class NoisyWeights:
    """Weights of elements on `levels` (1: indicators; None: all) vary evenly by up to `spread` of themselves.

    `sets` sets of weights are drawn once from `seed`; a run takes one of them, so that all weights are one factor.
    """

    name: str = "weights"
    spread: float = 0.25
    levels: tuple[int, ...] | None = None
    sets: int = SETS
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.spread < 1:
            raise SpecificationError(self.name, f"spread is {self.spread}", "give a share between 0 and 1")
        if self.sets < 1:
            raise SpecificationError(self.name, "has no sets", "give at least 1")

    def draw(self, hierarchy: Hierarchy) -> Mapping[str, Floats]:
        """Weights below each group that varies, (sets × children); a group whose children stay fixed is not there."""
        random = np.random.default_rng(self.seed)
        drawn = {}
        for group, shares in shares_of(hierarchy).items():
            children = hierarchy.children[group]
            vary = [self.levels is None or hierarchy.levels[child] in self.levels for child in children]
            if len(children) > 1 and any(vary):
                noise = random.uniform(1 - self.spread, 1 + self.spread, (self.sets, len(children)))
                noisy = shares * np.where(vary, noise, 1.0)
                drawn[group] = noisy / noisy.sum(axis=-1, keepdims=True)
        if not drawn:
            raise SpecificationError(self.name, f"no weight on levels {self.levels} can vary")
        return drawn


@dataclass(frozen=True, eq=False)
class Drawn:
    """Values of some columns as they might have been: (sets × units × columns), from a bootstrap or standard errors.

    Units and columns name the axes; rows and columns of the data that are not named stay as they are.
    """

    name: str
    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats

    def __post_init__(self) -> None:
        if self.values.ndim != 3 or self.values.shape[1:] != (len(self.units), len(self.columns)):
            raise SpecificationError(
                self.name,
                f"has values of shape {self.values.shape}, not sets × {len(self.units)} × {len(self.columns)}",
            )

    @property
    def sets(self) -> int:
        """How many sets of values there are."""
        return int(self.values.shape[0])

    def placed(self, table: Table, codes: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
        """Own columns that the index uses, their places in it, and the rows of the table that the units are."""
        if unknown := set(self.units) - set(table.labels):
            raise SpecificationError(
                self.name, f"draws values for {min(unknown)}, which is no unit of the data"
            )
        own = [place for place, column in enumerate(self.columns) if column in codes]
        if not own:
            raise SpecificationError(
                self.name, "draws no indicator of the index", f"it has: {', '.join(self.columns)}"
            )
        rows = [table.labels.index(unit) for unit in self.units]
        return own, [list(codes).index(self.columns[place]) for place in own], rows


def drawn_from_errors(
    table: Table,
    errors: Table,
    *,
    sets: int = SETS,
    seed: int = 0,
    bounds: Mapping[str, tuple[float, float]] | None = None,
) -> Drawn:
    """Normal draws about the values of a table, with the standard errors of another that has the same units.

    A missing standard error counts as none. `bounds` keep a column within what it can be (a share: 0 and 1). Errors
    are independent: two indicators of the same respondents are not, so microdata and a bootstrap say more.
    Raises SpecificationError naming a column with a negative error or a unit that is not there.
    """
    if unknown := set(errors.labels) - set(table.labels):
        raise SpecificationError(min(unknown), "has standard errors, and is no unit of the data")
    if (errors.values < 0).any():
        raise SpecificationError(
            errors.columns[int(np.argwhere(errors.values < 0)[0][1])], "has a negative standard error"
        )
    rows = [table.labels.index(label) for label in errors.labels]
    centre = table.matrix(errors.columns)[rows]
    values = np.random.default_rng(seed).standard_normal((sets, *centre.shape))
    values *= np.nan_to_num(errors.values)
    values += centre
    for place, column in enumerate(errors.columns):
        if bounds and column in bounds:
            np.clip(values[..., place], *bounds[column], out=values[..., place])
    return Drawn("sampling error", errors.labels, errors.columns, values)


Factor = Choice | NoisyWeights | Drawn
