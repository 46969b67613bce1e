"""What names say, part by part."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from haidang.domain.overlaps.resolving.sides import LOCAL, PRICES, STUMP, Bits, Side, equal, select


def _cores(one: Side, other: Side) -> Bits:
    """What the words of the brand tell: equal, a slip, a part, cut off, or another."""
    same = equal(one, other, "core")
    empty = [~side.any("core") for side in (one, other)]
    least = np.minimum(one.bits("core"), other.bits("core"))
    distance = np.full(len(same), 9, dtype=np.int32)
    within, length = np.zeros(len(same), dtype=bool), np.zeros(len(same), dtype=np.int32)
    places = np.flatnonzero(~same & ~empty[0] & ~empty[1])
    if len(places):
        words = [side.series("core", places) for side in (one, other)]
        tight = [side.str.replace_all(" ", "", literal=True) for side in words]
        distance[places] = cpdist(*(side.to_list() for side in tight), scorer=OSA.distance, score_cutoff=2)
        within[places] = (
            cpdist(*(side.to_list() for side in words), scorer=fuzz.token_set_ratio, score_cutoff=100) == 100
        )
        length[places] = np.minimum(tight[0].str.len_bytes().to_numpy(), tight[1].str.len_bytes().to_numpy())
    rarest = np.minimum(one.series("rarest").to_numpy(), other.series("rarest").to_numpy())
    known = np.where(rarest >= 3, PRICES["known_words"], 0.0)
    cut, stump = _cut(one, other, ~same)
    return select([
        (same, least),
        (cut & stump, 0.0),
        (cut, 0.8 * least + PRICES["cut_off"]),
        (empty[0] | empty[1], PRICES["part_of_core"]),
        ((distance == 1) & (length >= 4), least + PRICES["one_letter"] + known),
        (within, least + PRICES["part_of_core"]),
        ((distance == 2) & (length >= 8), least + PRICES["two_letters"] + known),
    ], PRICES["other_core"])  # fmt: skip


def _cut(one: Side, other: Side, where: Any) -> tuple[Any, Any]:
    """Whether one name may be the beginning of the other, cut off in its core; whether only a stump of that is left."""
    cut, stump = np.zeros(len(where), dtype=bool), np.zeros(len(where), dtype=bool)
    marked = [
        side.series("cut").to_numpy() & ~side.any("places") & ~side.any("numbers") for side in (one, other)
    ]
    places = np.flatnonzero(where & (marked[0] | marked[1]))
    if not len(places):
        return cut, stump
    frame = pl.DataFrame({
        "a": one.series("core", places), "b": other.series("core", places),
        "a_cut": marked[0][places], "b_cut": marked[1][places],
    }).with_columns(pl.col("a", "b").str.replace_all(" ", "", literal=True))  # fmt: skip
    short = [pl.col(name).str.len_bytes() <= STUMP for name in ("a", "b")]
    begins = (pl.col("a_cut") & (pl.col("b").str.starts_with(pl.col("a")) | short[0])) | (
        pl.col("b_cut") & (pl.col("a").str.starts_with(pl.col("b")) | short[1])
    )
    found = frame.select(begins.alias("cut"), (short[0] | short[1]).alias("stump"))
    cut[places], stump[places] = found["cut"].to_numpy(), found["stump"].to_numpy()
    return cut, stump


def best_of_names(one: Side, other: Side) -> Bits:
    """The most that `name_bits` may come to, from hashes alone."""
    same = equal(one, other, "core")
    cut = ~same & (one.series("cut").to_numpy() | other.series("cut").to_numpy())
    cores = np.minimum(one.bits("core"), other.bits("core"))
    some, all_there = one.any("sectors") | other.any("sectors"), one.any("sectors") & other.any("sectors")
    sectors = np.minimum(one.bits("sectors"), other.bits("sectors"))
    most = np.maximum(one.bits("sectors"), other.bits("sectors"))
    alike = equal(one, other, "sectors")
    slipped = np.where(alike, PRICES["part_of_core"], PRICES["slip_in_sector"])
    parts = [
        select([
            (same, cores),
            (cut, np.maximum(0.8 * cores + PRICES["cut_off"], 0.0)),
        ], np.maximum(cores + slipped, PRICES["part_of_core"])),
        select([
            (alike & some, sectors),
            (alike, 1.0),
            (~same, np.maximum(0.5 * most, 0.0)),
            (all_there, np.maximum(PRICES["some_sectors"] + 0.5 * sectors, PRICES["other_sectors"])),
            (_bare(one, other), PRICES["bare_brand"]),
        ], PRICES["no_sectors"]),
        _forms(one, other),
        _branches(one, other),
    ]  # fmt: skip
    for bits in (_numbers(one, other), _best_places(one, other)):
        parts.append(np.where(cut, np.maximum(bits, 0), bits))
    total: Bits = np.sum(parts, axis=0, dtype=np.float32)
    return total


def _best_places(one: Side, other: Side) -> Bits:
    same = equal(one, other, "places")
    least = np.minimum(one.bits("places"), other.bits("places"))
    return select([(same, least)], PRICES["no_local_place"])


def name_bits(one: Side, other: Side) -> dict[str, Bits]:
    """Bits of all parts of the names."""
    words: dict[str, Bits] = {
        "core": _cores(one, other),
        "sectors": _sectors(one, other),
        "form": _forms(one, other),
        "branch": _branches(one, other),
        "places": _places(one, other),
        "numbers": _numbers(one, other),
    }
    _mend_slips(one, other, words)
    cut, _ = _cut(one, other, ~equal(one, other, "core"))
    for missing in ("sectors", "places", "numbers"):  # what stood behind the cut says nothing against
        gone = cut & ((one.any(missing) != other.any(missing)) | (missing == "sectors"))
        words[missing] = np.where(gone, np.maximum(words[missing], 0), words[missing]).astype(np.float32)
    return words


def _within(left: pl.Series, right: pl.Series) -> Any:
    """Whether the words of one side are all among the other's."""
    frame = pl.DataFrame({"a": left, "b": right})
    a, b = pl.col("a").str.split(" "), pl.col("b").str.split(" ")
    shared = a.list.set_intersection(b).list.len()
    return frame.select((shared == pl.min_horizontal(a.list.len(), b.list.len())).alias("x"))["x"].to_numpy()


