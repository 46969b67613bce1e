"""Time the figure checker: `python -m bench.figures` from the root of the repository.

The baseline, in the same run, only finds the numerals (one regular expression). Seconds are of this machine; the
ratios and the growth with the length of the text travel. Peak memory is that of the process so far.
"""

import re
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.figures.sample import dense, like_a_report, table

from haidang.domain.figures import check_text

ROUNDS = 3
LARGE = 5_000_000
"""Bytes from which one round has to do."""
TARGET = 1.6
"""MB/s of text on one core, for a text like a report."""
MOST_GROWTH = 1.5
"""Time for each byte of the longest text, compared with the shortest one."""
ROWS = 100_000
NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True, slots=True)
class Series:
    """Texts of one kind in growing sizes; `target` in MB/s for the second of them."""

    make: Callable[[int], str]
    sizes: tuple[int, ...]
    target: float | None = None


SERIES = {
    "figures only": Series(dense, (10_000, 100_000)),
    "like a report": Series(like_a_report, (100_000, 1_000_000, 10_000_000, 50_000_000), TARGET),
    "table, rows": Series(table, (ROWS // 100, ROWS // 10, ROWS)),
}


def cpu_seconds(work: Callable[[], object], rounds: int) -> float:
    """CPU time of one run, the best of several."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def peak_megabytes() -> float:
    """Return the most memory this process has had."""
    scale = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def measure(name: str, text: str) -> float:
    """Print how one text goes; return MB/s."""
    megabytes = len(text.encode()) / 1e6
    rounds = 1 if megabytes * 1e6 >= LARGE else ROUNDS
    counts: list[tuple[int, int]] = []

    def check() -> None:
        report = check_text(text)
        counts.append((len(report.quantities), len(report.relations)))

    seconds = cpu_seconds(check, rounds)
    baseline = cpu_seconds(lambda: NUMERAL.findall(text), rounds)
    figures, relations = counts[0]
    print(
        f"{name:14} {megabytes:6.2f} MB  {figures:7} figures  {relations:6} relations  "
        f"{megabytes / seconds:6.2f} MB/s  {1e6 * seconds / max(1, figures):6.0f} µs a figure  "
        f"{seconds / baseline:6.1f} x finding numerals  peak {peak_megabytes():6.0f} MB",
        flush=True,
    )
    return megabytes / seconds


def main() -> int:
    """Print speeds and growth; 1 if a target is missed."""
    missed = 0
    for name, series in SERIES.items():
        speeds = [measure(name, series.make(size)) for size in series.sizes]
        growth = speeds[0] / speeds[-1]
        times = series.sizes[-1] // series.sizes[0]
        print(
            f"{name:14} {times} times the text: {growth:.2f} x the time for each byte (at most {MOST_GROWTH})"
        )
        missed += growth > MOST_GROWTH
        if series.target:
            print(
                f"{name:14} {speeds[1]:.2f} MB/s, target {series.target}: {speeds[1] / series.target:.2f} of it"
            )
            missed += speeds[1] < series.target
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
