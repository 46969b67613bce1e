"""The linear relaxation of the merge: a bound, and what each month would cost beyond it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from haidang.domain.overlaps.merging.model import OVERLOAD_COST, Capacity, Case


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The least cost (change and overload) if teams could be split over months, and the prices that prove it."""

    cost: float
    reduced: dict[tuple[str, int], float]

    def open_months(self, case: Case, width: float) -> list[int]:
        """The months of a case that a plan within `width` of the bound may use."""
        return [month for month in case.costs if self.reduced[case.entity, month] <= width]


def relax(cases: Sequence[Case], free: Capacity, *, overload: bool) -> Relaxation | None:
    """Return the relaxation, with `overload` allowed at `OVERLOAD_COST` or not at all; None if it cannot be."""
    solver = pywraplp.Solver.CreateSolver("GLOP")
    goal = solver.Objective()
    part = {}
    for case in cases:
        one = solver.Constraint(1, 1)
        for month, cost in case.costs.items():
            part[case.entity, month] = var = solver.NumVar(0, 1, "")
            one.SetCoefficient(var, 1)
            goal.SetCoefficient(var, cost)
    for key, terms in scarce(cases, free).items():
        row = solver.Constraint(-solver.infinity(), free[key])
        for entity, effort in terms:
            row.SetCoefficient(part[entity, key[1]], effort)
        if overload:
            excess = solver.NumVar(0, solver.infinity(), "")
            row.SetCoefficient(excess, -1)
            goal.SetCoefficient(excess, OVERLOAD_COST)
    goal.SetMinimization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    return Relaxation(goal.Value(), {key: var.reduced_cost() for key, var in part.items()})


def scarce(cases: Sequence[Case], free: Capacity) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Return, for each unit and month that all who may come could overload, who may come with what effort."""
    wanted: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for case in cases:
        for unit, effort in case.efforts.items():
            for month in case.costs:
                if effort and (unit, month) in free:
                    wanted[unit, month].append((case.entity, effort))
    return {key: terms for key, terms in wanted.items() if sum(effort for _, effort in terms) > free[key]}
