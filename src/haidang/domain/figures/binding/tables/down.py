"""Totals down the rows, and shares of a total row."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log10
from typing import Final

from haidang.domain.figures.binding.tables.across import Believed, is_near
from haidang.domain.figures.binding.tables.formulas import (
    Formula,
    Reading,
    added,
    claim_of,
    plain_sum,
    reading_of,
)
from haidang.domain.figures.binding.tables.headings import Column, Nature, are_done_and_rest
from haidang.domain.figures.binding.tables.outline import Outline, Says, outline_of
from haidang.domain.figures.binding.tables.reading import Table
from haidang.domain.figures.binding.tables.totals import Block, Weigher, blocks
from haidang.domain.figures.binding.tables.voting import (
    CERTAIN,
    LIKELY_SLIP,
    RARE_SLIP,
    WORTH_TELLING,
    is_slip,
    vote,
)
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.judging import judge
from haidang.domain.figures.model import Kind, Verdict

_SHARE: Final = re.compile(r"tỷ trọng|tỉ trọng|cơ cấu|chiếm")
_TOLD_SHARE: Final = 0.5
_HUNDRED: Final = Decimal(100)
_NOT_ADDED: Final = (Kind.RATIO_PCT, Kind.CHANGE_PCT, Kind.POINT_DIFF, Kind.AVERAGE, Kind.MULTIPLE)
_MOST_VOTERS: Final = 60
_PROVEN: Final = 9.0


def column_claims(table: Table, columns: Sequence[Column], believed: Sequence[Believed]) -> Iterator[Claim]:
    """Yield what total rows say of each column that may be added, and columns of shares of a total row."""
    derived = {one.formula.target for one in believed if one.formula.kind in _NOT_ADDED}
    adding = [
        c.place for c in columns if c.nature in (Nature.AMOUNT, Nature.CHANGE) and c.place not in derived
    ]
    outline = outline_of(table)
    weigher = Weigher(table, adding)
    found = blocks(outline, weigher)
    rates = [column for column in columns if column.nature is Nature.RATE]
    shares = [
        share for column in rates if (share := _share(table, column, adding, outline, found)) is not None
    ]
    shares = [share for share in shares if not _is_better_said(share.believed, believed)]
    for share in shares:
        yield from _share_claims(table, share)
    for block in found:
        summed = any(share.mistaken and share.base == block.total for share in shares)
        yield from _sums(table, weigher, replace(block, belief=_PROVEN) if summed else block)
    yield from _hundreds(table, rates, {share.believed.formula.target for share in shares}, outline, found)


def _sums(table: Table, weigher: Weigher, block: Block) -> Iterator[Claim]:
    """Yield the sums of a block. Columns that fail contradict when the others vouch for the block."""
    labels = [table.rows[row].label for row in block.parts]
    kind = Kind.PART_PLUS_REST if are_done_and_rest(labels) else Kind.SUM_OF_PARTS
    formula = plain_sum(block.total, block.parts, kind)
    if block.belief >= WORTH_TELLING:
        for column in block.holding:
            claim = weigher.claim(formula, column)
            if claim is not None:
                yield claim
    few = len(block.failing) <= max(1, len(block.holding) // 2)
    for column in block.failing:
        claim = weigher.claim(formula, column)
        if claim is None or block.belief < CERTAIN:
            continue
        if is_slip(claim, LIKELY_SLIP if block.marked else RARE_SLIP) or (
            block.marked and few and is_near(claim)
        ):
            yield claim


@dataclass(frozen=True, slots=True)
class Share:
    """That a column tells the shares of row `base`; `mistaken` when they are shares of its parts, not of itself."""

    believed: Believed
    base: int
    mistaken: bool


def _share(
    table: Table, column: Column, adding: Sequence[int], outline: Outline, found: Sequence[Block]
) -> Share | None:
    """Return the column and total row of which a column of percentages tells the shares, as the rows have it."""
    best: Share | None = None
    blocks_of = {block.total: block for block in found}
    bases = _bases(outline, found)
    tried = max(1, len(adding) * len(bases))
    for base in bases:
        for part in adding:
            formula = Formula(Kind.RATIO_PCT, Form.RATIO, column.place, (part, base))
            stated = reading_of(table.rows[base].cells[part])
            summed = _summed(table, blocks_of.get(base), part)
            for whole in (stated, summed):
                votes = _share_votes(table, formula, whole)
                ballot = vote(formula, votes, 0.0)
                belief = _TOLD_SHARE - log10(tried) + ballot.belief
                if len(ballot.holding) > len(ballot.failing) and (
                    best is None or belief > best.believed.belief
                ):
                    best = Share(Believed(formula, belief, ballot), base, mistaken=whole is not stated)
    return best if best is not None and best.believed.belief >= WORTH_TELLING else None


def _bases(outline: Outline, found: Sequence[Block]) -> list[int]:
    """Return the rows that shares may be of: totals of the whole, by their label or by their sums."""
    named = [row for row, says in enumerate(outline.says) if says is Says.TOTAL and outline.filled[row]]
    summed = [block.total for block in found if block.belief >= CERTAIN and block.total not in named]
    return list(dict.fromkeys([*named[:2], *named[-1:], *summed[:2]]))


def _summed(table: Table, block: Block | None, part: int) -> Reading | None:
    """Return the sum of a block where its total states another."""
    if block is None or part not in block.failing:
        return None
    parts = [
        reading for row in block.parts if (reading := reading_of(table.rows[row].cells[part])) is not None
    ]
    value, low, high = (sum(getattr(reading, name) for reading in parts) for name in ("value", "low", "high"))
    return Reading(value, low, high, parts[0].step, low, high)


def _share_votes(
    table: Table, formula: Formula, whole: Reading | None
) -> Iterator[tuple[int, Reading, list[Reading]]]:
    """Yield the first rows that have both a figure and a share."""
    part, base = formula.parts
    for number, row in enumerate(table.rows[:_MOST_VOTERS]):
        stated, own = reading_of(row.cells[formula.target]), reading_of(row.cells[part])
        if whole is not None and stated is not None and own is not None and number != base:
            yield number, stated, [own, whole]


def _is_better_said(share: Believed, believed: Sequence[Believed]) -> bool:
    """True when a formula across the columns explains as many rows."""
    return any(
        one.formula.target == share.formula.target and len(one.ballot.holding) >= len(share.ballot.holding)
        for one in believed
    )


def _share_claims(table: Table, share: Share) -> Iterator[Claim]:
    """Yield what each row says of its share. All that fail contradict where the total itself is mistaken."""
    formula = share.believed.formula
    part, base = formula.parts
    claims: list[Claim] = []
    for number, row in enumerate(table.rows):
        cells = [row.cells[part], table.rows[base].cells[part]]
        claim = claim_of(formula, row.cells[formula.target], cells, Binding.FIRM, "share")
        if claim is not None and number != base:
            claims.append(claim)
    failing = {claim.key for claim in claims if judge(claim).verdict is not Verdict.CONSISTENT}
    few = share.mistaken or len(failing) <= max(1, (len(claims) - len(failing)) // 3)
    for claim in claims:
        if claim.key not in failing or (share.believed.is_certain and (few or is_slip(claim))):
            yield claim


def _hundreds(
    table: Table, rates: Sequence[Column], shared: set[int], outline: Outline, found: Sequence[Block]
) -> Iterator[Claim]:
    """Yield that shares make up the hundred of the total row."""
    weigher = Weigher(table, [column.place for column in rates])
    sure = [block for block in found if block.belief >= CERTAIN]
    named = blocks(outline, weigher) if not sure else []
    for block in (*sure, *(block for block in named if outline.says[block.total] is Says.TOTAL)):
        formula = plain_sum(block.total, block.parts)
        for column in rates:
            claim = weigher.claim(formula, column.place)
            if claim is None or claim.stated.value != _HUNDRED or not is_near(claim):
                continue
            share = column.place in shared or _SHARE.search(column.head) is not None
            nearly = 10 * abs(added(claim.operands) - _HUNDRED) <= 2 * _HUNDRED
            if judge(claim).verdict is Verdict.CONSISTENT or (share and nearly):
                yield claim
