"""What the merge decides, and what it must respect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from haidang.domain.overlaps.visits import Visit

MONTHS = range(1, 13)
MOVE_COST = 12
"""A visit that moves at all weighs as much as twelve months of distance."""

OVERLOAD_COST = 1_000
"""What a person-day over capacity weighs in changes: more than any chain of moves that could save it."""

Capacity = Mapping[tuple[str, int], int]
"""Person-days that a unit has in a month, by (unit, month); what is not there is not limited."""


class Status(StrEnum):
    """How good a proposal is: proven best, within the gap that is stated, or as good as none."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"


@dataclass(frozen=True, slots=True)
class Case:
    """An enterprise whose visits become one joint team: `costs[m]` is the change if it goes in month m."""

    entity: str
    visits: tuple[Visit, ...]
    lead: str
    costs: Mapping[int, int]
    efforts: Mapping[str, int]
    """Person-days of each unit, which it spends in the month of the team."""
    standing: Visit | None
    """The visit whose month cannot be moved."""

    @property
    def cheapest(self) -> int:
        """The month of the least change, the earliest of several."""
        return min(self.costs, key=lambda month: (self.costs[month], month))


@dataclass(frozen=True, slots=True)
class Clash:
    """Rules that cannot all be kept: `rule` is "standing_month", "past_month" or "capacity"."""

    rule: str
    text_vi: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Merge:
    """One joint team as proposed; `moved` tells of each moved visit its rid, old and new month."""

    case: Case
    month: int
    moved: tuple[tuple[str, int, int], ...]
    reason: str

    @property
    def co_units(self) -> tuple[str, ...]:
        """The other units, in the order of the plan."""
        return tuple(unit for unit in self.case.efforts if unit != self.case.lead)


@dataclass(frozen=True, slots=True)
class Proposal:
    """All joint teams; `gap` is how far the cost may be from the least possible, as a share of the change.

    The cost is the change, and `OVERLOAD_COST` for each person-day over capacity.
    """

    merges: tuple[Merge, ...]
    status: Status
    gap: float
    change: int
    overload: int
    """Person-days over capacity that no arrangement found avoids."""
    clashes: tuple[Clash, ...] = field(default=())
