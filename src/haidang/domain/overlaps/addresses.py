"""Where an enterprise is: commune of today, street and house, from addresses as officials write them.

Wards and districts of before 2025-07-01 are mapped to the communes of today by data/wards.csv (Resolution
1669/NQ-UBTVQH15 for Hải Phòng with Hải Dương). A ward that went to several communes maps to the one that took most
of it. An address elsewhere keeps what is written in the place of the commune.
"""

from __future__ import annotations

from functools import cache
from typing import Final

import polars as pl

from haidang.domain.overlaps.names import folded
from haidang.domain.overlaps.packaged import table
from haidang.domain.vietnamese import fold

_PREFIX: Final = (
    r"^\s*(?:phuong|xa|thi tran|dac khu|quan|huyen|thanh pho|thi xa|tinh|tp|tx|tt|p|x|q|h|t)\b[\s.]*"
)
_STREET_WORDS: Final = r"\b(?:so|duong|pho|lo|kcn|khu cong nghiep|cum cong nghiep|ccn|kkt|to|thon|nha|d)\b"


def _bare(text: str) -> str:
    """A ward or district without its kind: "Phường Cát Bi" gives "cat bi"."""
    words = fold(text).split()
    for kind in (["thi", "tran"], ["dac", "khu"], ["thanh", "pho"], ["thi", "xa"]):
        if words[:2] == kind:
            return " ".join(words[2:])
    return " ".join(words[1:])


@cache
def _communes() -> tuple[dict[str, str], dict[str, str]]:
    """Two maps: "ward|district" of old to commune; a name alone to commune where only one is meant."""
    rows = table("wards.csv")
    pairs = {f"{_bare(row['ward'])}|{_bare(row['district'])}": _bare(row["commune"]) for row in rows}
    named: dict[str, set[str]] = {}
    for row in rows:
        named.setdefault(_bare(row["ward"]), set()).add(_bare(row["commune"]))
    alone = {ward: next(iter(communes)) for ward, communes in named.items() if len(communes) == 1}
    today = {_bare(row["commune"]) for row in rows}
    return pairs, alone | {name: name for name in today}


def with_places(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Add `commune`, `street` and `house`, each "" where the address does not tell."""
    pairs, alone = _communes()
    parts = folded(pl.col(column).cast(pl.String)).str.split(",").list.reverse()
    staged = rows.with_columns(parts.alias("_parts"))
    staged = staged.with_columns(
        pl.col("_parts").list.len().alias("_size"),
        *(
            pl.col("_parts")
            .list.get(place, null_on_oob=True)
            .fill_null("")
            .str.strip_chars()
            .alias(f"_at{place}")
            for place in range(3)
        ),
    ).with_columns(
        pl.col(f"_at{place}").str.replace(_PREFIX, "").str.strip_chars().alias(f"_bare{place}")
        for place in range(3)
    )
    # Counted from the end: ward, district, province; or commune, province; each perhaps without the province.
    old = [pl.concat_str(f"_bare{place + 1}", pl.lit("|"), f"_bare{place}") for place in (1, 0)]
    found = [_mapped(key, pairs) for key in old] + [
        _mapped(pl.col(f"_bare{place}"), alone) for place in (1, 2, 0)
    ]
    staged = staged.with_columns(value.alias(f"_found{number}") for number, value in enumerate(found))
    at = (
        pl.when(pl.col("_found0").is_not_null()).then(2).when(pl.col("_found1").is_not_null()).then(1)
        .when(pl.col("_found2").is_not_null()).then(1).when(pl.col("_found3").is_not_null()).then(2)
        .when(pl.col("_found4").is_not_null()).then(0).otherwise(1)
    )  # fmt: skip
    commune = pl.coalesce(*(f"_found{number}" for number in range(5)), pl.col("_bare1"))
    staged = staged.with_columns(commune.alias("commune"), at.alias("_ward_at"))
    rest = pl.col("_parts").list.slice(pl.col("_ward_at") + 1).list.reverse().list.join(" ")
    staged = staged.with_columns(rest.fill_null("").alias("_rest"))
    house = (
        pl.col("_rest")
        .str.extract(r"^\W*(?:so|lo|nha|so nha)?\W*([a-z]{0,3}[0-9][0-9a-z/\-]*)")
        .fill_null("")
    )
    street = (
        pl.col("_rest").str.replace(r"^\W*(?:so|lo|nha|so nha)?\W*([a-z]{0,3}[0-9][0-9a-z/\-]*)", "")
        .str.replace_all(_STREET_WORDS, "").str.replace_all(r"[^a-z0-9]", "")
    )  # fmt: skip
    return staged.with_columns(house.alias("house"), street.alias("street")).select(pl.exclude("^_.*$"))


def _mapped(key: pl.Expr, names: dict[str, str]) -> pl.Expr:
    return key.replace_strict(names, default=None, return_dtype=pl.String)
