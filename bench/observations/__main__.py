"""Import and check a million observations: `python -m bench.observations [--postgres] [UNITS]` (3,400 by default).

The table goes through `haidang import observations`, as an administrator would bring it: read cell by cell, recorded in
one transaction, judged by a hundred relations of every unit. Beside it pandera makes the same checks on a data frame;
another Python that has pandera can be named in BENCH_PANDERA.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bench.observations.tables import RELATIONS, write_observations, write_relations
from bench.rounds.databases import temporary_home

UNITS = 3_400
TARGET_SECONDS, TARGET_MEGABYTES = 60, 1_024
COMMAND = [sys.executable, "-c", "from haidang.config.cli import main; main()"]


@dataclass(frozen=True)
class Run:
    """A process that ended well."""

    seconds: float
    megabytes: float
    output: str


def run(arguments: list[str], environment: dict[str, str]) -> Run:
    """Run a process; its wall time, the peak of its memory, what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{arguments[-2:]} ended with {os.waitstatus_to_exitcode(status)}: {output[:500]}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024, output)


def peer(table: Path) -> tuple[Run, float, int] | None:
    """Pandera on the same table: the process, the seconds it counted itself (without imports), the failures."""
    python = os.environ.get("BENCH_PANDERA") or (sys.executable if find_spec("pandera") else "")
    if not python:
        return None
    done = run([python, "-m", "bench.observations.peer", str(table)], dict(os.environ))
    seconds, failures = done.output.split()
    return done, float(seconds), int(failures)


def main(arguments: list[str]) -> int:
    """Print seconds, memory and the ratio to pandera; 1 if a target is missed."""
    units = next((int(text) for text in arguments if text.isdecimal()), UNITS)
    with (
        temporary_home(postgres="--postgres" in arguments) as environment,
        tempfile.TemporaryDirectory() as folder,
    ):
        table, relations = Path(folder) / "observations.csv", Path(folder) / "relations.csv"
        count = write_observations(table, units)
        write_relations(relations)
        run([sys.executable, "-m", "bench.observations.setting_up", str(units), str(relations)], environment)
        first = run([*COMMAND, "import", "observations", str(table), "--format", "json"], environment)
        again = run([*COMMAND, "import", "observations", str(table), "--format", "json"], environment)
        beside = peer(table)
    assert json.loads(first.output)["created"] == count
    assert json.loads(again.output)["unchanged"] == count
    print(f"{count:,} observations, {RELATIONS} relations of every unit ({count // 3:,} statements judged)")
    for name, one in (("import and check", first), ("the same file again", again)):
        print(f"{name:24} {one.seconds:7.1f} s {one.megabytes:8.0f} MB {count / one.seconds:10,.0f} a second")
    if beside is None:
        print("pandera is not installed here: no comparison")
    else:
        done, seconds, failures = beside
        print(f"{'pandera, checks alone':24} {seconds:7.1f} s {done.megabytes:8.0f} MB   {failures} failures")
        time_, memory = first.seconds / seconds, first.megabytes / done.megabytes
        print(f"ratio to pandera: {time_:.1f} x the time, {memory:.2f} x the memory")
    missed = first.seconds > TARGET_SECONDS or first.megabytes > TARGET_MEGABYTES
    print(f"target {TARGET_SECONDS} s and {TARGET_MEGABYTES} MB: {'MISSED' if missed else 'met'}")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
