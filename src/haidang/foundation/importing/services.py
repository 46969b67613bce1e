"""Running an import: all or nothing, the same way from the command line, the web and a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.files.checks import RefusedFile, check_content
from haidang.foundation.files.models import StoredFile
from haidang.foundation.files.services import store_file
from haidang.foundation.importing import actions
from haidang.foundation.importing.columns import CellError, Column
from haidang.foundation.importing.faults import Fault, Note
from haidang.foundation.importing.importer import Changes, Context, Importer, Record, importers
from haidang.foundation.importing.keeping import Kept, without_personal_numbers
from haidang.foundation.importing.models import ImportRun
from haidang.foundation.importing.tables import RawRow, Table, UnreadableTable, read_table
from haidang.foundation.permissions import Permission

MAX_REMEMBERED: Final = 20_000


@dataclass(frozen=True)
class ImportReport:
    """The outcome, or (dry run) what it would be. With faults nothing was written.

    `unreadable`: the file is no table at all, so that nothing can be said about its cells.
    """

    kind: str
    faults: tuple[Fault, ...]
    created: Changes = field(default_factory=Changes)
    changed: Changes = field(default_factory=Changes)
    unchanged: int = 0
    ignored_headings: tuple[str, ...] = ()
    written: bool = False
    unreadable: bool = False
    gone: Changes = field(default_factory=Changes)
    notes: tuple[Note, ...] = ()
    kept: Kept | None = None
    """The file as it may be stored; None where it could not be read."""


class _Undo(Exception):
    """Rolls the import back."""


def run_import(
    *,
    kind: str,
    content: bytes,
    name: str,
    by: Actor,
    at: datetime,
    dry_run: bool = False,
    max_bytes: int | None = None,
) -> ImportReport:
    """Import a file of one kind. KeyError for an unknown kind; every fault of the file is in the report.

    `max_bytes` is for whoever works on the machine itself: there a table may be larger than what is sent to the server.
    """
    by.require(Permission.IMPORT_DATA)
    importer = importers()[kind]
    limit = max_bytes or settings.FILES_MAX_BYTES
    written = False
    try:
        table, kept = _read(importer, content, name, limit)
        sha256 = hashlib.sha256(kept.content).hexdigest()
        context = Context(by, at, table.sheet, f"urn:haidang:file:{sha256}", sha256)
        records = _read_records(table, importer.columns, context)
        if not importer.streams:
            records = iter(list(records))
        with transaction.atomic():
            queue_for(f"import {kind}")
            _apply(importer, records, context)
            if context.faults or dry_run:
                raise _Undo
            _keep(importer.kind, context, kept, limit)
            written = True
    except RefusedFile as error:
        return ImportReport(kind, (Fault(name, "A1", str(error), _("bring another file")),), unreadable=True)
    except UnreadableTable as error:
        return ImportReport(kind, (error.fault,), unreadable=error.unreadable)
    except _Undo:
        pass
    return ImportReport(
        kind,
        tuple(context.faults),
        context.created,
        context.changed,
        context.unchanged,
        _ignored(table, importer.columns),
        written,
        gone=context.gone,
        notes=tuple(context.notes),
        kept=kept,
    )


def preview_import(
    *, kind: str, content: bytes, name: str, by: Actor, at: datetime
) -> tuple[ImportReport, StoredFile | None]:
    """What an import would do, and the file, stored so that one press takes it; None if it has faults.

    Raises `RefusedFile` for what is no file to be read.
    """
    by.require(Permission.IMPORT_DATA)
    check_content(content, name, max_bytes=settings.FILES_MAX_BYTES)
    report = run_import(kind=kind, content=content, name=name, by=by, at=at, dry_run=True)
    if report.faults or report.kept is None:
        return report, None
    return report, store_file(content=report.kept.content, name=report.kept.name, by=by, at=at)


def _read(importer: Importer, content: bytes, name: str, limit: int) -> tuple[Table, Kept]:
    """The table in a file and what may be kept of it: without personal numbers, where the importer knows of such."""
    media_type = check_content(content, name, max_bytes=limit).media_type
    required = {column.heading_vi: column.names for column in importer.columns if column.required}
    table, original = read_table(content, media_type, name, required), Kept(content, name)
    if not importer.has_personal_numbers:
        return table, original
    titles = {name: column.heading_vi for column in importer.columns for name in column.names}
    return without_personal_numbers(table, original, importer.protected, titles)


def _apply(importer: Importer, records: Iterator[Record], context: Context) -> None:
    """Let the importer have the rows that could be read."""
    first = next(records, None)
    if first is None and not context.faults:
        context.fault_at("A2", _("the table has no rows"), _("fill it in and try again"))
    if context.faults and not importer.streams and not importer.rows_stand_alone:
        return
    readable = chain([] if first is None else [first], records)
    importer.apply(readable if importer.streams else list(readable), context)


def _keep(kind: str, context: Context, kept: Kept, limit: int) -> None:
    """Keep the file, and note that it was taken. Last, so that a refused or a tried file leaves nothing on the disk."""
    name = kept.name
    stored = store_file(content=kept.content, name=name, by=context.by, at=context.at, max_bytes=limit)
    counts = {
        "created": len(context.created),
        "changed": len(context.changed) + len(context.gone),
        "unchanged": context.unchanged,
    }
    run = ImportRun.objects.create(
        kind=kind, file=stored, file_name=name[:200], by_id=context.by.identifier,
        by_name=context.by.name, at=context.at, **counts,
    )  # fmt: skip
    record(
        actions.IMPORTED,
        subject=run,
        label=f"{kind} {name}",
        data=counts,
        by=context.by,
        at=context.at,
    )


def _read_records(table: Table, columns: Sequence[Column], context: Context) -> Iterator[Record]:
    """The rows whose cells can all be read; what is wrong with the others is noted on the way."""
    positions: dict[str, int] = {}
    for column in columns:
        places = [i for i, heading in enumerate(table.headings) if heading in column.names]
        if places:
            positions[column.name] = places[0]
        for place in places[1:]:
            context.fault_at(
                table.address(place, table.header_row),
                _("the heading “%(heading)s” stands twice") % {"heading": column.heading_vi},
                _("delete one of the columns"),
            )
    absent = {column.name: column.empty for column in columns if column.name not in positions}
    present = [(column, positions[column.name]) for column in columns if column.name in positions]
    return _records(table, absent, present, positions, context)


def _records(
    table: Table,
    absent: Mapping[str, Any],
    present: Sequence[tuple[Column, int]],
    positions: Mapping[str, int],
    context: Context,
) -> Iterator[Record]:
    cells = [(column, place, _Memory(column)) for column, place in present]
    for row in table.rows:
        values, width, is_readable = dict(absent), len(row.values), True
        for column, place, memory in cells:
            raw = row.values[place] if place < width else None
            try:
                values[column.name] = _read_cell(memory, raw, place, row)
            except CellError as error:
                is_readable = False
                context.fault_at(table.address(place, row.number), error.what, error.todo)
        if is_readable:
            yield Record(row.number, values, positions)


class _Memory(dict[str, Any]):
    """Texts of a column that were read before: codes, periods and small numbers come again and again."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.column = column

    def __missing__(self, text: str) -> Any:
        value = self.column.read(text)
        if len(self) < MAX_REMEMBERED:
            self[text] = value
        return value


def _read_cell(memory: _Memory, raw: Any, position: int, row: RawRow) -> Any:
    column = memory.column
    if position in row.formulas:
        raise CellError(_("the cell holds a formula"), _("paste the value instead of the formula"))
    if position in row.errors:
        raise CellError(_("the cell holds the error %(error)s") % {"error": raw}, _("type the value"))
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        if column.required:
            raise CellError(
                _("“%(heading)s” is empty") % {"heading": column.heading_vi}, _("fill it in, it is required")
            )
        return column.empty
    return memory[raw] if isinstance(raw, str) else column.read(raw)


def _ignored(table: Table, columns: Sequence[Column]) -> tuple[str, ...]:
    known = frozenset().union(*(column.names for column in columns))
    return tuple(heading for heading in table.headings if heading and heading not in known)
