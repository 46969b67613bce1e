"""From visits and capacity to a proposal with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from haidang.domain.overlaps.merging.cases import build_cases
from haidang.domain.overlaps.merging.model import Capacity, Case, Clash, Merge, Proposal, Status
from haidang.domain.overlaps.merging.reasons import load_of, reason
from haidang.domain.overlaps.merging.solving import Months, free_capacity, solve
from haidang.domain.overlaps.rules import Precedence
from haidang.domain.overlaps.visits import Visit


def propose(
    visits: Iterable[Visit], overlapping: set[str], capacity: Capacity, ranking: Sequence[Precedence],
    *, first_month: int = 1, seconds: float = 25.0,
) -> Proposal:  # fmt: skip
    """Merge the visits to each enterprise in `overlapping` into one; all other visits stay and use capacity."""
    merged: list[Visit] = []
    fixed: dict[tuple[str, int], int] = defaultdict(int)
    for visit in visits:
        if visit.entity in overlapping:
            merged.append(visit)
        elif visit.month:
            fixed[visit.unit, visit.month] += visit.effort
    cases, clashes = build_cases(merged, ranking, first_month)
    free = free_capacity(capacity, fixed)
    solution = solve(cases, free, seconds)
    load = load_of(cases, solution.months)
    clashes += _capacity_clashes(cases, solution.months, capacity, fixed, free)
    merges = tuple(
        Merge(case, solution.months[case.entity], _moved(case, solution.months[case.entity]),
              reason(case, solution.months[case.entity], load, free))
        for case in cases
    )  # fmt: skip
    gap = (solution.cost - solution.bound) / max(solution.change, 1)
    status = Status.OPTIMAL if solution.cost == solution.bound else Status.FEASIBLE
    return Proposal(merges, status, gap, solution.change, solution.overload, tuple(clashes))


def _moved(case: Case, month: int) -> tuple[tuple[str, int, int], ...]:
    return tuple((v.rid, v.month, month) for v in case.visits if v.month and v.month != month)


def _capacity_clashes(
    cases: Sequence[Case], months: Months, capacity: Capacity,
    fixed: dict[tuple[str, int], int], free: Capacity,
) -> list[Clash]:  # fmt: skip
    """Tell where joint teams need more person-days than there are, whatever the arrangement."""
    found = []
    for (unit, month), effort in sorted(load_of(cases, months).items()):
        if (unit, month) in free and effort > free[unit, month]:
            has, stays = capacity[unit, month], fixed.get((unit, month), 0)
            found.append(Clash(
                "capacity",
                f"Vượt ngày công: {unit}, tháng {month}: cần {effort + stays} ngày công "
                f"({stays} cho các lượt không gộp), chỉ có {has}",
                f"Over capacity: {unit}, month {month}: {effort + stays} person-days needed "
                f"({stays} for visits that stay), {has} there",
            ))  # fmt: skip
    return found
