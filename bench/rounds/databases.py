"""Temporary homes: a data folder, and a database in it or on the PostgreSQL that the tests use."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from tests.postgres import reachable_url


@contextmanager
def temporary_home(*, postgres: bool) -> Iterator[dict[str, str]]:
    """The environment of a process that works on a database of its own. SystemExit where no PostgreSQL answers."""
    with tempfile.TemporaryDirectory(prefix="haidang-bench-") as folder:
        plain = {name: text for name, text in os.environ.items() if not name.startswith("HAIDANG_")}
        environment = plain | {"HAIDANG_DATA": folder, "DJANGO_SETTINGS_MODULE": "haidang.config.settings"}
        if not postgres:
            yield environment
            return
        server = reachable_url()
        if not server:
            raise SystemExit("no PostgreSQL answers: start one, or name it in HAIDANG_TEST_DATABASE_URL")
        name = f"haidang_bench_{os.getpid()}_{os.urandom(3).hex()}"
        _on(server, f"CREATE DATABASE {name}")
        try:
            url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
            yield environment | {"HAIDANG_DATABASE_URL": url}
        finally:
            _on(server, f"DROP DATABASE {name} WITH (FORCE)")


def _on(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
