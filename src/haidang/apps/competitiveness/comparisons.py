"""Provinces of a year side by side: the leader, those near, or those that somebody chooses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.apps.competitiveness.methods import name_of
from haidang.apps.competitiveness.profiles import distances, rank_of
from haidang.apps.competitiveness.selectors import Field, Scores
from haidang.domain.composite import SubIndex

MOST_CHOSEN: Final = 8


@dataclass(frozen=True)
class Compared:
    """A province of the comparison; `mark` is the letter that stands for it in the chart."""

    mark: str
    province: str
    place: int
    total: Decimal
    scores: Scores
    is_own: bool


@dataclass(frozen=True)
class Row:
    """A sub-index with the scores of the provinces, in their order, and the best of the whole year."""

    subindex: SubIndex
    name: str
    scores: Sequence[Decimal]
    best: Decimal


@dataclass(frozen=True)
class Comparison:
    """Provinces side by side, best first."""

    field: Field
    provinces: Sequence[Compared]
    rows: Sequence[Row]


def compare(field: Field, province: str, chosen: Sequence[str] = ()) -> Comparison | None:
    """A province beside chosen ones (at most eight; unless told the leader and the nearest). None where it is alone
    or has no total."""
    standings = field.standings
    if province not in field.scores or len(standings) < 2:
        return None
    wanted = [name for name in chosen if name in field.scores][:MOST_CHOSEN]
    names = {*wanted, province} if wanted else {d.standing.province for d in distances(standings, province)}
    columns = [
        Compared(
            chr(ord("A") + number),
            standing.province,
            rank_of(standing.total, standings),
            standing.total,
            field.scores[standing.province],
            standing.province == province,
        )
        for number, standing in enumerate(s for s in standings if s.province in names)
    ]
    rows = [
        Row(
            sub,
            name_of(sub),
            [column.scores[sub.code] for column in columns],
            max(scores[sub.code] for scores in field.scores.values()),
        )
        for sub in field.methodology.subindices
        if sub.code in field.methodology.weights
    ]
    return Comparison(field, columns, rows)


@dataclass(frozen=True)
class Near:
    """A province by its score in one sub-index: its place, and how far ahead of ours it is."""

    place: int
    province: str
    score: Decimal
    ahead: Decimal
    is_own: bool


def near_in(scores: Mapping[str, Decimal], province: str) -> list[Near]:
    """The three best in a sub-index, and two on each side of a province; empty where it, or any other, has no score."""
    if province not in scores or len(scores) < 2:
        return []
    ordered = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
    own = next(place for place, (name, _score) in enumerate(ordered) if name == province)
    chosen = sorted({*range(min(3, len(ordered))), *range(max(own - 2, 0), min(own + 3, len(ordered)))})
    return [
        Near(
            1 + sum(1 for score in scores.values() if score > ordered[place][1]),
            ordered[place][0],
            ordered[place][1],
            ordered[place][1] - scores[province],
            place == own,
        )
        for place in chosen
    ]
