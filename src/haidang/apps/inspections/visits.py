"""Lines of plans as the rules of `domain/overlaps` see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from haidang.apps.inspections.models import PlanLine
from haidang.apps.organisations.models import Unit, UnitKind
from haidang.domain.overlaps import Activity, Visit

USUAL_DAYS: Final = 5
USUAL_STAFF: Final = 3
"""Where a plan says nothing of days or people; stated wherever capacity is reckoned."""
_TIERS: Final = {
    UnitKind.PROVINCE: 4, UnitKind.CENTRAL: 3, UnitKind.DEPARTMENT: 5, UnitKind.DISTRICT: 6, UnitKind.COMMUNE: 6,
    UnitKind.ORGANISATION: 5,
}  # fmt: skip


def tier_of(unit: Unit) -> int:
    """Return the tier of `domain/overlaps` (1 central government … 6 commune) that a unit belongs to."""
    if unit.name_vi.casefold().startswith("thanh tra") and unit.kind != UnitKind.CENTRAL:
        return 4
    return _TIERS[UnitKind(unit.kind)]


def visit_of(line: PlanLine, *, month: int | None = None) -> Visit:
    """Return a line as a visit; its unit must be there already. `month`: where it was moved to."""
    return Visit(
        rid=str(line.pk),
        entity=line.entity,
        unit=line.unit.name_vi,
        tier=tier_of(line.unit),
        content=line.content,
        month=month if month is not None else line.month,
        days=line.days or USUAL_DAYS,
        staff=line.staff or USUAL_STAFF,
        form=Activity(line.form),
    )


def visits_of(lines: Iterable[PlanLine], moved: Mapping[int, int] | None = None) -> list[Visit]:
    """Return lines that have an entity as visits; `moved` months by the id of the line."""
    return [visit_of(line, month=(moved or {}).get(line.pk)) for line in lines if line.entity]
