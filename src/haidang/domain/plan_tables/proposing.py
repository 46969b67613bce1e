"""Which column holds what: by its heading, and by what its cells look like."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from haidang.domain.plan_tables.amounts import parse_days, parse_staff
from haidang.domain.plan_tables.codes import read_code
from haidang.domain.plan_tables.faults import shortened
from haidang.domain.plan_tables.fields import Field
from haidang.domain.plan_tables.forms import parse_form
from haidang.domain.plan_tables.layout import BETWEEN, Table, heading_matches
from haidang.domain.plan_tables.looks import (
    is_address,
    is_authority,
    is_basis,
    is_count,
    is_enterprise,
    is_mark,
    is_numbering,
    is_total,
)
from haidang.domain.plan_tables.mapping import ColumnProposal, Ground, Mapping, Proposal, fingerprint_of
from haidang.domain.plan_tables.sources import Cell
from haidang.domain.plan_tables.windows import Window, parse_window, parse_window_text
from haidang.domain.vietnamese import CodeKind

_LOOKED_AT: Final = 300
"""Rows by which the values of a column are judged."""
_LEAST: Final = 0.3
_DOUBTFUL: Final = 0.3
_ANY_YEAR: Final = 2024
_SAMPLES: Final = 3


def _is_code(cell: Cell) -> bool:
    read = read_code(cell)
    return read.is_rounded or read.code.kind not in (CodeKind.EMPTY, CodeKind.INVALID)


def _is_days(cell: Cell) -> bool:
    days = parse_days(cell)
    return days is not None and days.most <= 90


def _is_staff(cell: Cell) -> bool:
    staff = parse_staff(cell)
    return staff is not None and staff <= 40


def _is_window(cell: Cell) -> bool:
    return parse_window(cell, _ANY_YEAR) is not None


_TESTS: Final[dict[Field, Callable[[Cell], bool]]] = {
    Field.ORDINAL: lambda cell: is_count(cell.raw),
    Field.NAME: lambda cell: is_enterprise(cell.text),
    Field.TAX_CODE: _is_code,
    Field.ADDRESS: lambda cell: is_address(cell.text) and not is_enterprise(cell.text),
    Field.BASIS: lambda cell: is_basis(cell.text),
    Field.FORM: lambda cell: parse_form(cell.text) is not None and len(cell.text) < 40,
    Field.LEAD: lambda cell: is_authority(cell.text),
    Field.CO_UNITS: lambda cell: is_authority(cell.text),
    Field.WINDOW: _is_window,
    Field.START: _is_window,
    Field.END: _is_window,
    Field.DAYS: _is_days,
    Field.STAFF: _is_staff,
}
_BY_VALUES: Final = {
    Field.TAX_CODE: 0.8,
    Field.NAME: 0.7,
    Field.ADDRESS: 0.55,
    Field.WINDOW: 0.5,
    Field.BASIS: 0.5,
    Field.FORM: 0.5,
    Field.LEAD: 0.4,
    Field.ORDINAL: 0.35,
}
"""How much a column is trusted by its values alone, when all of them fit. Bare numbers are no months."""
_HEADING_ONLY: Final = 0.85


@dataclass(frozen=True, slots=True)
class _Candidate:
    number: int
    field: Field
    confidence: float
    ground: Ground
    share: float
    is_mark: bool = False


def propose(table: Table, remembered: Iterable[Mapping] = ()) -> Proposal:
    """Return what the columns of a table probably hold; as remembered, where its headings were seen before."""
    cells = _cells_of(table)
    known = {mapping.fingerprint: mapping for mapping in remembered}
    mapping = known.get(fingerprint_of(table.headings))
    chosen: dict[int, _Candidate] = {}
    if mapping is not None:
        for number, column in mapping.columns.items():
            share = _share(column.field, cells.get(number, []))
            chosen[number] = _Candidate(number, column.field, 1.0, Ground.REMEMBERED, share, column.is_mark)
    else:
        candidates = [
            candidate
            for number, heading in table.headings.items()
            for candidate in _candidates(number, heading, cells.get(number, []))
        ]
        chosen = _assigned(candidates)
    return Proposal(
        tuple(
            _proposal(chosen.get(number), number, heading, cells.get(number, []))
            for number, heading in sorted(table.headings.items())
        )
    )


def _cells_of(table: Table) -> dict[int, list[Cell]]:
    """Return sample cells by column: of rows that are neither headings, nor numbers of columns, nor totals."""
    cells: dict[int, list[Cell]] = {}
    for place, row in enumerate(table.body[:_LOOKED_AT]):
        own = row.own
        if (
            place in table.repeated
            or len(own) < 2
            or is_numbering(own)
            or any(is_total(cell.text) for cell in own.values())
        ):
            continue
        for column, cell in own.items():
            cells.setdefault(column, []).append(cell)
    return cells


def _share(field: Field, cells: Sequence[Cell]) -> float:
    test = _TESTS.get(field)
    return sum(map(test, cells)) / len(cells) if test and cells else 0.0


def _candidates(number: int, heading: str, cells: Sequence[Cell]) -> list[_Candidate]:
    named = {match.field: match.score for match in heading_matches(heading)}
    if (mark := _mark(number, heading, cells)) is not None:
        return [mark]
    found: list[_Candidate] = []
    for field, score in named.items():
        if field not in _TESTS or not cells:
            found.append(_Candidate(number, field, _HEADING_ONLY * score, Ground.HEADING, 0.0))
            continue
        share = _share(field, cells)
        ground = Ground.BOTH if share >= _DOUBTFUL else Ground.DISAGREE
        found.append(_Candidate(number, field, score * (0.55 + 0.45 * share), ground, share))
    for field, trust in _BY_VALUES.items():
        if field not in named and cells:
            share = _share(field, cells)
            is_bare = field is Field.WINDOW and all(cell.raw.isdigit() for cell in cells)
            if not is_bare:
                found.append(_Candidate(number, field, trust * share * share, Ground.VALUES, share))
    return found


def _mark(number: int, heading: str, cells: Sequence[Cell]) -> _Candidate | None:
    """Return a column of crosses under a quarter, a month or a form."""
    share = sum(is_mark(cell.text) for cell in cells) / len(cells) if cells else 0.0
    if share < 0.8:
        return None
    if mark_window(heading, _ANY_YEAR) is not None:
        return _Candidate(number, Field.WINDOW, 0.9 * share, Ground.BOTH, share, is_mark=True)
    if parse_form(heading.rsplit(BETWEEN, maxsplit=1)[-1]) is not None:
        return _Candidate(number, Field.FORM, 0.9 * share, Ground.BOTH, share, is_mark=True)
    return None


def mark_window(heading: str, year: int) -> Window | None:
    """Return the time that the heading of a column of crosses names: "Quý II", "Thời gian / 5", "Quý / III"."""
    parts = heading.split(BETWEEN)
    own = parse_window_text(parts[-1], year)
    return own if own is not None else parse_window_text(" ".join(parts[-2:]), year)


def _assigned(candidates: Sequence[_Candidate]) -> dict[int, _Candidate]:
    """Return the best candidates, each column and each field once; columns of crosses share their field."""
    chosen: dict[int, _Candidate] = {}
    taken: dict[Field, _Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: (-one.confidence, one.number)):
        if candidate.confidence < _LEAST or candidate.number in chosen:
            continue
        before = taken.get(candidate.field)
        if before is not None and not (before.is_mark and candidate.is_mark):
            continue
        chosen[candidate.number] = taken[candidate.field] = candidate
    return chosen


def _proposal(chosen: _Candidate | None, number: int, heading: str, cells: Sequence[Cell]) -> ColumnProposal:
    samples = tuple(dict.fromkeys(_sample(chosen, cell) for cell in cells[:20] if cell.text))[:_SAMPLES]
    if chosen is None:
        return ColumnProposal(number, heading, Field.IGNORED, 0.0, Ground.NOTHING, samples=samples)
    return ColumnProposal(
        number,
        heading,
        chosen.field,
        round(min(chosen.confidence, 1.0), 3),
        chosen.ground,
        round(chosen.share, 3),
        chosen.is_mark,
        samples,
    )


def _sample(chosen: _Candidate | None, cell: Cell) -> str:
    """Return what a cell shows; codes that may be a person's are masked."""
    code = read_code(cell).code
    if code.kind is CodeKind.PERSONAL or (
        chosen is not None and chosen.field is Field.TAX_CODE and code.kind is CodeKind.INVALID
    ):
        return code.masked
    return shortened(cell.text)
