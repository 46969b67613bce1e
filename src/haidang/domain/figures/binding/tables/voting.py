"""How far the rows (or columns) speak for a formula, counted in powers of ten.

A formula starts with what its headings say, less what it costs to have tried so many. Each row in which it holds adds
the unlikeliness of such a fit by chance; each row in which it fails takes one away, two and more when the miss is
wild, and gives back what a plausible slip explains. From `CERTAIN` on, rows that fail contradict.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log10
from typing import Final

from haidang.domain.figures.binding.tables.formulas import Formula, Reading, agrees, result
from haidang.domain.figures.binding.tables.misses import proof_of_slip
from haidang.domain.figures.claims import Claim, Form

WORTH_TELLING: Final = 1.0
"""From here on the rows that hold are reported."""
CERTAIN: Final = 2.1
"""From here on the rows that fail contradict."""
_MOST_PER_FIT: Final = 4.0
_COST_OF_MISS: Final = 1.0
_COST_OF_WILD_MISS: Final = 2.5
_EVEN_CHANCE: Final = 0.5
_HUNDRED: Final = 100.0
_HOPELESS: Final = 4
LIKELY_SLIP: Final = 1.2
RARE_SLIP: Final = 2.6
"""What a slip must prove to be believed, and to be believed against the odds."""


@dataclass(slots=True)
class Ballot:
    """The places where a formula holds and fails, and what the holding ones prove."""

    holding: list[int] = field(default_factory=list)
    failing: list[int] = field(default_factory=list)
    proof: float = 0.0

    @property
    def belief(self) -> float:
        """What the votes say, with every miss at its least cost."""
        return self.proof - _COST_OF_MISS * len(self.failing)


Votes = Iterable[tuple[int, Reading, Sequence[Reading]]]


def vote(formula: Formula, votes: Votes, scale: float, patience: int | None = None) -> Ballot:
    """Count the votes for a formula. `scale` is the usual size of its results.

    Hopeless counts are broken off, at the latest after more misses than `patience`.
    """
    ballot = Ballot()
    seen: set[tuple[float, ...]] = set()
    for place, stated, parts in votes:
        made = result(formula, parts)
        if made is None:
            continue
        central, low, high = made
        if not agrees(stated, low, high):
            ballot.failing.append(place)
            failing = len(ballot.failing)
            if failing > 2 * len(ballot.holding) + _HOPELESS or (patience is not None and failing > patience):
                break
            continue
        ballot.holding.append(place)
        figures = (stated.value, *(part.value for part in parts))
        if figures not in seen:
            seen.add(figures)
            ballot.proof -= log10(_chance(formula, stated, parts, (central, low, high), scale))
    return ballot


def _chance(
    formula: Formula,
    stated: Reading,
    parts: Sequence[Reading],
    made: tuple[float, float, float],
    scale: float,
) -> float:
    """Return the chance that unrelated figures of this size would fit: 1 where fitting proves nothing."""
    central, low, high = made
    telling = sum(part.value != 0 for part in parts)
    if stated.value == 0 or telling < 2:
        return 1.0
    if parts[0].value == parts[1].value and formula.form is not Form.SUM:
        return _EVEN_CHANCE
    if formula.form in (Form.RATIO, Form.CHANGE_FROM) and stated.value == _HUNDRED:
        return _EVEN_CHANCE
    step = stated.step
    if formula.form in (Form.SUM, Form.DIFFERENCE):
        step = max(step, *(part.step for part in parts))
    to_the_digit = abs(central - stated.value) <= step / 2 * (1 + 1e-6)
    width = step if to_the_digit else (high - low) + (stated.beyond - stated.least)
    size = max(abs(stated.value), scale) if formula.form in (Form.SUM, Form.DIFFERENCE) else abs(stated.value)
    return float(min(1.0, max(width / (_EVEN_CHANCE * size), 10**-_MOST_PER_FIT)))


def is_slip(claim: Claim, proof: float = LIKELY_SLIP) -> bool:
    """True when a slip that is hardly chance explains why a claim fails."""
    return proof_of_slip(claim) >= proof


def cost_of_miss(*, near: bool) -> float:
    """Return what a failing place costs its formula: much when it misses wildly."""
    return _COST_OF_MISS if near else _COST_OF_WILD_MISS
