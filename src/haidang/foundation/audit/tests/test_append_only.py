"""The database itself refuses to change or remove what was recorded, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from haidang.foundation.accounts import actions
from haidang.foundation.audit.services import record, seal_events

pytestmark = pytest.mark.django_db

TABLES = ["audit_auditevent", "audit_auditseal", "observations_observation"]
COLUMN = {"audit_auditevent": "label", "audit_auditseal": "digest", "observations_observation": "note"}


@pytest.fixture
def _sealed(system, at):
    record(actions.SIGNED_IN, subject_type="accounts.user", by=system, at=at)
    seal_events(at=at)


def run(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def rows(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608
        return cursor.fetchall()


@pytest.mark.usefixtures("_sealed")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {table} SET {column} = 'x'", "DELETE FROM {table}"])
def test_rows_are_neither_changed_nor_removed(table, statement):
    before = rows(table)
    assert before
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement.format(table=table, column=COLUMN[table]))
    assert rows(table) == before


@pytest.mark.usefixtures("_sealed")
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_not_emptied_at_one_stroke(table):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE; its DELETE is refused")
    with pytest.raises(DatabaseError):
        run(f"TRUNCATE {table} CASCADE")
    assert rows(table)


@pytest.mark.usefixtures("_sealed")
@pytest.mark.parametrize("table", TABLES)
def test_a_row_is_not_replaced_under_its_own_key(table):
    if connection.vendor != "sqlite":
        pytest.skip("INSERT OR REPLACE is of SQLite")
    before = rows(table)
    with pytest.raises(DatabaseError):
        run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608
    assert rows(table) == before
