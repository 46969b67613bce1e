"""Months for the joint teams: least overload first, then least change, exact where time allows.

Assignment with side constraints: each case takes one month, each unit has so many person-days a month. Cases that
share no unit which can run short are solved apart. The linear relaxation (GLOP) gives a bound and prices; a month
whose reduced cost exceeds what is between the bound and the best plan found cannot be in a better plan and is left
out (reduced cost fixing: Nemhauser, Wolsey, *Integer and Combinatorial Optimization*, 1988, II.5.2). CP-SAT decides
the rest.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ortools.sat.python import cp_model

from haidang.domain.overlaps.merging.model import OVERLOAD_COST, Capacity, Case
from haidang.domain.overlaps.merging.relaxation import Relaxation, relax, scarce

Months = dict[str, int]
"""The month of each case, by entity."""
SMALL: Final = 4_000
"""Choices (cases × months) that CP-SAT decides at once."""
WORKERS: Final = 2
GAPS: Final = (0.0005, 0.005, 0.05)
"""Share of the bound within which months are tried, wider while nothing is found."""


class Goal(Enum):
    """What a run of CP-SAT makes least."""

    CHANGE = "change"
    OVERLOAD = "overload"
    BOTH = "both"


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
    choices = {case.entity: list(case.costs) for case in cases}
    if sum(map(len, choices.values())) <= SMALL:
        return _staged(cases, choices, free, seconds) or _one_by_one(cases, free)
    relaxed = relax(cases, free)
    found = _narrowed(cases, free, relaxed, seconds) if relaxed else None
    return found or _one_by_one(cases, free)


def _one_by_one(cases: Sequence[Case], free: Capacity) -> Solution:
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


def _staged(
    cases: Sequence[Case], choices: Mapping[str, Sequence[int]], free: Capacity, seconds: float
) -> Solution | None:
    """No overload if that can be; else the least overload, and then the least change with it."""
    found = decide(cases, choices, free, seconds, goal=Goal.CHANGE, limit=0)
    if found is not None:
        return found
    least = decide(cases, choices, free, seconds, goal=Goal.OVERLOAD)
    if least is None:
        return None
    found = decide(cases, choices, free, seconds, goal=Goal.CHANGE, limit=least.overload, hint=least.months)
    if found is None:
        return least
    return Solution(
        found.months, found.overload, found.change, found.bound - OVERLOAD_COST * found.overload + least.bound
    )


def _narrowed(cases: Sequence[Case], free: Capacity, relaxed: Relaxation, seconds: float) -> Solution | None:
    """Decide among the months that the prices of the relaxation leave open, more of them while nothing is found.

    Teams cannot be split: if nothing fits the least overload of split teams, a little more is allowed.
    """
    bound = math.ceil(relaxed.change - 1e-6)
    for share in GAPS:
        width = max(share * bound, 2.0)
        choices = {case.entity: relaxed.open_months(case, width) for case in cases}
        more = math.ceil(share * relaxed.overload)
        limit = relaxed.overload + more
        found = decide(cases, choices, free, seconds / 2, goal=Goal.CHANGE, limit=limit, hint=relaxed.settled)
        if found is None:
            continue
        proven = found.bound == found.cost and found.change - relaxed.change <= width and not more
        least = bound + OVERLOAD_COST * relaxed.overload
        return Solution(
            found.months, found.overload, found.change, found.cost if proven else min(least, found.cost)
        )
    return None


def decide(
    cases: Sequence[Case], choices: Mapping[str, Sequence[int]], free: Capacity, seconds: float,
    *, goal: Goal, limit: int | None = None, hint: Months | None = None,
) -> Solution | None:  # fmt: skip
    """Let CP-SAT choose among `choices` with at most `limit` overload; None if it finds nothing in time."""
    model = cp_model.CpModel()
    chosen = {
        (case.entity, month): model.new_bool_var("") for case in cases for month in choices[case.entity]
    }
    for case in cases:
        model.add_exactly_one(chosen[case.entity, month] for month in choices[case.entity])
    over = _limit_loads(model, chosen, cases, free, hard=limit == 0)
    if limit:
        model.add(sum(over) <= limit)
    costs = {case.entity: case.costs for case in cases}
    change = sum(costs[entity][month] * var for (entity, month), var in chosen.items())
    model.minimize(
        {Goal.CHANGE: change, Goal.OVERLOAD: sum(over), Goal.BOTH: change + OVERLOAD_COST * sum(over)}[goal]
    )
    for (entity, month), var in chosen.items():
        if hint and entity in hint:
            model.add_hint(var, hint[entity] == month)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = 1
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    months = {entity: month for (entity, month), var in chosen.items() if solver.boolean_value(var)}
    least = math.ceil(solver.best_objective_bound - 1e-6)
    overload, moved = (
        _overloads(cases, months, free),
        sum(costs[entity][month] for entity, month in months.items()),
    )
    bound = {
        Goal.CHANGE: least + OVERLOAD_COST * overload,
        Goal.OVERLOAD: OVERLOAD_COST * least,
        Goal.BOTH: least,
    }[goal]
    return Solution(months, overload, moved, bound)


def _limit_loads(
    model: cp_model.CpModel, chosen: Mapping[tuple[str, int], cp_model.IntVar], cases: Sequence[Case], free: Capacity,
    *, hard: bool,
) -> list[cp_model.IntVar]:  # fmt: skip
    """Hold loads within what is free; return the excess of each unit and month unless the limit is hard."""
    over = []
    for (unit, month), terms in scarce(cases, free).items():
        able = [(chosen[entity, month], effort) for entity, effort in terms if (entity, month) in chosen]
        spare = free[unit, month] - sum(effort for _, effort in able)
        if spare >= 0:
            continue
        total = sum(effort * var for var, effort in able)
        if hard:
            model.add(total <= free[unit, month])
        else:
            over.append(model.new_int_var(0, -spare, ""))
            model.add(total <= free[unit, month] + over[-1])
    return over
