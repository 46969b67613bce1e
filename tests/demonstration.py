"""The demonstration, prepared once for all test processes of a run and copied from then on."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = str(Path(sys.executable).with_name("haidang"))


def prepared_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return the data folder made by `haidang demo --no-serve` on SQLite, and what the command said.

    Nobody writes into the folder. The processes of a parallel run share the parent of their temporary folders.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder, said = shared / "demonstration", shared / "demonstration.json"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            folder.mkdir()
            said.write_text(json.dumps(_prepare(folder)), encoding="utf-8")
    return folder, json.loads(said.read_text(encoding="utf-8"))


def clean_environment(**named: str) -> dict[str, str]:
    """The environment without what is set for the tests themselves."""
    return {**{key: value for key, value in os.environ.items() if not key.startswith("HAIDANG_")}, **named}


def _prepare(folder: Path) -> dict[str, str]:
    done = subprocess.run(
        [COMMAND, "demo", "--no-serve"],
        env=clean_environment(HAIDANG_DATA=str(folder)),
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {"stdout": done.stdout, "stderr": done.stderr}
