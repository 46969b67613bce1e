"""Reads about units and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.organisations.models import Person, Position, Succession, Unit, UnitKind
from haidang.domain.vietnamese import fold, sort_key
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@dataclass(frozen=True)
class UnitHistory:
    """Where a unit came from and what became of it."""

    origins: list[Succession]
    successions: list[Succession]


def list_units(*, on: date | None = None, kind: str = "", query: str = "") -> list[Unit]:
    """Units in Vietnamese alphabetical order, perhaps only those of a day, of a kind, or matching words."""
    units = Unit.objects.select_related("parent")
    if on is not None:
        units = units.valid_on(on)
    if kind:
        units = units.filter(kind=kind)
    for word in fold(query).split():
        units = units.filter(search__contains=word)
    return sorted(units, key=lambda unit: sort_key(unit.name_vi))


def get_unit(code: str) -> Unit:
    """The unit with this code; 404 if there is none."""
    return get_object_or_404(Unit.objects.select_related("parent"), code=code)


def find_province_name() -> str:
    """Where the province's bodies sit, by the name of the province; "" where none is entered."""
    province = Unit.objects.filter(kind=UnitKind.PROVINCE, parent=None).order_by("pk").first()
    name = province.name_vi if province else ""
    return name.removeprefix("Thành phố ").removeprefix("Tỉnh ")


def list_programme_units(on: date) -> QuerySet[Unit]:
    """Units that take part in the programme on a day."""
    return Unit.objects.filter(in_programme=True).valid_on(on)


def list_units_to_ask(on: date) -> list[Unit]:
    """Units that answer for the programme on a day: those that take part, and the successors of those that ended."""
    units = {unit.pk: unit for unit in list_programme_units(on)}
    gone = set(Unit.objects.filter(in_programme=True).exclude(pk__in=units).values_list("pk", flat=True))
    for pk, successor in map_to_successors(on).items():
        if pk in gone and successor is not None and successor.exists_on(on):
            units.setdefault(successor.pk, successor)
    return sorted(units.values(), key=lambda unit: sort_key(unit.name_vi))


def map_to_successors(on: date) -> dict[int, Unit | None]:
    """For each unit that was succeeded by `on`: the unit that has its duties now, None where nobody has.

    A unit that was split passes on nothing by itself: it has no single successor. One query.
    """
    steps: dict[int, list[Unit | None]] = {}
    for step in Succession.objects.filter(effective_on__lte=on).select_related("successor"):
        steps.setdefault(step.predecessor_id, []).append(step.successor)
    found: dict[int, Unit | None] = {}
    for start in steps:
        here, passed = start, {start}
        while here in steps:
            following = steps[here]
            unit = following[0] if len(following) == 1 else None
            found[start] = unit
            if unit is None or unit.pk in passed:
                break
            here = unit.pk
            passed.add(here)
    return found


def get_history(unit: Unit) -> UnitHistory:
    """Predecessors and successors with dates and bases (two queries)."""
    return UnitHistory(
        list(unit.origins.select_related("predecessor").order_by("effective_on")),
        list(unit.successions.select_related("successor").order_by("effective_on")),
    )


def list_positions(actor: Actor, unit: Unit, on: date) -> QuerySet[Position]:
    """Who holds which position in a unit; names are for those who share the unit, and for the centre."""
    positions = unit.positions.filter(valid_from__lte=on).filter(Q(valid_to=None) | Q(valid_to__gte=on))
    if not actor.may(Permission.VIEW_PROVISIONAL_FIGURES, unit.code) and not actor.may(
        Permission.MANAGE_PEOPLE
    ):
        return positions.none()
    return positions.select_related("person").order_by("title")


def list_people(actor: Actor) -> QuerySet[Person]:
    """All people with their positions, for the administrator."""
    if not actor.may(Permission.MANAGE_PEOPLE):
        return Person.objects.none()
    positions = Position.objects.select_related("unit").order_by("-valid_from")
    return Person.objects.select_related("account").prefetch_related(Prefetch("positions", positions))


def list_open_positions(actor: Actor) -> QuerySet[Position]:
    """Positions that go on, for the administrator."""
    if not actor.may(Permission.MANAGE_PEOPLE):
        return Position.objects.none()
    return Position.objects.filter(valid_to=None).select_related("person", "unit", "grant__user")
