"""Why a team goes when it goes, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from haidang.domain.overlaps.merging.model import Capacity, Case
from haidang.domain.vietnamese import fold

Load = Mapping[tuple[str, int], int]


def load_of(cases: Sequence[Case], months: Mapping[str, int]) -> dict[tuple[str, int], int]:
    """Person-days of joint teams by unit and month."""
    load: dict[tuple[str, int], int] = defaultdict(int)
    for case in cases:
        for unit, effort in case.efforts.items():
            load[unit, months[case.entity]] += effort
    return dict(load)


def reason(case: Case, month: int, load: Load, free: Capacity) -> str:
    """Return one sentence: who leads, why this month, what repeats."""
    parts = [f"một đoàn do {case.lead} chủ trì"]
    if case.standing:
        parts.append(f"tháng {month} theo kế hoạch của {case.standing.unit}, không dời được")
    elif case.costs[month] == case.costs[case.cheapest]:
        kept = sum(visit.month == month for visit in case.visits)
        parts.append(f"tháng {month} ít xáo trộn nhất: {kept}/{len(case.visits)} lượt giữ nguyên tháng")
    else:
        parts.append(
            f"tháng {case.cheapest} ít xáo trộn hơn nhưng {_short(case, load, free)}, nên chọn tháng {month}"
        )
    contents = [fold(visit.content) for visit in case.visits if visit.content]
    repeated = sorted(
        {visit.content for visit in case.visits if visit.content and contents.count(fold(visit.content)) > 1}
    )
    if repeated:
        parts.append(f"trùng nội dung {', '.join(repeated)}: chỉ làm một lần")
    return "; ".join(parts)


def _short(case: Case, load: Load, free: Capacity) -> str:
    """Which units lack person-days in the month of the least change."""
    month = case.cheapest
    lacking = [
        f"{unit} còn {max(free[unit, month] - load.get((unit, month), 0), 0)}/{effort} ngày công"
        for unit, effort in case.efforts.items()
        if (unit, month) in free and load.get((unit, month), 0) + effort > free[unit, month]
    ]
    return ", ".join(lacking) or "thiếu ngày công khi tính cùng các đoàn khác"
