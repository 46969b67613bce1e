"""What speaks for and against two rows being one enterprise: bits, part by part.

Every part gives log2 of how much likelier its agreement (or disagreement) is for one enterprise than for two, after
Fellegi and Sunter, *A Theory for Record Linkage*, JASA 64, 1969. For agreement that is the information of what
agrees, counted in the rows at hand (`profiles`); for disagreement it is a fixed price, the share of rows in which
officials get that part wrong, as judged from how such tables are written (`PRICES`); none is fitted to any labels.
The sum, with the odds before any evidence, is the log-odds of the pair. A veto is evidence that no sum outweighs.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from haidang.domain.overlaps.resolving.chances import Chances
from haidang.domain.overlaps.resolving.code_evidence import code_bits
from haidang.domain.overlaps.resolving.name_evidence import core_bits, name_bits
from haidang.domain.overlaps.resolving.sides import HOUSE_BITS, PRICES, VETO, Bits, Side, equal, select

NAME_PARTS: Final = ("core", "sectors", "form", "branch", "places", "numbers")
PARTS: Final = ("code", "name", "commune", "street", "unit")
_TELLING: Final = ("sectors", "form", "branch", "places", "numbers", "commune", "street")
HOPELESS: Final = -9.0
"""log2 odds that a pair must be able to reach to be compared in full."""


def compare(rows: pl.DataFrame, pairs: pl.DataFrame, known: Chances) -> pl.DataFrame:
    """Return pairs that may be one enterprise with the bits of `PARTS` and `NAME_PARTS`; `score` as `weigh` gives it.

    Codes and cores are compared first: of most pairs they leave nothing that the rest could make up for. Pairs that
    only a veto forbids stay in: namesakes are counted among them.
    """
    one, other = Side(rows, pairs["a"]), Side(rows, pairs["b"])
    code, core = code_bits(one, other, known), core_bits(one, other)
    best = known.prior + np.where(code == VETO, 0, code) + core + HOUSE_BITS
    for name in _TELLING:
        best += np.minimum(one.bits(name), other.bits(name))
    kept = np.flatnonzero(best > HOPELESS)
    pairs = pairs[kept]
    one, other = Side(rows, pairs["a"]), Side(rows, pairs["b"])
    parts: dict[str, Bits] = {"code": code[kept], **name_bits(one, other, core[kept])}
    parts["commune"], parts["street"] = _addresses(one, other)
    parts["unit"] = select([(one.any("unit") & equal(one, other, "unit"), PRICES["same_unit"])])
    return weigh(pairs.with_columns(pl.Series(name, bits) for name, bits in parts.items()), known)


def weigh(pairs: pl.DataFrame, known: Chances) -> pl.DataFrame:
    """Add `name` and `score`. Two names agree by chance or as namesakes, so the chances of both add up; what
    disagrees is taken off what is left.
    """
    telling = pl.sum_horizontal(pl.col(name).clip(0, None) for name in NAME_PARTS)
    agreeing = -(pl.lit(2.0).pow(-telling) + 2.0**-known.name_bits).log(2)
    against = pl.sum_horizontal(pl.col(name).clip(None, 0) for name in NAME_PARTS)
    named = pairs.with_columns((agreeing + against).cast(pl.Float32).alias("name"))
    return named.with_columns((pl.sum_horizontal(*PARTS) + known.prior).cast(pl.Float32).alias("score"))


def _addresses(one: Side, other: Side) -> tuple[Bits, Bits]:
    known = one.any("commune") & other.any("commune")
    same = equal(one, other, "commune")
    commune = select([(~known, 0.0), (same, one.bits("commune"))], PRICES["other_commune"])
    streets = one.any("street") & other.any("street")
    houses = one.any("house") & other.any("house")
    same_street, same_house = equal(one, other, "street"), equal(one, other, "house")
    least = np.minimum(one.bits("street"), other.bits("street"))
    street = select([
        (~streets, 0.0),
        (same_street & houses & same_house, least + HOUSE_BITS),
        (same_street & houses, least + PRICES["other_house"]),
        (same_street, least),
    ], PRICES["other_street"])  # fmt: skip
    return commune, street
