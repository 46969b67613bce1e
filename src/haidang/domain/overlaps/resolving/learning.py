"""What the rows themselves and people's answers teach of the prices of disagreement.

Two rows with sound codes tell whether they are one enterprise; so does an answer. Among such pairs it is counted
whether those that disagree in a certain way (`KINDS`: another form, business lines missing …) are one enterprise as
often as the prices say. What is lacking is learnt by a logistic regression whose offset is the evidence so far and
whose prior is that the prices are right (`DOUBT`): a few pairs move little, thousands decide. A taken back answer
leaves no trace, since everything is learnt anew each time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from haidang.domain.overlaps.resolving.sides import PRICES

KINDS: Final = ("other_core", "other_lines", "bare_brand", "places", "form", "unit", "address")
DOUBT: Final = 1.0
"""How far a price may be off, in natural log-odds: one standard deviation."""
NEAR: Final = -8.0
"""log2 odds, codes not counted, from which a pair teaches."""
_STEPS: Final = 12
_BIT: Final = float(np.log(2))


def with_lessons(
    rows: pl.DataFrame, weighed: pl.DataFrame, answers: Sequence[tuple[int, int, bool]]
) -> pl.DataFrame:
    """Add `learnt`, the bits by which prices were off, to the pairs of `weigh` and to their `score`."""
    told = _told(rows, weighed, answers)
    offset = (told["score"] - told["code"]).cast(pl.Float64).to_numpy() * _BIT
    off = _fitted(_kinds(rows, told), offset, told["same"].to_numpy()) / _BIT
    learnt = pl.Series("learnt", _kinds(rows, weighed) @ off).cast(pl.Float32)
    return weighed.with_columns(learnt, (pl.col("score") + learnt).alias("score"))


def _told(
    rows: pl.DataFrame, weighed: pl.DataFrame, answers: Sequence[tuple[int, int, bool]]
) -> pl.DataFrame:
    """Pairs that a code or an answer decides, with `same`."""
    coded = rows["base"] != ""
    near = weighed.filter(pl.col("score") - pl.col("code") > NEAR)
    by_code = near.filter(coded.gather(near["a"]) & coded.gather(near["b"])).with_columns(
        (pl.col("code") > 0).alias("same")
    )
    said = pl.DataFrame(
        [(min(a, b), max(a, b), same) for a, b, same in answers],
        schema={"a": pl.UInt32, "b": pl.UInt32, "same": pl.Boolean}, orient="row",
    )  # fmt: skip
    return pl.concat([by_code, near.join(said, on=["a", "b"])]).unique(["a", "b"], keep="last")


def _kinds(rows: pl.DataFrame, pairs: pl.DataFrame) -> npt.NDArray[np.float64]:
    """A column for each of `KINDS`, 1 where the pair disagrees so."""
    core, lines = (
        rows[f"{name}_id"].gather(pairs["a"]) != rows[f"{name}_id"].gather(pairs["b"])
        for name in ("core", "sectors")
    )
    bare = lines & (pairs["sectors"] == PRICES["bare_brand"])
    place = (pairs["commune"] < 0) | (pairs["street"] < 0)
    found = [core, lines & ~bare, bare, *(pairs[name] < 0 for name in ("places", "form", "unit")), place]
    return np.column_stack([kind.to_numpy() for kind in found]).astype(np.float64)


def _fitted(
    kinds: npt.NDArray[np.float64], offset: npt.NDArray[np.float64], same: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """The likeliest corrections, by Newton's method."""
    found = np.zeros(kinds.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(offset + kinds @ found, -30, 30)))
        slope = kinds.T @ (same - chance) - found / DOUBT**2
        bend = (kinds * (chance * (1 - chance))[:, None]).T @ kinds + np.eye(len(found)) / DOUBT**2
        found += np.linalg.solve(bend, slope)
    return found
