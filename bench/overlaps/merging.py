"""Joint teams: how long the best plan takes, with and without slack, and against CP-SAT on the whole at once."""

import time
from collections import Counter

from bench.overlaps.truth import USUAL, generator

from haidang.domain.overlaps import Visit, read_precedence
from haidang.domain.overlaps.merging import propose
from haidang.domain.overlaps.merging.cases import build_cases
from haidang.domain.overlaps.merging.solving import Goal, decide, free_capacity

SLACKS = (3.0, 1.5, 1.2)
"""Person-days of a unit a month, as a multiple of its yearly plan by twelve."""


def compare_merges() -> None:
    """277 visits into 129, and fifty times that."""
    for size in (2108, 105_400):
        visits = [
            Visit(str(r[0]), str(r[10]), r[1], r[2], r[6], r[7], r[8], r[9])
            for r in generator().main(size, *USUAL.values(), 7)
        ]
        often = Counter(visit.entity for visit in visits)
        overlapping = {entity for entity, count in often.items() if count > 1}
        for slack in SLACKS:
            compare(visits, overlapping, slack)


def compare(visits: list[Visit], overlapping: set[str], slack: float) -> None:
    """One line: ours, and CP-SAT on the whole at once, given 30 s."""
    load: Counter = Counter()
    fixed: Counter = Counter()
    for visit in visits:
        load[visit.unit] += visit.effort
        if visit.entity not in overlapping and visit.month:
            fixed[visit.unit, visit.month] += visit.effort
    capacity = {
        (unit, month): int(total * slack / 12) + 1 for unit, total in load.items() for month in range(1, 13)
    }
    start = time.perf_counter()
    proposal = propose(visits, overlapping, capacity, read_precedence())
    seconds = time.perf_counter() - start
    cases, _ = build_cases([visit for visit in visits if visit.entity in overlapping], read_precedence())
    start = time.perf_counter()
    choices = {case.entity: list(case.costs) for case in cases}
    alone = decide(cases, choices, free_capacity(capacity, fixed), 30.0, goal=Goal.BOTH)
    longer = time.perf_counter() - start
    merged = sum(len(merge.case.visits) for merge in proposal.merges)
    gap = f"{100 * (alone.cost - alone.bound) / alone.change:.3f} %" if alone and alone.change else "no plan"
    print(
        f"{merged:>6} into {len(proposal.merges):<5} capacity × {slack:<4} {proposal.status.value:9} gap "
        f"{100 * proposal.gap:.3f} %, {proposal.overload} days over, {seconds:.2f} s; CP-SAT alone: gap {gap}, "
        f"{longer / seconds:.1f} × ours"
    )
