"""Writes to units, people and positions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from haidang.apps.organisations import actions
from haidang.apps.organisations.models import Person, Position, Succession, SuccessionKind, Unit
from haidang.domain.vietnamese import format_date
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import User
from haidang.foundation.accounts.services import close_grant, create_account, grant_role
from haidang.foundation.audit.services import record
from haidang.foundation.events.services import publish
from haidang.foundation.permissions import Permission, Role

UNIT_SUCCEEDED_EVENT = "organisations.unit-succeeded"


@transaction.atomic
def merge_units(
    *, predecessors: Sequence[Unit], successor: Unit, effective_on: date, basis: str, by: Actor, at: datetime
) -> None:
    """End `predecessors` the day before `effective_on` and let `successor` take over.

    The successor may be new or one that goes on. Rights are not carried over: positions end with their unit and
    people are appointed anew.
    """
    by.require(Permission.MANAGE_UNITS)
    if not predecessors:
        raise ValidationError(_("Name at least one unit that is merged."))
    if not successor.exists_on(effective_on):
        raise ValidationError(
            _("%(unit)s does not exist on %(day)s.")
            % {"unit": successor.name, "day": format_date(effective_on)}
        )
    for unit in predecessors:
        _succeed(unit, successor, SuccessionKind.MERGE, effective_on, basis)
        _end_positions(unit, effective_on - timedelta(days=1), by, at)
    codes = [unit.code for unit in predecessors]
    record(
        actions.UNITS_MERGED,
        subject=successor,
        label=successor.name_vi,
        unit_code=successor.code,
        data={"predecessors": ", ".join(codes), "effective_on": effective_on.isoformat(), "basis": basis},
        by=by,
        at=at,
    )
    publish(UNIT_SUCCEEDED_EVENT, {"predecessors": codes, "successor": successor.code}, at=at)


@transaction.atomic
def end_unit(*, unit: Unit, last_day: date, basis: str, by: Actor, at: datetime) -> None:
    """End a unit that nobody follows."""
    by.require(Permission.MANAGE_UNITS)
    _succeed(unit, None, SuccessionKind.END, last_day + timedelta(days=1), basis)
    _end_positions(unit, last_day, by, at)
    record(
        actions.UNIT_ENDED,
        subject=unit,
        label=unit.name_vi,
        unit_code=unit.code,
        data={"last_day": last_day.isoformat(), "basis": basis},
        by=by,
        at=at,
    )
    publish(UNIT_SUCCEEDED_EVENT, {"predecessors": [unit.code], "successor": None}, at=at)


def _succeed(unit: Unit, successor: Unit | None, kind: str, effective_on: date, basis: str) -> None:
    last_day = effective_on - timedelta(days=1)
    if successor is not None and successor.pk == unit.pk:
        raise ValidationError(_("%(unit)s cannot be merged into itself.") % {"unit": unit.name})
    if unit.valid_to is not None and unit.valid_to != last_day:
        raise ValidationError(
            _("%(unit)s already ended on %(day)s.") % {"unit": unit.name, "day": format_date(unit.valid_to)}
        )
    if unit.successions.filter(successor=successor).exists():
        raise ValidationError(_("%(unit)s was already ended this way.") % {"unit": unit.name})
    if unit.valid_from is not None and last_day < unit.valid_from:
        raise ValidationError(
            _("%(unit)s began only on %(day)s.") % {"unit": unit.name, "day": format_date(unit.valid_from)}
        )
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    Succession.objects.create(
        predecessor=unit, successor=successor, kind=kind, effective_on=effective_on, basis=basis
    )


def _end_positions(unit: Unit, last_day: date, by: Actor, at: datetime) -> None:
    going_on = Q(valid_to=None) | Q(valid_to__gt=last_day)
    for position in unit.positions.filter(going_on).select_related("grant__user", "person", "unit"):
        _close(position, last_day, by, at)


@transaction.atomic
def appoint_person(
    *, person: Person, unit: Unit, title: str, role: Role, valid_from: date, by: Actor, at: datetime
) -> Position:
    """Give a person a position; if he or she has an account, the role's grant comes with it."""
    by.require(Permission.MANAGE_PEOPLE)
    if not unit.exists_on(valid_from):
        raise ValidationError(
            _("%(unit)s does not exist on %(day)s.") % {"unit": unit.name, "day": format_date(valid_from)}
        )
    grant = None
    if isinstance(person.account, User):
        grant = grant_role(
            user=person.account, role=role, unit_code=unit.code, valid_from=valid_from, by=by, at=at
        )
    position = Position.objects.create(
        person=person, unit=unit, title=title, role=role, grant=grant, valid_from=valid_from
    )
    record(
        actions.PERSON_APPOINTED,
        subject=position,
        label=person.full_name,
        unit_code=unit.code,
        data={"title": title, "role": role.value},
        by=by,
        at=at,
    )
    return position


@transaction.atomic
def employ_person(
    *,
    username: str,
    full_name: str,
    password: str,
    email: str,
    unit: Unit,
    title: str,
    role: Role,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> Position:
    """A new person with an account and a first position. Raises `ValidationError` for a weak password."""
    account = create_account(
        username=username, full_name=full_name, password=password, email=email, by=by, at=at
    )
    person = Person.objects.create(full_name=full_name, account=account)
    return appoint_person(
        person=person, unit=unit, title=title, role=role, valid_from=valid_from, by=by, at=at
    )


@transaction.atomic
def end_position(*, position: Position, last_day: date, by: Actor, at: datetime) -> None:
    """End a position and, with it, the rights it conferred."""
    by.require(Permission.MANAGE_PEOPLE)
    _close(position, last_day, by, at)


def _close(position: Position, last_day: date, by: Actor, at: datetime) -> None:
    """One that has not begun by then is taken back altogether: nobody gets a right in a unit that is gone."""
    grant = position.grant
    if position.valid_from > last_day:
        label, pk = position.person.full_name, position.pk
        position.delete()
        if grant is not None:
            grant.delete()
        record(actions.POSITION_TAKEN_BACK, subject_type="organisations.position", subject_id=str(pk), label=label,
               unit_code=position.unit.code, by=by, at=at)  # fmt: skip
        return
    if grant is not None:
        close_grant(grant=grant, last_day=last_day, by=by, at=at)
    position.valid_to = last_day
    position.save(update_fields=["valid_to"])
    record(
        actions.POSITION_ENDED,
        subject=position,
        label=position.person.full_name,
        unit_code=position.unit.code,
        data={"valid_to": position.valid_to.isoformat()},
        by=by,
        at=at,
    )
