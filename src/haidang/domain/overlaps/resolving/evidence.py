"""What speaks for and against two rows being one enterprise: bits, part by part.

Every part gives log2 of how much likelier its agreement (or disagreement) is for one enterprise than for two, after
Fellegi and Sunter, *A Theory for Record Linkage*, JASA 64, 1969. For agreement that is the information of what
agrees, counted in the rows at hand (`profiles`); for disagreement it is a fixed price, the share of rows in which
officials get that part wrong, as judged from how such tables are written (`PRICES`); none is fitted to any labels.
The sum, with the odds before any evidence, is the log-odds of the pair. A veto is evidence that no sum outweighs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from haidang.domain.overlaps.resolving.blocking import corrected_pairs
from haidang.domain.overlaps.tax_codes import CodeKind

Bits = npt.NDArray[np.float32]
VETO: Final = -99.0
NAME_PARTS: Final = ("core", "sectors", "form", "branch", "places", "numbers")
PARTS: Final = ("code", "name", "commune", "street", "unit")

PRICES: Final = {
    "other_core": -12.0,  # brands that share no spelling: one in 4,000 rows uses another name altogether
    "cut_off": -3.0,  # the name ends where the column did
    "part_of_core": -6.0,  # a word of the brand left out
    "one_letter": -8.0,  # one slip in a name (one row in 25), and ten words lie as near (another 3 bits)
    "two_letters": -12.0,
    "slip_in_sector": -5.0,
    "known_words": -6.0,  # both spellings are words that others use too: less likely a slip
    "other_sectors": -7.0,
    "some_sectors": -4.0,
    "no_sectors": -4.0,
    "other_form": -9.0,
    "plain_limited": -1.0,  # "TNHH" for "TNHH MTV"
    "other_kind_of_limited": -3.0,
    "branch_or_not": -24.0,
    "other_branch": -20.0,  # two branches of one enterprise are in two places
    "other_places": -7.0,
    "no_place": -4.0,
    "no_local_place": -2.5,  # "Hải Phòng" is put in and left out at will
    "other_numbers": -20.0,  # Lilama 5 and Lilama 7 are two enterprises
    "no_numbers": -20.0,
    "other_commune": -4.0,
    "other_street": -4.0,
    "other_house": -3.0,
    "same_unit": -3.0,  # a unit seldom plans one enterprise twice
    "sound_code_missed": -5.0,  # a code with an error, and no single digit makes it the other's
}
USUAL_NAMESAKES: Final = 0.005
"""Share of enterprises with a namesake of the same form, where the codes at hand are too few to count them."""
FEW_PAIRS: Final = 100_000
"""Pairs of rows with codes that weigh as much as the guesses made without any."""
HOUSE_BITS: Final = 6.0
STUMP: Final = 2
"""Letters of a word that a cut left over."""
LOCAL: Final = ("haiphong", "vietnam")


@dataclass(frozen=True, slots=True)
class Chances:
    """Odds before any evidence, counted in the rows at hand."""

    prior: float
    """log2 odds that two rows drawn at random are one enterprise."""
    code_bits: float
    """What an equal code tells."""
    correction_bits: float
    """What it tells that one digit makes an invalid code the other's."""
    name_bits: float
    """The most that an equal name tells: enterprises of one name and different codes set the limit."""


def chances(rows: pl.DataFrame) -> Chances:
    """Count how often two rows with sound codes have the same, and how often mending a code hits one by chance."""
    coded = rows.filter(pl.col("base") != "")
    total = max(rows.height, 2)
    sizes = coded.group_by("code").len()["len"].cast(pl.Float64)
    same = float((sizes * (sizes - 1) / 2).sum())
    pairs = coded.height * (coded.height - 1) / 2
    guess = 0.1 / total  # a tenth as many matching pairs as rows
    share = (same + FEW_PAIRS * guess) / (pairs + FEW_PAIRS) if pairs else guess
    bad = rows.filter(pl.col("code_kind") == CodeKind.INVALID).height
    hits = corrected_pairs(rows).height
    by_chance = (hits + 1) / max(bad * coded.height, 1)
    names = coded.group_by("core", "sectors", "form", "branch", "places", "numbers").agg(
        pl.len().cast(pl.Float64).alias("all"), pl.col("code").n_unique().cast(pl.Float64).alias("codes")
    )
    namesakes = float((names["codes"] * (names["codes"] - 1) / 2).sum())
    usual = USUAL_NAMESAKES * 2 / total
    alike = (namesakes + FEW_PAIRS * usual) / (pairs + FEW_PAIRS) if pairs else usual
    return Chances(
        name_bits=float(-np.log2(alike)),
        prior=float(np.log2(share)),
        code_bits=float(10 + np.log2(total)),
        correction_bits=float(min(-np.log2(min(by_chance, 1.0)), 10 + np.log2(total))),
    )


