"""The cheapest way to a rank: which indicators to move by how many steps, at what cost."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.aggregating import aggregate, forms, shares_of
from haidang.domain.composite.covering import MOST_NODES, Option, cover
from haidang.domain.composite.engine import prepared, run
from haidang.domain.composite.errors import DataError, SpecificationError
from haidang.domain.composite.normalising import normalise
from haidang.domain.composite.ranking import TIE
from haidang.domain.composite.reversals import frozen_bounds
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import Aggregate, Floats, Mean, Normalise, Scaling
from haidang.domain.composite.table import Table

MOST_VECTORS = 5_000

Steps = NDArray[np.int64]


@dataclass(frozen=True)
class Lever:
    """An indicator that can be moved: by `size` a step (its sign is the way it goes), each step at `cost`.

    Sizes are in units of the indicator right before normalisation; at most `most` steps.
    """

    indicator: str
    size: float
    cost: float
    most: int = 10

    def __post_init__(self) -> None:
        if not np.isfinite(self.size) or self.size == 0:
            raise SpecificationError(self.indicator, f"has steps of {self.size}", "give a size but 0")
        if not np.isfinite(self.cost) or self.cost < 0:
            raise SpecificationError(self.indicator, f"has steps that cost {self.cost}", "give a cost from 0")
        if self.most < 1:
            raise SpecificationError(self.indicator, f"can move {self.most} steps", "give at least 1")


@dataclass(frozen=True)
class RankPath:
    """Steps by indicator, what they cost, and where they lead. `proved`: nothing cheaper reaches the rank."""

    steps: dict[str, int]
    cost: float
    score_before: float
    score_after: float
    rank_before: int
    rank_after: int
    proved: bool


def cheapest_path(
    specification: Specification,
    table: Table,
    unit: str,
    target: int,
    levers: Sequence[Lever],
    *,
    nodes: int = MOST_NODES,
) -> RankPath | None:
    """The cheapest steps that bring a unit to a rank or a better one while all others stay; None where none do.

    Bounds are fixed: the goalposts, or the least and greatest value of the data, beyond which nothing is gained; so the
    others' scores stay. Where all means are of one kind (arithmetic, geometric …) the answer is exact (a knapsack,
    best first); else vectors of steps are tried in order of cost. Where that takes too long (for the knapsack: more
    than `nodes` choices) the best way known is given, and `proved` is False.
    Raises SpecificationError naming a lever that is no indicator or moves the wrong way, or a scale without bounds;
    DataError naming an unknown unit.
    """
    if target < 1:
        raise SpecificationError("target", f"rank {target} does not exist", "give a rank from 1")
    search = _Search(specification, table, unit, target, levers)
    nothing = np.zeros(len(levers), dtype=np.int64)
    if search.reaches(nothing):
        return search.path(nothing, proved=True)
    if not levers or not search.reaches(search.most):
        return None
    form = search.form
    return search.stepwise() if form is None else search.additive(form, nodes)


class _Search:
    """The score of one unit as a function of steps, and what it must reach."""

    def __init__(
        self, specification: Specification, table: Table, unit: str, target: int, levers: Sequence[Lever]
    ) -> None:
        self.spec = _with_fixed_bounds(specification, table)
        values, left = prepared(self.spec, table)
        if unit not in left.labels:
            raise DataError(unit, "is no unit of the index")
        _check_levers(specification, table, levers)
        row = left.labels.index(unit)
        self.unit, self.levers, self.start = unit, tuple(levers), values[row]
        self.places = [self.spec.hierarchy.codes.index(lever.indicator) for lever in levers]
        self.sizes = np.array([lever.size for lever in levers])
        self.costs = np.array([lever.cost for lever in levers])
        self.most: Steps = np.array([lever.most for lever in levers], dtype=np.int64)
        scores = self._index(values[None])[0]
        self.base = float(scores[row])
        others = np.delete(scores, row)
        self.others = others[~np.isnan(others)]
        if np.isnan(self.base):
            raise DataError(unit, "has no index", "impute its missing values first")
        self.tie = TIE * float(np.nanmax(np.abs(scores)))
        ordered = np.sort(self.others)[::-1]
        self.needed = float(ordered[target - 1]) if target <= len(ordered) else -np.inf
        self._refuse_backward()

    def _index(self, values: Floats) -> Floats:
        normal, step = self.spec.step(Normalise), self.spec.step(Aggregate)
        assert normal is not None  # noqa: S101 - bounds were fixed on it
        assert step is not None  # noqa: S101 - a specification ends with it
        hierarchy = self.spec.hierarchy
        scaled = normalise(values, hierarchy.indicators, normal, units=())
        return aggregate(scaled, hierarchy, step, shares_of(hierarchy))[hierarchy.root]

    def scores(self, steps: Steps) -> Floats:
        """Scores of the unit after so many steps (vectors × levers)."""
        values = np.repeat(self.start[None, None], len(steps), axis=0)
        values[:, 0, self.places] += steps * self.sizes
        return self._index(values)[:, 0]

    def reaches(self, steps: Steps) -> bool:
        """Whether these steps reach the rank."""
        return bool(self.scores(steps[None])[0] >= self.needed - self.tie)

    def _refuse_backward(self) -> None:
        singly = self.scores(np.eye(len(self.levers), dtype=np.int64))
        for lever, score in zip(self.levers, singly, strict=True):
            if np.isnan(score):
                raise DataError(lever.indicator, f"is missing for {self.unit}: there is nothing to move")
            if score < self.base - self.tie:
                raise SpecificationError(
                    lever.indicator, "its steps lower the index", "turn the sign of its size"
                )

    @property
    def form(self) -> Callable[[Floats], Floats] | None:
        """What makes gains of levers add up: nested means of one kind are one mean of transformed values."""
        step, hierarchy = self.spec.step(Aggregate), self.spec.hierarchy
        assert step is not None  # noqa: S101 - a specification ends with it
        methods = {step.method_of(group, hierarchy.levels[group]) for group in hierarchy.upwards}
        method = methods.pop()
        if methods or method is Mean.COPELAND:
            return None
        forth, _ = forms(method, step.power)
        falling = method is Mean.HARMONIC or (method is Mean.GENERALISED and step.power < 0)
        return (lambda x: -forth(x)) if falling else forth

    @property
    def grain(self) -> float:
        """The greatest number of which every cost, as it is written, is a multiple."""
        grain = Fraction(0)
        for cost in (Fraction(repr(lever.cost)) for lever in self.levers):
            below = grain.denominator * cost.denominator
            grain = Fraction(
                gcd(grain.numerator * cost.denominator, cost.numerator * grain.denominator), below
            )
        return float(grain)

    def additive(self, form: Callable[[Floats], Floats], nodes: int) -> RankPath:
        """The exact way by the transformed gains of each lever alone."""
        base, needed, lower = form(np.array([self.base, self.needed, self.needed - self.tie]))
        options = []
        for place, lever in enumerate(self.levers):
            steps = np.zeros((lever.most + 1, len(self.levers)), dtype=np.int64)
            steps[:, place] = range(lever.most + 1)
            gains = form(self.scores(steps)) - base
            options.append([Option(n * lever.cost, float(gain)) for n, gain in enumerate(gains)])
        found = cover(options, float(needed - base), tie=float(needed - lower), nodes=nodes, grain=self.grain)
        if found is None:  # the last bit of a sum of gains
            return self.path(self.most, proved=False)
        return self.path(np.array(found.steps, dtype=np.int64), proved=found.proved)

    def stepwise(self) -> RankPath:
        """Vectors in order of cost, each reached by raising levers from first to last, until none cheaper is left."""
        known = self.greedy()
        limit = float(known @ self.costs)
        heap: list[tuple[float, tuple[int, ...], int]] = [(0.0, (0,) * len(self.levers), 0)]
        for _ in range(MOST_VECTORS):
            if not heap or heap[0][0] >= limit * (1 - 1e-12):
                return self.path(known, proved=True)
            _, vector, first = heapq.heappop(heap)
            open_ = [place for place in range(first, len(vector)) if vector[place] < self.most[place]]
            raised = np.array(vector) + np.eye(len(vector), dtype=np.int64)[open_]
            costs = raised @ self.costs
            enough = self.scores(raised) >= self.needed - self.tie
            for place, steps, cost, reached in zip(open_, raised, costs.tolist(), enough, strict=True):
                if reached and cost < limit:
                    known, limit = steps, cost
                elif not reached and cost < limit:
                    heapq.heappush(heap, (cost, tuple(steps.tolist()), place))
        return self.path(known, proved=False)

    def greedy(self) -> Steps:
        """The step that gains most for its cost, again and again; then what can be taken back."""
        steps = np.zeros(len(self.levers), dtype=np.int64)
        while not self.reaches(steps):
            open_ = np.flatnonzero(steps < self.most)
            gains = self.scores(steps + np.eye(len(steps), dtype=np.int64)[open_]) - self.scores(steps[None])
            worth = gains / np.maximum(self.costs[open_], 1e-300)
            if not (worth > 0).any():  # no single step helps, several together may
                steps = self.most.copy()
                break
            steps[open_[int(np.argmax(worth))]] += 1
        for place in np.argsort(-self.costs):
            while steps[place] and self.reaches(steps - np.eye(len(steps), dtype=np.int64)[place]):
                steps[place] -= 1
        return steps

    def path(self, steps: Steps, *, proved: bool) -> RankPath:
        """What these steps lead to."""
        after = float(self.scores(steps[None])[0])
        taken = {lever.indicator: int(n) for lever, n in zip(self.levers, steps, strict=True) if n}
        cost = float(steps @ self.costs)
        return RankPath(taken, cost, self.base, after, self._rank(self.base), self._rank(after), proved)

    def _rank(self, score: float) -> int:
        return 1 + int((self.others > score + self.tie).sum())


def _with_fixed_bounds(specification: Specification, table: Table) -> Specification:
    step = specification.step(Normalise)
    if step is not None and step.custom is None and step.method is Scaling.GOALPOSTS:
        return specification
    if step is None or step.custom is not None or step.method is not Scaling.MIN_MAX:
        raise SpecificationError("normalise", "has no bounds that could be fixed", "use goalposts or min_max")
    fixed = replace(step, method=Scaling.GOALPOSTS, clip=True)
    return specification.with_goalposts(frozen_bounds(specification, table)).with_step(fixed)


def _check_levers(specification: Specification, table: Table, levers: Sequence[Lever]) -> None:
    formed = {t.indicator for t in run(specification, table).treatments if t.form is not None}
    seen: set[str] = set()
    for lever in levers:
        if lever.indicator not in specification.hierarchy.codes:
            raise SpecificationError(lever.indicator, "is a lever, and there is no such indicator")
        if lever.indicator in seen:
            raise SpecificationError(lever.indicator, "is a lever twice", "make them one")
        if lever.indicator in formed:
            raise SpecificationError(
                lever.indicator, "is transformed: steps in its own units are not alike there"
            )
        seen.add(lever.indicator)
