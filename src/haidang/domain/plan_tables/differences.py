"""What is different when a plan is filed again: by enterprise, whatever the order of the rows."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from haidang.domain.plan_tables.names import alike
from haidang.domain.plan_tables.rows import PlanRow
from haidang.domain.vietnamese import TaxCode, fold

_COMPARED: Final = (
    "name", "tax_code", "address", "content", "basis", "form", "lead", "co_units", "window", "examined", "days",
    "staff", "note",
)  # fmt: skip
_MOST_COMPARED: Final = 400
"""Pairs of rows of one enterprise that are weighed against each other; beyond it they pair in their order."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a row, as it was and as it is. Print tax codes, do not unpack them: `str` masks a person's."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """The same visit, differently."""

    old: PlanRow
    new: PlanRow
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that came, went, changed, and how many stayed as they were."""

    added: tuple[PlanRow, ...]
    removed: tuple[PlanRow, ...]
    changed: tuple[ChangedRow, ...]
    unchanged: int

    @property
    def is_empty(self) -> bool:
        """Whether both plans say the same."""
        return not (self.added or self.removed or self.changed)


def difference(old: Iterable[PlanRow], new: Iterable[PlanRow]) -> Difference:
    """Return what is different between two filings of one agency.

    Rows are paired by the identity of the enterprise (tax code, else folded name and address), then what is left over
    by name and address, then by a name that stands once on both sides. One tax code under names that clearly differ is
    a mistyped code: these are two enterprises, one gone and one new. An enterprise that is visited several times:
    rows that agree in most first. Positions, files and raw cells do not count.
    """
    left, right = list(old), list(new)
    pairs: list[tuple[PlanRow, PlanRow]] = []
    for key in (_identity, _name_and_address):
        pairs += _paired(left, right, key)
    pairs += _paired(left, right, _name, only_single=True)
    changed = [ChangedRow(a, b, found) for a, b in pairs if (found := _changes(a, b))]
    order = {id(row): place for place, row in enumerate(new)} if isinstance(new, Sequence) else {}
    changed.sort(key=lambda row: order.get(id(row.new), 0))
    return Difference(tuple(right), tuple(left), tuple(changed), len(pairs) - len(changed))


def _identity(row: PlanRow) -> object:
    return row.identity


def _name_and_address(row: PlanRow) -> object:
    return fold(row.name), fold(row.address)


def _name(row: PlanRow) -> object:
    return fold(row.name)


def _paired(
    left: list[PlanRow], right: list[PlanRow], key: Callable[[PlanRow], object], only_single: bool = False
) -> list[tuple[PlanRow, PlanRow]]:
    """Pair rows with one key, and take them out of both lists."""
    groups: dict[object, tuple[list[PlanRow], list[PlanRow]]] = {}
    for side, rows in enumerate((left, right)):
        for row in rows:
            groups.setdefault(key(row), ([], []))[side].append(row)
    pairs: list[tuple[PlanRow, PlanRow]] = []
    for before, after in groups.values():
        if only_single and (len(before) != 1 or len(after) != 1 or not before[0].name):
            continue
        pairs += _nearest(before, after)
    gone = {id(row) for pair in pairs for row in pair}
    left[:] = [row for row in left if id(row) not in gone]
    right[:] = [row for row in right if id(row) not in gone]
    return pairs


def _nearest(before: Sequence[PlanRow], after: Sequence[PlanRow]) -> list[tuple[PlanRow, PlanRow]]:
    """Pair rows of one enterprise: those with fewest changes first."""
    if len(before) * len(after) > _MOST_COMPARED:
        return [(a, b) for a, b in zip(before, after, strict=False) if alike(a.name, b.name)]
    ranked = sorted(
        (len(_changes(a, b)), place_a, place_b)
        for place_a, a in enumerate(before)
        for place_b, b in enumerate(after)
        if alike(a.name, b.name)
    )
    used_a: set[int] = set()
    used_b: set[int] = set()
    pairs = []
    for _, place_a, place_b in ranked:
        if place_a not in used_a and place_b not in used_b:
            used_a.add(place_a)
            used_b.add(place_b)
            pairs.append((before[place_a], after[place_b]))
    return pairs


def _changes(old: PlanRow, new: PlanRow) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(name, before, after)
        for name in _COMPARED
        if not _same(before := getattr(old, name), after := getattr(new, name))
    )


def _same(before: object, after: object) -> bool:
    """Whether two values say the same; blanks do not count, nor whether a spreadsheet had eaten a zero of a code."""
    if isinstance(before, str) and isinstance(after, str):
        return " ".join(before.split()) == " ".join(after.split())
    if isinstance(before, TaxCode) and isinstance(after, TaxCode):
        return (before.kind, before.digits) == (after.kind, after.digits)
    return before == after
