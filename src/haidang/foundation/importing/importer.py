"""What a room declares to make one of its tables importable."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.importing.columns import Column
from haidang.foundation.importing.faults import Fault


@dataclass(frozen=True)
class Record:
    """One row, its cells read; `cells` maps column names to addresses such as "C12"."""

    number: int
    values: Mapping[str, Any]
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]


@dataclass(frozen=True)
class Change:
    """What the import does to one thing: `before` and `after` per field; both empty for a new thing."""

    label: str
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Context:
    """Collects what happens while an importer works. `source_urn` addresses the file the rows come from."""

    by: Actor
    at: datetime
    sheet: str
    source_urn: str
    source_sha256: str
    faults: list[Fault] = field(default_factory=list)
    created: list[Change] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
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
            self.changed[place] = Change(label, {**self.changed[place].fields, **fields})

    def fault(self, record: Record, column: str, what: str, todo: str) -> None:
        """Note a fault at the cell of a column in a row."""
        cell = record.cells.get(column) or f"A{record.number}"
        self.faults.append(Fault(self.sheet, cell, what, todo))

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

    @abstractmethod
    def apply(self, records: Sequence[Record], context: Context) -> None:
        """Write the rows, or note faults."""


_IMPORTERS: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    """Make an importer known under its kind."""
    _IMPORTERS[importer.kind] = importer


def importers() -> Mapping[str, Importer]:
    """All known importers by kind."""
    return dict(_IMPORTERS)
