"""Simulate how many Qn the next of n normal values lies away from their median in 1 % of all cases."""

import random
from statistics import median

from haidang.domain.plausibility.spread import QN_MULTIPLES, qn

_ALPHA = 0.01
_NEXT = 8


def multiple(n: int, samples: int, seed: int = 7) -> float:
    """The multiple for n values, from so many samples with eight next values each."""
    chance = random.Random(seed)
    distances = []
    for _ in range(samples):
        values = [chance.gauss(0, 1) for _ in range(n)]
        middle, spread = median(values), qn(values)
        distances += [abs(chance.gauss(0, 1) - middle) / spread for _ in range(_NEXT)]
    return sorted(distances)[int((1 - _ALPHA) * len(distances))]


def print_multiples() -> None:
    """Print what is in the table, and what a simulation gives now."""
    for n, stored in QN_MULTIPLES.items():
        print(
            f"{n:4}  stored {stored:6.2f}   simulated {multiple(n, max(2_000, 200_000 // n)):6.2f}",
            flush=True,
        )
