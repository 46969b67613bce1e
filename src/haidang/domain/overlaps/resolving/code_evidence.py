"""What tax codes say."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from haidang.domain.overlaps.resolving.chances import Chances
from haidang.domain.overlaps.resolving.sides import PRICES, VETO, Bits, Side, equal, select
from haidang.domain.overlaps.tax_codes import CodeKind


def code_bits(one: Side, other: Side, known: Chances) -> Bits:
    """Bits of the pairs' codes; different sound codes are a veto."""
    kinds = [side.series("code_kind") for side in (one, other)]
    sound = [kind.is_in([CodeKind.ENTERPRISE, CodeKind.BRANCH]).to_numpy() for kind in kinds]
    bad = [(kind == CodeKind.INVALID).to_numpy() for kind in kinds]
    person = [(kind == CodeKind.PERSONAL).to_numpy() for kind in kinds]
    longer = [(kind == CodeKind.BRANCH).to_numpy() for kind in kinds]
    branch = [side.series("branch").to_numpy() for side in (one, other)]
    both, people = sound[0] & sound[1], person[0] & person[1]
    same, based = equal(one, other, "code"), equal(one, other, "base")
    truncated = based & (longer[0] != longer[1]) & (branch[0] == branch[1])
    near = _near(one, other, bad[0] & bad[1] & ~same)
    mended = _mended(one, other, bad, sound)
    return select([
        (both & same, known.code_bits),
        (both & truncated, np.where(branch[0], 0.75, 0.5) * known.code_bits),
        (both, VETO),
        (people & same, known.code_bits),
        (people, VETO),
        (bad[0] & bad[1] & same, 0.75 * known.code_bits),
        (near, 8.0),
        (mended & (branch[0] == branch[1]), known.correction_bits),
        (mended, 0.0),
        ((bad[0] | bad[1]) & (bad[0] | sound[0]) & (bad[1] | sound[1]), PRICES["sound_code_missed"]),
    ])  # fmt: skip


def _near(one: Side, other: Side, where: Any) -> Any:
    """Codes that two different slips can have made of one: two digits apart."""
    near = np.zeros(len(where), dtype=bool)
    places = np.flatnonzero(where)
    if len(places):
        texts = [side.series("code", places).to_list() for side in (one, other)]
        near[places] = cpdist(*texts, scorer=OSA.distance) <= 2
    return near


def _mended(one: Side, other: Side, bad: list[Any], sound: list[Any]) -> Any:
    """Whether one digit makes the invalid code of one side the sound one of the other."""
    result = np.zeros(len(bad[0]), dtype=bool)
    for left, right, where in ((one, other, bad[0] & sound[1]), (other, one, bad[1] & sound[0])):
        places = np.flatnonzero(where)
        if len(places):
            codes = left.series("code", places)
            padded = codes.to_frame("code").select(
                pl.when(pl.col("code").str.len_bytes() == 9)
                .then("0" + pl.col("code"))
                .otherwise("code")
                .alias("code")
            )["code"]
            bases = right.series("code", places)
            result[places] = cpdist(padded.to_list(), bases.to_list(), scorer=OSA.distance) <= 1
    return result
