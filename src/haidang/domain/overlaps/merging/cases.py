"""Which visits become a joint team, who leads it, and what each month would change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from haidang.domain.overlaps.merging.model import MONTHS, MOVE_COST, Case, Clash
from haidang.domain.overlaps.rules import Precedence, precedence_of
from haidang.domain.overlaps.visits import Visit


def build_cases(
    visits: Iterable[Visit], ranking: Sequence[Precedence], first_month: int = 1
) -> tuple[list[Case], list[Clash]]:
    """Make a case of each group of visits to one enterprise; months before `first_month` are past.

    A plan that the province cannot move (`Precedence.month_stands`) sets the month. Two such plans in different
    months clash: the higher rank sets it, and the clash is told; so does such a plan in a month that is past.
    """
    by_entity: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        by_entity[visit.entity].append(visit)
    cases, clashes = [], []
    for entity, theirs in by_entity.items():
        ranked = sorted(theirs, key=lambda visit: _rank(visit, ranking))
        standing = [v for v in ranked if v.month and precedence_of(v.unit, v.tier, ranking).month_stands]
        if len({visit.month for visit in standing}) > 1:
            clashes.append(_standing_clash(entity, standing))
        if standing and (standing[0].month or 1) < first_month:
            clashes.append(_past_clash(standing[0], first_month))
        allowed = [standing[0].month or 1] if standing else [m for m in MONTHS if m >= first_month]
        efforts: dict[str, int] = {}
        for visit in theirs:
            efforts[visit.unit] = efforts.get(visit.unit, 0) + visit.effort
        costs = {month: sum(change(visit, month) for visit in theirs) for month in allowed}
        cases.append(
            Case(entity, tuple(theirs), ranked[0].unit, costs, efforts, standing[0] if standing else None)
        )
    return cases, clashes


def change(visit: Visit, month: int) -> int:
    """Return what it costs to hold a visit in `month`: nothing where its plan names that month or none."""
    if visit.month is None or visit.month == month:
        return 0
    return MOVE_COST + abs(visit.month - month)


def _rank(visit: Visit, ranking: Sequence[Precedence]) -> tuple[int, int, int, str]:
    """Higher rank, then the wider content (more effort), then the earlier month."""
    return (precedence_of(visit.unit, visit.tier, ranking).rank, -visit.effort, visit.month or 13, visit.rid)


def _standing_clash(entity: str, standing: Sequence[Visit]) -> Clash:
    first, other = standing[0], next(v for v in standing if v.month != standing[0].month)
    return Clash(
        "standing_month",
        f"Hai kế hoạch không dời được: {entity}: {first.unit} (tháng {first.month}), {other.unit} "
        f"(tháng {other.month}); tạm lấy tháng {first.month}",
        f"Two plans that stand: {entity}: {first.unit} (month {first.month}), {other.unit} "
        f"(month {other.month}); month {first.month} is taken for now",
    )


def _past_clash(visit: Visit, first_month: int) -> Clash:
    return Clash(
        "past_month",
        f"Kế hoạch không dời được ở tháng đã qua: {visit.entity}: {visit.unit} (tháng {visit.month}), "
        f"trong khi chỉ xếp từ tháng {first_month}",
        f"A plan that stands is in a month that is past: {visit.entity}: {visit.unit} (month {visit.month}), and only "
        f"month {first_month} and later are planned",
    )
