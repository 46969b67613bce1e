"""The linear relaxation of the merge: a bound, and what each month would cost beyond it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ortools.linear_solver import pywraplp

from haidang.domain.overlaps.merging.model import Capacity, Case


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The least change (and overload) if teams could be split over months, and the prices that prove it."""

    change: float
    overload: float
    reduced: dict[tuple[str, int], float]

    def open_months(self, case: Case, width: float) -> list[int]:
        """The months of a case that a plan within `width` of the bound may use."""
        return [month for month in case.costs if self.reduced[case.entity, month] <= width]


def relax(cases: Sequence[Case], free: Capacity, limit: float | None) -> Relaxation | None:
    """Solve with at most `limit` overload; without a limit, the least overload first. None if it cannot be."""
    if limit is None:
        least = _solve(cases, free, None)
        if least is None:
            return None
        found = _solve(cases, free, least.overload + 1e-6)
        return found and Relaxation(found.change, least.overload, found.reduced)
    return _solve(cases, free, limit)


def _solve(cases: Sequence[Case], free: Capacity, limit: float | None) -> Relaxation | None:
    solver = pywraplp.Solver.CreateSolver("GLOP")
    part = {(case.entity, month): solver.NumVar(0, 1, "") for case in cases for month in case.costs}
    load: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for case in cases:
        one = solver.Constraint(1, 1)
        for month in case.costs:
            one.SetCoefficient(part[case.entity, month], 1)
            for unit, effort in case.efforts.items():
                if (unit, month) in free and effort:
                    load[unit, month].append((case.entity, effort))
    over = []
    for (unit, month), terms in load.items():
        if sum(effort for _, effort in terms) <= free[unit, month]:
            continue
        row = solver.Constraint(-solver.infinity(), free[unit, month])
        for entity, effort in terms:
            row.SetCoefficient(part[entity, month], effort)
        if limit != 0:
            excess = solver.NumVar(0, solver.infinity(), "")
            row.SetCoefficient(excess, -1)
            over.append(excess)
    goal = solver.Objective()
    if limit is None:
        for excess in over:
            goal.SetCoefficient(excess, 1)
    else:
        if limit:
            solver.Add(solver.Sum(over) <= limit)
        for case in cases:
            for month, cost in case.costs.items():
                goal.SetCoefficient(part[case.entity, month], cost)
    goal.SetMinimization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    value = goal.Value()
    reduced = {key: var.reduced_cost() for key, var in part.items()}
    return Relaxation(value, sum(excess.solution_value() for excess in over), reduced)
