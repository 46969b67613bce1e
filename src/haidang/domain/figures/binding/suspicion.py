"""How much doubt a reading leaves, as the chance of coincidence that is still taken; and what holds already."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

SURE: Final = 0.12
LIKELY: Final = 0.04
POSSIBLE: Final = 0.01
FAINT: Final = 0.001


@dataclass(frozen=True, slots=True)
class Settled:
    """What holds already in a passage, by the offsets of figures.

    `explained` are stated figures, `totals` those of sums, `parts` the terms of sums, `sums` totals with their terms,
    `halves` those with two, `bases` the bases of rates; `pairs` holds the values of two operands.
    """

    explained: set[int]
    totals: set[int]
    pairs: set[tuple[Decimal, Decimal]]
    halves: tuple[tuple[int, frozenset[int]], ...]
    sums: tuple[tuple[int, frozenset[int]], ...]
    bases: set[int]
    parts: set[int]
