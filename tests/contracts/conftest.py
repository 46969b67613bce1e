"""The commands as people and scripts call them: as processes, on a data folder (and a database) of their own."""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.demonstration import COMMAND, clean_environment, prepared_once

POSTGRES = os.environ.get("HAIDANG_TEST_DATABASE_URL", "")
SERIAL = itertools.count(1)


@dataclass
class Home:
    """A data folder, and the database that goes with it."""

    folder: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        database = {"HAIDANG_DATABASE_URL": self.database} if self.database else {}
        return clean_environment(HAIDANG_DATA=str(self.folder), **database)

    def run(self, *arguments, **more) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [COMMAND, *map(str, arguments)],
            env=self.environment | more,
            cwd=self.folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def start(self, *arguments, **more) -> subprocess.Popen[bytes]:
        """Start a command in a process group of its own."""
        return subprocess.Popen(
            [COMMAND, *map(str, arguments)],
            env=self.environment | more,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def query(self, sql: str) -> list[tuple]:
        """Look into the database, beside the program."""
        if self.database:
            with psycopg.connect(self.database) as connection:
                return connection.execute(sql).fetchall()
        with closing(sqlite3.connect(self.folder / "haidang.sqlite3", timeout=20)) as connection:
            rows = connection.execute(sql).fetchall()
            connection.commit()
            return rows

    def count(self, table: str) -> int:
        return self.query(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608

    def is_being_written(self) -> bool:
        """Whether somebody holds an open transaction with writes."""
        if self.database:
            name = urlsplit(self.database).path[1:]
            sql = f"SELECT 1 FROM pg_stat_activity WHERE datname = '{name}' AND backend_xid IS NOT NULL"  # noqa: S608
            return bool(self.query(sql))
        with closing(sqlite3.connect(self.folder / "haidang.sqlite3", timeout=0)) as connection:
            try:
                connection.execute("BEGIN IMMEDIATE")
                connection.rollback()
            except sqlite3.OperationalError:
                return True
            return False


def _create(template: str = "") -> str:
    """A new database on the server of the tests; its address, or nothing where the tests use SQLite."""
    if not POSTGRES:
        return ""
    name = f"haidang_contract_{os.getpid()}_{next(SERIAL)}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        like = f" TEMPLATE {urlsplit(template).path[1:]}" if template else ""
        server.execute(f"CREATE DATABASE {name}{like}")
    return urlunsplit(urlsplit(POSTGRES)._replace(path=f"/{name}"))


def _drop(database: str) -> None:
    if database:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"DROP DATABASE {urlsplit(database).path[1:]} WITH (FORCE)")


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """The prepared demonstration and what the command said, `stdout` and `stderr`. Shared: look, do not change."""
    if not POSTGRES:
        folder, said = prepared_once(tmp_path_factory)
        yield Home(folder), said
        return
    home = Home(tmp_path_factory.mktemp("demonstration"), _create())
    done = home.run("demo", "--no-serve")
    assert done.returncode == 0, done.stderr
    yield home, {"stdout": done.stdout, "stderr": done.stderr}
    _drop(home.database)


@pytest.fixture(scope="session")
def prepared(demonstration):
    """The prepared demonstration. Shared: look, do not change."""
    return demonstration[0]


@contextmanager
def copy_of(prepared, folder):
    """A home like another one, in a folder that is not there yet, to do with as one likes."""
    shutil.copytree(prepared.folder, folder)
    copy = Home(folder, _create(prepared.database))
    yield copy
    _drop(copy.database)


@pytest.fixture
def home(prepared, tmp_path):
    """A copy of the prepared demonstration, to do with as one likes."""
    with copy_of(prepared, tmp_path / "home") as copy:
        yield copy


@pytest.fixture
def empty(tmp_path):
    """An empty folder and an empty database."""
    (tmp_path / "empty").mkdir()
    fresh = Home(tmp_path / "empty", _create())
    yield fresh
    _drop(fresh.database)


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def stop():
    """Processes started in a test do not outlive it."""
    started: list[subprocess.Popen[bytes]] = []
    yield started.append
    for process in started:
        if process.poll() is None:
            process.terminate()  # asked, it stops its children too; they have sessions of their own
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@pytest.fixture
def until():
    """`until(condition, seconds)` waits for it, or fails."""

    def wait(condition, seconds=30.0, every=0.05):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if condition():
                return
            time.sleep(every)
        pytest.fail(f"nothing came of it within {seconds} seconds")

    return wait
