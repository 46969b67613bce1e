"""Middle and spread of a few values, and the multiples of it that chance exceeds in 1 % of all cases."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import combinations
from math import comb
from typing import Final

NORMAL: Final = 2.5758
"""99 % of a normal distribution lie within so many standard deviations."""

STUDENT: Final = (
    63.657, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169,
    3.106, 3.055, 3.012, 2.977, 2.947, 2.921, 2.898, 2.878, 2.861, 2.845,
)  # fmt: skip
"""The same for Student's distribution with 1, 2, 3 … degrees of freedom; for more the last one serves."""

QN_MULTIPLES: Final = {
    5: 19.0, 6: 7.8, 7: 10.6, 8: 6.6, 9: 8.4, 10: 6.2, 11: 7.6, 12: 6.0, 13: 7.1, 14: 5.9,
    15: 6.8, 16: 5.8, 17: 6.6, 18: 5.8, 19: 6.5, 20: 5.8, 21: 6.3, 31: 6.2, 41: 5.9, 61: 5.8,
}  # fmt: skip
"""How many Qn the next value lies away from the median of n normal values in 1 % of all cases, by n.

Simulated by `python -m bench.plausibility critical` and rounded up; between two sizes the smaller one serves.
"""


def student(n: int) -> float:
    """Return the multiple for n values, of which mean and deviation are estimated."""
    return STUDENT[min(n - 1, len(STUDENT)) - 1]


def qn_multiple(n: int) -> float:
    """Return the multiple of Qn for n values, n at least 5."""
    sizes = sorted(QN_MULTIPLES)
    return QN_MULTIPLES[sizes[bisect_right(sizes, n) - 1]]


def qn(values: Sequence[float]) -> float:
    """Return the k-th smallest distance of two values, k of about a quarter of all pairs (Rousseeuw, Croux 1993).

    Without the factor that makes it estimate a standard deviation: the multiples contain it.
    """
    distances = sorted(abs(left - right) for left, right in combinations(values, 2))
    return distances[comb(len(values) // 2 + 1, 2) - 1]
