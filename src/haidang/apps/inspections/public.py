"""What everybody may see of inspections: published plans (Resolution 198/2025/QH15, art. 4(4)).

No persons: a household's number was masked before it was kept. The portal may import nothing else of this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from haidang.apps.inspections.models import IssuedPlan
from haidang.domain.vietnamese import fold


@dataclass(frozen=True)
class PublicVisit:
    """One visit of a published plan: who comes to whom, for what, when."""

    name: str
    code: str
    content: str
    form: str
    lead: str
    co_units: tuple[str, ...]
    month: int | None


@dataclass(frozen=True)
class PublicPlan:
    """The plan of a year as it was published last. `is_synthetic`: made up for the demonstration."""

    year: int
    published_at: datetime
    visits: tuple[PublicVisit, ...]
    is_synthetic: bool


def list_published_years() -> list[int]:
    """Years with a published plan, latest first."""
    found = IssuedPlan.objects.exclude(published_at=None)
    return sorted(set(found.values_list("year__year", flat=True)), reverse=True)


def find_published_plan(year: int, words: str = "") -> PublicPlan | None:
    """The visits of a published plan, perhaps only those whose name has all words or whose code begins so."""
    issued = IssuedPlan.objects.exclude(published_at=None).filter(year__year=year).order_by("-number").first()
    if issued is None or issued.published_at is None:
        return None
    wanted = fold(words).split()
    visits = tuple(_visit(record) for record in issued.content["visits"] if _is_meant(record, wanted))
    return PublicPlan(year, issued.published_at, visits, bool(issued.content.get("is_synthetic")))


def _visit(record: dict[str, object]) -> PublicVisit:
    known = {name: record[name] for name in ("name", "code", "content", "form", "lead", "month")}
    return PublicVisit(**known, co_units=tuple(record["co_units"]))  # type: ignore[arg-type]


def _is_meant(record: dict[str, object], wanted: list[str]) -> bool:
    name, code = fold(str(record["name"])), str(record["code"])
    return all(word in name or (word.isdigit() and code.startswith(word)) for word in wanted)
