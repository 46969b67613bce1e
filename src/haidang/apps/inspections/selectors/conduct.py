"""Reads of inspections: lists, one with its course, its diary by days, what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404

from haidang.apps.inspections.course import Course, lay_out
from haidang.apps.inspections.digest import Diary, lay_out_diary
from haidang.apps.inspections.models import (
    FormerReformPlan,
    FoundFault,
    Inspection,
    Merge,
    PlanLine,
    ReformPlan,
    RemedyState,
    Stage,
    StepEntry,
)
from haidang.apps.inspections.sight import visible_faults, visible_inspections
from haidang.apps.organisations.models import Unit, UnitKind
from haidang.domain.vietnamese import normalise, sort_key
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

Found = TypeVar("Found")


@dataclass(frozen=True)
class InspectionQuery:
    """What is looked for; empty: everything. `unit` leads, joins or is inspected; `overdue`: only what is late."""

    year: int | None = None
    unit: str = ""
    stage: str = ""
    form: str = ""
    words: str = ""
    reform: bool = False
    overdue: bool = False


def list_inspections(
    actor: Actor, query: InspectionQuery = InspectionQuery(), today: date | None = None
) -> QuerySet[Inspection]:
    """Inspections that the actor may see, the latest first. `today` is needed for what is overdue."""
    found = visible_inspections(actor)
    if query.year:
        found = found.filter(year=query.year)
    if query.stage:
        found = found.filter(stage=query.stage)
    if query.form:
        found = found.filter(form=query.form)
    if query.unit:
        joined = Inspection.co_units.through.objects.filter(unit__code=query.unit).values("inspection")
        found = found.filter(Q(lead__code=query.unit) | Q(subject_unit__code=query.unit) | Q(pk__in=joined))
    if query.reform:
        found = found.filter(subject_unit__isnull=False)
    if words := normalise(query.words):
        found = found.filter(
            Q(name__icontains=words) | Q(decision_number__icontains=words) | Q(enterprise__tax_code=words)
        )
    if query.overdue and today is not None:
        late = FoundFault.objects.overdue_on(today).values("inspection")
        found = found.filter(Q(pk__in=Inspection.objects.overdue_on(today).values("pk")) | Q(pk__in=late))
    return found.select_related("lead", "enterprise", "subject_unit").prefetch_related("co_units")


def list_years_of_inspections(actor: Actor) -> list[int]:
    """The years in which there are inspections, latest first."""
    years = visible_inspections(actor).order_by("-year").values_list("year", flat=True).distinct()
    return list(years)


def list_units_of_inspections(actor: Actor) -> list[Unit]:
    """The units that lead inspections which the actor may see, in alphabetical order."""
    leads = visible_inspections(actor).order_by().values("lead")
    return sorted(Unit.objects.filter(pk__in=leads), key=lambda unit: sort_key(unit.name_vi))


def get_inspection(actor: Actor, pk: int) -> Inspection:
    """One inspection; 404 if there is none, or it is not for the actor to see."""
    found = list_inspections(actor).select_related(
        "lead__parent", "decision_file", "exception_file", "reform_plan"
    )
    inspection: Inspection | None = found.filter(pk=pk).first()
    if inspection is None:
        raise Http404
    return inspection


def get_course(inspection: Inspection) -> Course:
    """The steps of an inspection with what was entered of them (one query)."""
    return lay_out(inspection, list(inspection.steps.select_related("file")))


def get_step(inspection: Inspection, pk: int) -> StepEntry:
    """An entry of the course; 404 for another inspection's."""
    found = inspection.steps.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_diary(inspection: Inspection, today: date) -> Diary:
    """The diary by days, the first day first (three queries)."""
    return lay_out_diary(
        inspection,
        list(inspection.diary.select_related("member__unit")),
        list(inspection.confirmations.all()),
        list(inspection.steps.all()),
        today,
    )


def list_faults(inspection: Inspection) -> QuerySet[FoundFault]:
    """What was found, in the order of numbers."""
    return inspection.faults.all()


def list_overdue_faults(actor: Actor, today: date, *, overdue: bool = True) -> QuerySet[FoundFault]:
    """Findings that are followed and the actor may read, by the day they are due; perhaps only those overdue."""
    found = visible_faults(actor)
    kept = found.filter(state__in=[RemedyState.OPEN, RemedyState.PARTLY])
    if overdue:
        kept = kept.filter(due_on__lt=today)
    return kept.select_related("inspection__lead").order_by("due_on", "pk")


def get_fault(actor: Actor, inspection: Inspection, number: int) -> FoundFault:
    """A finding with its history; 404 if it is not for the actor to read."""
    entries = Prefetch("entries")
    found = visible_faults(actor).filter(inspection=inspection, number=number).prefetch_related(entries)
    fault: FoundFault | None = found.first()
    if fault is None:
        raise Http404
    return fault


def find_openable_line(actor: Actor, pk: int) -> PlanLine:
    """A visit of a plan in force of a unit for which the actor works; 404 otherwise."""
    scope = actor.scope(Permission.CONDUCT_INSPECTION)
    lines = PlanLine.objects.in_force().select_related("unit", "year", "filing", "enterprise")
    found = (lines if scope.everything else lines.filter(unit__code__in=scope.unit_codes)).filter(pk=pk)
    return _one(found.first())


