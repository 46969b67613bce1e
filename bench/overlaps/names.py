"""What names alone can decide: real name pairs of listed companies, which lie beside the repository."""

import csv

import click
import polars as pl
from bench.overlaps.truth import GENERATOR

from haidang.domain.overlaps.profiles import profiles
from haidang.domain.overlaps.resolving.chances import Chances
from haidang.domain.overlaps.resolving.evidence import compare
from haidang.domain.overlaps.resolving.sides import with_hashes

PAIRS = GENERATOR.parents[1] / "data" / "overlap" / "name_pairs_dev.csv"


def name_scores() -> list[tuple[float, bool]]:
    """Bits that two names give, and whether they are one company's."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file))
    names = [pair[side] for pair in pairs for side in ("name_a", "name_b")]
    rows = with_hashes(profiles(pl.DataFrame({"name": names, "mst": "", "addr": "", "unit": ""})))
    numbers = pl.DataFrame(
        {"a": range(0, len(names), 2), "b": range(1, len(names), 2)}, schema={"a": pl.UInt32, "b": pl.UInt32}
    )
    scored = compare(rows, numbers, Chances(prior=200.0, code_bits=0, correction_bits=0, name_bits=60.0))
    bits = dict(zip(scored["a"], scored["name"], strict=True))
    return [(bits[2 * place], pair["same"] == "1") for place, pair in enumerate(pairs)]


def decide_names() -> None:
    """Print precision and recall at some thresholds; the baseline is that folded names are equal."""
    if not PAIRS.exists():
        raise click.UsageError(f"{PAIRS.name} is not beside the repository")
    scores = name_scores()
    there = sum(same for _, same in scores)
    print(f"{len(scores)} pairs of names, {there} of one company")
    for bits in (0, 4, 8, 12, 16):
        told = [same for score, same in scores if score >= bits]
        print(f"  {bits:>3} bits: precision {sum(told) / len(told):.3f}, recall {sum(told) / there:.3f}")
