"""What is to be merged: the lines of enterprises that overlap and about which nothing was decided yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from haidang.apps.inspections.models import FoundOverlap, Merge, MergeState, MergeTurn, PlanLine, PlanYear
from haidang.apps.inspections.visits import visits_of
from haidang.domain.overlaps import Visit

DECIDED = (MergeState.ADOPTED, MergeState.REFUSED)


@dataclass(frozen=True)
class Cases:
    """All visits of a year as decided so far, the entities that are to be merged, and the lines by id."""

    visits: list[Visit]
    overlapping: set[str]
    lines: Mapping[int, PlanLine]


def gather_cases(year: PlanYear) -> Cases:
    """Return what a proposal has to arrange (four queries).

    An enterprise about whose very lines somebody decided is settled; one at which a line came later is not. Months are
    those of the joint teams that were adopted.
    """
    lines = {
        line.pk: line
        for line in PlanLine.objects.in_force()
        .filter(year=year)
        .exclude(entity="")
        .select_related("unit", "filing")
    }
    overlapping = set(FoundOverlap.objects.filter(year=year).values_list("entity", flat=True))
    months = adopted_months(year)
    return Cases(visits_of(lines.values(), months), overlapping - _settled(year, lines.values()), lines)


def adopted_months(year: PlanYear) -> dict[int, int]:
    """Return the month of the joint team by the id of each line that goes into one."""
    adopted = Merge.objects.adopted().filter(proposal__year=year)
    return dict(MergeTurn.objects.filter(merge__in=adopted).values_list("line_id", "merge__month"))


def _settled(year: PlanYear, lines: Iterable[PlanLine]) -> set[str]:
    present: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        present[line.entity].add(line.pk)
    told: dict[int, set[int]] = defaultdict(set)
    merges_of: dict[int, list[int]] = defaultdict(list)
    turns = MergeTurn.objects.filter(merge__proposal__year=year, merge__state__in=DECIDED)
    for merge_id, line_id in turns.values_list("merge_id", "line_id"):
        told[merge_id].add(line_id)
        merges_of[line_id].append(merge_id)
    return {
        entity
        for entity, ids in present.items()
        if any(ids <= told[merge_id] for merge_id in merges_of[next(iter(ids))])
    }
