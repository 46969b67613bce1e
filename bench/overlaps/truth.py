"""Rows with the truth, and how good an answer is."""

import importlib.util
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import click
import polars as pl

GENERATOR = Path(__file__).resolve().parents[2].parent / "shared" / "tools" / "gen_plans.py"
USUAL = {"overlap": 277 / 2108, "p_mst": 0.6, "p_addr": 0.7, "noise": 1.0}
"""277 of 2,108 rows overlap, as in Hải Phòng in 2024; 60 % of rows have a tax code, 70 % an address."""


@dataclass(frozen=True)
class Score:
    """Pairwise precision, recall and F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def generator() -> ModuleType:
    """The generator of plan rows, which lies beside the repository."""
    if not GENERATOR.exists():
        raise click.UsageError(
            f"{GENERATOR.name} is not beside the repository: there are no rows with the truth"
        )
    spec = importlib.util.spec_from_file_location("gen_plans", GENERATOR)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_rows(path: Path, size: int, seed: int) -> None:
    """Write `size` rows of a seed as parquet."""
    module = generator()
    rows = module.main(size, *USUAL.values(), seed)
    pl.DataFrame(rows, schema=module.COLS, orient="row").write_parquet(path)


def pair_score(found: Sequence[object], true: Sequence[object]) -> Score:
    """Compare two groupings of the same rows by the pairs that they put together."""

    def pairs(groups: Counter) -> int:
        return sum(size * (size - 1) // 2 for size in groups.values())

    both = pairs(Counter(zip(found, true, strict=True)))
    stated, there = pairs(Counter(found)), pairs(Counter(true))
    return Score(both / stated if stated else 1.0, both / there if there else 1.0)
