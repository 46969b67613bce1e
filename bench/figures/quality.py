"""Score the checker on labelled texts: `python -m bench.figures.quality` from the root of the repository.

Five measures for each file and each kind of relation, with 95 % intervals (Wilson). The baseline, in the same run,
compares every percentage with the two figures before it. `--failures` lists what was missed and what was false.
"""

import sys
from pathlib import Path

from bench.figures import naive

from haidang.domain.figures import check_text
from haidang.domain.figures.tests.scoring import Score, read_labelled, score, written_files

LABELLED = Path("src/haidang/domain/figures/tests/data/labelled.jsonl")
Z = 1.96


def interval(part: int, whole: int) -> str:
    """Return share and 95 % interval of Wilson as text."""
    if not whole:
        return "-"
    share = part / whole
    scale = 1 + Z * Z / whole
    middle = (share + Z * Z / (2 * whole)) / scale
    reach = Z * ((share * (1 - share) + Z * Z / (4 * whole)) / whole) ** 0.5 / scale
    return f"{part}/{whole} {share:.3f} [{max(0.0, middle - reach):.3f}, {min(1.0, middle + reach):.3f}]"


def print_score(title: str, counts: Score) -> None:
    """Print the five measures."""
    print(f"{title}")
    print(f"    relations found        {interval(counts.found, counts.relations)}")
    print(f"    contradictions caught  {interval(counts.caught, counts.contradictions)}")
    print(f"    flags right            {interval(counts.right, counts.flags)}")
    print(f"    alarms on clean texts  {counts.clean_alarms} on {counts.clean}")
    print(
        f"    figure meant           first {interval(counts.first, counts.proposals)}, "
        f"among three {interval(counts.close, counts.proposals)}"
    )


def print_kinds(counts: Score) -> None:
    """Print three measures for each kind of relation, the most frequent first."""
    for kind, own in sorted(counts.by_kind.items(), key=lambda pair: -pair[1].relations):
        print(
            f"    {kind:15} found {interval(own.found, own.relations):34} "
            f"caught {interval(own.caught, own.contradictions):32} flags right {interval(own.right, own.flags)}"
        )


def main(arguments: list[str]) -> int:
    """Print all scores."""
    texts = {path.name: read_labelled(path) for path in (LABELLED, *written_files())}
    for name, labelled in texts.items():
        counts = score(labelled, lambda text: check_text(text).relations)
        print_score(f"{name}, {len(labelled)} texts", counts)
        print_kinds(counts)
        if "--failures" in arguments:
            for line in (
                *(f"missed {row}" for row in counts.missed),
                *(f"false {row}" for row in counts.alarms),
            ):
                print(f"      {line!r}")
    everything = [item for labelled in texts.values() for item in labelled]
    ours = score(everything, lambda text: check_text(text).relations)
    baseline = score(everything, naive.check)
    print_score(f"all, {len(everything)} texts", ours)
    print_kinds(ours)
    print_score("baseline: each percentage against the two figures before it", baseline)
    false, baseline_false = ours.flags - ours.right, baseline.flags - baseline.right
    print(
        f"ratios to the baseline: relations {ours.found / max(1, baseline.found):.1f} x, contradictions "
        f"{ours.caught / max(1, baseline.caught):.1f} x, false flags {false / max(1, baseline_false):.3f} x"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
