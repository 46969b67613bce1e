"""The linear relaxation of the merge: a bound, and what each month would cost beyond it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ortools.linear_solver import pywraplp

from haidang.domain.overlaps.merging.model import Capacity, Case

WHOLE: Final = 0.999


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The least change with at most `overload` person-days over capacity, if teams could be split over months."""

    change: float
    overload: int
    reduced: dict[tuple[str, int], float]
    settled: dict[str, int]
    """The month of each team that the relaxation does not split: nearly all, since few months are scarce."""

    def open_months(self, case: Case, width: float) -> list[int]:
        """The months of a case that a plan within `width` of the bound may use."""
        return [month for month in case.costs if self.reduced[case.entity, month] <= width]


def relax(cases: Sequence[Case], free: Capacity) -> Relaxation | None:
    """Return the relaxation with the least overload that even split teams need; None if the solver fails."""
    program = _Program(cases, free)
    overload = program.least_overload()
    if overload is None:
        return None
    change = program.least_change(overload)
    return None if change is None else Relaxation(change, overload, program.reduced(), program.settled())


class _Program:
    """The linear program, solved twice: for the overload, then for the change with that overload."""

    def __init__(self, cases: Sequence[Case], free: Capacity) -> None:
        self._solver = solver = pywraplp.Solver.CreateSolver("GLOP")
        self._costs = {(case.entity, month): cost for case in cases for month, cost in case.costs.items()}
        self._part = {key: solver.NumVar(0, 1, "") for key in self._costs}
        for case in cases:
            one = solver.Constraint(1, 1)
            for month in case.costs:
                one.SetCoefficient(self._part[case.entity, month], 1)
        self._over = []
        for key, terms in scarce(cases, free).items():
            row = solver.Constraint(-solver.infinity(), free[key])
            for entity, effort in terms:
                row.SetCoefficient(self._part[entity, key[1]], effort)
            self._over.append(solver.NumVar(0, solver.infinity(), ""))
            row.SetCoefficient(self._over[-1], -1)

    def least_overload(self) -> int | None:
        """Whole person-days, rounded up."""
        goal = self._solver.Objective()
        for excess in self._over:
            goal.SetCoefficient(excess, 1)
        goal.SetMinimization()
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return None
        return math.ceil(float(goal.Value()) - 1e-6)

    def least_change(self, overload: int) -> float | None:
        """The bound of the change with at most so much overload."""
        self._solver.Add(self._solver.Sum(self._over) <= overload)
        goal = self._solver.Objective()
        goal.Clear()
        for key, cost in self._costs.items():
            goal.SetCoefficient(self._part[key], cost)
        goal.SetMinimization()
        return float(goal.Value()) if self._solver.Solve() == pywraplp.Solver.OPTIMAL else None

    def settled(self) -> dict[str, int]:
        """Teams that are in one month whole."""
        return {entity: month for (entity, month), var in self._part.items() if var.solution_value() > WHOLE}

    def reduced(self) -> dict[tuple[str, int], float]:
        """What each choice would cost beyond the bound."""
        return {key: var.reduced_cost() for key, var in self._part.items()}


def scarce(cases: Sequence[Case], free: Capacity) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Return, for each unit and month that all who may come could overload, who may come with what effort."""
    wanted: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for case in cases:
        for unit, effort in case.efforts.items():
            for month in case.costs:
                if effort and (unit, month) in free:
                    wanted[unit, month].append((case.entity, effort))
    return {key: terms for key, terms in wanted.items() if sum(effort for _, effort in terms) > free[key]}
