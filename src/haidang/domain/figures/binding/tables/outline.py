"""The outline of a table: how deep each row stands, which rows are under which, and which rows may be totals."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from haidang.domain.figures.binding.tables.headings import (
    BARE_TOTAL,
    OPEN_PARTS,
    RATE_WORDS,
    STRONG_TOTAL,
    WEAK_TOTAL,
)
from haidang.domain.figures.binding.tables.reading import Row, Table

_MARKS: Final = (
    ("roman", re.compile(r"[ivx]{1,4}[.)]?")),
    ("letter", re.compile(r"[a-zđ][.)]?")),
    ("third", re.compile(r"\d+\.\d+\.\d+[.)]?")),
    ("second", re.compile(r"\d+\.\d+[.)]?")),
    ("number", re.compile(r"\d{1,3}[.)]?")),
)
_LEAD: Final = re.compile(r"([ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s|(\d{1,2}\.\d{1,2})\s")
_BULLET: Final = re.compile(r"[-–+*•]")


class Says(IntEnum):
    """How plainly a label announces a total."""

    NOTHING = 0
    PERHAPS = 1
    TOTAL = 2


@dataclass(frozen=True, slots=True)
class Outline:
    """For each row its depth, what its label says, whether it holds figures, opens a "trong đó", tells a rate."""

    depths: tuple[int, ...]
    says: tuple[Says, ...]
    filled: tuple[bool, ...]
    open_lists: tuple[bool, ...]
    rates: tuple[bool, ...]

    def children(self, row: int) -> list[int]:
        """Return the rows with figures directly under a row; under one without figures those below it."""
        found: list[int] = []
        limit: int | None = None
        for below in range(row + 1, len(self.depths)):
            depth = self.depths[below]
            if depth <= self.depths[row] or self.says[below] is Says.TOTAL:
                break
            if limit is not None and depth > limit:
                continue
            limit = depth if self.filled[below] else None
            if self.filled[below]:
                found.append(below)
        return found

    def is_open(self, row: int) -> bool:
        """True when the rows below are introduced by "trong đó": they need not be all."""
        return any(self.open_lists[below] for below in range(row + 1, min(row + 3, len(self.depths))))


def outline_of(table: Table) -> Outline:
    """Return the outline of a table. A kind of mark not seen in the open stands under the row before it."""
    depths: list[int] = []
    stack: list[str] = []
    last = len(table.rows) - 1
    says = tuple(_says(row, at_end=place in (0, last)) for place, row in enumerate(table.rows))
    for row, said in zip(table.rows, says, strict=True):
        kind = "total" if said is Says.TOTAL else _kind(row)
        if kind == "total":
            stack = [kind]
        elif kind in stack:
            del stack[stack.index(kind) + 1 :]
        else:
            stack.append(kind)
        depths.append(len(stack))
    return Outline(
        tuple(depths),
        says,
        tuple(any(row.cells[column].figure is not None for column in table.columns) for row in table.rows),
        tuple(OPEN_PARTS.search(row.label) is not None for row in table.rows),
        tuple(RATE_WORDS.search(row.words) is not None for row in table.rows),
    )


def _says(row: Row, *, at_end: bool) -> Says:
    if BARE_TOTAL.search(row.label) or (at_end and STRONG_TOTAL.search(row.label)):
        return Says.TOTAL
    return Says.PERHAPS if WEAK_TOTAL.search(row.label) else Says.NOTHING


def _kind(row: Row) -> str:
    """Return the sort of mark a row has; rows without one are of a sort too."""
    if OPEN_PARTS.search(row.label):
        return "open"
    mark = row.mark
    if mark == row.label:
        lead = _LEAD.match(mark)
        mark = (lead[1] or lead[2]) if lead else ""
    kind = next((kind for kind, shape in _MARKS if shape.fullmatch(mark)), "")
    bullet = _BULLET.match(row.label)
    return bullet.group() if bullet and not kind else kind


def tops(outline: Outline, rows: Sequence[int]) -> list[int]:
    """Return those of `rows` that hold figures and are under no other of them."""
    kept: list[int] = []
    for row in rows:
        if outline.filled[row] and not (kept and outline.depths[row] > outline.depths[kept[-1]]):
            kept.append(row)
    return kept
