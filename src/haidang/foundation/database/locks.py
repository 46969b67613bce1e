"""Letting writers of one kind pass one after the other."""

from __future__ import annotations

import zlib

from django.db import connection


def queue_for(what: str) -> None:
    """Wait until no other transaction that queues for the same thing is open. SQLite serialises writers anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(what.encode())])
