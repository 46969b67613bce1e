"""What the months would cost if visits could be split over months: a bound, and which months are worth a look.

The linear relaxation of the assignment with capacity. A month whose reduced cost is more than what the best plan
known costs above the bound is in no better plan (reduced-cost fixing; Balas and Martin, Management Science 26, 1980).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ortools.linear_solver.python import model_builder

from haidang.domain.overlaps.merging.model import OVERLOAD_COST, Capacity, Case

Terms = Mapping[tuple[str, int], Sequence[tuple[str, int]]]
"""For each unit and month that can run short: who may come, with how many person-days."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """No plan costs less than `bound`; with the case of an entity in a month, none less than `bound + extra`."""

    bound: float
    extra: Mapping[tuple[str, int], float]

    def worthwhile(self, cases: Sequence[Case], most: float) -> list[Case]:
        """Return the cases with only those months that raise the bound by `most` or less."""
        return [
            replace(case, costs={
                month: cost for month, cost in case.costs.items() if self.extra[case.entity, month] <= most
            })
            for case in cases
        ]  # fmt: skip


def relax(cases: Sequence[Case], free: Capacity, terms: Terms) -> Relaxation | None:
    """Solve the relaxation; None if the solver gives up."""
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    shares = {(case.entity, month): model.new_var(0, 1, False, "") for case in cases for month in case.costs}
    for case in cases:
        model.add(sum(shares[case.entity, month] for month in case.costs) == 1)
    overloads = []
    for key, wanted in terms.items():
        overloads.append(model.new_var(0, sum(effort for _, effort in wanted), False, ""))
        load = model_builder.LinearExpr.weighted_sum(
            [*(shares[entity, key[1]] for entity, _ in wanted), overloads[-1]],
            [*(effort for _, effort in wanted), -1],
        )
        model.add(load <= free[key])
    costs = [cost for case in cases for cost in case.costs.values()]
    model.minimize(
        model_builder.LinearExpr.weighted_sum(
            [*shares.values(), *overloads], [*costs, *(OVERLOAD_COST for _ in overloads)]
        )
    )
    solver = model_builder.Solver("GLOP")
    if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
        return None
    return Relaxation(
        solver.objective_value, {key: max(solver.reduced_cost(share), 0.0) for key, share in shares.items()}
    )