def find_openable_merge(actor: Actor, pk: int) -> Merge:
    """A joint team that was decided on and that a unit of the actor leads; 404 otherwise."""
    scope = actor.scope(Permission.CONDUCT_INSPECTION)
    merges = Merge.objects.adopted().select_related("lead", "proposal__year", "enterprise")
    found = (merges if scope.everything else merges.filter(lead__code__in=scope.unit_codes)).filter(pk=pk)
    return _one(found.first())


def _one(found: Found | None) -> Found:
    if found is None:
        raise Http404
    return found


def list_openable_lines(actor: Actor, year: int, words: str = "") -> QuerySet[PlanLine]:
    """Visits of a year that the actor's units planned, that are in no joint team and were not opened."""
    scope = actor.scope(Permission.CONDUCT_INSPECTION)
    lines = PlanLine.objects.in_force().filter(year__year=year, inspection=None)
    lines = lines.exclude(turns__merge__state="adopted")
    if not scope.everything:
        lines = lines.filter(unit__code__in=scope.unit_codes)
    if words := normalise(words):
        lines = lines.filter(Q(name__icontains=words) | Q(tax_code=words))
    return lines.select_related("unit", "filing").order_by("first", "pk")


def list_openable_merges(actor: Actor, year: int, words: str = "") -> QuerySet[Merge]:
    """Joint teams of a year that the actor's units lead and that were not opened."""
    scope = actor.scope(Permission.CONDUCT_INSPECTION)
    merges = Merge.objects.adopted().filter(proposal__year__year=year, inspection=None)
    if not scope.everything:
        merges = merges.filter(lead__code__in=scope.unit_codes)
    if words := normalise(words):
        merges = merges.filter(name__icontains=words)
    return merges.select_related("lead", "proposal__year").order_by("month", "pk")


def list_led_units(actor: Actor, permission: Permission) -> list[Unit]:
    """Units of today for which the actor has a permission, in alphabetical order."""
    scope = actor.scope(permission)
    units = Unit.objects.filter(valid_to=None).exclude(kind=UnitKind.PROVINCE)
    if not scope.everything:
        units = units.filter(code__in=scope.unit_codes)
    return sorted(units, key=lambda unit: sort_key(unit.name_vi))


@dataclass(frozen=True)
class ReformRow:
    """A unit that a plan names, with its inspection if there is one."""

    unit: Unit
    inspection: Inspection | None

    @property
    def is_done(self) -> bool:
        return self.inspection is not None and self.inspection.ended_on is not None


@dataclass(frozen=True)
class FormerPlan:
    """A plan that was replaced, with the names of its units."""

    plan: FormerReformPlan
    units: tuple[str, ...]


@dataclass(frozen=True)
class ReformProgress:
    """A plan of inspecting reform and how far it is: `done` of `planned` units were inspected."""

    plan: ReformPlan
    rows: tuple[ReformRow, ...]
    former: tuple[FormerPlan, ...]

    @property
    def planned(self) -> int:
        return len(self.rows)

    @property
    def done(self) -> int:
        return sum(1 for row in self.rows if row.is_done)

    @property
    def rate(self) -> float:
        return 100 * self.done / self.planned if self.planned else 0.0


def list_reform_plans(actor: Actor) -> list[ReformProgress]:
    """Plans of inspecting administrative reform with their progress, latest first (five queries).

    A unit sees the plans that it carries out or that name it.
    """
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    plans = ReformPlan.objects.select_related("lead").prefetch_related(
        "units",
        "former",
        Prefetch("inspections", Inspection.objects.counted().select_related("subject_unit")),
    )
    if not scope.everything:
        named = ReformPlan.units.through.objects.filter(unit__code__in=scope.unit_codes).values("reformplan")
        plans = plans.filter(Q(lead__code__in=scope.unit_codes) | Q(pk__in=named))
    codes = {code for plan in plans for former in plan.former.all() for code in former.units}
    names = {unit.code: unit.name for unit in Unit.objects.filter(code__in=codes)} if codes else {}
    return [_progress(plan, names) for plan in plans]


def _progress(plan: ReformPlan, names: Mapping[str, str]) -> ReformProgress:
    by_unit = {found.subject_unit_id: found for found in plan.inspections.all()}
    units: Sequence[Unit] = sorted(plan.units.all(), key=lambda unit: sort_key(unit.name_vi))
    return ReformProgress(
        plan,
        tuple(ReformRow(unit, by_unit.get(unit.pk)) for unit in units),
        tuple(
            FormerPlan(old, tuple(names.get(code, code) for code in old.units)) for old in plan.former.all()
        ),
    )


def count_stages(actor: Actor, unit: str) -> dict[str, int]:
    """How many inspections that a unit leads are at which stage."""
    rows = (
        visible_inspections(actor).filter(lead__code=unit).order_by().values("stage").annotate(n=Count("pk"))
    )
    return {str(Stage(row["stage"]).label): row["n"] for row in rows}