def compare(rows: pl.DataFrame, pairs: pl.DataFrame, known: Chances) -> pl.DataFrame:
    """Return `pairs` with the bits of each of `PARTS` and `NAME_PARTS`, and the sum with the prior as `score`."""
    one = _Side(rows, pairs["a"])
    other = _Side(rows, pairs["b"])
    words: dict[str, Bits] = {
        "core": _cores(one, other),
        "sectors": _sectors(one, other),
        "form": _forms(one, other),
        "branch": _branches(one, other),
        "places": _places(one, other),
        "numbers": _numbers(one, other),
    }
    _mend_slips(one, other, words)
    cut = _cut(one, other)
    for missing in ("sectors", "places", "numbers"):  # what stood behind the cut says nothing against
        gone = cut & ((one.any(missing) != other.any(missing)) | (missing == "sectors"))
        words[missing] = np.where(gone, np.maximum(words[missing], 0), words[missing]).astype(np.float32)
    parts: dict[str, Bits] = {"code": _codes(one, other, known), "name": _capped(list(words.values()), known.name_bits)}
    parts["commune"], parts["street"] = _addresses(one, other)
    parts["unit"] = _select([(one.any("unit") & _equal(one, other, "unit"), PRICES["same_unit"])])
    total = sum(parts.values(), np.full(pairs.height, known.prior, dtype=np.float32))
    return pairs.with_columns(
        *(pl.Series(name, bits) for name, bits in (parts | words).items()), pl.Series("score", total)
    )


def _mend_slips(one: _Side, other: _Side, words: dict[str, Bits]) -> None:
    """A slip in a word for a business line leaves it among the words of the brand: "Kho ận Thắng Kiên"."""
    frame = pl.DataFrame({
        "a": one.series("core"), "b": other.series("core"),
        "a_sectors": one.series("sectors"), "b_sectors": other.series("sectors"),
    }).with_columns(pl.all().str.split(" ").list.filter(pl.element() != ""))  # fmt: skip
    spilled = pl.lit(False)  # noqa: FBT003
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
    where = frame.select(spilled.alias("x"))["x"].to_numpy()
    cores = np.minimum(one.bits("core"), other.bits("core"))
    words["core"] = np.where(where, cores + PRICES["slip_in_sector"], words["core"]).astype(np.float32)
    sectors = np.maximum(one.bits("sectors"), other.bits("sectors"))
    words["sectors"] = np.where(where, 0.5 * sectors, words["sectors"]).astype(np.float32)


def _capped(words: list[Bits], limit: float) -> Bits:
    """Agreement tells no more than that of enterprises of one name; what disagrees is taken off that."""
    stacked = np.stack(words)
    agreeing = np.minimum(np.maximum(stacked, 0).sum(axis=0), np.float32(limit))
    return (agreeing + np.minimum(stacked, 0).sum(axis=0)).astype(np.float32)


class _Side:
    """Columns of one side of the pairs, taken when asked for."""

    def __init__(self, rows: pl.DataFrame, places: pl.Series) -> None:
        self._rows, self._places = rows, places

    def series(self, column: str) -> pl.Series:
        return self._rows[column].gather(self._places)

    def bits(self, column: str) -> Bits:
        return self.series(f"{column}_bits").to_numpy()

    def any(self, column: str) -> Any:
        return (self.series(column) != "").to_numpy()


def _equal(one: _Side, other: _Side, column: str) -> Any:
    return (one.series(column) == other.series(column)).to_numpy()


def _select(cases: list[tuple[Any, Any]], default: float = 0.0) -> Bits:
    result = np.select([case for case, _ in cases], [value for _, value in cases], default)
    return result.astype(np.float32)


