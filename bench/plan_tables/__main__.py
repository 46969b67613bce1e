"""Time the reading of inspection plans: `python -m bench.plan_tables [--rows N]`.

The same workbook in the same run: openpyxl reading every cell (whole, and in its read-only mode), then ours in
two steps: what stands in the file, and what it plans. The other kinds of files are the plans of the demonstration.
Times are of this process (CPU), the best of three; ratios travel, seconds do not. Exit code 1: slower than the target.
"""

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import click
import openpyxl

from haidang.config.demo_plans import make_plans
from haidang.config.demo_plans.sheets import plain
from haidang.config.demo_plans.world import make_world
from haidang.domain.plan_tables import open_source, read_plan

ROUNDS = 3
MOST_TIMES_OPENPYXL = 3.0
"""Target: a plan is understood in at most three times the time in which openpyxl reads its cells."""


def seconds(work: Callable[[], object]) -> float:
    """CPU time of one run, the best of several."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def all_cells(content: bytes, read_only: bool) -> int:
    """Read every cell with openpyxl, formulas by their results."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=read_only, data_only=True)
    return sum(
        value is not None for sheet in book for row in sheet.iter_rows(values_only=True) for value in row
    )


def large_plan(rows: int) -> bytes:
    """A workbook with the visits of all agencies, again and again, no name twice."""
    world = make_world()
    visits = cycle(visit for _, plan in world.plans for visit in plan)
    numbered = [
        replace(visit, name=f"{visit.name} {number}") for number, visit in enumerate(islice(visits, rows))
    ]
    agency = world.plans[0][0]
    return plain(agency, numbered, world.year)[0]


@click.command()
@click.option("--rows", default=10_000, show_default=True)
def main(rows: int) -> None:
    """Print rows a second of each contestant, and how many times as long as openpyxl ours takes."""
    content = large_plan(rows)
    source = open_source(content, "a.xlsx")
    assert len(read_plan(source, 2024).rows) == rows
    times = {
        "openpyxl": seconds(lambda: all_cells(content, read_only=False)),
        "openpyxl, read-only": seconds(lambda: all_cells(content, read_only=True)),
        "ours, what stands there": seconds(lambda: open_source(content, "a.xlsx")),
        "ours, what it plans": seconds(lambda: read_plan(source, 2024)),
    }
    ours = times["ours, what stands there"] + times["ours, what it plans"]
    times["ours, both"] = ours
    base = times["openpyxl, read-only"]
    click.echo(f"{rows:,} rows of 10 columns, {len(content):,} bytes")
    for name, taken in times.items():
        click.echo(
            f"{name:26}{taken:8.2f} s{rows / taken:12,.0f} rows/s{taken / base:8.2f} x openpyxl, read-only"
        )
    other_files()
    if ours > MOST_TIMES_OPENPYXL * base:
        raise SystemExit(1)


def other_files() -> None:
    """Print rows a second for each kind of file of the demonstration."""
    with tempfile.TemporaryDirectory() as folder:
        kinds: dict[str, list[Path]] = {}
        for path in make_plans(Path(folder)):
            kinds.setdefault(path.suffix[1:], []).append(path)
        for kind, paths in sorted(kinds.items()):
            contents = [(path.read_bytes(), path.name) for path in paths]

            def work(files: list[tuple[bytes, str]] = contents) -> int:
                return sum(len(read_plan(open_source(content, name), 2024).rows) for content, name in files)

            count, taken = work(), seconds(work)
            click.echo(
                f"{kind:6}{len(paths):4} files{count:8,} rows{taken:8.2f} s{count / taken:12,.0f} rows/s"
            )


if __name__ == "__main__":
    main()