def _sectors(one: Side, other: Side) -> Bits:
    same = equal(one, other, "sectors")
    here, there = one.any("sectors"), other.any("sectors")
    least = np.minimum(one.bits("sectors"), other.bits("sectors"))
    within = np.zeros(len(same), dtype=bool)
    places = np.flatnonzero(~same & here & there)
    within[places] = _within(one.series("sectors", places), other.series("sectors", places))
    return select([
        (same & here, least),
        (same, 1.0),
        ((here != there) & _bare(one, other), PRICES["bare_brand"]),
        (here != there, PRICES["no_sectors"]),
        (within, PRICES["some_sectors"] + 0.5 * least),
    ], PRICES["other_sectors"])  # fmt: skip


def _bare(one: Side, other: Side) -> Any:
    """Whether one of the names is the brand and nothing else."""
    return (~one.any("form") & ~one.any("sectors")) | (~other.any("form") & ~other.any("sectors"))


def _forms(one: Side, other: Side) -> Bits:
    left, right = one.series("form"), other.series("form")
    same = (left == right).to_numpy()
    limited = (left.str.starts_with("limited") & right.str.starts_with("limited")).to_numpy()
    plain = ((left == "limited") | (right == "limited")).to_numpy()
    known = one.any("form") & other.any("form")
    return select([
        (~known, 0.0),
        (same, np.minimum(one.bits("form"), other.bits("form"))),
        (limited & plain, PRICES["plain_limited"]),
        (limited, PRICES["other_kind_of_limited"]),
    ], PRICES["other_form"])  # fmt: skip


def _branches(one: Side, other: Side) -> Bits:
    left, right = one.series("branch").to_numpy(), other.series("branch").to_numpy()
    return select([(left & right, one.bits("branch")), (left != right, PRICES["branch_or_not"])])


def _places(one: Side, other: Side) -> Bits:
    same = equal(one, other, "places")
    here, there = one.any("places"), other.any("places")
    least = np.minimum(one.bits("places"), other.bits("places"))
    local = (one.series("places").is_in(LOCAL) | other.series("places").is_in(LOCAL)).to_numpy()
    within = np.zeros(len(same), dtype=bool)
    places = np.flatnonzero(~same & here & there)
    within[places] = _within(one.series("places", places), other.series("places", places))
    return select([
        (same & here, least),
        (same, 0.0),
        ((here != there) & local, PRICES["no_local_place"]),
        ((here != there) | within, PRICES["no_place"]),
        (one.series("branch").to_numpy() & other.series("branch").to_numpy(), PRICES["other_branch"]),
    ], PRICES["other_places"])  # fmt: skip


def _numbers(one: Side, other: Side) -> Bits:
    same = equal(one, other, "numbers")
    here, there = one.any("numbers"), other.any("numbers")
    least = np.minimum(one.bits("numbers"), other.bits("numbers"))
    return select([
        (same & here, least), (same, 0.0), (here != there, PRICES["no_numbers"]),
    ], PRICES["other_numbers"])  # fmt: skip


def _mend_slips(one: Side, other: Side, words: dict[str, Bits]) -> None:
    """A slip in a word for a business line leaves it among the words of the brand: "Kho ận Thắng Kiên"."""
    places = np.flatnonzero(~equal(one, other, "core") & ~equal(one, other, "sectors"))
    frame = pl.DataFrame({
        "a": one.series("core", places), "b": other.series("core", places),
        "a_sectors": one.series("sectors", places), "b_sectors": other.series("sectors", places),
    }).with_columns(pl.all().str.split(" ").list.filter(pl.element() != ""))  # fmt: skip
    spilled = pl.lit(False)
    for longer, shorter in (("a", "b"), ("b", "a")):
        core, rest = pl.col(longer), pl.col(shorter)
        has, lacks = pl.col(f"{shorter}_sectors"), pl.col(f"{longer}_sectors")
        lost = has.list.len().cast(pl.Int32) - lacks.list.len().cast(pl.Int32)
        extra = core.list.len().cast(pl.Int32) - rest.list.len().cast(pl.Int32)
        spilled = spilled | (
            (rest.list.len() > 0) & (extra > 0) & (core.list.tail(rest.list.len()) == rest)
            & (lost > 0) & (extra <= 3 * lost)
            & (has.list.set_intersection(lacks).list.len() == lacks.list.len())
        )  # fmt: skip
    where = np.zeros(len(words["core"]), dtype=bool)
    where[places] = frame.select(spilled.alias("x"))["x"].to_numpy()
    cores = np.minimum(one.bits("core"), other.bits("core"))
    words["core"] = np.where(where, cores + PRICES["slip_in_sector"], words["core"]).astype(np.float32)
    sectors = np.maximum(one.bits("sectors"), other.bits("sectors"))
    words["sectors"] = np.where(where, 0.5 * sectors, words["sectors"]).astype(np.float32)
