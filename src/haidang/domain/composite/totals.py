"""Totals and ranks from sub-index scores: exact decimal arithmetic, every fault told with its line."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from haidang.domain.composite.errors import DataError
from haidang.domain.composite.files import MISSING, UnreadableTableError, csv_rows, decode, with_point
from haidang.domain.composite.methodology import Methodologies, Methodology
from haidang.domain.composite.table import Table

COLUMNS = ("province", "year", "subindex", "score")
LONGEST_SCORE = 40


@dataclass(frozen=True)
class Fault:
    """Something wrong with the data: where, what, what to do. `line` 0: the file as a whole."""

    line: int
    element: str
    message: str

    def __str__(self) -> str:
        return (
            f"line {self.line}: {self.element}: {self.message}"
            if self.line
            else f"{self.element}: {self.message}"
        )


@dataclass(frozen=True)
class ScoreRow:
    """A row as it stands in the file."""

    line: int
    province: str
    year: str
    subindex: str
    score: str
    problem: str = ""


@dataclass(frozen=True)
class Total:
    """The exact total of a province in a year, its rank among those with a total, and what it follows from.

    The name of the province is the one that the file gives first, to the letter: whoever joins tables finds it again.
    """

    province: str
    year: int
    total: Decimal
    rank: int
    methodology: str
    scores: Mapping[str, Decimal]


@dataclass(frozen=True)
class Totals:
    """What was computed, what was wrong, what each year rests on, and how many provinces of it got no total."""

    rows: tuple[Total, ...]
    faults: tuple[Fault, ...]
    used: Mapping[int, Methodology]
    left_out: Mapping[int, int]

    def table(self, year: int) -> Table:
        """The scores of a year's complete provinces, for `run` and the specification of its methodology.

        Raises DataError where no province is complete.
        """
        rows = [row for row in self.rows if row.year == year]
        if not rows:
            raise DataError(str(year), "has no province with all scores")
        codes = tuple(self.used[year].weights)
        values = [[float(row.scores[code]) for code in codes] for row in rows]
        return Table(tuple(row.province for row in rows), codes, np.array(values))


def read_scores(content: bytes, name: str) -> list[ScoreRow]:
    """Rows of a CSV file with the columns province, year, subindex, score; others are ignored.

    Raises UnreadableTableError where it is no such file.
    """
    headings, rows = csv_rows(decode(content, name), name)
    places = {heading.lower(): place for place, heading in enumerate(headings)}
    if missing := [column for column in COLUMNS if column not in places]:
        raise UnreadableTableError(
            name, f"has no column {', '.join(missing)}", f"the first line must name {', '.join(COLUMNS)}"
        )
    if len(places) != len(headings):
        raise UnreadableTableError(name, "has two columns with the same heading", "remove one")
    return [_row(line, row, places, len(headings)) for line, row in rows]


def _row(line: int, row: list[str], places: Mapping[str, int], width: int) -> ScoreRow:
    """A row; one with more cells than headings is not to be trusted: where does the surplus stand?"""
    cells = (row[places[column]] if places[column] < len(row) else "" for column in COLUMNS)
    surplus = any(row[width:])
    problem = (
        f"has {len(row)} cells under {width} headings: put numbers with a comma in quotes" if surplus else ""
    )
    province, year, subindex, score = cells
    return ScoreRow(line, province, year, subindex, score, problem)


@dataclass
class _Case:
    """A province in a year, while its scores are gathered."""

    province: str
    line: int
    scores: dict[str, Decimal] = field(default_factory=dict)
    spoilt: set[str] = field(default_factory=set)


def compute_totals(rows: Iterable[ScoreRow], methodologies: Methodologies) -> Totals:
    """Totals by the methodology of each year, by year and rank.

    A province with a missing, unreadable or contradictory score gets no total, only a fault: nothing is guessed. A
    score for a sub-index of weight 0 is read and does not count. Ranks are of the unrounded totals; equals share the
    better rank (1, 2, 2, 4).
    """
    faults: list[Fault] = []
    cases: dict[tuple[int, str], _Case] = {}
    used: dict[int, Methodology] = {}
    refused: set[int] = set()
    for row in rows:
        year = _year(row, faults)
        if year is None:
            continue
        methodology = _methodology_of(year, row, methodologies, refused, faults)
        if methodology is not None:
            used[year] = methodology
            _take(row, year, methodology, cases, faults)
    totals = [
        (year, used[year].total(case.scores), case)
        for (year, _), case in cases.items()
        if _is_complete(case, year, used[year], faults)
    ]
    if not cases and not faults:
        faults.append(Fault(0, "the file", "holds no scores: add rows below the headings"))
    left_out = Counter(year for year, _ in cases) - Counter(year for year, _, _ in totals)
    return Totals(tuple(_ranked(totals, used)), tuple(faults), used, dict(sorted(left_out.items())))


def _year(row: ScoreRow, faults: list[Fault]) -> int | None:
    if row.problem:
        faults.append(Fault(row.line, "row", row.problem))
        return None
    if not row.province:
        faults.append(Fault(row.line, "province", "is empty: name the province"))
        return None
    text = row.year.removesuffix(".0")
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        faults.append(Fault(row.line, "year", f"{row.year!r} is no year: write four digits"))
        return None
    return int(text)


def _methodology_of(
    year: int, row: ScoreRow, methodologies: Methodologies, refused: set[int], faults: list[Fault]
) -> Methodology | None:
    methodology = methodologies.find(year)
    if methodology is not None and methodology.has_weights:
        return methodology
    if year not in refused:
        refused.add(year)
        if methodology is None:
            known = [m for m in methodologies.all if m.has_weights]
            span = f"{min(m.valid_from for m in known)} to {max(m.valid_to or m.valid_from for m in known)}"
            message = f"there is no methodology for this year: remove its rows, or add one to the pack (known: {span})"
        else:
            message = (
                f"the weights of {methodology.code} are not known: no total can be computed for this year"
            )
        faults.append(Fault(row.line, str(year), message))
    return None


def _take(
    row: ScoreRow,
    year: int,
    methodology: Methodology,
    cases: dict[tuple[int, str], _Case],
    faults: list[Fault],
) -> None:
    case = cases.setdefault((year, _key(row.province)), _Case(row.province, row.line))
    where = f"{row.province} {year} {row.subindex}"
    subindex = row.subindex.lower()
    if subindex not in methodology.codes:
        known = ", ".join(sub.code for sub in methodology.subindices)
        faults.append(Fault(row.line, where, f"{methodology.code} has no such sub-index: use one of {known}"))
        return
    if row.score.lower() in MISSING and subindex not in methodology.weights:
        return
    score, problem = _score(row.score, methodology)
    before = case.scores.get(subindex)
    if problem:
        case.spoilt.add(subindex)
        faults.append(Fault(row.line, where, problem))
    elif before is not None and score != before:
        case.spoilt.add(subindex)
        faults.append(Fault(row.line, where, f"stands twice, as {before} and as {score}: keep the right one"))
    elif before is not None:
        faults.append(
            Fault(row.line, where, f"stands twice with the same score {score}: counted once, remove one")
        )
    elif score is not None:
        case.scores[subindex] = score


def _key(province: str) -> str:
    return unicodedata.normalize("NFC", " ".join(province.split())).casefold()


def _score(text: str, methodology: Methodology) -> tuple[Decimal | None, str]:
    """A score, or what is wrong with it."""
    if text.lower() in MISSING:
        return None, "the score is empty: fill it in"
    try:
        score = Decimal(with_point(text[: LONGEST_SCORE + 1]))
    except ValueError:
        return None, f"the score {text[:LONGEST_SCORE]!r} is no number: write it like 6.25"
    if len(text) > LONGEST_SCORE or abs(score.adjusted()) > LONGEST_SCORE:
        return None, f"the score {text[:LONGEST_SCORE]} … has too many digits: round it"
    low, high = methodology.scale
    if not low <= score <= high:
        return None, f"the score {text} is off the scale from {low} to {high}: correct it"
    return score, ""


def _is_complete(case: _Case, year: int, methodology: Methodology, faults: list[Fault]) -> bool:
    missing = [code for code in methodology.weights if code not in case.scores and code not in case.spoilt]
    if missing:
        message = f"no score for {', '.join(missing)}: no total is computed, add the rows"
        faults.append(Fault(case.line, f"{case.province} {year}", message))
    return not missing and not case.spoilt & methodology.weights.keys()


def _ranked(totals: list[tuple[int, Decimal, _Case]], used: Mapping[int, Methodology]) -> Iterable[Total]:
    place = rank = 0
    before: tuple[int, Decimal] | None = None
    for year, total, case in sorted(totals, key=lambda entry: (entry[0], -entry[1])):
        place = place + 1 if before is not None and before[0] == year else 1
        rank = rank if before == (year, total) else place
        before = (year, total)
        yield Total(case.province, year, total, rank, used[year].code, case.scores)
