"""Measure reporting rounds: `python -m bench.rounds [--postgres] [45 450 3400]` (units, of 300 indicators each).

Each size has a database and a process of its own. Ratios are to the same work at the smallest size in the same run;
lines that are set in are plain SELECTs of the rows that the next page shows.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from bench.rounds.databases import temporary_home

SIZES = (45, 450, 3_400)
MOST_QUERIES = 30
TARGETS = {
    "form with 300 cells": 0.300,
    "autosave of one cell": 0.150,
    "board, first page": 0.300,
    "board, last page": 0.300,
    "board, words and state": 0.300,
    "board, overdue": 0.300,
}
"""Seconds of server time, at any size."""
PAGES = (*TARGETS, "submission with 300 figures", "export of the board", "list of rounds")

Measured = dict[str, tuple[int, float]]


def measure(units: int, *, postgres: bool) -> Measured:
    """Queries and seconds by the name of page or step, in a fresh world of that many units."""
    with temporary_home(postgres=postgres) as environment:
        done = subprocess.run(
            [sys.executable, "-m", "bench.rounds.measuring", str(units)],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
    return {one["name"]: (one["queries"], one["seconds"]) for one in json.loads(done.stdout)}


def main(arguments: list[str]) -> int:
    """Print the table; 1 if a target is missed or queries grow with the number of units."""
    postgres = "--postgres" in arguments
    sizes = [int(text) for text in arguments if text.isdecimal()] or list(SIZES)
    found: dict[int, Measured] = {}
    for units in sizes:
        start = time.monotonic()
        found[units] = measure(units, postgres=postgres)
        print(f"{units:,} units measured in {time.monotonic() - start:.0f} s", file=sys.stderr)
    return print_table(found)


def print_table(found: dict[int, Measured]) -> int:
    """Print queries, milliseconds and the ratio to the smallest size."""
    smallest = min(found)
    print(f"{'':30}" + "".join(f"{f'{units:,} units':>26}" for units in found) + "   target")
    print(f"{'':30}" + f"{'queries':>9}{'ms':>9}{'ratio':>8}" * len(found))
    missed = 0
    for name, (fewest, least) in found[smallest].items():
        cells = "".join(f"{q:9}{1000 * s:9.1f}{s / least:8.2f}" for q, s in (found[u][name] for u in found))
        target = TARGETS.get(name)
        worst = max(found[units][name][1] for units in found)
        faults = []
        if target is not None and worst > target:
            faults.append("MISSED")
        if name in PAGES and max(found[units][name][0] for units in found) > max(MOST_QUERIES, fewest):
            faults.append("QUERIES")
        missed += bool(faults)
        goal = f"{1000 * target:6.0f} ms" if target else ""
        print(f"{name:30}{cells}   {goal} {' '.join(faults)}".rstrip())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
