"""Months for the joint teams: least overload first, then least change, proven where time allows.

Assignment with side constraints: each case takes one month, each unit has so many person-days a month. Cases that
share no unit which can run short are decided apart; only months that can run short are constrained. Of each part the
linear relaxation gives a bound and tells which months are worth a look; CP-SAT chooses among these. Overload and change
are one objective (`OVERLOAD_COST`): in two stages the second, with the overload fixed, took several times as long and
ended further from its bound.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ortools.sat.python import cp_model

from haidang.domain.overlaps.merging.model import OVERLOAD_COST, Capacity, Case
from haidang.domain.overlaps.merging.relaxing import Relaxation, relax

Months = dict[str, int]
"""The month of each case, by entity."""
WORKERS: Final = 2
NEAR: Final = (8.0, 32.0, math.inf)
"""Cost above the bound that a month may bring to be looked at, in turn: less than one visit moved more, two, all."""
FEW_MONTHS: Final = 20_000
"""Months of all cases that are tried at once; of more, only those near the bound."""
GAP: Final = 0.001
"""Share of the change that a plan of so many cases may be from the bound before all months are tried."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Months with their cost, and a bound below which no plan costs."""

    months: Months
    overload: int
    change: int
    bound: int

    @property
    def cost(self) -> int:
        """Change and overload in one number."""
        return self.change + OVERLOAD_COST * self.overload


def free_capacity(capacity: Capacity, fixed: Mapping[tuple[str, int], int]) -> dict[tuple[str, int], int]:
    """Return what is left for joint teams after the visits that stay as they are; never below 0."""
    return {key: max(days - fixed.get(key, 0), 0) for key, days in capacity.items()}


def solve(cases: Sequence[Case], free: Capacity, seconds: float = 25.0) -> Solution:
    """Return the best months found within about `seconds` for all parts together."""
    easy = _cheapest(cases)
    if not _overloads(cases, easy.months, free):
        return easy
    free, lost = _with_standing(cases, free)
    parts = components(cases, free)
    total = sum(len(part) for part in parts if len(part) > 1) or 1
    solved = [_solve_part(part, free, seconds * len(part) / total) for part in parts]
    months = {entity: month for result in solved for entity, month in result.months.items()}
    return Solution(
        months,
        sum(result.overload for result in solved) + lost,
        sum(result.change for result in solved),
        sum(result.bound for result in solved) + OVERLOAD_COST * lost,
    )


def _with_standing(cases: Sequence[Case], free: Capacity) -> tuple[Capacity, int]:
    """Cases with one month only use what they use: what they overload is lost, and bounds nobody else."""
    standing: dict[tuple[str, int], int] = defaultdict(int)
    for case in cases:
        if len(case.costs) == 1:
            for unit, effort in case.efforts.items():
                standing[unit, case.cheapest] += effort
    lost = {key: effort - free[key] for key, effort in standing.items() if key in free and effort > free[key]}
    return {key: days + lost.get(key, 0) for key, days in free.items()}, sum(lost.values())


def components(cases: Sequence[Case], free: Capacity) -> list[list[Case]]:
    """Split cases that share no unit and month which all of them together could overload."""
    parent = {case.entity: case.entity for case in cases}

    def find(entity: str) -> str:
        while parent[entity] != entity:
            parent[entity] = parent[parent[entity]]
            entity = parent[entity]
        return entity

    for terms in scarce(cases, free).values():
        for entity, _ in terms[1:]:
            parent[find(entity)] = find(terms[0][0])
    parts: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        parts[find(case.entity)].append(case)
    return list(parts.values())


def _overloads(cases: Sequence[Case], months: Months, free: Capacity) -> int:
    load: dict[tuple[str, int], int] = defaultdict(int)
    for case in cases:
        for unit, effort in case.efforts.items():
            load[unit, months[case.entity]] += effort
    return sum(max(days - free[key], 0) for key, days in load.items() if key in free)


def _cheapest(cases: Sequence[Case]) -> Solution:
    change = sum(case.costs[case.cheapest] for case in cases)
    return Solution({case.entity: case.cheapest for case in cases}, 0, change, change)


