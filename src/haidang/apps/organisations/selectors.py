"""Reads about units and people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from haidang.apps.organisations.models import Person, Position, Succession, Unit
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


def list_programme_units(on: date) -> QuerySet[Unit]:
    """Units that take part in the programme on a day."""
    return Unit.objects.filter(in_programme=True).valid_on(on)


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
