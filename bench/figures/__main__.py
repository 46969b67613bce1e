"""Time the figure checker: `python -m bench.figures` from the root of the repository.

The baseline, in the same run, only finds the numerals (one regular expression). Seconds are of this machine; the
ratios and the growth with ten times the text travel.
"""

import re
import sys
import time
from collections.abc import Callable

from bench.figures.sample import dense, like_a_report

from haidang.domain.figures import check_text

ROUNDS = 3
TARGET = 1.6
"""MB/s of text on one core, for a text like a report."""
MOST_GROWTH = 1.5
"""Time for each byte of a text ten times as long, compared with the short one."""
NUMERAL = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
TEXTS = {"like a report": (like_a_report, 100_000), "figures only": (dense, 10_000)}


def cpu_seconds(work: Callable[[], object]) -> float:
    """CPU time of one run, the best of several."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def measure(name: str, make: Callable[[int], str], size: int) -> tuple[float, float]:
    """Print one kind of text at two sizes; return MB/s of the large one and the growth of time per byte."""
    speeds = []
    for factor in (1, 10):
        text = make(factor * size)
        megabytes = len(text.encode()) / 1e6
        seconds = cpu_seconds(lambda text=text: check_text(text))
        baseline = cpu_seconds(lambda text=text: NUMERAL.findall(text))
        report = check_text(text)
        speeds.append(megabytes / seconds)
        print(
            f"{name:14} {megabytes:6.2f} MB  {len(report.quantities):6} figures  {len(report.relations):6} relations  "
            f"{megabytes / seconds:6.2f} MB/s  {1e6 * seconds / max(1, len(report.quantities)):6.0f} µs a figure  "
            f"{seconds / baseline:6.1f} x finding numerals"
        )
    return speeds[1], speeds[0] / speeds[1]


def main() -> int:
    """Print speeds and growth; 1 if a target is missed."""
    missed = 0
    for name, (make, size) in TEXTS.items():
        speed, growth = measure(name, make, size)
        print(f"{name:14} ten times the text: {growth:.2f} x the time for each byte (at most {MOST_GROWTH})")
        missed += growth > MOST_GROWTH
        if name == "like a report":
            print(f"{name:14} {speed:.2f} MB/s, target {TARGET}: {speed / TARGET:.2f} of it")
            missed += speed < TARGET
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
