"""What a province's years say, side by side: published and computed, what moved between two years, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from haidang.apps.competitiveness.methods import methodologies, name_of, note_of, statuses_of, title_of
from haidang.apps.competitiveness.selectors import Standing, YearKnown
from haidang.domain.composite import Attribution, Methodology, attribute_totals

DECIMALS = 2


@dataclass(frozen=True)
class YearLine:
    """A year of a province. `computed` is exact, None where a score is missing or no weights are known."""

    year: int
    known: YearKnown
    methodology: Methodology | None
    computed: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Computed less published."""
        result = self.known.result
        if self.computed is None or result is None or result.total is None:
            return None
        return self.computed - result.total

    @property
    def misfit(self) -> str:
        """Why computed and published are known to differ in this year; empty where they are not."""
        found = self.methodology.misfit(self.year) if self.methodology else None
        return note_of(found) if found else ""

    @property
    def statuses(self) -> list[Any]:
        """How sure the weights are."""
        return statuses_of(self.methodology) if self.methodology else []

    @property
    def title(self) -> str:
        """The title of the methodology."""
        return title_of(self.methodology) if self.methodology else ""


def lines_of(years: Mapping[int, YearKnown]) -> list[YearLine]:
    """A line a year."""
    return [_line(year, known) for year, known in years.items()]


def _line(year: int, known: YearKnown) -> YearLine:
    methodology = methodologies().find(year)
    computed = None
    if methodology and methodology.has_weights and known.scores.keys() >= methodology.weights.keys():
        computed = methodology.total(known.scores)
    return YearLine(year, known, methodology, computed)


def subindex_names(lines: list[YearLine]) -> dict[str, str]:
    """Sub-indices of which a score is known, named as the newest methodology names them, in its order."""
    names: dict[str, str] = {}
    known = {code for line in lines for code in line.known.scores}
    for line in reversed(lines):
        for sub in line.methodology.subindices if line.methodology else ():
            if sub.code in known:
                names.setdefault(sub.code, name_of(sub))
    return names


@dataclass(frozen=True)
class Movement:
    """A sub-index between two years. `points` are rounded so that all of them add up to the change of the total."""

    code: str
    name: str
    before: Decimal | None
    after: Decimal | None
    points: Decimal
    by_weight: Decimal

    @property
    def change(self) -> Decimal | None:
        """After less before."""
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Change:
    """What moved between two years of a province, exactly attributed."""

    first: YearLine
    last: YearLine
    attribution: Attribution
    movements: list[Movement]
    total: Decimal

    @property
    def risen(self) -> int:
        """How many scores went up."""
        return sum(1 for m in self.movements if m.change is not None and m.change > 0)

    @property
    def fallen(self) -> int:
        """How many scores went down."""
        return sum(1 for m in self.movements if m.change is not None and m.change < 0)

    @property
    def stayed(self) -> int:
        """How many scores did not move."""
        return sum(1 for m in self.movements if m.change == 0)

    @property
    def is_across(self) -> bool:
        """Whether the methodology changed between the years."""
        return self.first.methodology != self.last.methodology


def why_not_explained(first: YearLine | None, last: YearLine | None) -> list[int]:
    """Years of which a score is missing, so that nothing can be said of what moved between them."""
    return [line.year for line in (first, last) if line is not None and line.computed is None]


def explain_change(first: YearLine, last: YearLine) -> Change | None:
    """Why the computed total moved; None where it cannot be computed in both years."""
    old, new = first.methodology, last.methodology
    if old is None or new is None or first.computed is None or last.computed is None:
        return None
    a, b = first.known.scores, last.known.scores
    attribution = attribute_totals(a, b, old, new)
    points, total = attribution.rounded(DECIMALS)
    weights = {c.cause: _decimal(c.by_weight) for c in attribution.contributions}
    names = subindex_names([first, last])
    movements = [
        Movement(
            code, name, a.get(code), b.get(code), points.get(code, Decimal(0)), weights.get(code, Decimal(0))
        )
        for code, name in names.items()
    ]
    ordered = sorted(movements, key=lambda m: -m.points)
    return Change(first, last, attribution, ordered, total)


def count_movements(first: YearLine, last: YearLine) -> tuple[int, int] | None:
    """How many sub-indices rose and how many fell. None where a score is missing, or where the years do not weigh the
    same sub-indices: then a count would compare what is not alike."""
    old, new = first.methodology, last.methodology
    if old is None or new is None or first.computed is None or last.computed is None:
        return None
    if old.weights.keys() != new.weights.keys():
        return None
    changes = [last.known.scores[code] - first.known.scores[code] for code in new.weights]
    return sum(1 for change in changes if change > 0), sum(1 for change in changes if change < 0)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(round(value * 10**DECIMALS)).scaleb(-DECIMALS)


@dataclass(frozen=True)
class Distance:
    """Another province of a year: its place among those imported, and how far ahead it is (negative: behind)."""

    place: int
    standing: Standing
    ahead: Decimal
    is_own: bool


def distances(standings: list[Standing], province: str) -> list[Distance]:
    """The leader, the two before and the two behind a province; empty where it, or any other, has no total."""
    places = [n for n, standing in enumerate(standings) if standing.province == province]
    if not places or len(standings) < 2:
        return []
    (own,) = places
    chosen = sorted({0, *range(max(own - 2, 0), min(own + 3, len(standings)))})
    return [
        Distance(
            rank_of(standings[n].total, standings),
            standings[n],
            standings[n].total - standings[own].total,
            n == own,
        )
        for n in chosen
    ]


def rank_of(total: Decimal, others: list[Standing]) -> int:
    """The rank of a total among others; equals share the better one."""
    return 1 + sum(1 for other in others if other.total > total)
