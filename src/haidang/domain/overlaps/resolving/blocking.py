"""Which pairs of rows are compared: those that share a key that is not too common.

A key that many rows share (two syllables of a brand) tells nothing alone and costs quadratically: such a group is
left to the finer keys that add sectors, commune or house number.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from haidang.domain.overlaps.tax_codes import CodeKind

LARGEST_GROUP: Final = 24
"""Rows that may share a key before it is too common; codes may be shared by up to `LARGEST_CODE_GROUP`."""
LARGEST_CODE_GROUP: Final = 400
_INVERSES: Final = {31: 5, 29: 8, 23: 1, 19: 7, 17: 2, 13: 6, 7: 8, 5: 9, 3: 4}


def _coded() -> pl.Expr:
    return pl.col("code_kind").is_in([CodeKind.ENTERPRISE, CodeKind.BRANCH])


def candidate_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `a` < `b` (columns `row` of two rows), each pair once. `rows` as `profiles` makes them."""
    core, sectors = pl.col("core"), pl.col("sectors")
    named = core != ""
    tokens = core.str.split(" ")
    first, last = tokens.list.slice(0, 2).list.join(" "), tokens.list.tail(2).list.join(" ")
    squeezed = core.str.replace_all(" ", "")
    blank = pl.lit("|")
    keys = [
        (named, squeezed),
        (named, squeezed + blank + sectors),
        (named & (pl.col("commune") != ""), squeezed + blank + pl.col("commune")),
        (named & (pl.col("places") != ""), squeezed + blank + pl.col("places")),
        (named & (pl.col("numbers") != ""), squeezed + blank + pl.col("numbers") + blank + sectors),
        (~named & (sectors != ""), sectors + blank + pl.col("places") + blank + pl.col("numbers")),
        (~named, pl.col("places") + blank + pl.col("commune")),
        (tokens.list.len() > 2, first),
        (named, last),
        (tokens.list.len() > 2, first + blank + sectors),
        (tokens.list.len() > 2, last + blank + sectors),
        (named & (core.str.len_bytes() > 6), tokens.list.last()),
        (pl.col("street") != "", pl.concat_str("commune", "street", "house", separator="|")),
        (
            pl.col("house") != "",
            pl.concat_str("street", "house", separator="|") + blank + tokens.list.first(),
        ),
    ]
    found = [_pairs(rows, where, key, LARGEST_GROUP) for where, key in [*keys, *_without_one_word()]]
    found.append(_pairs(rows, _coded(), pl.col("base"), LARGEST_CODE_GROUP))
    other = pl.col("code_kind").is_in([CodeKind.PERSONAL, CodeKind.INVALID]) & (pl.col("code") != "")
    found.append(_pairs(rows, other, pl.col("code"), LARGEST_CODE_GROUP))
    found.append(corrected_pairs(rows))
    return pl.concat(found).unique().sort("a", "b")


def _without_one_word() -> list[tuple[pl.Expr, pl.Expr]]:
    """Keys that survive a slip in one word: the word at the other end, with what else is known."""
    tokens = pl.col("core").str.split(" ")
    keys = []
    for word in (tokens.list.first(), tokens.list.last()):
        keys.append(
            (tokens.list.len() > 1, pl.concat_str(word, "sectors", "places", "numbers", separator="|"))
        )
        keys.append((pl.col("commune") != "", pl.concat_str(word, "commune", separator="|")))
    return keys


def _pairs(rows: pl.DataFrame, where: pl.Expr, key: pl.Expr, largest: int) -> pl.DataFrame:
    """Pairs of the rows `where` something holds that share a key, unless more than `largest` do."""
    keyed = rows.lazy().filter(where).select("row", key.hash().alias("key"))
    shared = (
        keyed.group_by("key")
        .agg(pl.col("row").sort())
        .filter(pl.col("row").list.len().is_between(2, largest))
    )
    both = shared.select(pl.col("row").alias("a"), pl.col("row").alias("b")).explode("a").explode("b")
    return both.filter(pl.col("a") < pl.col("b")).collect()


def corrections(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `row`, `fixed`: every code that one wrong digit could have turned into the row's invalid one.

    The checksum is linear modulo 11 and no weight is divisible by 11: for each place at most one digit mends it.
    """
    bad = rows.filter(
        (pl.col("code_kind") == CodeKind.INVALID) & pl.col("code").str.len_bytes().is_in([9, 10, 13])
    )
    padded = pl.when(pl.col("code").str.len_bytes() == 9).then("0" + pl.col("code")).otherwise(pl.col("code"))
    number = padded.str.slice(0, 10).cast(pl.Int64)
    digits = [number // 10 ** (9 - place) % 10 for place in range(10)]
    weights = [*_INVERSES, 1]
    # The code is sound if the weighted sum (check digit with weight 1) is 10 modulo 11.
    lack = (10 - pl.sum_horizontal(w * d for w, d in zip(weights, digits, strict=True))) % 11
    fixes = []
    for place, digit in enumerate(digits):
        inverse = [*_INVERSES.values(), 1][place]
        right = (digit + lack * inverse) % 11
        fixes.append(pl.when(right < 10).then(number + (right - digit) * 10 ** (9 - place)))
    return bad.select("row", pl.concat_list(fixes).alias("fixed")).explode("fixed").drop_nulls()


def corrected_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a row with an invalid code and one whose code differs from it in one digit."""
    coded = rows.filter(_coded()).select(
        pl.col("row").alias("b"), pl.col("base").cast(pl.Int64).alias("fixed")
    )
    met = corrections(rows).join(coded, on="fixed")
    return met.select(pl.min_horizontal("row", "b").alias("a"), pl.max_horizontal("row", "b").alias("b"))
