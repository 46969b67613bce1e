"""Dated rules on how often an enterprise may be visited, and who prevails: data with their legal basis.

`data/rules.csv` holds one rule a line with the days between which it is in force and how certain its text is ("read"
in the law itself, "secondary" text, from "memory"); `activities.csv` tells what kind of activity a unit carries out;
`precedence.csv` ranks units. All can be replaced by files of the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from haidang.domain.overlaps.packaged import table
from haidang.domain.vietnamese import fold


class Activity(StrEnum):
    """The counters of the law: inspection (thanh tra), check (kiểm tra), and audit, which has none."""

    INSPECTION = "thanh_tra"
    CHECK = "kiem_tra"
    AUDIT = "kiem_toan"


class Degree(StrEnum):
    """How grave an overlap is, gravest first."""

    DUPLICATE = "duplicate"
    """The same content twice."""
    EXCLUSION = "exclusion"
    """An inspection and a check on the same content."""
    QUOTA = "quota"
    """More often in a year than the law allows."""
    BURDEN = "burden"
    """Lawful, but one joint team would do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `limit` visits a year among `counted` activities; `same_content` counts each content by itself."""

    key: str
    valid_from: date
    valid_to: date | None
    counted: frozenset[Activity]
    limit: int
    same_content: bool
    between: bool
    """Only visits of different activities count against each other."""
    degree: Degree
    basis_vi: str
    basis_en: str
    certainty: str

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on `day`; both ends count."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Precedence:
    """A line of the ranking: units whose folded name begins so and whose tier is listed."""

    rank: int
    unit_begins: str
    tiers: frozenset[int]
    month_stands: bool
    """The province cannot move this unit's plan."""
    basis: str


def read_rules(path: Path | None = None) -> tuple[Rule, ...]:
    """Return the rules in a file, by default those that come with the package. Raises ValueError for a bad line."""
    return tuple(_rule(row) for row in table("rules.csv", path))


def read_precedence(path: Path | None = None) -> tuple[Precedence, ...]:
    """Return the ranking of units, highest first. Raises ValueError for a bad line."""
    return tuple(
        Precedence(
            int(row["rank"]), row["unit_begins"], frozenset(int(tier) for tier in row["tiers"].split()),
            row["month_stands"] == "yes", row["basis"],
        )
        for row in table("precedence.csv", path)
    )  # fmt: skip


@cache
def _activities() -> tuple[tuple[str, Activity], ...]:
    return tuple((row["unit_begins"], Activity(row["activity"])) for row in table("activities.csv"))


@cache
def activity_of(unit: str) -> Activity:
    """Return what a unit does at enterprises, by its name: those called "Thanh tra …" inspect, others check."""
    name = fold(unit)
    return next(activity for begins, activity in _activities() if name.startswith(begins))


def precedence_of(unit: str, tier: int | None, ranking: Sequence[Precedence]) -> Precedence:
    """Return the line of the ranking that a unit falls under; the last one where nothing fits."""
    name = fold(unit)
    for line in ranking:
        fits = name.startswith(line.unit_begins) if line.unit_begins else tier in line.tiers
        if fits and (tier is None or not line.unit_begins or tier in line.tiers):
            return line
    return ranking[-1]


def _rule(row: dict[str, str]) -> Rule:
    counted = row["counts"].replace("+", " ").split()
    return Rule(
        key=row["key"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        counted=frozenset(Activity(name) for name in counted),
        limit=int(row["limit"]),
        same_content=row["content"] == "same",
        between="+" in row["counts"],
        degree=Degree(row["degree"]),
        basis_vi=row["basis_vi"],
        basis_en=row["basis_en"],
        certainty=row["certainty"],
    )
