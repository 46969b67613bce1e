"""Running an import: all or nothing, the same way from the command line, the web and a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.files.checks import RefusedFile, check_content
from haidang.foundation.files.services import store_file
from haidang.foundation.importing import actions
from haidang.foundation.importing.columns import CellError, Column
from haidang.foundation.importing.faults import Fault
from haidang.foundation.importing.importer import Change, Context, Importer, Record, importers
from haidang.foundation.importing.models import ImportRun
from haidang.foundation.importing.tables import RawRow, Table, UnreadableTable, read_table
from haidang.foundation.permissions import Permission

MAX_FAULTS = 2_000


@dataclass(frozen=True)
class ImportReport:
    """The outcome, or (dry run) what it would be. With faults nothing was written.

    `unreadable`: the file is no table at all, so that nothing can be said about its cells.
    """

    kind: str
    faults: tuple[Fault, ...]
    created: tuple[Change, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    ignored_headings: tuple[str, ...] = ()
    written: bool = False
    unreadable: bool = False


class _Undo(Exception):
    """Rolls the import back."""


def run_import(
    *, kind: str, content: bytes, name: str, by: Actor, at: datetime, dry_run: bool = False
) -> ImportReport:
    """Import a file of one kind. KeyError for an unknown kind; every fault of the file is in the report."""
    by.require(Permission.IMPORT_DATA)
    importer = importers()[kind]
    try:
        media_type = check_content(content, name, max_bytes=settings.FILES_MAX_BYTES).media_type
        table = read_table(
            content, media_type, name, {c.heading_vi: c.names for c in importer.columns if c.required}
        )
        sha256 = hashlib.sha256(content).hexdigest()
        context = Context(by, at, table.sheet, f"urn:haidang:file:{sha256}", sha256)
        records = _read_records(table, importer.columns, context)
    except RefusedFile as error:
        return ImportReport(kind, (Fault(name, "A1", str(error), _("bring another file")),), unreadable=True)
    except UnreadableTable as error:
        return ImportReport(kind, (error.fault,), unreadable=error.unreadable)
    written = False
    try:
        with transaction.atomic():
            queue_for(f"import {kind}")
            _apply(importer, records, context)
            if context.faults or dry_run:
                raise _Undo
            _keep(importer.kind, context, content, name)
            written = True
    except _Undo:
        pass
    return ImportReport(
        kind,
        tuple(context.faults[:MAX_FAULTS]),
        tuple(context.created),
        tuple(context.changed),
        context.unchanged,
        _ignored(table, importer.columns),
        written,
    )


def _apply(importer: Importer, records: Sequence[Record], context: Context) -> None:
    if not records and not context.faults:
        context.faults.append(
            Fault(context.sheet, "A2", _("the table has no rows"), _("fill it in and try again"))
        )
    if context.faults:
        cells = {fault.cell for fault in context.faults}
        records = [record for record in records if not cells.intersection(_places(record))]
        if not importer.rows_stand_alone:
            return
    importer.apply(records, context)


def _places(record: Record) -> set[str]:
    return {f"A{record.number}", *record.cells.values()}


def _keep(kind: str, context: Context, content: bytes, name: str) -> None:
    """Keep the file, and note that it was taken. Last, so that a refused or a tried file leaves nothing on the disk."""
    stored = store_file(content=content, name=name, by=context.by, at=context.at)
    counts = {
        "created": len(context.created),
        "changed": len(context.changed),
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


def _read_records(table: Table, columns: Sequence[Column], context: Context) -> list[Record]:
    positions: dict[str, int | None] = {}
    for column in columns:
        places = [i for i, heading in enumerate(table.headings) if heading in column.names]
        positions[column.name] = places[0] if places else None
        for place in places[1:]:
            context.faults.append(
                Fault(
                    table.sheet,
                    table.address(place, table.header_row),
                    _("the heading “%(heading)s” stands twice") % {"heading": column.heading_vi},
                    _("delete one of the columns"),
                )
            )
    return [_read_row(row, table, columns, positions, context) for row in table.rows]


def _read_row(
    row: RawRow, table: Table, columns: Sequence[Column], positions: dict[str, int | None], context: Context
) -> Record:
    values: dict[str, Any] = {}
    cells: dict[str, str] = {}
    for column in columns:
        position = positions[column.name]
        raw = row.values[position] if position is not None and position < len(row.values) else None
        if position is not None:
            cells[column.name] = table.address(position, row.number)
        try:
            values[column.name] = _read_cell(column, raw, position, row)
        except CellError as error:
            values[column.name] = column.empty
            context.faults.append(
                Fault(table.sheet, cells.get(column.name, f"A{row.number}"), error.what, error.todo)
            )
    return Record(row.number, values, cells)


def _read_cell(column: Column, raw: Any, position: int | None, row: RawRow) -> Any:
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
    return column.read(raw)


def _ignored(table: Table, columns: Sequence[Column]) -> tuple[str, ...]:
    known = frozenset().union(*(column.names for column in columns))
    return tuple(heading for heading in table.headings if heading and heading not in known)
