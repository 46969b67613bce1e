"""Which pairs of rows are compared: those that share a key that is not too common.

A key that many rows share (two syllables of a brand) tells nothing alone and costs quadratically: such a group is
left to the finer keys that add sectors, commune or house number.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from haidang.domain.overlaps.tax_codes import CodeKind

LARGEST_GROUP: Final = 24
"""Rows that may share a key before it is too common; codes may be shared by up to `LARGEST_CODE_GROUP`."""
LARGEST_CODE_GROUP: Final = 400
Hashes = npt.NDArray[np.uint64]
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_INVERSES: Final = {31: 5, 29: 8, 23: 1, 19: 7, 17: 2, 13: 6, 7: 8, 5: 9, 3: 4}


def _coded() -> pl.Expr:
    return pl.col("code_kind").is_in([CodeKind.ENTERPRISE, CodeKind.BRANCH])


def candidate_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `a` < `b` (columns `row` of two rows), each pair once. `rows` as `profiles` makes them."""
    parts = _hashes(rows)
    found = [_pairs(_mixed(parts, names)[where], where, LARGEST_GROUP) for names, where in _keys(parts)]
    coded = rows["code_kind"].is_in([CodeKind.ENTERPRISE, CodeKind.BRANCH]).to_numpy()
    other = (rows["code_kind"].is_in([CodeKind.PERSONAL, CodeKind.INVALID]) & (rows["code"] != "")).to_numpy()
    for column, having in (("base", coded), ("code", other)):
        where = np.flatnonzero(having)
        found.append(_pairs(rows[column].hash().to_numpy()[where], where, LARGEST_CODE_GROUP))
    met = corrected_pairs(rows)
    found.append(_packed(met["a"].to_numpy(), met["b"].to_numpy()))
    packed = pl.Series("pair", np.concatenate(found)).unique().sort()
    return pl.DataFrame({"a": packed // 2**32, "b": packed % 2**32}, schema={"a": pl.UInt32, "b": pl.UInt32})


def _hashes(rows: pl.DataFrame) -> dict[str, Hashes]:
    """Hashes of what keys are made of; 0 for what is empty."""
    rows = rows.with_columns(
        pl.col("core").str.split(" ").alias("_tokens"),
        pl.col("core").str.replace_all(" ", "", literal=True).alias("_tight"),
    ).with_columns(
        pl.col("_tokens").list.len().alias("_words"),
        pl.col("_tight").str.len_bytes().cast(pl.Int32).alias("_size"),
    )
    tokens, tight, size = pl.col("_tokens"), pl.col("_tight"), pl.col("_size")
    several, longer = pl.col("_words") > 1, pl.col("_words") > 2
    end = pl.when(size > 9).then(4).otherwise(3)  # letters at one end: telling, and few enough to miss a slip
    texts = {
        "core": tight,
        "last": tokens.list.last(),
        "begins": pl.when(longer).then(tokens.list.slice(0, 2).list.join(" ")).otherwise(pl.lit("")),
        "ends": pl.when(several).then(tokens.list.tail(2).list.join(" ")).otherwise(pl.lit("")),
        "left": pl.when(size > 3).then(tight.str.slice(0, end)).otherwise(pl.lit("")),
        "right": pl.when(size > 3).then(tight.str.slice(-end)).otherwise(pl.lit("")),
        **{name: pl.col(name) for name in ("sectors", "places", "numbers", "commune", "street", "house")},
    }
    hashes = rows.select(
        *(text.alias(name) for name, text in texts.items()),
        (pl.col("core").str.len_bytes() > 6).cast(pl.UInt64).alias("long"),
        (pl.col("core") == "").cast(pl.UInt64).alias("nameless"),
    ).with_columns(
        pl.when(pl.col(name) == "").then(0).otherwise(pl.col(name).hash()).alias(name) for name in texts
    )
    return {name: hashes[name].fill_null(0).to_numpy() for name in hashes.columns}


def _keys(parts: dict[str, Hashes]) -> list[tuple[tuple[str, ...], npt.NDArray[np.int64]]]:
    """The parts that make a key, and the rows that have it."""
    keys: list[tuple[tuple[str, ...], tuple[str, ...]]] = [
        (("core",), ("core",)),
        (("core", "sectors"), ("core",)),
        (("core", "commune"), ("core", "commune")),
        (("core", "places"), ("core", "places")),
        (("core", "numbers", "sectors"), ("core", "numbers")),
        (("sectors", "places", "numbers"), ("nameless", "sectors")),
        (("places", "commune"), ("nameless",)),
        (("ends",), ("ends",)),
        (("begins", "sectors"), ("begins",)),
        (("ends", "sectors"), ("ends",)),
        (("last",), ("long",)),
        (("left", "sectors"), ("left",)),  # these two survive a slip at the other end
        (("right", "sectors"), ("right",)),
        (("commune", "street", "house"), ("street",)),
    ]
    return [
        (names, np.flatnonzero(np.logical_and.reduce([parts[need] != 0 for need in needed])))
        for names, needed in keys
    ]


def _mixed(parts: dict[str, Hashes], names: tuple[str, ...]) -> Hashes:
    """One hash of several; the order counts."""
    mixed = parts[names[0]]
    for name in names[1:]:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * _ODD + parts[name]
    return mixed


def _pairs(keys: Hashes, rows: npt.NDArray[np.int64], largest: int) -> Hashes:
    """Pairs of `rows` with one key, packed, unless more than `largest` have it."""
    order = np.argsort(keys, kind="stable")  # stable: rows of a group stay in their order
    keys, rows = keys[order], rows[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, int)
    )
    sizes = np.diff(np.append(starts, len(keys)))
    found = [np.empty(0, np.uint64)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest)]):
        members = rows[starts[sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(size, 1)
        found.append(_packed(members[:, left].ravel(), members[:, right].ravel()))
    return np.concatenate(found)


def _packed(a: npt.NDArray[Any], b: npt.NDArray[Any]) -> Hashes:
    """Two row numbers in one."""
    return (a.astype(np.uint64) << np.uint64(32)) | b.astype(np.uint64)


def corrections(rows: pl.DataFrame) -> pl.DataFrame:
    """Return `row`, `fixed`: every code that one wrong digit could have turned into the row's invalid one.

    The checksum is linear modulo 11 and no weight is divisible by 11: for each place at most one digit mends it.
    """
    bad = rows.filter(
        (pl.col("code_kind") == CodeKind.INVALID) & pl.col("code").str.len_bytes().is_in([9, 10, 13])
    )
    padded = pl.when(pl.col("code").str.len_bytes() == 9).then("0" + pl.col("code")).otherwise(pl.col("code"))
    number = bad.select(padded.str.slice(0, 10).cast(pl.Int64)).to_series().to_numpy()
    tens = 10 ** np.arange(9, -1, -1)
    digits = number[:, None] // tens % 10
    weights, inverses = np.array([*_INVERSES, 1]), np.array([*_INVERSES.values(), 1])
    # The code is sound if the weighted sum (check digit with weight 1) is 10 modulo 11.
    lack = (10 - digits @ weights) % 11
    right = (digits + lack[:, None] * inverses) % 11
    place, mended = np.nonzero(right < 10)
    fixed = (number[:, None] + (right - digits) * tens)[place, mended]
    return pl.DataFrame(
        {"row": bad["row"].gather(place), "fixed": fixed}, schema_overrides={"fixed": pl.Int64}
    )


def corrected_pairs(rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs of a row with an invalid code and one whose code differs from it in one digit."""
    coded = rows.filter(_coded()).select(
        pl.col("row").alias("b"), pl.col("base").cast(pl.Int64).alias("fixed")
    )
    met = corrections(rows).join(coded, on="fixed")
    return met.select(pl.min_horizontal("row", "b").alias("a"), pl.max_horizontal("row", "b").alias("b"))
