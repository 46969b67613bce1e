"""What is shown of a file before it is taken: made once, when it is read, and kept beside its cells.

A file may hold 20,000 rows: reading it again for each look takes seconds. What is kept is for people's eyes (numbers of
persons are dots), in both languages, and bounded: the first faults and the first differences, with how many there are.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

from haidang.apps.inspections.veiling import dotted
from haidang.domain.plan_tables import (
    ChangedRow,
    Days,
    InspectionForm,
    Media,
    PlanReading,
    PlanRow,
    ReadTable,
    Window,
    difference,
    place_shown,
    reason_of,
    worded,
)
from haidang.domain.plan_tables.sources import column_label
from haidang.domain.vietnamese import format_date

MOST_SHOWN: Final = 200
MOST_FAULTS: Final = 300
SURE: Final = 0.6
"""Confidence below which somebody should look at a column."""


@dataclass(frozen=True)
class ShownFault:
    """What is wrong at a place of a file, and what to do."""

    place: str
    text: str
    is_remark: bool


@dataclass(frozen=True)
class ShownColumn:
    """A column of a table with what it probably holds and why."""

    number: int
    label: str
    heading: str
    field: str
    reason: str
    samples: list[str]
    is_doubtful: bool


@dataclass(frozen=True)
class ShownTable:
    """A table of a file; tables with the same headings share a fingerprint, and what is said of their columns."""

    place: str
    fingerprint: str
    rows: int
    is_headless: bool
    columns: list[ShownColumn]


@dataclass(frozen=True)
class ShownChange:
    """A visit that is different in the new file: what, before, after."""

    name: str
    place: str
    changes: list[tuple[str, str, str]]


@dataclass(frozen=True)
class ShownDifference:
    """What is different from the plan in force: how many, and the first of each by name."""

    added: int
    removed: int
    changed: int
    unchanged: int
    added_names: list[str]
    removed_names: list[str]
    changes: list[ShownChange]

    @property
    def is_empty(self) -> bool:
        """Whether both plans say the same."""
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Shown:
    """A file as it is shown; `fault_count` counts all of its faults and remarks."""

    tables: list[ShownTable]
    faults: list[ShownFault]
    fault_count: int
    difference: ShownDifference | None

    @property
    def unread(self) -> list[ShownFault]:
        """Return what could not be read."""
        return [fault for fault in self.faults if not fault.is_remark]

    @property
    def remarks(self) -> list[ShownFault]:
        """Return what was put right or deserves a look."""
        return [fault for fault in self.faults if fault.is_remark]


def pack_shown(reading: PlanReading, media: Media, former: PlanReading | None) -> bytes:
    """Return what is to be shown of a file, to be kept; `former` is the plan in force."""
    record = {
        "fault_count": len(reading.faults),
        "difference": _difference(former.rows, reading.rows, media) if former is not None else None,
        "in": [
            {
                "tables": [asdict(_table(table, media, language)) for table in reading.tables],
                "faults": [
                    [dotted(place_shown(f.place, f.column, media)), dotted(worded(f)[language]), f.is_remark]
                    for f in sorted(reading.faults, key=lambda fault: fault.is_remark)[:MOST_FAULTS]
                ],
            }
            for language in (0, 1)
        ],
    }
    return zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode())


def unpack_shown(kept: bytes, english: bool = False) -> Shown:
    """Return what was kept by `pack_shown`, in one language."""
    record = json.loads(zlib.decompress(kept))
    words, found = record["in"][int(english)], record["difference"]
    return Shown(
        [_table_of(table) for table in words["tables"]],
        [ShownFault(*fault) for fault in words["faults"]],
        record["fault_count"],
        _difference_of(found) if found else None,
    )


def _table_of(record: dict[str, Any]) -> ShownTable:
    return ShownTable(**record | {"columns": [ShownColumn(**column) for column in record["columns"]]})


def _difference_of(record: dict[str, Any]) -> ShownDifference:
    return ShownDifference(**record | {"changes": [ShownChange(*change) for change in record["changes"]]})


def _difference(old: Iterable[PlanRow], new: Iterable[PlanRow], media: Media) -> dict[str, Any]:
    found = difference(old, new)
    return {
        "added": len(found.added), "removed": len(found.removed), "changed": len(found.changed),
        "unchanged": found.unchanged,
        "added_names": [dotted(row.name) for row in found.added[:MOST_SHOWN]],
        "removed_names": [dotted(row.name) for row in found.removed[:MOST_SHOWN]],
        "changes": [_changed(change, media) for change in found.changed[:MOST_SHOWN]],
    }  # fmt: skip


def _table(table: ReadTable, media: Media, language: int) -> ShownTable:
    columns = [
        ShownColumn(
            column.number, column_label(column.number, media), dotted(column.heading), column.field.value,
            reason_of(column)[language], [dotted(sample) for sample in column.samples],
            column.confidence < SURE,
        )
        for column in table.proposal.columns
    ]  # fmt: skip
    return ShownTable(
        dotted(place_shown(table.place, "", media)),
        table.proposal.mapping.fingerprint,
        table.rows,
        table.is_headless,
        columns,
    )


def _changed(change: ChangedRow, media: Media) -> list[Any]:
    place = dotted(place_shown(change.new.origin.place, "", media))
    told = [(c.field, _value(c.old), _value(c.new)) for c in change.changes]
    return [dotted(change.new.name), place, told]


def _value(value: object) -> str:
    """A value of a plan as it is written; of a form its key."""
    if value is None:
        return ""
    if isinstance(value, Window):
        return f"{format_date(value.first)} – {format_date(value.last)}"
    if isinstance(value, InspectionForm):
        return value.value
    if isinstance(value, Days):
        return f"{value.most.normalize():f}"
    return dotted(str(value))
