"""What a room declares to make one of its tables importable."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar, Final, overload

from openpyxl.utils import get_column_letter

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.faults import Fault, Note

MAX_FAULTS: Final = 2_000


@dataclass(frozen=True, slots=True)
class Record:
    """One row, its cells read; `positions` says in which column of the file each value stands, from 0."""

    number: int
    values: Mapping[str, Any]
    positions: Mapping[str, int]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def __contains__(self, column: str) -> bool:
        """Whether the file has this column."""
        return column in self.positions

    def cell(self, column: str) -> str:
        """Where a value stands, such as "C12"; the row, where the file does not have the column."""
        return f"{get_column_letter(self.positions.get(column, 0) + 1)}{self.number}"


@dataclass(frozen=True)
class Change:
    """What the import does to one thing: `before` and `after` per field; both empty for a new thing."""

    label: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)


class Changes(Collection[Change]):
    """What an import does to things: all are counted, the first are kept to be shown."""

    KEPT: ClassVar = 2_000

    def __init__(self, first: Iterable[Change] = (), count: int | None = None) -> None:
        self._kept = list(islice(first, self.KEPT))
        self._count = len(self._kept) if count is None else count

    def append(self, change: Change) -> None:
        self._count += 1
        if len(self._kept) < self.KEPT:
            self._kept.append(change)

    def replace(self, place: int, fields: Mapping[str, tuple[str, str]]) -> None:
        """Tell more of the change that was appended as the one at `place`."""
        if place < len(self._kept):
            known = self._kept[place]
            self._kept[place] = Change(known.label, {**known.fields, **fields})

    def __len__(self) -> int:
        """How many there are, kept or not."""
        return self._count

    def __iter__(self) -> Iterator[Change]:
        return iter(self._kept)

    def __contains__(self, change: object) -> bool:
        return change in self._kept

    @overload
    def __getitem__(self, place: int) -> Change: ...
    @overload
    def __getitem__(self, place: slice) -> list[Change]: ...
    def __getitem__(self, place: int | slice) -> Change | list[Change]:
        return self._kept[place]


@dataclass
class Context:
    """Collects what happens while an importer works. `source_urn` addresses the file the rows come from."""

    by: Actor
    at: datetime
    sheet: str
    source_urn: str
    source_sha256: str
    faults: list[Fault] = field(default_factory=list)
    created: Changes = field(default_factory=Changes)
    changed: Changes = field(default_factory=Changes)
    gone: Changes = field(default_factory=Changes)
    """Known things that a complete list does not hold any more."""
    unchanged: int = 0
    notes: list[Note] = field(default_factory=list)
    _known: dict[int, int | None] = field(default_factory=dict)

    def note_unchanged(self, record: Record) -> None:
        """A row said only what was known."""
        self.unchanged += 1
        self._known[record.number] = None

    def note_changed(self, record: Record, label: str, fields: Mapping[str, tuple[str, str]]) -> None:
        """A row changed something known."""
        self._known[record.number] = len(self.changed)
        self.changed.append(Change(label, fields))

    def note_link(self, record: Record, label: str, fields: Mapping[str, tuple[str, str]]) -> None:
        """A link of a row changed, after its fields were noted. Of a new thing that is nothing to tell."""
        if record.number not in self._known:
            return
        place = self._known[record.number]
        if place is None:
            self.unchanged -= 1
            self.note_changed(record, label, fields)
        else:
            self.changed.replace(place, fields)

    def fault(self, record: Record, column: str, what: str, todo: str) -> None:
        """Note a fault at the cell of a column in a row."""
        self.fault_at(record.cell(column), what, todo)

    def fault_at(self, cell: str, what: str, todo: str) -> None:
        """Note a fault at an address. Of a file full of them the first are enough to see what is wrong."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(Fault(self.sheet, cell, what, todo))

    def note(self, record: Record, column: str, what: str) -> None:
        """Tell what was put right in a cell without asking; of many the first are enough."""
        if len(self.notes) < MAX_FAULTS:
            self.notes.append(Note(self.sheet, record.cell(column), what))

    def row_urn(self, record: Record) -> str:
        """Where a value came from: the file and its line."""
        return f"{self.source_urn}#row={record.number}"


class Importer(ABC):
    """Reads rows of one kind. `apply` may write: it runs in a transaction that faults roll back.

    It must find *every* fault it can before giving up, and importing the same file again must change nothing.
    """

    kind: ClassVar[str]
    title: ClassVar[Any]
    columns: ClassVar[tuple[Column, ...]]
    rows_stand_alone: ClassVar[bool] = True
    """False where rows of a file refer to each other: then a row that cannot be read says nothing of the rest."""

    streams: ClassVar[bool] = False
    """True where `apply` goes through the rows once: they are read from the file on the way, and may be a million."""

    has_personal_numbers: ClassVar[bool] = False
    """True where cells may hold the number of a person: each is then `protected` before it is read or kept."""

    def protected(self, value: Any) -> Any:
        """A cell as it may be read and kept: the same object, unless it is the number of a person."""
        return value

    def title_of(self, field: str) -> Any:
        """What a field of a change is called: as the heading of its column, unless a room knows better."""
        return next((column.heading_vi for column in self.columns if column.name == field), field)

    def told(self, field: str, value: str) -> str:  # noqa: ARG002  rooms that know better look at the field
        """A value of a change in words."""
        return value

    @abstractmethod
    def apply(self, records: Any, context: Context) -> None:
        """Write the rows (a sequence of `Record`; an iterator where it `streams`), or note faults."""


_IMPORTERS: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make an importer known under its kind."""
    _IMPORTERS[importer.kind] = importer


def importers() -> Mapping[str, Importer]:
    """All known importers by kind."""
    return dict(_IMPORTERS)