def _solve_part(cases: Sequence[Case], free: Capacity, seconds: float) -> Solution:
    easy = _cheapest(cases)
    if not _overloads(cases, easy.months, free):
        return easy
    until = time.monotonic() + seconds
    easy = one_by_one(cases, free)
    many = sum(len(case.costs) for case in cases) > FEW_MONTHS
    relaxed = relax(cases, free, scarce(cases, free)) if many else None
    if relaxed is None:
        return decide(cases, free, seconds, easy.months) or easy
    best = replace(easy, bound=_whole(relaxed.bound))
    for most in NEAR:
        best = _better(cases, free, relaxed, best, min(most, best.cost - relaxed.bound), until)
        if best.cost - best.bound <= GAP * best.change:
            break
    return best


def _better(
    cases: Sequence[Case], free: Capacity, relaxed: Relaxation, best: Solution, most: float, until: float
) -> Solution:
    """Choose among months that raise the bound by `most`; a plan with any other month costs more than that above it."""
    seconds = max((until - time.monotonic()) / 2, 0.1)
    near = relaxed.worthwhile(cases, most)
    hint = best.months if all(best.months[case.entity] in case.costs for case in near) else None
    found = decide(near, free, seconds, hint)
    if found is None:
        return best
    better = min(found, best, key=lambda solution: solution.cost)
    bound = max(best.bound, min(found.bound, _whole(relaxed.bound + most)))
    return replace(better, bound=min(bound, better.cost))


def _whole(bound: float) -> int:
    """Costs are whole numbers: the least that is not below the bound."""
    return math.ceil(bound - 1e-6)


def one_by_one(cases: Sequence[Case], free: Capacity) -> Solution:
    """A plan without proof: the case of most effort first, each in the month that costs least by then."""
    left, months = dict(free), {}
    for case in sorted(cases, key=lambda case: -sum(case.efforts.values())):
        costs = {
            month: cost + OVERLOAD_COST * sum(
                max(effort - max(left[unit, month], 0), 0)
                for unit, effort in case.efforts.items() if (unit, month) in left
            )
            for month, cost in case.costs.items()
        }  # fmt: skip
        month = months[case.entity] = min(costs, key=lambda month: (costs[month], month))
        for unit, effort in case.efforts.items():
            if (unit, month) in left:
                left[unit, month] -= effort
    change = sum(case.costs[months[case.entity]] for case in cases)
    return Solution(months, _overloads(cases, months, free), change, 0)


def decide(
    cases: Sequence[Case], free: Capacity, seconds: float, hint: Months | None = None
) -> Solution | None:
    """Let CP-SAT choose the months; None if it finds nothing in time."""
    model = cp_model.CpModel()
    chosen = {(case.entity, month): model.new_bool_var("") for case in cases for month in case.costs}
    for case in cases:
        model.add_exactly_one(chosen[case.entity, month] for month in case.costs)
    costs = {case.entity: case.costs for case in cases}
    change = sum(costs[entity][month] * var for (entity, month), var in chosen.items())
    model.minimize(change + OVERLOAD_COST * sum(_excesses(model, chosen, cases, free)))
    for (entity, month), var in chosen.items():
        if hint:
            model.add_hint(var, hint[entity] == month)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    months = {entity: month for (entity, month), var in chosen.items() if solver.boolean_value(var)}
    moved = sum(costs[entity][month] for entity, month in months.items())
    return Solution(months, _overloads(cases, months, free), moved, _whole(solver.best_objective_bound))


def _excesses(
    model: cp_model.CpModel,
    chosen: Mapping[tuple[str, int], cp_model.IntVar],
    cases: Sequence[Case],
    free: Capacity,
) -> list[cp_model.IntVar]:
    """Person-days over capacity of each unit and month that can run short."""
    over = []
    for (unit, month), terms in scarce(cases, free).items():
        most = sum(effort for _, effort in terms) - free[unit, month]
        over.append(model.new_int_var(0, most, ""))
        model.add(
            sum(effort * chosen[entity, month] for entity, effort in terms) <= free[unit, month] + over[-1]
        )
    return over


def scarce(cases: Sequence[Case], free: Capacity) -> dict[tuple[str, int], list[tuple[str, int]]]:
    """Return, for each unit and month that all who may come could overload, who may come with what effort."""
    wanted: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for case in cases:
        for unit, effort in case.efforts.items():
            for month in case.costs:
                if effort and (unit, month) in free:
                    wanted[unit, month].append((case.entity, effort))
    return {key: terms for key, terms in wanted.items() if sum(effort for _, effort in terms) > free[key]}
