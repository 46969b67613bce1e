"""Odds before any evidence, counted in the rows at hand without labels."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import polars as pl

from haidang.domain.overlaps.resolving.blocking import corrected_pairs
from haidang.domain.overlaps.tax_codes import CodeKind

FEW_PAIRS: Final = 100_000
"""Pairs of rows with codes that weigh as much as the guesses made without any."""

CONVINCING: Final = 4.0
"""log2 odds from which a name would convince if namesakes were pure chance."""
USUAL_ODDS: Final = 4.0
"""Odds that one name, whatever the form, is one enterprise, where no codes tell: one in five is a namesake."""
FEW_NAMES: Final = 3.0
"""Pairs that these odds weigh as much as."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Odds before any evidence, counted in the rows at hand."""

    prior: float
    """log2 odds that two rows drawn at random are one enterprise."""
    code_bits: float
    """What an equal code tells."""
    correction_bits: float
    """What it tells that one digit makes an invalid code the other's."""
    name_bits: float
    """The most that an equal name tells; without limit until `with_namesakes` has counted."""


def chances(rows: pl.DataFrame) -> Chances:
    """Count how often two rows with sound codes have the same, and how often mending a code hits one by chance."""
    coded = rows.filter(pl.col("base") != "")
    total = max(rows.height, 2)
    sizes = coded.group_by("code").len()["len"].cast(pl.Float64)
    same = float((sizes * (sizes - 1) / 2).sum())
    pairs = coded.height * (coded.height - 1) / 2
    guess = 0.1 / total  # a tenth as many matching pairs as rows
    share = (same + FEW_PAIRS * guess) / (pairs + FEW_PAIRS) if pairs else guess
    bad = rows.filter(pl.col("code_kind") == CodeKind.INVALID).height
    hits = corrected_pairs(rows).height
    by_chance = (hits + 1) / (bad * coded.height + FEW_PAIRS)
    return Chances(
        name_bits=float("inf"),
        prior=float(np.log2(share)),
        code_bits=float(10 + np.log2(total)),
        correction_bits=float(min(-np.log2(min(by_chance, 1.0)), 10 + np.log2(total))),
    )


def with_namesakes(known: Chances, rows: pl.DataFrame, pairs: pl.DataFrame) -> Chances:
    """Limit what names tell by the namesakes among the pairs that both have a sound code.

    However rare a name is, two enterprises of one owner may share it. Of the pairs whose names alone would convince
    (`CONVINCING`), codes tell how many are one enterprise: no name tells more than those odds.
    """
    coded = rows["base"] != ""
    both = coded.gather(pairs["a"]) & coded.gather(pairs["b"])
    named = pairs.filter(both & ~_branched(rows, pairs)).filter(
        pl.sum_horizontal("core", "sectors", "branch", "places", "numbers") + known.prior > CONVINCING
    )
    same = named.filter(pl.col("code") > 0).height
    odds = (same + FEW_NAMES * USUAL_ODDS) / (named.height - same + FEW_NAMES)
    return replace(known, name_bits=float(np.log2(odds) - known.prior))


def _branched(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    return rows["branch"].gather(pairs["a"]) | rows["branch"].gather(pairs["b"])
