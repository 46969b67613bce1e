"""From rows to enterprises: pairs, evidence, competition, clusters, and what people should look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import polars as pl

from haidang.domain.overlaps.profiles import profiles
from haidang.domain.overlaps.resolving.blocking import candidate_pairs
from haidang.domain.overlaps.resolving.chances import Chances, chances, with_namesakes
from haidang.domain.overlaps.resolving.clusters import Clusters
from haidang.domain.overlaps.resolving.competition import with_competition
from haidang.domain.overlaps.resolving.evidence import compare, weigh
from haidang.domain.overlaps.resolving.reasons import explain
from haidang.domain.overlaps.resolving.sides import with_hashes
from haidang.domain.overlaps.tax_codes import CodeKind

SURE: Final = 6.6
"""log2 odds from which a pair is linked unseen: 99 in 100."""
LIKELY: Final = -0.5
"""log2 odds from which a pair is more likely one enterprise than two."""
DOUBTFUL: Final = -6.0
"""log2 odds below which nobody is asked: 1 in 65."""
REVIEWABLE: Final = 400
"""Unsure pairs that people can be asked about."""
_SLICE: Final = 400_000
"""Pairs compared at a time, which bounds the memory."""


class Linking(StrEnum):
    """Which pairs are linked without being asked about."""

    SURE = "sure"
    LIKELY = "likely"
    AUTO = "auto"
    """Sure ones; if more are unsure than people can review, all likely ones."""


@dataclass(frozen=True, slots=True)
class Review:
    """A pair of rows to decide on. `chance` is that of being one enterprise, 0 to 1."""

    a: int
    b: int
    chance: float
    reasons: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """`entity[i]` names the enterprise of row i by its first row; `reviews` come most useful first."""

    entity: list[int]
    reviews: list[Review]
    linking: Linking
    known: Chances


def resolve(
    rows: pl.DataFrame, linking: Linking = Linking.AUTO, registered: str = "registered",
    answers: Sequence[tuple[int, int, bool]] = (),
) -> Resolution:  # fmt: skip
    """Resolve `rows` with `name`, `mst`, `addr`, `unit` (texts, may be null).

    `answers` are pairs of rows that somebody decided on, True: one enterprise. They go before everything else.

    Where a column `registered` is present, rows that have a value there are entries of a registry: two of them are
    never one enterprise, and a cluster is named by its entry.
    """
    known_rows = with_hashes(profiles(rows))
    scored, known = _scored(known_rows, chances(known_rows))
    unsure = scored.filter(pl.col("score").is_between(LIKELY, SURE)).height
    if linking is Linking.AUTO:
        linking = Linking.SURE if unsure <= REVIEWABLE else Linking.LIKELY
    clusters = Clusters(_identities(known_rows, registered))
    for one, other, same in sorted(answers, key=lambda answer: not answer[2]):
        clusters.join(one, other, decided=True) if same else clusters.keep_apart(one, other)
    least = SURE if linking is Linking.SURE else LIKELY
    linked = scored.filter(pl.col("score") >= least).sort("score", "a", "b", descending=[True, False, False])
    clusters.join_all(linked.select("a", "b").iter_rows())
    reviews = _reviews(scored, clusters)
    return Resolution(_first_rows(clusters, rows.height), reviews, linking, known)


def _scored(rows: pl.DataFrame, known: Chances) -> tuple[pl.DataFrame, Chances]:
    """Pairs worth keeping with their evidence, and the chances with namesakes counted."""
    pairs = candidate_pairs(rows)
    compared = pl.concat(compare(rows, part, known) for part in _slices(pairs))
    known = with_namesakes(known, rows, compared)
    worth = (pl.col("score") > DOUBTFUL) | (
        pl.col("code") >= known.code_bits
    )  # an equal code is always asked about
    return with_competition(rows, weigh(compared, known).filter(worth)), known


def _slices(pairs: pl.DataFrame) -> list[pl.DataFrame]:
    return [pairs[start : start + _SLICE] for start in range(0, max(pairs.height, 1), _SLICE)]


def _identities(rows: pl.DataFrame, registered: str) -> dict[str, list[str]]:
    sound = pl.col("code_kind").is_in([CodeKind.ENTERPRISE, CodeKind.BRANCH, CodeKind.PERSONAL])
    borrowed = pl.col("branch") & (
        pl.col("code_kind") == CodeKind.ENTERPRISE
    )  # a branch under the parent's code
    own = rows.select(
        pl.when(sound & ~borrowed).then("code").otherwise(pl.lit("")).alias("code"), pl.col("base")
    )
    found = {"code": own["code"].to_list(), "base": own["base"].to_list()}
    if registered in rows.columns:
        found["registry"] = rows[registered].fill_null("").to_list()
    return found


def _first_rows(clusters: Clusters, total: int) -> list[int]:
    first: dict[int, int] = {}
    return [first.setdefault(clusters.find(row), row) for row in range(total)]


def _reviews(scored: pl.DataFrame, clusters: Clusters) -> list[Review]:
    """One question for each pair of clusters, those first whose answer is expected to link most rows."""
    asked: set[tuple[int, int]] = set()
    found: list[tuple[float, Review]] = []
    open_pairs = scored.filter(pl.col("score").is_between(DOUBTFUL, 60) | (pl.col("code") > 0)).sort(
        "score", descending=True
    )
    for pair in open_pairs.iter_rows(named=True):
        ends = clusters.find(pair["a"]), clusters.find(pair["b"])
        key = (min(ends), max(ends))
        if key[0] == key[1] or key in asked or not clusters.may_join(*key):
            continue
        asked.add(key)
        chance = 1 / (1 + 2 ** -pair["score"])
        gain = chance * clusters.size(key[0]) * clusters.size(key[1])
        found.append((gain, Review(pair["a"], pair["b"], chance, explain(pair))))
    found.sort(key=lambda item: -item[0])
    return [review for _, review in found]