def _codes(one: _Side, other: _Side, known: Chances) -> Bits:
    kinds = [side.series("code_kind") for side in (one, other)]
    sound = [kind.is_in([CodeKind.ENTERPRISE, CodeKind.BRANCH]).to_numpy() for kind in kinds]
    bad = [(kind == CodeKind.INVALID).to_numpy() for kind in kinds]
    person = [(kind == CodeKind.PERSONAL).to_numpy() for kind in kinds]
    longer = [(kind == CodeKind.BRANCH).to_numpy() for kind in kinds]
    branch = [side.series("branch").to_numpy() for side in (one, other)]
    both, people = sound[0] & sound[1], person[0] & person[1]
    same, based = _equal(one, other, "code"), _equal(one, other, "base")
    truncated = based & (longer[0] != longer[1]) & (branch[0] == branch[1])
    near = _hamming(one.series("code"), other.series("code"), bad[0] & bad[1] & ~same)
    mended = _mended(one, other, bad, sound)
    return _select([
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


def _hamming(left: pl.Series, right: pl.Series, where: Any) -> Any:
    """Codes that two different slips can have made of one: two digits apart."""
    near = np.zeros(len(left), dtype=bool)
    places = np.flatnonzero(where)
    if len(places):
        distance = cpdist(left.gather(places).to_list(), right.gather(places).to_list(), scorer=OSA.distance)
        near[places] = distance <= 2
    return near


def _mended(one: _Side, other: _Side, bad: list[Any], sound: list[Any]) -> Any:
    result = np.zeros(len(bad[0]), dtype=bool)
    for left, right, where in ((one, other, bad[0] & sound[1]), (other, one, bad[1] & sound[0])):
        places = np.flatnonzero(where)
        if len(places):
            codes = left.series("code").gather(places)
            padded = codes.to_frame("code").select(
                pl.when(pl.col("code").str.len_bytes() == 9).then("0" + pl.col("code")).otherwise("code").alias("code")
            )["code"]
            bases = right.series("code").gather(places)
            result[places] = cpdist(padded.to_list(), bases.to_list(), scorer=OSA.distance) <= 1
    return result


def _cores(one: _Side, other: _Side) -> Bits:
    left, right = one.series("core"), other.series("core")
    tight = [side.str.replace_all(" ", "") for side in (left, right)]
    same = (tight[0] == tight[1]).to_numpy()
    empty = [(side == "").to_numpy() for side in (left, right)]
    least = np.minimum(one.bits("core"), other.bits("core"))
    distance = np.full(len(left), 9, dtype=np.int32)
    within = np.zeros(len(left), dtype=bool)
    places = np.flatnonzero(~same & ~empty[0] & ~empty[1])
    if len(places):
        texts = [side.gather(places).to_list() for side in tight]
        distance[places] = cpdist(*texts, scorer=OSA.distance, score_cutoff=2)
        words = [side.gather(places).to_list() for side in (left, right)]
        within[places] = cpdist(*words, scorer=fuzz.token_set_ratio, score_cutoff=100) == 100
    length = np.minimum(tight[0].str.len_bytes().to_numpy(), tight[1].str.len_bytes().to_numpy())
    rarest = np.minimum(one.series("rarest").to_numpy(), other.series("rarest").to_numpy())
    known = np.where(rarest >= 3, PRICES["known_words"], 0.0)
    cut = _cut(one, other)
    return _select([
        (same, least),
        (cut & ((tight[0].str.len_bytes() <= STUMP) | (tight[1].str.len_bytes() <= STUMP)).to_numpy(), 0.0),
        (cut, 0.8 * least + PRICES["cut_off"]),
        (empty[0] | empty[1], PRICES["part_of_core"]),
        ((distance == 1) & (length >= 4), least + PRICES["one_letter"] + known),
        (within, least + PRICES["part_of_core"]),
        ((distance == 2) & (length >= 8), least + PRICES["two_letters"] + known),
    ], PRICES["other_core"])  # fmt: skip


def _cut(one: _Side, other: _Side) -> Any:
    """Whether one name may be the beginning of the other, cut off in its core or just before it."""
    frame = pl.DataFrame({
        "a": one.series("core"), "b": other.series("core"),
        "a_cut": _may_be_cut(one), "b_cut": _may_be_cut(other),
    }).with_columns(pl.col("a", "b").str.replace_all(" ", ""))  # fmt: skip
    begins = (pl.col("a_cut") & (pl.col("b").str.starts_with(pl.col("a")) | (pl.col("a").str.len_bytes() <= STUMP))) | (
        pl.col("b_cut") & (pl.col("a").str.starts_with(pl.col("b")) | (pl.col("b").str.len_bytes() <= STUMP))
    )
    return frame.select((begins & (pl.col("a") != pl.col("b"))).alias("x"))["x"].to_numpy()


def _may_be_cut(side: _Side) -> pl.Series:
    """Places and numbers stand behind the core: where they are, nothing was cut off before them."""
    return side.series("cut") & (side.series("places") == "") & (side.series("numbers") == "")


def _within(left: pl.Series, right: pl.Series) -> Any:
    """Whether the words of one side are all among the other's."""
    frame = pl.DataFrame({"a": left, "b": right})
    a, b = pl.col("a").str.split(" "), pl.col("b").str.split(" ")
    shared = a.list.set_intersection(b).list.len()
    return frame.select((shared == pl.min_horizontal(a.list.len(), b.list.len())).alias("x"))["x"].to_numpy()


def _sectors(one: _Side, other: _Side) -> Bits:
    same = _equal(one, other, "sectors")
    here, there = one.any("sectors"), other.any("sectors")
    least = np.minimum(one.bits("sectors"), other.bits("sectors"))
    within = np.zeros(len(same), dtype=bool)
    places = np.flatnonzero(~same & here & there)
    within[places] = _within(one.series("sectors").gather(places), other.series("sectors").gather(places))
    return _select([
        (same & here, least),
        (same, 1.0),
        (here != there, PRICES["no_sectors"]),
        (within, PRICES["some_sectors"] + 0.5 * least),
    ], PRICES["other_sectors"])  # fmt: skip


def _forms(one: _Side, other: _Side) -> Bits:
    left, right = one.series("form"), other.series("form")
    same = (left == right).to_numpy()
    limited = (left.str.starts_with("limited") & right.str.starts_with("limited")).to_numpy()
    plain = ((left == "limited") | (right == "limited")).to_numpy()
    known = one.any("form") & other.any("form")
    return _select([
        (~known, 0.0),
        (same, np.minimum(one.bits("form"), other.bits("form"))),
        (limited & plain, PRICES["plain_limited"]),
        (limited, PRICES["other_kind_of_limited"]),
    ], PRICES["other_form"])  # fmt: skip


def _branches(one: _Side, other: _Side) -> Bits:
    left, right = one.series("branch").to_numpy(), other.series("branch").to_numpy()
    return _select([(left & right, one.bits("branch")), (left != right, PRICES["branch_or_not"])])


def _places(one: _Side, other: _Side) -> Bits:
    same = _equal(one, other, "places")
    here, there = one.any("places"), other.any("places")
    least = np.minimum(one.bits("places"), other.bits("places"))
    local = (one.series("places").is_in(LOCAL) | other.series("places").is_in(LOCAL)).to_numpy()
    within = np.zeros(len(same), dtype=bool)
    places = np.flatnonzero(~same & here & there)
    within[places] = _within(one.series("places").gather(places), other.series("places").gather(places))
    return _select([
        (same & here, least),
        (same, 0.0),
        ((here != there) & local, PRICES["no_local_place"]),
        ((here != there) | within, PRICES["no_place"]),
        (one.series("branch").to_numpy() & other.series("branch").to_numpy(), PRICES["other_branch"]),
    ], PRICES["other_places"])  # fmt: skip


def _numbers(one: _Side, other: _Side) -> Bits:
    same = _equal(one, other, "numbers")
    here, there = one.any("numbers"), other.any("numbers")
    least = np.minimum(one.bits("numbers"), other.bits("numbers"))
    return _select([
        (same & here, least), (same, 0.0), (here != there, PRICES["no_numbers"]),
    ], PRICES["other_numbers"])  # fmt: skip


def _addresses(one: _Side, other: _Side) -> tuple[Bits, Bits]:
    known = one.any("commune") & other.any("commune")
    same = _equal(one, other, "commune")
    commune = _select([(~known, 0.0), (same, one.bits("commune"))], PRICES["other_commune"])
    streets = one.any("street") & other.any("street")
    houses = one.any("house") & other.any("house")
    same_street, same_house = _equal(one, other, "street"), _equal(one, other, "house")
    least = np.minimum(one.bits("street"), other.bits("street"))
    street = _select([
        (~streets, 0.0),
        (same_street & houses & same_house, least + HOUSE_BITS),
        (same_street & houses, least + PRICES["other_house"]),
        (same_street, least),
    ], PRICES["other_street"])  # fmt: skip
    return commune, street
