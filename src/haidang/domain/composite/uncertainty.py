"""How far ranks depend on what is uncertain: many runs at once, each distinct treatment of the data done once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.aggregating import aggregate, shares_of
from haidang.domain.composite.engine import prepared, run
from haidang.domain.composite.errors import SpecificationError
from haidang.domain.composite.factors import Choice, Drawn, Factor, NoisyWeights
from haidang.domain.composite.normalising import normalise
from haidang.domain.composite.ranking import ranks
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import Aggregate, Denominate, Floats, Mean, Normalise, Step
from haidang.domain.composite.table import Table

CHUNK = 200_000
"""Drawn values (runs × units × indicators) worked on at once: 1.6 MB stay in the cache of a processor."""


@dataclass(frozen=True)
class RankInterval:
    """Where the rank of a unit lies: in the index itself, the median of the runs, the bounds of their middle share."""

    unit: str
    nominal: int | None
    median: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Uncertainty:
    """Scores and ranks of all runs (runs × units, NaN for a unit that a run leaves out), and what rebuilds them."""

    specification_hash: str
    data_hash: str
    factors: tuple[str, ...]
    seed: int
    units: tuple[str, ...]
    nominal: Floats
    scores: Floats

    @cached_property
    def ranks(self) -> Floats:
        """Ranks of every run."""
        return ranks(self.scores)

    def intervals(self, share: float = 0.9) -> tuple[RankInterval, ...]:
        """For each unit the interval that holds the middle `share` of its ranks; bounds are ranks that occurred."""
        if not 0 < share < 1:
            raise SpecificationError("share", f"is {share}", "give a share between 0 and 1, 0.9 say")
        tail = (1 - share) / 2
        ranked = ~np.isnan(self.ranks).all(axis=0)
        bounds = np.full((3, len(self.units)), np.nan)
        bounds[:, ranked] = np.nanquantile(
            self.ranks[:, ranked], [tail, 0.5, 1 - tail], axis=0, method="inverted_cdf"
        )
        low, middle, high = bounds
        return tuple(
            RankInterval(unit, None if np.isnan(n) else int(n), float(m), float(a), float(b))
            for unit, n, m, a, b in zip(self.units, self.nominal, middle, low, high, strict=True)
        )

    def share_at_most(self, rank: int) -> dict[str, float]:
        """In which share of the runs each unit has this rank or a better one."""
        shares = (self.ranks <= rank).mean(axis=0)
        return dict(zip(self.units, shares.tolist(), strict=True))


def uncertainty(
    specification: Specification, table: Table, factors: Sequence[Factor], *, runs: int = 1000, seed: int = 0
) -> Uncertainty:
    """Run an index many times, each with a random value of every factor. Raises SpecificationError, DataError."""
    if runs < 2:
        raise SpecificationError("runs", f"is {runs}", "give at least 2; intervals want hundreds")
    plan = np.random.default_rng(seed).random((runs, len(factors)))
    return Uncertainty(
        specification.hash, table.hash, tuple(factor.name for factor in factors), seed, table.labels,
        nominal_ranks(specification, table), Runner(specification, table, factors).scores(plan),
    )  # fmt: skip


def nominal_ranks(specification: Specification, table: Table) -> Floats:
    result = run(specification, table)
    found = dict(zip(result.scores.labels, result.ranks, strict=True))
    return np.array([found.get(label, np.nan) for label in table.labels])


class Runner:
    """Scores of the index for any plan of runs (runs × factors, each entry from 0 to below 1)."""

    def __init__(self, specification: Specification, table: Table, factors: Sequence[Factor]) -> None:
        if len({factor.name for factor in factors}) != len(factors) or not factors:
            raise SpecificationError("factors", "there are none, or two share a name")
        if table.periods and len(set(table.periods)) > 1:
            raise SpecificationError("data", "holds several periods", "take one with of_period, on goalposts")
        self.specification, self.table, self.factors = specification, table, tuple(factors)
        self.choices = [i for i, f in enumerate(factors) if isinstance(f, Choice)]
        self.weights = _only(factors, NoisyWeights)
        self.drawn = _only(factors, Drawn)
        self._sets = factors[self.weights].draw(specification.hierarchy) if self.weights is not None else {}  # type: ignore[union-attr]
        self._base = shares_of(specification.hierarchy)
        steps = [*specification.steps, *(o for f in factors if isinstance(f, Choice) for o in f.options)]
        self._pairs = any(isinstance(step, Aggregate) and Mean.COPELAND in step.methods for step in steps)
        self._ready: dict[tuple[Step, ...], tuple[Floats, Table]] = {}

    def scores(self, plan: Floats) -> Floats:
        """Index scores (runs × rows of the table)."""
        sizes = np.array([factor.sets for factor in self.factors])
        places = np.minimum((plan * sizes).astype(np.int64), sizes - 1)
        result = np.full((len(plan), len(self.table)), np.nan)
        for options, rows in _grouped(places[:, self.choices]):
            spec = self.specification
            for choice, option in zip(self.choices, options, strict=True):
                spec = spec.with_step(self.factors[choice].options[option])  # type: ignore[union-attr]
            for part in self._parts(rows):
                self._fill(result, spec, places[part], part)
        return result

    def _parts(self, rows: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
        """Few enough runs at a time that drawn values, or pairs of units, stay in the cache."""
        width = (
            self.table.values.size if self.drawn is not None else len(self.table) ** 2 if self._pairs else 0
        )
        size = max(1, CHUNK // width) if width else len(rows)
        return (rows[start : start + size] for start in range(0, len(rows), size))

    def _fill(
        self, result: Floats, spec: Specification, places: NDArray[np.int64], rows: NDArray[np.int64]
    ) -> None:
        step = spec.step(Aggregate)
        assert step is not None  # noqa: S101 - a specification ends with it
        weights = dict(self._base)
        if self.weights is not None:
            weights |= {group: sets[places[:, self.weights]] for group, sets in self._sets.items()}
        if self.drawn is None:
            values, left = self._normalised(spec)
        else:
            values, left = self._with_drawn(spec, places[:, self.drawn])
        groups = aggregate(values, spec.hierarchy, step, weights, units=left.labels)
        index = groups[spec.hierarchy.root]
        if len(left) == len(self.table):
            result[rows] = index
        else:
            known = {label: place for place, label in enumerate(self.table.labels)}
            columns = np.array([known[label] for label in left.labels], dtype=np.int64)
            result[rows[:, None], columns] = index

    def _normalised(self, spec: Specification) -> tuple[Floats, Table]:
        """Normalised values: each distinct way to them is gone once."""
        key = spec.steps[:-1]
        if key not in self._ready:
            before = key[:-1] if key and isinstance(key[-1], Normalise) else key
            if before not in self._ready:
                self._ready[before] = prepared(spec, self.table)
            values, left = self._ready[before]
            self._ready[key] = (_scaled(values, spec, left), left)
        return self._ready[key]

    def _with_drawn(self, spec: Specification, sets: NDArray[np.int64]) -> tuple[Floats, Table]:
        drawn = self.factors[self.drawn or 0]
        assert isinstance(drawn, Drawn)  # noqa: S101 - found by its type
        own, columns, rows = drawn.placed(self.table, spec.hierarchy.codes)
        if any(not isinstance(step, Denominate | Normalise | Aggregate) for step in spec.steps):
            return self._one_by_one(spec, drawn, sets)
        raw = np.repeat(self.table.matrix(spec.hierarchy.codes)[None], len(sets), axis=0)
        raw[:, np.array(rows)[:, None], np.array(columns)] = drawn.values[sets][..., own]
        if spec.step(Denominate):
            raw *= _divisors(spec, self.table)
        return _scaled(raw, spec, self.table), self.table

    def _one_by_one(self, spec: Specification, drawn: Drawn, sets: NDArray[np.int64]) -> tuple[Floats, Table]:
        """Imputation and treatment depend on the values: every set of values goes through them on its own."""
        own, _, rows = drawn.placed(self.table, spec.hierarchy.codes)
        columns = [self.table.columns.index(drawn.columns[place]) for place in own]
        ready = []
        left = self.table
        for number in sets:
            values = self.table.values.copy()
            values[np.ix_(rows, columns)] = drawn.values[number][:, own]
            before, left = prepared(spec, self.table.with_values(values))
            full = np.full((len(self.table), before.shape[1]), np.nan)
            full[[self.table.labels.index(label) for label in left.labels]] = _scaled(before, spec, left)
            ready.append(full)
        return np.stack(ready), self.table


def _only(factors: Sequence[Factor], kind: type[Factor]) -> int | None:
    places = [i for i, factor in enumerate(factors) if isinstance(factor, kind)]
    if len(places) > 1:
        raise SpecificationError("factors", f"there are two of the kind {kind.__name__}", "make them one")
    return places[0] if places else None


def _scaled(values: Floats, spec: Specification, left: Table) -> Floats:
    step = spec.step(Normalise)
    if step is None:
        return values
    return normalise(values, spec.hierarchy.indicators, step, units=left.units)


def _divisors(spec: Specification, table: Table) -> Floats:
    columns = [
        leaf.scale / table.column(leaf.denominator) if leaf.denominator else np.ones(len(table))
        for leaf in spec.hierarchy.indicators
    ]
    return np.column_stack(columns)


def _grouped(places: NDArray[np.int64]) -> Iterator[tuple[tuple[int, ...], NDArray[np.int64]]]:
    """Combinations of options that occur, and the runs that have them."""
    if not places.shape[1]:
        yield (), np.arange(len(places))
        return
    combinations, which = np.unique(places, axis=0, return_inverse=True)
    for number, combination in enumerate(combinations):
        yield tuple(int(option) for option in combination), np.flatnonzero(which.ravel() == number)
