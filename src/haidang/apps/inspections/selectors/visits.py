"""Who comes to an enterprise in a year, and when: planned visits, joint teams, inspections that were opened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.apps.inspections.models import Form, Inspection, Merge, Origin, PlanLine, ProposalState, Stage
from haidang.apps.inspections.veiling import dotted
from haidang.domain.vietnamese import fold


class VisitKind(StrEnum):
    """What is known of a visit."""

    PLANNED = "planned"
    JOINT = "joint"
    OPENED = "opened"


KIND_WORDS: Any = {
    VisitKind.PLANNED: _("planned"),
    VisitKind.JOINT: _("joint team, planned"),
    VisitKind.OPENED: _("opened"),
}


@dataclass(frozen=True)
class KnownVisit:
    """A visit of the year at one enterprise. `first` and `last` bound it as far as is known."""

    kind: VisitKind
    pk: int
    unit: str
    unit_code: str
    co_units: tuple[str, ...]
    form: str
    contents: tuple[str, ...]
    first: date | None
    last: date | None
    stage: str = ""
    is_synthetic: bool = False

    @property
    def rid(self) -> str:
        return f"{self.kind}-{self.pk}"

    @property
    def form_name(self) -> str:
        return str(Form(self.form).label)

    @property
    def words(self) -> str:
        """How far it is."""
        return str(Stage(self.stage).label if self.stage else KIND_WORDS[self.kind])


def list_visits(entity: str, year: int) -> list[KnownVisit]:
    """Every visit of a year at an enterprise, each once, by their first day (five queries).

    A joint team stands for its lines, an opened inspection for the line or team it came from. A line that was filed
    again since is known by its unit, form and content. What was called off is gone, and with it its line or team.
    """
    if not entity:
        return []
    opened = list(
        Inspection.objects.filter(Q(entity=entity) | Q(line__entity=entity), year=year)
        .select_related("lead").prefetch_related("co_units")
    )  # fmt: skip
    merges = list(
        Merge.objects.adopted().filter(turns__line__entity=entity, proposal__year__year=year).distinct()
        .exclude(proposal__state=ProposalState.DROPPED)
        .select_related("lead").prefetch_related("turns__line__unit", "turns__line__filing")
    )  # fmt: skip
    lines = (
        PlanLine.objects.in_force().filter(entity=entity, year__year=year).select_related("unit", "filing")
    )
    gone = Counter(_key(turn.line) for merge in merges for turn in merge.turns.all())
    gone += Counter(
        (found.lead_id, found.form, fold(found.contents[0]))
        for found in opened
        if found.origin == Origin.PLAN
    )
    visits = [_of_inspection(found) for found in opened if found.stage != Stage.CANCELLED]
    started = {found.merge_id for found in opened}
    visits += [_of_merge(merge, year) for merge in merges if merge.pk not in started]
    for line in lines:
        key = _key(line)
        if gone[key]:
            gone[key] -= 1
        else:
            visits.append(_of_line(line))
    return sorted(visits, key=lambda visit: (visit.first or date.max, visit.rid))


def _key(line: PlanLine) -> tuple[int, str, str]:
    return line.unit_id, line.form, fold(dotted(line.content))


def _of_line(line: PlanLine) -> KnownVisit:
    return KnownVisit(
        VisitKind.PLANNED, line.pk, line.unit.name, line.unit.code, (), line.form, (dotted(line.content),), line.first,
        line.last, is_synthetic=line.filing.is_synthetic,
    )  # fmt: skip


def _of_merge(merge: Merge, year: int) -> KnownVisit:
    lines = [turn.line for turn in merge.turns.all()]
    units = {line.unit.pk: line.unit.name for line in lines if line.unit_id != merge.lead_id}
    month = date(year, merge.month, 1)
    return KnownVisit(
        VisitKind.JOINT, merge.pk, merge.lead.name, merge.lead.code, tuple(units.values()), form_of_merge(merge),
        contents_of_lines(lines), month, last_day_of(month), is_synthetic=any(x.filing.is_synthetic for x in lines),
    )  # fmt: skip


def _of_inspection(found: Inspection) -> KnownVisit:
    return KnownVisit(
        VisitKind.OPENED, found.pk, found.lead.name, found.lead.code,
        tuple(unit.name for unit in found.co_units.all()), found.form, tuple(found.contents),
        found.announced_on or found.start_on, found.ended_on or found.end_on, found.stage, found.is_synthetic,
    )  # fmt: skip


def form_of_merge(merge: Merge) -> str:
    """A joint team does what its lead planned to do, else what its first line says."""
    lines = [turn.line for turn in merge.turns.all()]
    return next((line.form for line in lines if line.unit_id == merge.lead_id), lines[0].form)


def contents_of_lines(lines: Iterable[PlanLine]) -> tuple[str, ...]:
    """The contents of several lines, each once; numbers of persons in them are dots."""
    told = [dotted(line.content) for line in lines if line.content]
    by_folded = {fold(content): content for content in told}
    return tuple(by_folded.values())


def last_day_of(month: date) -> date:
    """The last day of the month of a day."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
