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
from haidang.domain.overlaps.resolving.name_evidence import best_of_names, name_bits
from haidang.domain.overlaps.resolving.sides import HOUSE_BITS, PRICES, VETO, Bits, Side, equal, select

NAME_PARTS: Final = ("core", "sectors", "form", "branch", "places", "numbers")
PARTS: Final = ("code", "name", "commune", "street", "unit")
FORM_BITS: Final = 3.0
"""The most that one form tells of namesakes: of the firms of one owner, one in eight takes the same form anyway."""
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
    rest = _exact(one, other)
    beside = np.where(code == VETO, 0, code + sum(rest.values()))
    hope = known.prior + beside + best_of_names(one, other)
    kept = np.flatnonzero(hope > HOPELESS)
    pairs = pairs[kept]
    one, other = Side(rows, pairs["a"]), Side(rows, pairs["b"])
    parts: dict[str, Bits] = {"code": code[kept], **name_bits(one, other)}
    parts |= {name: bits[kept] for name, bits in rest.items()}
    return weigh(pairs.with_columns(pl.Series(name, bits) for name, bits in parts.items()), known)


def _exact(one: Side, other: Side) -> dict[str, Bits]:
    """Bits of what hashes alone decide, outside names."""
    commune, street = _addresses(one, other)
    unit = select([(one.any("unit") & equal(one, other, "unit"), PRICES["same_unit"])])
    return {"commune": commune, "street": street, "unit": unit}


def weigh(pairs: pl.DataFrame, known: Chances) -> pl.DataFrame:
    """Add `name` and `score`. Two names agree by chance or as namesakes, so the chances of both add up; what
    disagrees is taken off what is left. Namesakes share a name, but a form hardly oftener than any two enterprises.
    """
    telling = pl.sum_horizontal(pl.col(name).clip(0, None) for name in NAME_PARTS)
    namesakes = known.name_bits + pl.col("form").clip(0, FORM_BITS)
    agreeing = -(pl.lit(2.0).pow(-telling) + pl.lit(2.0).pow(-namesakes)).log(2)
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
