"""Measure false alarms and slips found: `python -m bench.plausibility` (`critical`: simulate the multiples of Qn)."""

import random
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import fmean, stdev

from bench.plausibility.critical import print_multiples
from bench.plausibility.samples import SOURCES, Source

from haidang.domain.plausibility import outlier_history, outlier_peers

TRIALS = 10_000
TARGET = 0.02
"""Share of false alarms that no cell of the table may exceed."""
EARLIER = (3, 5, 10)
PEERS = (5, 10, 20)

Rule = Callable[[Decimal, Sequence[Decimal], Source], bool]


def three_sigma(value: Decimal, others: Sequence[Decimal], _: Source) -> bool:
    """The baseline: three standard deviations from the mean."""
    values = [float(other) for other in others]
    return abs(float(value) - fmean(values)) > 3 * stdev(values)


def by_history(value: Decimal, others: Sequence[Decimal], source: Source) -> bool:
    """The rule for earlier values."""
    return outlier_history(value, others, scale=source.scale, decimals=source.decimals) is not None


def by_peers(value: Decimal, others: Sequence[Decimal], source: Source) -> bool:
    """The rule for other units."""
    return outlier_peers(value, others, scale=source.scale, decimals=source.decimals) is not None


def shares(source: Source, n: int, rules: Sequence[Rule], trials: int) -> list[tuple[float, float]]:
    """For each rule: the share of true figures it flags, and the share of slips."""
    chance = random.Random(f"{source.name} {n}")
    alarms, found = [0] * len(rules), [0] * len(rules)
    for _ in range(trials):
        others = [source.figure(chance) for _ in range(n)]
        value = source.figure(chance)
        slip = source.slip(value)
        for place, rule in enumerate(rules):
            alarms[place] += rule(value, others, source)
            found[place] += rule(slip, others, source)
    return [(alarm / trials, hit / trials) for alarm, hit in zip(alarms, found, strict=True)]


def table(title: str, rule: Rule, sizes: Sequence[int], trials: int) -> float:
    """Print one table, in percent; return the greatest share of false alarms of the rule."""
    print(f"\n{title}: false alarms (slips found), in %")
    heads = "".join(f"{f'n={n}: ours':>18}{'3 sigma':>16}" for n in sizes)
    print(f"{'':38}{heads}")
    worst = 0.0
    for source in SOURCES:
        cells = ""
        for n in sizes:
            ours, baseline = shares(source, n, (rule, three_sigma), trials)
            cells += f"{in_percent(ours):>18}{in_percent(baseline):>16}"
            worst = max(worst, ours[0])
        print(f"{source.name:38}{cells}", flush=True)
    return worst


def in_percent(measured: tuple[float, float]) -> str:
    """False alarms, and slips found in brackets."""
    return f"{100 * measured[0]:.2f} ({100 * measured[1]:.0f})"


def main(arguments: Sequence[str]) -> int:
    """Print both tables; 1 when false alarms exceed the target."""
    if arguments == ["critical"]:
        print_multiples()
        return 0
    trials = int(arguments[0]) if arguments else TRIALS
    worst = max(
        table("Against earlier values", by_history, EARLIER, trials),
        table("Against other units", by_peers, PEERS, trials),
    )
    print(f"\nmost false alarms of ours: {100 * worst:.2f} %, target {100 * TARGET:g} %")
    return 1 if worst > TARGET else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
