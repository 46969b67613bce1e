"""Formulas across the columns: found by the votes of the rows, told row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10
from statistics import median
from typing import Final

from haidang.domain.figures.binding.certainty import LEAST_SHARE
from haidang.domain.figures.binding.tables import headings
from haidang.domain.figures.binding.tables.candidates import from_heading, proposals, scale_prior
from haidang.domain.figures.binding.tables.formulas import (
    NOTHING,
    Formula,
    Reading,
    added,
    claim_of,
    reading_of,
    result,
)
from haidang.domain.figures.binding.tables.headings import Column
from haidang.domain.figures.binding.tables.misses import MOST_PROOF, proof_of_slip
from haidang.domain.figures.binding.tables.reading import Cell, Row, State, Table
from haidang.domain.figures.binding.tables.voting import (
    CERTAIN,
    LIKELY_SLIP,
    RARE_SLIP,
    WORTH_TELLING,
    Ballot,
    cost_of_miss,
    is_slip,
    vote,
)
from haidang.domain.figures.claims import Binding, Claim, Form
from haidang.domain.figures.judging import judge
from haidang.domain.figures.model import Verdict

_MOST_VOTERS: Final = 60
_FEW: Final = 4
_LITTLE_PROOF: Final = 1.5
_UNLIKELY: Final = -1.0
_LEAST_WORTH, _MOST_WORTH = 0.8, 2.0
_MOST_TOLD: Final = 1000
_FIRST_ROWS: Final = 20
_GREATEST_SCALE: Final = 9
_SCALED: Final = (Form.QUOTIENT, Form.PRODUCT)
_LINEAR: Final = frozenset((Form.SUM, Form.DIFFERENCE))
_ONE_ANSWER: Final = frozenset((Form.RATIO, Form.CHANGE_FROM, Form.QUOTIENT))


@dataclass(frozen=True, slots=True)
class Believed:
    """A formula over columns that the rows speak for, and how far."""

    formula: Formula
    belief: float
    ballot: Ballot

    @property
    def is_certain(self) -> bool:
        """True when rows that fail contradict."""
        return self.belief >= CERTAIN


class Votes:
    """The rows that vote, read once as numbers: all of a small table, an even choice of a large one."""

    def __init__(self, table: Table) -> None:
        """Read the voting rows of a table."""
        stride = -(-len(table.rows) // _MOST_VOTERS)
        self.rows = range(0, len(table.rows), stride)
        self._columns = {
            column: [_reading(table.rows[row].cells[column]) for row in self.rows] for column in table.columns
        }
        self._sizes: dict[int, float] = {}

    def of(self, formula: Formula) -> Iterator[tuple[int, Reading, Sequence[Reading]]]:
        """Yield the rows that have a figure in each column of a formula; a dash counts for nothing in a sum."""
        sums = formula.form is Form.SUM
        columns = [self._columns[place] for place in formula.parts]
        for row, stated, *parts in zip(self.rows, self._columns[formula.target], *columns, strict=True):
            if stated is None or stated is NOTHING or None in parts or (not sums and NOTHING in parts):
                continue
            yield row, stated, parts

    def size(self, column: int) -> float:
        """Return the usual size of the figures in a column."""
        known = self._sizes.get(column)
        if known is None:
            sizes = [abs(reading.value) for reading in self._columns[column] if reading]
            known = self._sizes[column] = sum(sizes) / len(sizes) if sizes else 0.0
        return known


def _reading(cell: Cell) -> Reading | None:
    return NOTHING if cell.state is State.NIL else reading_of(cell)


def believed_formulas(table: Table, columns: Sequence[Column]) -> list[Believed]:
    """Return the formulas over columns worth telling, the surest first, no two of which say the same."""
    votes = Votes(table)
    by_place = {column.place: column for column in columns}
    found: list[Believed] = []
    for written in headings.written_formulas(table):
        stated = from_heading(written, by_place)
        if stated is not None:
            found += _weighed(table, votes, *stated, by_place)
    for target in columns:
        for formula, prior in proposals(columns, target):
            found += _weighed(table, votes, formula, prior, by_place)
    found.sort(key=lambda one: (-one.belief, len(one.formula.parts), _distance(one.formula)))
    return _without_echoes(found)


def _distance(formula: Formula) -> int:
    """Return how far the columns of a formula stand from its result: of two alike the nearer is meant."""
    return sum(abs(formula.target - place) for place in formula.parts)


def _weighed(
    table: Table, votes: Votes, formula: Formula, prior: float, columns: Mapping[int, Column]
) -> list[Believed]:
    """Return a formula with its belief when the rows speak for it, else nothing."""
    if formula.form in _SCALED:
        scale = _scale(votes, formula)
        if scale is None:
            return []
        formula = replace(formula, scale=scale)
        prior += scale_prior(formula, scale, columns)
    patience = (
        len(votes.rows) // 2 if prior < _UNLIKELY else None
    )  # nothing saves it when more than half miss
    ballot = vote(formula, votes.of(formula), votes.size(formula.target), patience)
    belief = prior + ballot.belief + _worth_of_slips(table, formula, ballot)
    unproven = ballot.proof < _LITTLE_PROOF and ballot.failing
    if not ballot.holding or unproven or len(ballot.failing) > len(ballot.holding):
        belief = _last_resort(table, formula, prior, ballot)
    return [Believed(formula, belief, ballot)] if belief >= WORTH_TELLING else []


def _worth_of_slips(table: Table, formula: Formula, ballot: Ballot) -> float:
    """Return what rows that fail give back where a slip explains why: no more than they cost, and the like again."""
    if not 0 < len(ballot.failing) <= min(_FEW, len(ballot.holding)):
        return 0.0
    claims = (_claim(table.rows[row], formula, Binding.FIRM) for row in ballot.failing)
    slips = [proof_of_slip(claim) for claim in claims if claim is not None]
    return sum(min(slip, _MOST_WORTH) for slip in slips if slip >= _LEAST_WORTH)


def _scale(votes: Votes, formula: Formula) -> int | None:
    """Return the power of ten between a product or quotient and what is stated, as most rows have it."""
    powers: list[float] = []
    for _, stated, parts in votes.of(formula):
        made = result(formula, parts)
        if made is not None and made[0] > 0 and stated.value > 0:
            powers.append(log10(stated.value / made[0]))
    if not powers:
        return None
    middle = median(powers)
    scale = round(middle)
    return scale if abs(scale) <= _GREATEST_SCALE else None


def _last_resort(table: Table, formula: Formula, prior: float, ballot: Ballot) -> float:
    """Weigh a formula that hardly a row speaks for: one slip may still speak for what its headings say."""
    if len(ballot.failing) > _FEW or prior < _UNLIKELY:
        return -1.0
    if prior + ballot.proof + MOST_PROOF < WORTH_TELLING:
        return -1.0  # whatever slip it is
    claims = [
        claim
        for row in ballot.failing
        if (claim := _claim(table.rows[row], formula, Binding.FIRM)) is not None
    ]
    costs = sum(cost_of_miss(near=_is_very_near(claim)) for claim in claims)
    slips = max((proof_of_slip(claim) for claim in claims), default=0.0)
    return prior + ballot.proof - costs + (slips if slips >= LIKELY_SLIP else 0.0)


def _is_very_near(claim: Claim) -> bool:
    """True when a sum misses by a tenth at most."""
    return (
        claim.form is not Form.SUM
        or abs(added(claim.operands) - claim.stated.value) * 10 <= claim.stated.value
    )


def is_near(claim: Claim) -> bool:
    """True when parts come near enough to a total to be meant as all of it."""
    if claim.form is not Form.SUM:
        return True
    made = added(claim.operands)
    return LEAST_SHARE * claim.stated.value <= made <= 2 * claim.stated.value


def _without_echoes(found: Sequence[Believed]) -> list[Believed]:
    """Keep one formula of those over the same columns (a = b + c, c = a − b), and one of each family for a result.

    A sum over some of the columns of a longer one holds only where the others are nothing. A total may be the
    sum of two groups of columns when these have none in common.
    """
    kept: list[Believed] = []
    for one in found:
        if not any(_says_the_same(one.formula, other.formula) for other in kept):
            kept.append(one)
    return kept


def _says_the_same(one: Formula, other: Formula) -> bool:
    few, many = {one.target, *one.parts}, {other.target, *other.parts}
    if few == many or (few < many and {one.form, other.form} <= _LINEAR):
        return True
    if one.target != other.target:
        return False
    return bool(set(one.parts) & set(other.parts)) or (one.form in _ONE_ANSWER and other.form in _ONE_ANSWER)


def row_claims(table: Table, columns: Sequence[Column], believed: Sequence[Believed]) -> Iterator[Claim]:
    """Yield what the formulas say of each row."""
    heads = {column.place: column for column in columns}
    for number, one in enumerate(believed):
        open_list = one.formula.form is Form.SUM and any(
            headings.says_included(heads[c].head) for c in one.formula.parts
        )
        yield from _claims_of(table, one, f"row{number}", doubtful=open_list)


def _claims_of(table: Table, one: Believed, way: str, *, doubtful: bool) -> Iterator[Claim]:
    holding: list[Claim] = []
    failing: list[tuple[Row, Claim]] = []
    for row in table.rows:
        claim = _claim(row, one.formula, Binding.FIRM, way)
        if claim is None:
            continue
        verdict = judge(claim).verdict
        if verdict is Verdict.CONSISTENT:
            holding.append(claim)
        elif verdict is Verdict.INCONSISTENT:
            failing.append((row, claim))
    yield from holding
    few = len(failing) <= max(1, len(holding) // 3)
    if len(failing) > 1 and one.formula.form is Form.SUM and all(_lacks(claim) for _, claim in failing):
        return  # there are parts that have no column of their own
    for row, claim in failing[:_MOST_TOLD]:
        if not one.is_certain or _goes_its_own_way(table, row, claim):
            continue
        if is_slip(claim, RARE_SLIP) if doubtful else few or is_slip(claim):
            yield claim


def _lacks(claim: Claim) -> bool:
    return added(claim.operands) < claim.stated.value


def _goes_its_own_way(table: Table, row: Row, claim: Claim) -> bool:
    """True for rows the formula is not meant for: rates among amounts or the other way round, prices of a total."""
    if claim.form is Form.PRODUCT:
        return headings.STRONG_TOTAL.search(row.label) is not None
    if claim.form not in _ONE_ANSWER or not headings.RATE_WORDS.search(row.words):
        return False
    if not all(headings.RATE_WORDS.search(other.words) for other in table.rows[:_FIRST_ROWS]):
        return True
    one, two = claim.operands
    others = (
        replace(claim, operands=(two, one)),
        replace(claim, form=Form.DIFFERENCE, sign=1 if one.value > two.value else -1),
    )
    return any(judge(other).verdict is Verdict.CONSISTENT for other in others)


def _claim(row: Row, formula: Formula, binding: Binding, way: str = "row") -> Claim | None:
    cells = [row.cells[place] for place in formula.parts]
    if formula.form is Form.SUM:
        kept = [place for place, cell in enumerate(cells) if cell.state is not State.NIL]
        cells = [cells[place] for place in kept]
        formula = replace(formula, signs=tuple(formula.signs[place] for place in kept))
    if len(cells) < 2:
        return None
    return claim_of(formula, row.cells[formula.target], cells, binding, way)
