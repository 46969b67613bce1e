"""Letting writers of one kind pass one after the other."""

from __future__ import annotations

import zlib

from django.db import connection


def queue_for(what: str) -> None:
    """Wait until no other transaction that queues for the same thing is open. SQLite serialises writers anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(what.encode())])


def is_free(what: str) -> bool:
    """Take the same place as `queue_for` if nobody holds it, and never wait: False if another transaction does.

    SQLite: always True, for a transaction that has begun holds the only place for writing.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [zlib.crc32(what.encode())])
        return bool(cursor.fetchone()[0])
