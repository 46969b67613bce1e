"""Rows of plans (and of a registry) as they are compared: names and addresses taken apart, with what each part tells.

How much agreement on a part tells is its information in bits, −log2 of the share of rows that have it (the term
frequency adjustment of Fellegi and Sunter, 1969, as in Winkler, 1989): "Anh Minh" in Hải Phòng tells little,
"Koyorad" much. It is counted in the rows at hand, without any labels.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from haidang.domain.overlaps.addresses import with_places
from haidang.domain.overlaps.names import with_names
from haidang.domain.overlaps.tax_codes import with_codes

UNSEEN: Final = 0.3
"""Rows expected to share what only the pair at hand has, in a file as large again."""


def profiles(rows: pl.DataFrame) -> pl.DataFrame:
    """Take `name`, `mst`, `addr` apart and add `*_bits`; `row` numbers the rows from 0."""
    parts = with_names(rows.with_row_index("row"), "name")
    placed = with_places(with_codes(parts, "mst"), "addr")
    placed = placed.join(_core_bits(placed), on="row", how="left", maintain_order="left")
    return placed.with_columns(
        _bits("sectors"), _bits("places"), _bits("numbers"), _bits("form"), _bits("branch"),
        _bits("commune", _told("commune")), _bits("street", _told("street")),
        pl.col("core_bits").fill_null(0.0), pl.col("rarest").fill_null(0),
    )  # fmt: skip


def _told(column: str) -> pl.Expr:
    """How many rows tell it: what an address leaves out, the enterprise has all the same."""
    return (pl.col(column) != "").sum()


def _bits(column: str, total: pl.Expr | None = None) -> pl.Expr:
    """−log2 of the share of other rows with this value; "" tells nothing."""
    share = _share(pl.len().over(column), pl.len() if total is None else total)
    empty = pl.col(column) == "" if column != "branch" else pl.lit(False)
    return pl.when(empty).then(0.0).otherwise(-share.log(2)).cast(pl.Float32).alias(f"{column}_bits")


def _share(often: pl.Expr, total: pl.Expr) -> pl.Expr:
    """How likely a further row has what a pair agrees on: counted without the pair; what nobody else has, `UNSEEN`."""
    return (pl.max_horizontal(often.cast(pl.Float64) - 2, pl.lit(UNSEEN)) / (total + 1)).clip(0.0, 1.0)


def _core_bits(rows: pl.DataFrame) -> pl.DataFrame:
    """Bits of the core: of having so many words, and of being these; and how often its rarest word occurs."""
    words = (
        rows.filter(pl.col("core") != "")
        .select("row", pl.col("core").str.split(" ").alias("word"))
        .with_columns((-_share(pl.len().over(pl.col("word").list.len()), pl.len()).log(2)).alias("size_bits"))
        .explode("word")
    )
    often = words.group_by("word").len("often")
    share = _share(pl.col("often"), pl.lit(words.height))
    return (
        words.join(often, on="word")
        .group_by("row")
        .agg(
            (pl.col("size_bits").first() - share.log(2).sum()).cast(pl.Float32).alias("core_bits"),
            pl.col("often").min().alias("rarest"),
        )
    )
