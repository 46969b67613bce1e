"""Very many rows: written as plain tuples, in the fastest way of each database, and looked through by an index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from django.db import connection, models, transaction

_BATCH: Final = 10_000


def insert_rows(
    model: type[models.Model],
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    constants: Mapping[str, Any] | None = None,
) -> int:
    """Insert rows of `names` (fields by their `attname`) and return how many; `constants` are the same in each.

    Values of rows go to the database as they are: whole numbers, texts, None. Constants may be anything that the field
    takes. Fields that are left out get their default. Constraints and triggers hold as for any other row; signals and
    `save` are not called, ids are not returned. Runs inside a transaction, else `RuntimeError`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("many rows are written all or none: use transaction.atomic")
    fixed = _fixed(model, names, constants or {})
    by_name = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    columns = [by_name[name] for name in (*names, *fixed)]
    tail = tuple(fixed.values())
    whole = ((*row, *tail) for row in rows)
    return insert_into(model._meta.db_table, columns, whole)


def update_rows(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Set `names` (fields by their `attname`) of many rows, each a primary key and its values; returns how many.

    Values are as in `insert_rows`. Runs inside a transaction, else `RuntimeError`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("many rows are written all or none: use transaction.atomic")
    quote = connection.ops.quote_name
    by_name = {field.attname: str(field.column) for field in model._meta.concrete_fields}
    sets = ", ".join(f"{quote(by_name[name])} = %s" for name in names)
    key = quote(str(model._meta.pk.column)) if model._meta.pk else ""
    statement = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {key} = %s"  # noqa: S608  our own names
    count = 0
    with connection.cursor() as cursor:
        for batch in _batches(iter(rows)):
            cursor.executemany(statement, [(*row[1:], row[0]) for row in batch])
            count += len(batch)
    return count


def insert_into(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert plain rows into a table, perhaps a temporary one; returns how many."""
    named = ", ".join(map(connection.ops.quote_name, columns))
    target = f"{connection.ops.quote_name(table)} ({named})"
    return (
        _copy(target, rows)
        if connection.vendor == "postgresql"
        else _execute_many(target, len(columns), rows)
    )


def distinct_values(model: type[models.Model], name: str) -> list[Any]:
    """The different values of an indexed field, in order: one look into the index for each, however many rows."""
    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(name)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE step(value) AS (SELECT MIN({column}) FROM {table} UNION ALL "  # noqa: S608  our own names
            f"SELECT (SELECT MIN({column}) FROM {table} WHERE {column} > step.value) FROM step "
            "WHERE step.value IS NOT NULL) SELECT value FROM step WHERE value IS NOT NULL"
        )
        return [value for (value,) in cursor.fetchall()]


def _fixed(model: type[models.Model], names: Sequence[str], constants: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that are the same in every row, as the database takes them."""
    fixed = {}
    for field in model._meta.concrete_fields:
        if field.primary_key or field.attname in names:
            continue
        value = constants[field.attname] if field.attname in constants else field.get_default()
        fixed[field.attname] = field.get_db_prep_save(value, connection)
    return fixed


def _copy(target: str, rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    for batch in _batches(
        iter(rows)
    ):  # made before the connection copies: whoever makes rows may ask it something
        with (
            connection.cursor() as cursor,
            connection.wrap_database_errors,
            cursor.copy(f"COPY {target} FROM STDIN") as copy,
        ):
            for row in batch:
                copy.write_row(row)
        count += len(batch)
    return count


def _execute_many(target: str, width: int, rows: Iterable[Sequence[Any]]) -> int:
    places = ", ".join(["%s"] * width)
    count = 0
    with connection.cursor() as cursor:
        for batch in _batches(iter(rows)):
            cursor.executemany(f"INSERT INTO {target} VALUES ({places})", batch)  # noqa: S608  names of our own
            count += len(batch)
    return count


def _batches(rows: Iterator[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch
