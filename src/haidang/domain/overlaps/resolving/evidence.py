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
from haidang.domain.overlaps.resolving.name_evidence import name_bits
from haidang.domain.overlaps.resolving.sides import HOUSE_BITS, PRICES, VETO, Bits, Side, equal, select

NAME_PARTS: Final = ("core", "sectors", "form", "branch", "places", "numbers")
PARTS: Final = ("code", "name", "commune", "street", "unit")
_TELLING: Final = {
    "core": 1.0,
    "sectors": 1.0,
    "form": 0.0,
    "places": 0.0,
    "numbers": 0.0,
    "commune": 0.0,
    "street": 0.0,
}
"""Parts of which an equal hash gives the bits, and what share of them another may still give (slips, parts)."""
HOPELESS: Final = -7.0
"""log2 odds that a pair must be able to reach to be compared in full."""


def compare(rows: pl.DataFrame, pairs: pl.DataFrame, known: Chances) -> pl.DataFrame:
    """Return pairs that may be one enterprise with the bits of `PARTS` and `NAME_PARTS`; `score` as `weigh` gives it.

    Of most pairs the equal parts, counted for what they are worth, and the best that the rest could give leave
    nothing to hope for: these are dropped before any text is looked at. Pairs that only a veto forbids stay in:
    namesakes are counted among them.
    """
    one, other = Side(rows, pairs["a"]), Side(rows, pairs["b"])
    code = code_bits(one, other, known)
    hope = known.prior + np.where(code == VETO, 0, code) + _hope(one, other)
    kept = np.flatnonzero(hope > HOPELESS)
    pairs, code = pairs[kept], code[kept]
    one, other = Side(rows, pairs["a"]), Side(rows, pairs["b"])
    parts: dict[str, Bits] = {"code": code, **name_bits(one, other)}
    parts["commune"], parts["street"] = _addresses(one, other)
    parts["unit"] = select([(one.any("unit") & equal(one, other, "unit"), PRICES["same_unit"])])
    return weigh(pairs.with_columns(pl.Series(name, bits) for name, bits in parts.items()), known)


def _hope(one: Side, other: Side) -> Bits:
    """The most that names and addresses may give, from hashes alone."""
    best = np.zeros(len(one), dtype=np.float32)
    for name, otherwise in _TELLING.items():
        least = np.minimum(one.bits(name), other.bits(name))
        best += np.where(equal(one, other, name), least, otherwise * least)
    best += np.where(equal(one, other, "core"), 0, max(PRICES["cut_off"], PRICES["slip_in_sector"]))
    best += np.where(
        one.series("branch").to_numpy() & other.series("branch").to_numpy(), one.bits("branch"), 0
    )
    best += np.where(equal(one, other, "house"), HOUSE_BITS, 0)
    return best.astype(np.float32)


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
