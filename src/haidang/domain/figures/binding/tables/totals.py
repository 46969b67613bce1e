"""Which rows sum up which: the blocks of a table, weighed by the columns that agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Final

from haidang.domain.figures.binding.tables.across import is_near
from haidang.domain.figures.binding.tables.formulas import (
    NOTHING,
    Formula,
    Reading,
    claim_of,
    plain_sum,
    reading_of,
)
from haidang.domain.figures.binding.tables.misses import proof_of_slip
from haidang.domain.figures.binding.tables.outline import Outline, Says, tops
from haidang.domain.figures.binding.tables.reading import State, Table
from haidang.domain.figures.binding.tables.voting import (
    CERTAIN,
    LIKELY_SLIP,
    WORTH_TELLING,
    Ballot,
    cost_of_miss,
    vote,
)
from haidang.domain.figures.claims import Binding, Claim

MOST_WEIGHED: Final = 200
"""Slips are looked for in blocks of no more rows: looking takes as many steps as the square of their number."""
_PRIORS: Final = {Says.TOTAL: 2.0, Says.PERHAPS: -0.5, Says.NOTHING: -1.5}
_OPEN: Final = -1.5
_COST_OF_MEAN: Final = 0.5
_OUTLINED: Final = 1.2
_LIKE_ITS_SIBLINGS: Final = 1.5
_FAR: Final = 1_000_000
_NEARBY: Final = 60
_MANY_TOTALS: Final = 40
_LONGEST_UNMARKED: Final = 8
_MOST_ROWS_UNMARKED: Final = 60


@dataclass(frozen=True, slots=True)
class Block:
    """A row that sums up others, how sure that is, and the columns in which it does and does not.

    `marked` is False where nothing but the figures tells which rows belong together.
    """

    total: int
    parts: tuple[int, ...]
    belief: float
    holding: tuple[int, ...]
    failing: tuple[int, ...]
    marked: bool = True


class Weigher:
    """Weighs blocks by the columns that may be added."""

    def __init__(self, table: Table, added_columns: Sequence[int]) -> None:
        """Read the columns that may be added as numbers, once."""
        self.table = table
        self.columns = tuple(added_columns)
        rows = range(len(table.rows))
        self._readings = {column: [self._reading(row, column) for row in rows] for column in self.columns}

    def _reading(self, row: int, column: int) -> Reading | None:
        cell = self.table.rows[row].cells[column]
        return NOTHING if cell.state in (State.NIL, State.EMPTY) else reading_of(cell)

    def weigh(self, total: int, parts: Sequence[int], prior: float) -> Block:
        """Return the block of `parts` under `total` with what its columns say for it."""
        formula = plain_sum(total, parts)
        holding: list[int] = []
        failing: list[int] = []
        proof = prior
        for column in self.columns:
            ballot = self._vote(formula, column)
            if ballot.holding:
                holding.append(column)
                proof += ballot.proof
            elif ballot.failing and (claim := self.claim(formula, column)) is not None:
                slip = proof_of_slip(claim) if len(claim.operands) <= MOST_WEIGHED else 0.0
                slip = slip if slip >= LIKELY_SLIP else 0.0
                if not slip and claim.stated.value <= max(part.value for part in claim.operands):
                    proof -= _COST_OF_MEAN  # not added up at all: a mean, or the greatest
                    continue
                failing.append(column)
                proof += slip - cost_of_miss(near=is_near(claim))
        return Block(total, tuple(parts), proof, tuple(holding), tuple(failing))

    def _vote(self, formula: Formula, column: int) -> Ballot:
        readings = self._readings[column]
        stated = readings[formula.target]
        known = [reading for place in formula.parts if (reading := readings[place]) is not None]
        figures = sum(reading is not NOTHING for reading in known)
        usable = (
            stated is not None and stated is not NOTHING and len(known) == len(formula.parts) and figures > 1
        )
        votes = [(column, stated, known)] if usable and stated is not None else []
        return vote(formula, votes, 0.0)

    def claim(self, formula: Formula, column: int) -> Claim | None:
        """Return the claim of a block in one column."""
        cells = [self.table.rows[row].cells[column] for row in formula.parts]
        kept = [cell for cell in cells if cell.figure is not None]
        if len(kept) < 2 or any(cell.state in (State.UNKNOWN, State.TEXT) for cell in cells):
            return None
        short = Formula(formula.kind, formula.form, formula.target, tuple(range(len(kept))), (1,) * len(kept))
        binding = Binding.HUNCH if any(cell.state is State.EMPTY for cell in cells) else Binding.FIRM
        return claim_of(short, self.table.rows[formula.target].cells[column], kept, binding, "column")


def blocks(outline: Outline, weigher: Weigher) -> list[Block]:
    """Return the blocks of a table, those under a total first, then those over one."""
    found = list(_unmarked(outline, weigher))
    inner = {row for block in found for row in block.parts}
    under = list(_under(outline, weigher, found, inner))
    found += under
    found += _over(outline, weigher, {block.total for block in found}, inner)
    return found


def _unmarked(outline: Outline, weigher: Weigher) -> Iterator[Block]:
    """Yield rows that sum up the next few ones, though nothing marks them: only where columns agree on it."""
    size = len(outline.depths)
    if size > _MOST_ROWS_UNMARKED:
        return
    cost = log10(_LONGEST_UNMARKED)
    for total in range(size):
        if not outline.filled[total] or (outline.says[total] is Says.TOTAL and total == 0):
            continue
        best: Block | None = None
        for last in range(total + 3, min(total + _LONGEST_UNMARKED + 2, size + 1)):
            parts = range(total + 1, last)
            alike = (
                outline.depths[total] == outline.depths[last - 1]
                and outline.rates[total] == outline.rates[last - 1]
            )
            if not alike or not (outline.filled[last - 1] and outline.filled[total + 1]):
                break
            block = replace(weigher.weigh(total, parts, _PRIORS[Says.NOTHING] - cost), marked=False)
            if len(block.holding) > len(block.failing) and (best is None or block.belief > best.belief):
                best = block
        if best is not None and best.belief >= WORTH_TELLING:
            yield best


def _under(outline: Outline, weigher: Weigher, known: Sequence[Block], inner: set[int]) -> Iterator[Block]:
    """Yield the rows over their outline: a total that comes first, a numbered row over its lettered ones.

    Where one row of a depth surely sums up the rows under it, the others of this depth are taken to do so too.
    """
    done = {block.total for block in known}
    weighed: list[Block] = []
    for total in range(len(outline.depths)):
        if not outline.filled[total] or total in done:
            continue
        parts = [row for row in outline.children(total) if row not in inner]
        if len(parts) > 1:
            says = outline.says[total]
            prior = _PRIORS[says] if says is Says.TOTAL else _PRIORS[Says.NOTHING] + _OUTLINED
            weighed.append(weigher.weigh(total, parts, prior + (_OPEN if outline.is_open(total) else 0.0)))
    sure = {outline.depths[block.total] for block in weighed if block.belief >= CERTAIN and not block.failing}
    for block in weighed:
        trusted = outline.depths[block.total] in sure and not outline.is_open(block.total)
        belief = block.belief + (_LIKE_ITS_SIBLINGS if trusted else 0.0)
        if belief >= WORTH_TELLING:
            yield replace(block, belief=belief)


def _over(outline: Outline, weigher: Weigher, heads: set[int], inner: set[int]) -> Iterator[Block]:
    """Yield the totals that come after their parts; what a total has summed up it stands for in the next one."""
    waiting: list[int] = []
    borders: list[int] = []
    last = len(outline.depths) - 1
    totals = 0
    for row in range(len(outline.depths)):
        if not outline.filled[row]:
            borders.append(row)
            continue
        if row in inner:
            continue
        if row not in heads and (outline.says[row] or row == last):
            reach = _FAR if outline.says[row] is Says.TOTAL and totals < _MANY_TOTALS else _NEARBY
            totals += outline.says[row] is Says.TOTAL
            block = _best_over(outline, weigher, row, waiting[-reach:], borders)
            if block is not None:
                yield block
                waiting = [other for other in waiting if other < block.parts[0]]
        if not (row in heads and outline.says[row] is Says.TOTAL):
            waiting.append(row)


def _best_over(
    outline: Outline, weigher: Weigher, total: int, waiting: Sequence[int], borders: Sequence[int]
) -> Block | None:
    """Return the best block over a total: of all rows waiting, or of those since the last total or heading."""
    starts = {-1, *borders[-1:], *[row for row in waiting if outline.says[row] is Says.TOTAL][-1:]}
    choices = {tuple(tops(outline, [row for row in waiting if row > start])) for start in starts}
    choices |= {tuple(row for row in waiting if outline.says[row])}
    if outline.says[total] is Says.PERHAPS:
        choices |= {tuple(waiting[-size:]) for size in (2, 3, 4)}
    usable = [parts for parts in choices if len(parts) > 1]
    if not usable:
        return None
    prior = _PRIORS[outline.says[total]] - log10(len(usable)) / 2
    weighed = [weigher.weigh(total, parts, prior) for parts in usable]
    best = max(weighed, key=lambda block: (block.belief, len(block.parts)))
    return (
        best if best.belief >= WORTH_TELLING or (best.failing and outline.says[total] is Says.TOTAL) else None
    )
