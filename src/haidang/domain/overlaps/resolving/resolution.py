"""From rows to enterprises: pairs, evidence, competition, clusters, and what people should look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import polars as pl

from haidang.domain.overlaps.profiles import profiles
from haidang.domain.overlaps.resolving.blocking import candidate_pairs
from haidang.domain.overlaps.resolving.chances import Chances, chances, with_namesakes
from haidang.domain.overlaps.resolving.clusters import Clusters
from haidang.domain.overlaps.resolving.competition import with_competition
from haidang.domain.overlaps.resolving.evidence import compare, weigh
from haidang.domain.overlaps.resolving.learning import with_lessons
from haidang.domain.overlaps.resolving.reasons import explain
from haidang.domain.overlaps.resolving.sides import with_hashes
from haidang.domain.overlaps.resolving.spelling import with_spelling
from haidang.domain.overlaps.tax_codes import CodeKind

WRONG: Final = 1 / 400
"""Links of which so many may be expected to be wrong, all together, those that were answered counted as right."""
SURE: Final = 3.5
"""log2 odds below which no pair is linked unseen, even if so few are wrong: 92 in 100."""
LIKELY: Final = 0.5
"""log2 odds from which a pair is linked where too many are unsure to ask: six in ten, since one error spreads."""
DOUBTFUL: Final = -6.0
"""log2 odds below which nobody is asked: 1 in 65."""
REVIEWABLE: Final = 400
"""Unsure pairs that people can be asked about."""
_SLICE: Final = 400_000
"""Pairs compared at a time, which bounds the memory."""
Answer = tuple[int, int, bool]
"""Two rows, and whether they are one enterprise."""


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
    """`entity[i]` names the enterprise of row i by its first row; `reviews` come most useful first.

    `taught` are the pairs that were linked unseen because of what earlier answers taught, with reasons.
    """

    entity: list[int]
    reviews: list[Review]
    linking: Linking
    known: Chances
    taught: list[Review]


def resolve(
    rows: pl.DataFrame, linking: Linking = Linking.AUTO, registered: str = "registered",
    answers: Sequence[Answer] = (), facts: Sequence[Answer] = (),
) -> Resolution:  # fmt: skip
    """Resolve `rows` with `name`, `mst`, `addr`, `unit` (texts, may be null).

    `answers` are what somebody decided on pairs of rows, True: one enterprise. They teach how much disagreement of
    their kind means. `facts` are known without asking, and teach nothing. Both go before everything else.

    Where a column `registered` is present, rows that have a value there are entries of a registry: two of them are
    never one enterprise, and a cluster is named by its entry.
    """
    known_rows = with_hashes(profiles(rows))
    weighed, known = _weighed(known_rows, chances(known_rows))
    told = _Told(_identities(known_rows, registered), facts, answers)
    scored = _scored(known_rows, weighed, known, answers)
    likely = scored.filter(pl.col("score") >= LIKELY)
    if linking is Linking.AUTO:
        unsure = likely.filter(pl.col("score") < SURE).height
        linking = Linking.SURE if unsure <= REVIEWABLE else Linking.LIKELY
    clusters, links = told.clusters()
    taught = []
    if linking is Linking.LIKELY:
        clusters.join_all(_surest_first(likely).select("a", "b").iter_rows())
    else:
        made = _linked_unseen(scored, clusters, links)
        untaught, _ = told.clusters()
        if answers:
            _linked_unseen(_scored(known_rows, weighed, known, ()), untaught, 0)
            taught = [_review(pair) for pair in made if untaught.find(pair["a"]) != untaught.find(pair["b"])]
    reviews = _reviews(scored, clusters)
    return Resolution(_first_rows(clusters, rows.height), reviews, linking, known, taught)


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known of rows before any evidence is weighed."""

    identities: dict[str, list[str]]
    facts: Sequence[Answer]
    answers: Sequence[Answer]

    def clusters(self) -> tuple[Clusters, int]:
        """Return the clusters that this makes, and how many pairs of rows answers put together."""
        clusters, links = Clusters(self.identities), 0
        for one, other, same in self.facts:
            clusters.join(one, other, decided=True) if same else clusters.keep_apart(one, other)
        for one, other, same in sorted(self.answers, key=lambda answer: not answer[2]):
            if not same:
                clusters.keep_apart(one, other)
            elif clusters.find(one) != clusters.find(other):
                links += clusters.size(one) * clusters.size(other)
                clusters.join(one, other, decided=True)
        return clusters, links


def _linked_unseen(scored: pl.DataFrame, clusters: Clusters, links: int) -> list[dict[str, Any]]:
    """Join the surest pairs while few links are wrong together, and return the pairs that joined clusters."""
    made, wrong = [], 0.0
    for pair in _surest_first(scored.filter(pl.col("score") >= SURE)).iter_rows(named=True):
        one, other = clusters.find(pair["a"]), clusters.find(pair["b"])
        if one == other or not clusters.may_join(one, other):
            continue
        size = clusters.size(one) * clusters.size(other)
        doubt = size * (1 - _chance(pair["score"]))
        if wrong + doubt <= WRONG * (links + size):
            clusters.join(one, other)
            made.append(pair)
            wrong, links = wrong + doubt, links + size
    return made


def _surest_first(pairs: pl.DataFrame) -> pl.DataFrame:
    return pairs.sort("score", "a", "b", descending=[True, False, False])


def _chance(score: float) -> float:
    return float(1 / (1 + 2.0 ** -min(max(score, -60.0), 60.0)))


def _review(pair: Mapping[str, Any]) -> Review:
    return Review(pair["a"], pair["b"], _chance(pair["score"]), explain(pair))


def _weighed(rows: pl.DataFrame, known: Chances) -> tuple[pl.DataFrame, Chances]:
    """Pairs with their evidence, and the chances with namesakes counted."""
    pairs = candidate_pairs(rows)
    compared = pl.concat(compare(rows, part, known) for part in _slices(pairs))
    known = with_namesakes(known, rows, compared)
    return weigh(compared, known), known


def _scored(
    rows: pl.DataFrame, weighed: pl.DataFrame, known: Chances, answers: Sequence[Answer]
) -> pl.DataFrame:
    """Pairs worth keeping, with all that speaks for and against."""
    taught = with_lessons(rows, weighed, answers)
    worth = (pl.col("score") > DOUBTFUL) | (
        pl.col("code") >= known.code_bits
    )  # an equal code is always asked about
    return with_competition(rows, with_spelling(rows, taught.filter(worth)))


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
    entity, first = list(range(total)), dict[int, int]()
    for row in sorted(clusters.joined):
        entity[row] = first.setdefault(clusters.find(row), row)
    return entity


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
        review = _review(pair)
        found.append((review.chance * clusters.size(key[0]) * clusters.size(key[1]), review))
    return _without_echoes(sorted(found, key=lambda item: -item[0]), clusters)


def _without_echoes(found: list[tuple[float, Review]], clusters: Clusters) -> list[Review]:
    """Put off what earlier answers will most likely have told: of three clusters, two questions join all.

    The third pair is only open if both answers are no.
    """
    asked = Clusters({"": [""] * clusters.rows})
    ordered = []
    for gain, review in found:
        news = asked.find(clusters.find(review.a)) != asked.find(clusters.find(review.b))
        asked.join(clusters.find(review.a), clusters.find(review.b))
        ordered.append((gain if news else gain * (1 - review.chance) ** 2, review))
    return [review for _, review in sorted(ordered, key=lambda item: -item[0])]
