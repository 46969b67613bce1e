"""What plans and inspections count by themselves, ready to stand beside what is reported.

Nothing is told of a year of which nothing is known: no plan, no inspection. Where a year has real plans (or real
inspections), synthetic ones are left out; where it has only synthetic ones, the figures are marked as illustrative.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Final

from django.db.models import Count, Prefetch, QuerySet

from haidang.apps.inspections.digest import Diary, lay_out_diary
from haidang.apps.inspections.models import (
    DiaryEntry,
    Inspection,
    Merge,
    PlanFiling,
    PlanLine,
    PlanYear,
    ProposalState,
    ReformPlan,
)
from haidang.apps.observations.services import Measurement
from haidang.apps.organisations.models import UnitKind
from haidang.domain.worktime import Period, year_of

CITY: Final = "PROVINCE"
INSPECTORATE: Final = "TTTP"
"""Under this unit the city reports its turns; what is computed stands beside it."""
TAX: Final = "CTHUE"
_RATE: Final = Decimal("0.01")


def measure_inspections(period: Period) -> Iterator[Measurement]:
    """Turns planned, overlapping and merged; inspections done, hours, diaries; inspections of reform.

    Plans are those of the year, so they are told only for periods that begin with it.
    """
    year = year_of(period)
    if year is None:
        return
    if period.start == year.start:
        yield from _plans(period.start.year)
    yield from _conduct(period)
    yield from _reform(period, whole_year=period.start == year.start)


def _plans(number: int) -> Iterator[Measurement]:
    year = PlanYear.objects.filter(year=number).first()
    lines = PlanLine.objects.in_force().filter(year=year)
    real = lines.filter(filing__is_synthetic=False)
    illustrative = not real.exists()
    counted = lines if illustrative else real
    if year is None or not counted.exists():
        return
    overlapping = counted.filter(overlaps__isnull=False).aggregate(
        turns=Count("pk", distinct=True), firms=Count("entity", distinct=True)
    )
    values = {"inspections.turns_total": counted.count()}
    if year.resolved_at is not None:
        values |= {
            "inspections.turns_overlapping": overlapping["turns"],
            "inspections.firms_overlapping": overlapping["firms"],
        }
    values |= _merged(year, illustrative=illustrative)
    for code, value in values.items():
        yield Measurement(code, INSPECTORATE, Decimal(value), illustrative)


def _merged(year: PlanYear, *, illustrative: bool) -> dict[str, int]:
    """Joint teams that were decided on; nothing before a proposal was settled."""
    if not year.proposals.filter(state=ProposalState.SETTLED).exists():
        return {}
    merges = Merge.objects.adopted().filter(proposal__year=year, proposal__state=ProposalState.SETTLED)
    if not illustrative:
        synthetic = PlanFiling.objects.filter(year=year, is_synthetic=True)
        merges = merges.exclude(turns__line__filing__in=synthetic)
    return {
        "inspections.turns_merged": merges.count(),
        "inspections.firms_merged": merges.values("entity").distinct().count(),
    }


def _conduct(period: Period) -> Iterator[Measurement]:
    of_year = Inspection.objects.counted().filter(year=period.start.year, subject_unit=None)
    real = of_year.filter(is_synthetic=False)
    illustrative = not real.exists()
    counted = of_year if illustrative else real
    if not counted.exists():
        return
    ended = _with_diaries(counted.filter(ended_on__gte=period.start, ended_on__lt=period.end))
    by_unit: dict[str, list[tuple[Inspection, Diary]]] = defaultdict(list)
    for inspection in ended:
        by_unit[inspection.lead.code].append((inspection, _diary(inspection)))
    everybody = [entry for entries in by_unit.values() for entry in entries]
    for unit, entries in [(CITY, everybody), *sorted(by_unit.items())]:
        for code, value in _told(entries, unit):
            yield Measurement(code, unit, value, illustrative)


def _with_diaries(inspections: QuerySet[Inspection]) -> Sequence[Inspection]:
    entries = DiaryEntry.objects.select_related("member")
    return list(
        inspections.select_related("lead")
        .prefetch_related(Prefetch("diary", entries), "steps")
        .order_by("pk")
    )


def _diary(inspection: Inspection) -> Diary:
    """The diary as it stands once the last day is over."""
    after = (inspection.ended_on or inspection.end_on) + timedelta(days=1)
    return lay_out_diary(inspection, list(inspection.diary.all()), [], list(inspection.steps.all()), after)


def _told(entries: Sequence[tuple[Inspection, Diary]], unit: str) -> Iterator[tuple[str, Decimal]]:
    """What is told of the inspections that ended: hours only of those whose diary tells some."""
    yield "inspections.done", Decimal(len(entries))
    yield "inspections.firms_visited", Decimal(len({inspection.entity for inspection, _diary in entries}))
    if not entries:
        return
    whole = sum(1 for _inspection, diary in entries if diary.days_written and not diary.missing)
    coverage = (Decimal(100 * whole) / len(entries)).quantize(_RATE, ROUND_HALF_UP)
    yield "inspections.diary_coverage", coverage
    told = [diary.hours for _inspection, diary in entries if diary.hours]
    middle = Decimal(median(told)).quantize(_RATE, ROUND_HALF_UP) if told else None
    if middle is not None:
        yield "inspections.median_hours", middle
    if unit == TAX:
        yield "tax_inspection.diary_coverage", coverage
        if middle is not None:
            yield "tax_inspection.median_hours", middle


def _reform(period: Period, *, whole_year: bool) -> Iterator[Measurement]:
    plans = ReformPlan.objects.filter(year=period.start.year).select_related("lead").prefetch_related("units")
    for plan in plans:
        done = list(
            plan.inspections.counted().filter(ended_on__gte=period.start, ended_on__lt=period.end)
            .select_related("subject_unit")
        )  # fmt: skip
        kinds = [inspection.subject_unit.kind for inspection in done if inspection.subject_unit]
        values = {
            "units_done": Decimal(len(done)),
            "districts_done": Decimal(kinds.count(UnitKind.DISTRICT)),
            "departments_done": Decimal(kinds.count(UnitKind.DEPARTMENT)),
        }
        planned = len(plan.units.all())
        if whole_year and planned:
            values["units_planned"] = Decimal(planned)
            rate = Decimal(100 * len(done)) / planned
            values["progress_rate"] = rate.quantize(_RATE, ROUND_HALF_UP)
        for code, value in values.items():
            yield Measurement(f"reform_inspection.{code}", plan.lead.code, value)
