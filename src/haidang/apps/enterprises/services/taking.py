"""Taking the rows of a register into the registry: a fixed number of queries, however many rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from haidang.apps.enterprises.comparing import Differences, differences, search_text
from haidang.apps.enterprises.models import (
    FIELDS,
    Enterprise,
    EnterpriseChange,
    EnterpriseKind,
    FormerName,
    What,
)
from haidang.apps.enterprises.reading import Name
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.database import insert_rows, update_rows
from haidang.foundation.importing.importer import Change, Context, Record
from haidang.foundation.permissions import Permission

_KEPT: Final = (*FIELDS, "gone_since", "head_id", "search", "source_urn")
_EMPTY: Final[Mapping[str, Any]] = {name: getattr(Enterprise(), name) for name in FIELDS}
_MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True)
class Row:
    """What one row of a file says. Exactly one of `tax_code`, `personal_number` (protected) is there."""

    record: Record
    tax_code: str | None
    personal_number: str | None
    base: str
    """The ten digits of the head enterprise, "" where there is none."""
    values: Mapping[str, Any]
    """Fields that the file has; the others stay as they are."""
    former_names: Sequence[Name]

    @property
    def key(self) -> str:
        return self.tax_code or self.personal_number or ""


@dataclass(slots=True)
class _Known:
    """An enterprise as it stands, plain."""

    pk: int
    values: dict[str, Any]


@dataclass
class _Work:
    """What is to be written. New rows by their key."""

    fresh: list[Row] = field(default_factory=list)
    stale: dict[int, dict[str, Any]] = field(default_factory=dict)
    told: list[tuple[int, What, Differences, str]] = field(default_factory=list)
    names: list[tuple[int, Name, bool, str]] = field(default_factory=list)


@transaction.atomic
def take_rows(*, rows: Sequence[Row], is_complete: bool, context: Context, by: Actor, at: datetime) -> None:
    """Enter what is new, change what differs, and, of a complete list, mark as gone what it does not hold.

    `context` collects what happened. Whoever dissolves, renames or moves does it in the register: nothing is deleted.
    """
    by.require(Permission.IMPORT_DATA)
    known, names = _read_known(), _read_names()
    work = _Work()
    for row in rows:
        before = known.get(row.key)
        if before is None:
            work.fresh.append(row)
            context.created.append(Change(_label(row.values["name"], row.tax_code)))
        else:
            _compare(row, before, names.get(before.pk, {}), work, context)
    if is_complete:
        _mark_gone({row.key for row in rows}, known, work, context, at.date())
    _write_changed(work, known, names)
    pks = {key: entry.pk for key, entry in known.items()}
    _write_fresh(work, pks, context)
    _link_heads(pks)
    _write_history(work, by, at)


def _read_known() -> dict[str, _Known]:
    columns = ("pk", "tax_code", "personal_number", *_KEPT)
    found = {}
    for pk, tax_code, number, *values in Enterprise.objects.values_list(*columns).iterator(chunk_size=20_000):
        found[tax_code or number] = _Known(pk, dict(zip(_KEPT, values, strict=True)))
    return found


def _read_names() -> dict[int, dict[str, date | None]]:
    found: dict[int, dict[str, date | None]] = {}
    for pk, name, last_day in FormerName.objects.values_list("enterprise_id", "name", "last_day"):
        found.setdefault(pk, {})[name] = last_day
    return found


def _label(name: str, tax_code: str | None) -> str:
    return f"{name} ({tax_code})" if tax_code else name


def _compare(
    row: Row, before: _Known, names: Mapping[str, date | None], work: _Work, context: Context
) -> None:
    """Note what the row changes: fields, names that it states, its being there again."""
    told = differences(before.values, row.values)
    urn = context.row_urn(row.record)
    stated = [name for name in row.former_names if name.name not in names]
    if "name" in told and told["name"][0] not in names:
        stated = [name for name in stated if name.name != told["name"][0]]
        last = next((n.last_day for n in row.former_names if n.name == told["name"][0]), None)
        work.names.append((before.pk, Name(told["name"][0], last), True, urn))
    work.names += [(before.pk, name, False, urn) for name in stated]
    shown = dict(told)
    if stated:
        shown["former_names"] = ("; ".join(names), "; ".join([*names, *(name.name for name in stated)]))
    is_back = before.values["gone_since"] is not None
    if is_back:
        shown["gone_since"] = (str(before.values["gone_since"]), "")
    if not shown:
        context.note_unchanged(row.record)
        return
    context.note_changed(row.record, _label(row.values["name"], row.tax_code), shown)
    work.stale[before.pk] = {**row.values, "gone_since": None, "source_urn": urn}
    work.told.append((before.pk, What.BACK if is_back else What.CHANGED, shown, urn))


def _mark_gone(
    there: set[str], known: Mapping[str, _Known], work: _Work, context: Context, today: date
) -> None:
    for key, entry in known.items():
        if key in there or entry.values["gone_since"] is not None:
            continue
        tax_code = key if key.isdecimal() else None
        context.gone.append(Change(_label(entry.values["name"], tax_code)))
        work.stale[entry.pk] = {"gone_since": today}
        work.told.append((entry.pk, What.GONE, {}, context.source_urn))


def _write_changed(work: _Work, known: Mapping[str, _Known], names: Mapping[int, Mapping[str, Any]]) -> None:
    more: dict[int, list[str]] = {}
    for pk, name, _seen, _urn in work.names:
        more.setdefault(pk, []).append(name.name)
    columns = (*FIELDS, "gone_since", "search", "source_urn")

    def rows() -> Iterator[tuple[Any, ...]]:
        for key, entry in known.items():
            if entry.pk not in work.stale:
                continue
            values = {**entry.values, **work.stale[entry.pk]}
            tax_code = key if key.isdecimal() else ""
            former = [*more.get(entry.pk, ()), *names.get(entry.pk, ())][:_MOST_NAMES]
            values["search"] = search_text(values, tax_code, former)
            yield (entry.pk, *(_plain(values[name]) for name in columns))

    update_rows(Enterprise, columns, rows())


def _write_fresh(work: _Work, pks: dict[str, int], context: Context) -> None:
    """Insert new enterprises; `pks` then knows them too."""
    if not work.fresh:
        return
    columns = ("tax_code", "personal_number", *FIELDS, "search", "source_urn")

    def rows() -> Iterator[tuple[Any, ...]]:
        for row in work.fresh:
            values = {**_EMPTY, **row.values}
            former = [name.name for name in row.former_names][:_MOST_NAMES]
            search = search_text(values, row.tax_code or "", former)
            plain = (_plain(values[name]) for name in FIELDS)
            yield (row.tax_code, row.personal_number, *plain, search, context.row_urn(row.record))

    insert_rows(Enterprise, columns, rows())
    newest = max(pks.values(), default=0)
    for pk, tax_code, number in Enterprise.objects.filter(pk__gt=newest).values_list(
        "pk", "tax_code", "personal_number"
    ):
        pks[tax_code or number or ""] = pk
    for row in work.fresh:
        urn = context.row_urn(row.record)
        work.told.append((pks[row.key], What.ENTERED, {}, urn))
        work.names += [(pks[row.key], name, False, urn) for name in row.former_names]


def _link_heads(pks: Mapping[str, int]) -> None:
    """Tie branches to the enterprise whose ten digits they carry, as far as it is known by now."""
    alone = Enterprise.objects.filter(kind=EnterpriseKind.BRANCH, head=None, tax_code__isnull=False)
    found = ((pk, pks.get(str(code)[:10])) for pk, code in alone.values_list("pk", "tax_code"))
    update_rows(Enterprise, ("head_id",), [(pk, head) for pk, head in list(found) if head is not None])


def _write_history(work: _Work, by: Actor, at: datetime) -> None:
    unique: dict[tuple[int, str], tuple[Any, ...]] = {}
    for pk, name, seen, urn in work.names:
        unique.setdefault((pk, name.name), (pk, name.name, _plain(name.last_day), seen, urn))
    insert_rows(FormerName, ("enterprise_id", "name", "last_day", "seen", "source_urn"), unique.values())
    told: Iterable[tuple[Any, ...]] = (
        (pk, what.value, json.dumps(changes, ensure_ascii=False), urn) for pk, what, changes, urn in work.told
    )
    constants = {"by_id": by.identifier, "by_name": by.name[:120], "at": at}
    insert_rows(EnterpriseChange, ("enterprise_id", "what", "changes", "source_urn"), told, constants)


def _plain(value: Any) -> Any:
    """A value as the database takes it: whole numbers, texts, None, days."""
    return value.isoformat() if isinstance(value, date) else value
