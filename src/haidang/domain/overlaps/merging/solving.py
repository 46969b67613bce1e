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
from typing import Final

from ortools.sat.python import cp_model

from haidang.domain.overlaps.merging.model import Capacity, Case
from haidang.domain.overlaps.merging.relaxation import Relaxation, relax

Months = dict[str, int]
"""The month of each case, by entity."""
SMALL: Final = 4_000
"""Choices (cases × months) that CP-SAT decides at once."""
GAPS: Final = (0.0005, 0.005, 0.05)
"""Share of the bound within which months are tried, wider while nothing is found."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Months, with the overload that no plan found avoids, the change, and a bound below which no plan is."""

    months: Months
    overload: int
    change: int
    bound: int


def free_capacity(capacity: Capacity, fixed: Mapping[tuple[str, int], int]) -> dict[tuple[str, int], int]:
    """Return what is left for joint teams after the visits that stay as they are; never below 0."""
    return {key: max(days - fixed.get(key, 0), 0) for key, days in capacity.items()}


def solve(cases: Sequence[Case], free: Capacity, seconds: float = 25.0) -> Solution:
    """Return the best months found within `seconds` for all parts together."""
    months: Months = {case.entity: case.cheapest for case in cases}
    change = sum(case.costs[months[case.entity]] for case in cases)
    if not _overloads(cases, months, free):
        return Solution(months, 0, change, change)
    overload = bound = 0
    parts = components(cases, free)
    total = sum(len(part) for part in parts if len(part) > 1) or 1
    for part in parts:
        result = _solve_part(part, free, seconds * len(part) / total)
        months |= result.months
        overload += result.overload
        bound += result.bound
    change = sum(case.costs[months[case.entity]] for case in cases)
    return Solution(months, overload, change, bound)


def components(cases: Sequence[Case], free: Capacity) -> list[list[Case]]:
    """Split cases that share no unit and month which all of them together could overload."""
    wanted: dict[tuple[str, int], int] = defaultdict(int)
    for case in cases:
        for unit, effort in case.efforts.items():
            for month in case.costs:
                wanted[unit, month] += effort
    short = {key for key, effort in wanted.items() if key in free and effort > free[key]}
    parent = list(range(len(cases)))

    def find(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    seen: dict[tuple[str, int], int] = {}
    for place, case in enumerate(cases):
        for unit in case.efforts:
            for month in case.costs:
                if (unit, month) in short:
                    parent[find(place)] = find(seen.setdefault((unit, month), place))
    parts: dict[int, list[Case]] = defaultdict(list)
    for place, case in enumerate(cases):
        parts[find(place)].append(case)
    return list(parts.values())


def _overloads(cases: Sequence[Case], months: Months, free: Capacity) -> int:
    load: dict[tuple[str, int], int] = defaultdict(int)
    for case in cases:
        for unit, effort in case.efforts.items():
            load[unit, months[case.entity]] += effort
    return sum(max(days - free[key], 0) for key, days in load.items() if key in free)


def _solve_part(cases: Sequence[Case], free: Capacity, seconds: float) -> Solution:
    cheapest = {case.entity: case.cheapest for case in cases}
    change = sum(case.costs[case.cheapest] for case in cases)
    if not _overloads(cases, cheapest, free):
        return Solution(cheapest, 0, change, change)
    choices = {case.entity: list(case.costs) for case in cases}
    if sum(map(len, choices.values())) <= SMALL:
        return _staged(cases, choices, free, seconds)
    relaxed = relax(cases, free, 0.0)
    if relaxed is None:
        least = relax(cases, free, None)
        assert least is not None  # noqa: S101  with overload allowed there always is a plan
        return _narrowed(cases, free, least, math.ceil(least.overload - 1e-6), seconds)
    return _narrowed(cases, free, relaxed, 0, seconds)


def _staged(
    cases: Sequence[Case], choices: Mapping[str, Sequence[int]], free: Capacity, seconds: float
) -> Solution:
    """No overload if that can be; else the least, and then the least change with it."""
    found = _decide(cases, choices, free, seconds, limit=0)
    if found is not None:
        return found
    least = _decide(cases, choices, free, seconds, limit=None)
    assert least is not None  # noqa: S101
    found = _decide(cases, choices, free, seconds, limit=least.overload, hint=least.months)
    return found or least


def _narrowed(
    cases: Sequence[Case], free: Capacity, relaxed: Relaxation, overload: int, seconds: float
) -> Solution:
    """Decide among the months that the prices of the relaxation leave open, more of them while nothing is found."""
    bound = math.ceil(relaxed.change - 1e-6)
    best: Solution | None = None
    for share in GAPS:
        width = max(share * bound, 2.0)
        choices = {case.entity: relaxed.open_months(case, width) for case in cases}
        found = _decide(cases, choices, free, seconds / 2, limit=overload)
        if found is not None:
            best = Solution(found.months, found.overload, found.change, bound)
            proven = found.bound == found.change and found.change - relaxed.change <= width
            if proven:
                best = Solution(found.months, found.overload, found.change, found.change)
            break
    return best or _staged(cases, {case.entity: list(case.costs) for case in cases}, free, seconds)


def _decide(
    cases: Sequence[Case], choices: Mapping[str, Sequence[int]], free: Capacity, seconds: float,
    *, limit: int | None, hint: Months | None = None,
) -> Solution | None:  # fmt: skip
    """Let CP-SAT choose: least change with at most `limit` overload; without a limit, least overload."""
    model = cp_model.CpModel()
    chosen = {
        (case.entity, month): model.new_bool_var("") for case in cases for month in choices[case.entity]
    }
    load: dict[tuple[str, int], list[tuple[cp_model.IntVar, int]]] = defaultdict(list)
    for case in cases:
        model.add_exactly_one(chosen[case.entity, month] for month in choices[case.entity])
        for unit, effort in case.efforts.items():
            for month in choices[case.entity]:
                if (unit, month) in free and effort:
                    load[unit, month].append((chosen[case.entity, month], effort))
    over = []
    for key, terms in load.items():
        spare = free[key] - sum(effort for _, effort in terms)
        if spare >= 0:
            continue
        total = sum(effort * var for var, effort in terms)
        if limit == 0:
            model.add(total <= free[key])
        else:
            excess = model.new_int_var(0, -spare, "")
            model.add(total <= free[key] + excess)
            over.append(excess)
    if limit:
        model.add(sum(over) <= limit)
    change = sum(case.costs[month] * chosen[case.entity, month] for case in cases for month in choices[case.entity])
    model.minimize(sum(over) if limit is None else change)
    for (entity, month), var in chosen.items():
        if hint:
            model.add_hint(var, hint[entity] == month)
    return _run(model, cases, chosen, free, seconds, limit is not None)


def _run(
    model: cp_model.CpModel, cases: Sequence[Case], chosen: Mapping[tuple[str, int], cp_model.IntVar],
    free: Capacity, seconds: float, by_change: bool,
) -> Solution | None:  # fmt: skip
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    months = {entity: month for (entity, month), var in chosen.items() if solver.boolean_value(var)}
    change = sum(case.costs[months[case.entity]] for case in cases)
    bound = math.ceil(solver.best_objective_bound - 1e-6) if by_change else 0
    return Solution(months, _overloads(cases, months, free), change, bound)
