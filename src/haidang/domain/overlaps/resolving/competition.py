"""A row without a code belongs to one enterprise at most: namesakes compete for it."""

from __future__ import annotations

import polars as pl


def with_competition(rows: pl.DataFrame, scored: pl.DataFrame) -> pl.DataFrame:
    """Lower each score by what the best rival says: a pair's chance is shared with pairs that exclude it.

    For a row without a sound code that goes as well with code A as with code B, the odds of A are
    2^a : (1 + 2^b), so a falls by log2(1 + 2^b).
    """
    codes = rows.select("row", "base", "code")
    ends = pl.concat([
        scored.select(pl.col("a").alias("row"), pl.col("b").alias("mate"), "score"),
        scored.select(pl.col("b").alias("row"), pl.col("a").alias("mate"), "score"),
    ]).filter(pl.col("score") > -8)  # fmt: skip
    free = codes.filter(pl.col("base") == "").select("row")
    mates = codes.filter(pl.col("base") != "").select(
        pl.col("row").alias("mate"), pl.col("code").alias("owner")
    )
    best = (
        ends.join(free, on="row").join(mates, on="mate").group_by("row", "owner").agg(pl.col("score").max())
    )
    contested = best.filter(pl.len().over("row") > 1)
    if contested.is_empty():
        return scored
    rivals = contested.join(contested, on="row", suffix="_rival").filter(
        pl.col("owner") != pl.col("owner_rival")
    )
    loss = rivals.group_by("row", "owner").agg(
        (1 + pl.lit(2.0).pow(pl.col("score_rival").clip(-30, 60)).sum()).log(2).alias("loss")
    )
    result = scored
    for end, mate in (("a", "b"), ("b", "a")):
        owner = codes.select(pl.col("row").alias(mate), pl.col("code").alias("owner"))
        result = (
            result.join(owner, on=mate, how="left", maintain_order="left")
            .join(loss.rename({"row": end}), on=[end, "owner"], how="left", maintain_order="left")
            .with_columns((pl.col("score") - pl.col("loss").fill_null(0.0)).cast(pl.Float32))
            .drop("owner", "loss")
        )
    return result
