"""Joint teams: how long the best plan takes, with and without slack, and against planning one by one."""

import time
from collections import Counter

from bench.overlaps.truth import USUAL, generator

from haidang.domain.overlaps import Visit, read_precedence
from haidang.domain.overlaps.merging import propose
from haidang.domain.overlaps.merging.cases import build_cases
from haidang.domain.overlaps.merging.model import OVERLOAD_COST
from haidang.domain.overlaps.merging.solving import free_capacity, one_by_one

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
    """One line: ours, and the baseline: each case by itself, the largest first."""
    load: Counter = Counter()
    fixed: Counter = Counter()
    for visit in visits:
        load[visit.unit] += visit.effort
        if visit.entity not in overlapping and visit.month:
            fixed[visit.unit, visit.month] += visit.effort
    capacity = {
        (unit, month): int(total * slack / 12) + 1 for unit, total in load.items() for month in range(1, 13)
    }
    start, busy = time.perf_counter(), time.process_time()
    proposal = propose(visits, overlapping, capacity, read_precedence())
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    cases, _ = build_cases([visit for visit in visits if visit.entity in overlapping], read_precedence())
    start = time.process_time()
    easy = one_by_one(cases, free_capacity(capacity, fixed))
    shorter = time.process_time() - start
    merged = sum(len(merge.case.visits) for merge in proposal.merges)
    more = (easy.cost - proposal.change - OVERLOAD_COST * proposal.overload) / max(proposal.change, 1)
    print(
        f"{merged:>6} into {len(proposal.merges):<5} capacity × {slack:<4} {proposal.status.value:9} gap "
        f"{100 * proposal.gap:.3f} %, {proposal.overload} days over, {seconds:.2f} s, {busy:.2f} s CPU; one by one: "
        f"{easy.overload} days over, cost {100 * more:.1f} % of the change higher, {shorter / busy:.2f} × the time"
    )
