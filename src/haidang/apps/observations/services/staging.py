"""The temporary table in which a table of values waits, and the statements that make observations of it.

All are standard enough for SQLite and PostgreSQL. Figures and observations are written in the order in which they are
read by indicator: what lies together is read together, and indices grow at their end. The table lives as long as the
transaction's connection needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.database import insert_into

COLUMNS: Final = (
    "line", "indicator_id", "unit_id", "period", "basis", "status", "value", "qualifier", "provenance", "origin_line",
    "note", "reason",
)  # fmt: skip
_CREATE: Final = """
    CREATE TEMPORARY TABLE staged_observation (
        line integer NOT NULL, indicator_id bigint NOT NULL, unit_id bigint NOT NULL, period varchar(40) NOT NULL,
        basis varchar(10) NOT NULL, status varchar(15) NOT NULL, value varchar(40), qualifier varchar(10) NOT NULL,
        provenance varchar(12) NOT NULL, origin_line integer, note text NOT NULL, reason text NOT NULL,
        figure_id bigint, before_id bigint
    )
"""
_FIND: Final = """
    UPDATE staged_observation SET figure_id = f.id, before_id = f.latest_id FROM observations_figure AS f
    WHERE staged_observation.figure_id IS NULL AND f.indicator_id = staged_observation.indicator_id
    AND f.unit_id = staged_observation.unit_id AND f.period = staged_observation.period
    AND f.basis = staged_observation.basis AND f.dimensions = ''
"""
_REPEATED: Final = """
    SELECT line FROM (SELECT line, row_number() OVER (PARTITION BY figure_id ORDER BY line) AS place
    FROM staged_observation) AS numbered WHERE place > 1 ORDER BY line
"""
_ADD_FIGURES: Final = """
    INSERT INTO observations_figure (indicator_id, unit_id, period, basis, dimensions, latest_id)
    SELECT DISTINCT indicator_id, unit_id, period, basis, '', CAST(NULL AS bigint) FROM staged_observation
    WHERE figure_id IS NULL ORDER BY indicator_id, unit_id, period, basis
"""
_DROP_SAME: Final = """
    DELETE FROM staged_observation WHERE before_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM observations_observation AS o WHERE o.id = staged_observation.before_id
        AND o.status = staged_observation.status AND o.qualifier = staged_observation.qualifier
        AND COALESCE(o.value, '') = COALESCE(staged_observation.value, '') AND o.stage = 'final'
        AND o.provenance = staged_observation.provenance)
"""
_OBSERVE: Final = """
    INSERT INTO observations_observation (figure_id, revision, status, value, qualifier, stage, provenance, source_urn,
        source_sha256, origin_line, note, reason, recorded_at, recorded_by_id, recorded_by_name)
    SELECT s.figure_id, COALESCE(o.revision, 0) + 1, s.status, s.value, s.qualifier, 'final', s.provenance,
        CAST(%s AS text) || CAST(s.line AS text), %s, s.origin_line, s.note, s.reason, %s, %s, %s
    FROM staged_observation AS s LEFT JOIN observations_observation AS o ON o.id = s.before_id ORDER BY s.figure_id
"""
_POINT: Final = """
    UPDATE observations_figure SET latest_id = o.id FROM observations_observation AS o
    WHERE o.id > %s AND o.figure_id = observations_figure.id
"""


def stage(rows: Iterable[Sequence[Any]]) -> int:
    """Put rows of `COLUMNS` into an empty staging table; how many. Making the figures that are new is left."""
    execute("DROP TABLE IF EXISTS staged_observation")
    execute(_CREATE)
    count = insert_into("staged_observation", COLUMNS, rows)
    if connection.vendor == "postgresql":
        execute("ANALYZE staged_observation")
    return count


def find_figures() -> list[int]:
    """Find the figure of each row, making those that are new; the lines that speak of a figure for a second time."""
    execute(_FIND)
    execute(_ADD_FIGURES)
    execute(_FIND)
    return [line for (line,) in fetch(_REPEATED)]


def drop_same() -> int:
    """Take away the rows that say, letter by letter, what is known; how many."""
    return execute(_DROP_SAME)


def drop_lines(lines: Iterable[int]) -> None:
    """Take rows away."""
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM staged_observation WHERE line = %s", [(line,) for line in lines])


def observe(source: str, sha256: str, by: Actor, at: datetime) -> int:
    """Make an observation of each row that is left, and let its figure point at it; the highest id before."""
    ((last,),) = fetch("SELECT COALESCE(MAX(id), 0) FROM observations_observation")
    moment = connection.ops.adapt_datetimefield_value(at)
    execute(_OBSERVE, [f"{source}#row=", sha256, moment, by.identifier, by.name])
    execute(_POINT, [last])
    return int(last)


def forget() -> None:
    """Remove the staging table."""
    execute("DROP TABLE staged_observation")


def execute(sql: str, parameters: Sequence[Any] = ()) -> int:
    """Run a statement; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return int(cursor.rowcount)


def fetch(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)
        return list(cursor.fetchall())


def fetch_pages(sql: str, start: int, size: int, *parameters: Any) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query by pages: it asks for so many rows, in order, whose first column is above a number."""
    while rows := fetch(sql, [*parameters, start, size]):
        yield rows
        start = rows[-1][0]
