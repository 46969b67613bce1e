"""Who owes what: obligations counted by unit, and what is due soon."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Count, Min, Q

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import CLOSED, Part, Status, Task, TaskUnit
from haidang.apps.programme.policies import visible_tasks
from haidang.apps.programme.selectors.tasks import NOT_CLOSED, with_units
from haidang.domain.vietnamese import sort_key
from haidang.foundation.accounts.actor import Actor

SOON_DAYS: Final = 30


@dataclass(frozen=True)
class UnitDuties:
    """What a unit leads (open, of it overdue, done), helps with, and when its next task is due."""

    leads: int = 0
    helps: int = 0
    open: int = 0
    overdue: int = 0
    done: int = 0
    next_due: date | None = None


@dataclass(frozen=True)
class DueSoon:
    """Tasks that a unit leads and that are overdue or due within 30 days, the oldest first."""

    tasks: list[Task]
    until: date


_LEADS: Final = Q(duties__part=Part.LEAD)
_OPEN: Final = _LEADS & ~Q(duties__task__status__in=CLOSED)


def list_units_with_duties() -> list[Unit]:
    """Units that lead or help with anything, in Vietnamese alphabetical order (one query)."""
    units = Unit.objects.filter(pk__in=TaskUnit.objects.values("unit"))
    return sorted(units, key=lambda unit: (sort_key(unit.name_vi), unit.code))


def count_duties(on: date) -> dict[str, UnitDuties]:
    """What each unit owes on a day, by unit code (one query)."""
    rows = Unit.objects.filter(duties__isnull=False).annotate(
        leads=Count("duties", filter=_LEADS),
        helps=Count("duties", filter=Q(duties__part=Part.COORDINATE)),
        open=Count("duties", filter=_OPEN),
        overdue=Count("duties", filter=_OPEN & Q(duties__task__due_date__lt=on)),
        done=Count("duties", filter=_LEADS & Q(duties__task__status=Status.DONE)),
        next_due=Min("duties__task__due_date", filter=_OPEN & Q(duties__task__due_date__gte=on)),
    )
    names = ("leads", "helps", "open", "overdue", "done", "next_due")
    return {code: UnitDuties(*values) for code, *values in rows.values_list("code", *names)}


def count_overdue_by_unit(on: date, *, limit: int = 10) -> list[tuple[Unit, int]]:
    """The units that lead most overdue tasks, with how many (two queries)."""
    overdue = Count("duties", filter=_OPEN & Q(duties__task__due_date__lt=on))
    counted = dict(Unit.objects.annotate(overdue=overdue).filter(overdue__gt=0).values_list("pk", "overdue"))
    units = Unit.objects.filter(pk__in=counted).order_by("code")
    return sorted(((unit, counted[unit.pk]) for unit in units), key=lambda pair: -pair[1])[:limit]


def list_due_soon(actor: Actor, unit_codes: Collection[str], on: date, *, limit: int = 12) -> DueSoon:
    """What the units must do now: overdue, or due within 30 days."""
    until = on + timedelta(days=SOON_DAYS)
    led = TaskUnit.objects.filter(unit__code__in=unit_codes, part=Part.LEAD).values("task")
    tasks = with_units(visible_tasks(actor)).filter(NOT_CLOSED, pk__in=led, due_date__lte=until)
    return DueSoon(list(tasks.order_by("due_date", "position")[:limit]), until)
