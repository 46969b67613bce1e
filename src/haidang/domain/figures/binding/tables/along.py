"""Growth from one row to the next: a series of years with a column that compares each with the one before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10
from typing import Final

from haidang.domain.figures.binding.tables import headings
from haidang.domain.figures.binding.tables.across import Believed
from haidang.domain.figures.binding.tables.formulas import Formula, Reading, claim_of, reading_of
from haidang.domain.figures.binding.tables.headings import Column, Nature
from haidang.domain.figures.binding.tables.reading import Table
from haidang.domain.figures.binding.tables.voting import CERTAIN, WORTH_TELLING, Ballot, is_slip, vote
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.judging import judge
from haidang.domain.figures.model import Kind, Verdict

_YEAR: Final = re.compile(r"(?:năm )?((?:19|20)[0-9]{2})(?:\D{0,12})")
_FEWEST_YEARS: Final = 3
_TOLD: Final = 2.0
"""What a heading that says growth speaks for it, in powers of ten."""
_WAYS: Final = (
    (Kind.CHANGE_PCT, Form.CHANGE_FROM),
    (Kind.CHANGE_ABS, Form.DIFFERENCE),
    (Kind.RATIO_PCT, Form.RATIO),
)


@dataclass(frozen=True, slots=True)
class _Series:
    """That a column compares the figures of another with those of the row before."""

    formula: Formula
    belief: float
    ballot: Ballot


def series_claims(table: Table, columns: Sequence[Column], believed: Sequence[Believed]) -> Iterator[Claim]:
    """Yield what a column says of the growth of another from year to year. Rows that fail contradict if few do."""
    steps = _steps(table)
    explained = {one.formula.target for one in believed}
    for target in columns:
        if not steps or target.place in explained or not headings.says_growth(target.head):
            continue
        series = _best(table, columns, target, steps)
        if series is not None and series.belief >= WORTH_TELLING:
            yield from _claims(table, series, steps)


def _steps(table: Table) -> list[tuple[int, int]]:
    """Return each row of a series of consecutive years with the row of the year before; none where it is no series."""
    years = [_YEAR.fullmatch(row.label.strip()) for row in table.rows]
    rows = {int(year[1]): place for place, year in enumerate(years) if year is not None}
    if len(rows) < _FEWEST_YEARS or len(rows) != sum(year is not None for year in years):
        return []
    return [(rows[now], rows[before]) for before, now in pairwise(sorted(rows)) if now == before + 1]


def _best(
    table: Table, columns: Sequence[Column], target: Column, steps: Sequence[tuple[int, int]]
) -> _Series | None:
    sources = [column for column in columns if column.nature is Nature.AMOUNT and column is not target]
    found: list[_Series] = []
    for source in sources:
        for kind, form in _WAYS:
            formula = Formula(kind, form, target.place, (source.place, source.place))
            ballot = vote(formula, _votes(table, formula, steps), 0.0)
            belief = _TOLD - log10(len(sources) * len(_WAYS)) + ballot.belief
            if len(ballot.holding) > len(ballot.failing):
                found.append(_Series(formula, belief, ballot))
    return max(found, key=lambda series: series.belief, default=None)


def _votes(
    table: Table, formula: Formula, steps: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, Reading, list[Reading]]]:
    source = formula.parts[0]
    for now, before in steps:
        stated = reading_of(table.rows[now].cells[formula.target])
        new, old = (reading_of(table.rows[row].cells[source]) for row in (now, before))
        if stated is not None and new is not None and old is not None:
            yield now, stated, [new, old]


def _claims(table: Table, series: _Series, steps: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    source, target = series.formula.parts[0], series.formula.target
    few = len(series.ballot.failing) <= max(1, len(series.ballot.holding) // 3)
    for now, before in steps:
        cells = [table.rows[now].cells[source], table.rows[before].cells[source]]
        claim = claim_of(series.formula, table.rows[now].cells[target], cells, Binding.FIRM, "row series")
        if claim is None:
            continue
        fails = judge(claim).verdict is not Verdict.CONSISTENT
        if not fails or (series.belief >= CERTAIN and (few or is_slip(claim))):
            yield claim
