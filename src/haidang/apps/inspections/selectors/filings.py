"""Reads of filed plans and their lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from haidang.apps.inspections.drafts import Shown, pack_shown, unpack_shown
from haidang.apps.inspections.models import FilingContent, FilingState, PlanFiling, PlanLine, PlanYear
from haidang.apps.inspections.policies import visible_filings, visible_lines
from haidang.apps.inspections.reading import reading_of
from haidang.apps.organisations.models import Unit
from haidang.apps.organisations.selectors import list_units_to_ask
from haidang.domain.plan_tables import Field as PlanField
from haidang.domain.plan_tables import Media
from haidang.domain.vietnamese import sort_key
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

MOST_SHOWN = 200


@dataclass(frozen=True)
class Agency:
    """A unit and the plan it has in force, if any; `drafts` wait to be taken."""

    unit: Unit
    filing: PlanFiling | None
    rows: int
    drafts: int
    may_file: bool


@dataclass(frozen=True)
class Draft:
    """All that one sees of a file before it is taken. `is_outdated`: another plan came into force since it was read."""

    filing: PlanFiling
    shown: Shown
    is_outdated: bool
    also_of: list[str]
    """Other units that filed the very same file."""


def list_agencies(actor: Actor, year: PlanYear) -> list[Agency]:
    """Units that may file a plan for a year, with what they filed (four queries)."""
    filings = visible_filings(actor).filter(year=year).select_related("unit")
    taken = {filing.unit_id: filing for filing in filings if filing.state == FilingState.TAKEN}
    drafts: dict[int, int] = {}
    for filing in filings:
        drafts[filing.unit_id] = drafts.get(filing.unit_id, 0) + (filing.state == FilingState.DRAFT)
    rows = dict(
        PlanLine.objects.filter(filing__in=taken.values())
        .values_list("unit")
        .annotate(Count("pk"))
        .order_by()
    )
    units = {unit.pk: unit for unit in list_units_to_ask(_last_day(year))} | {
        f.unit_id: f.unit for f in filings
    }
    scope = actor.scope(Permission.VIEW_INSPECTIONS)
    return [
        _agency(actor, unit, taken.get(unit.pk), rows.get(unit.pk, 0), drafts.get(unit.pk, 0))
        for unit in sorted(units.values(), key=lambda unit: sort_key(unit.name_vi))
        if scope.covers(unit.code)
    ]


def _agency(actor: Actor, unit: Unit, filing: PlanFiling | None, rows: int, drafts: int) -> Agency:
    return Agency(unit, filing, rows, drafts, actor.may(Permission.FILE_PLAN, unit.code))


def _last_day(year: PlanYear) -> date:
    return date(year.year, 12, 31)


def list_filings(actor: Actor, year: PlanYear, unit: Unit) -> QuerySet[PlanFiling]:
    """What a unit filed for a year, latest first."""
    return visible_filings(actor).filter(year=year, unit=unit).select_related("file")


def get_filing(actor: Actor, year: PlanYear, pk: int) -> PlanFiling:
    """One filing of a year; 404 if there is none, or it is not for the actor to see."""
    found = visible_filings(actor).filter(year=year, pk=pk).select_related("unit", "year", "file").first()
    if found is None:
        raise Http404
    return found


def list_lines(
    actor: Actor, year: PlanYear, *, unit: Unit | None = None, words: str = "", overlapping: bool = False
) -> QuerySet[PlanLine]:
    """Lines of the plans in force that the actor may see."""
    found = visible_lines(actor).filter(year=year).select_related("unit", "enterprise", "filing")
    if unit is not None:
        found = found.filter(unit=unit)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(tax_code__startswith=word))
    if overlapping:
        found = found.filter(overlaps__isnull=False).distinct()
    return found.order_by("unit__name_vi", "filing_id", "number")


def get_line(actor: Actor, year: PlanYear, pk: int) -> PlanLine:
    """One line of a plan in force; 404 if there is none, or it is not for the actor to see."""
    found = list_lines(actor, year).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def list_beside(actor: Actor, line: PlanLine) -> list[PlanLine]:
    """Other visits of the year at the same enterprise."""
    if not line.entity:
        return []
    theirs = visible_lines(actor).filter(year=line.year, entity=line.entity).exclude(pk=line.pk)
    return list(theirs.select_related("unit", "filing").order_by("first", "pk")[:MOST_SHOWN])


def get_draft(filing: PlanFiling, english: bool = False) -> Draft:
    """A draft as it was read, beside the plan that was in force then (four queries, whatever its size)."""
    kept = FilingContent.objects.filter(filing=filing).values_list("shown", flat=True).get()
    in_force = PlanFiling.objects.filter(year=filing.year, unit=filing.unit, state=FilingState.TAKEN)
    return Draft(
        filing,
        unpack_shown(bytes(kept) or pack_shown(reading_of(filing), Media(filing.media), None), english),
        filing.state == FilingState.DRAFT
        and in_force.values_list("pk", flat=True).first() != filing.against_id,
        _also_of(filing),
    )


def _also_of(filing: PlanFiling) -> list[str]:
    same = PlanFiling.objects.filter(sha256=filing.sha256, year=filing.year).exclude(unit=filing.unit)
    units = Unit.objects.filter(pk__in=same.exclude(state=FilingState.DROPPED).values("unit"))
    return [unit.name for unit in units]


def fields_of_columns() -> list[str]:
    """What a column may hold, in the order of the form of a plan."""
    return [field.value for field in PlanField]
