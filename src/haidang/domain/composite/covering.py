"""Cover a need at least cost, one option of every lever: a multiple-choice knapsack, exact by best-first search."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from haidang.domain.composite.steps import Floats

MOST_NODES = 200_000


@dataclass(frozen=True)
class Option:
    """What so many steps of a lever cost and gain; the first option of a lever is none: 0 and 0."""

    cost: float
    gain: float


@dataclass(frozen=True)
class Cover:
    """How many steps of each lever; `proved`: no other choice covers the need at less cost."""

    steps: tuple[int, ...]
    cost: float
    proved: bool


def cover(
    levers: Sequence[Sequence[Option]],
    need: float,
    *,
    tie: float = 0.0,
    nodes: int = MOST_NODES,
    grain: float = 0.0,
) -> Cover | None:
    """The cheapest choice whose gains reach `need` (less `tie`); None where all together do not.

    Bounded by the fractional problem over concave hulls, which is solved by taking the steepest pieces first. After
    `nodes` choices looked at, the best choice known is given, unproved. `grain`: every cost is a multiple of it, so
    that a choice is better by a whole one or not at all; 0 where no such number is known.
    """
    bounds = _Bounds(levers)
    best = _greedy(levers, need - tie)
    if best is None:
        return None
    cheaper = best.cost - max(grain * (1 - 1e-9), best.cost * 1e-12)
    serial = count()
    heap: list[tuple[float, int, float, float, tuple[int, ...]]] = [
        (bounds.least(0, need - tie), next(serial), 0.0, need - tie, ())
    ]
    looked = 0
    while heap and heap[0][0] <= cheaper:
        _, _, cost, left, chosen = heapq.heappop(heap)
        looked += 1
        if looked > nodes:
            return Cover(best.steps, best.cost, proved=False)
        if left <= 0 or len(chosen) == len(levers):
            if left <= 0:
                return Cover(chosen + (0,) * (len(levers) - len(chosen)), cost, proved=True)
            continue
        for steps, option in enumerate(levers[len(chosen)]):
            rest = left - option.gain
            bound = cost + option.cost + bounds.least(len(chosen) + 1, rest)
            if bound <= cheaper:
                heapq.heappush(heap, (bound, next(serial), cost + option.cost, rest, (*chosen, steps)))
    return Cover(best.steps, best.cost, proved=True)


class _Bounds:
    """The least cost of the fractional problem over the levers from one on."""

    def __init__(self, levers: Sequence[Sequence[Option]]) -> None:
        pieces = [[(gain, cost) for gain, cost, _ in hull(options)] for options in levers]
        self._gains: list[Floats] = []
        self._costs: list[Floats] = []
        for first in range(len(levers) + 1):
            ordered = sorted((piece for part in pieces[first:] for piece in part), key=lambda p: p[1] / p[0])
            self._gains.append(np.cumsum([0.0, *(gain for gain, _ in ordered)]))
            self._costs.append(np.cumsum([0.0, *(cost for _, cost in ordered)]))

    def least(self, first: int, need: float) -> float:
        """Infinite where the levers cannot reach the need."""
        if need <= 0:
            return 0.0
        gains, costs = self._gains[first], self._costs[first]
        if need > gains[-1] * (1 + 1e-12):
            return float("inf")
        return float(np.interp(need, gains, costs))


def hull(options: Sequence[Option]) -> list[tuple[float, float, int]]:
    """Pieces (gain, cost, steps) of the upper concave hull of a lever's options, steepest first."""
    corners = [0]
    pieces: list[tuple[float, float, int]] = []
    while True:
        here = options[corners[-1]]
        further = [
            (n, (option.cost - here.cost) / (option.gain - here.gain))
            for n, option in enumerate(options)
            if option.gain > here.gain and option.cost >= here.cost
        ]
        if not further:
            return pieces
        best = min(further, key=lambda entry: (entry[1], -options[entry[0]].gain))[0]
        pieces.append((options[best].gain - here.gain, options[best].cost - here.cost, best))
        corners.append(best)


def _greedy(levers: Sequence[Sequence[Option]], need: float) -> Cover | None:
    """Steepest pieces first until the need is covered, then whatever can be taken back."""
    steps = [0] * len(levers)
    pieces = sorted(
        (
            (cost / gain, place, number)
            for place, options in enumerate(levers)
            for gain, cost, number in hull(options)
        )
    )
    for _, place, number in pieces:
        if _gain(levers, steps) >= need:
            break
        steps[place] = number
    if _gain(levers, steps) < need:
        steps = [max(range(len(options)), key=lambda n, o=options: o[n].gain) for options in levers]  # type: ignore[misc]
        if _gain(levers, steps) < need:
            return None
    for place in sorted(range(len(levers)), key=lambda p: -levers[p][steps[p]].cost):
        spare = _gain(levers, steps) - need
        own = levers[place][steps[place]]
        enough = [n for n, option in enumerate(levers[place]) if own.gain - option.gain <= spare]
        steps[place] = min(enough, key=lambda n: levers[place][n].cost)
    cost = sum(options[n].cost for options, n in zip(levers, steps, strict=True))
    return Cover(tuple(steps), cost, proved=False)


def _gain(levers: Sequence[Sequence[Option]], steps: Sequence[int]) -> float:
    return sum(options[n].gain for options, n in zip(levers, steps, strict=True))
