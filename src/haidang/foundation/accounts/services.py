"""Writes to accounts and grants."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts import actions
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission, Role

USERNAME: Final = r"[a-z0-9][a-z0-9._-]{2,59}"
MAX_FULL_NAME: Final = 120


@transaction.atomic
def create_account(
    *, username: str, full_name: str, password: str, by: Actor, at: datetime, email: str = ""
) -> User:
    """A new account, without any right yet.

    Raises `ValidationError` for a weak password and for a name that is taken, or is none.
    """
    by.require(Permission.MANAGE_PEOPLE)
    full_name = normalise(full_name)
    _check_names(username, full_name)
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError(_("There is already an account %(name)s.") % {"name": username})
    user = User(username=username, full_name=full_name, email=email, created_at=at)
    validate_password(password, user)
    user.set_password(password)
    user.save()
    record(actions.ACCOUNT_CREATED, subject=user, label=username, by=by, at=at)
    return user


def _check_names(username: str, full_name: str) -> None:
    if not re.fullmatch(USERNAME, username):
        raise ValidationError(
            _("Use small letters without marks and digits, at least three, no spaces."), code="username"
        )
    if not full_name or len(full_name) > MAX_FULL_NAME:
        raise ValidationError(
            _("A full name has between 1 and %(limit)s characters.") % {"limit": MAX_FULL_NAME},
            code="full_name",
        )


@transaction.atomic
def grant_role(
    *, user: User, role: Role, valid_from: date, by: Actor, at: datetime, unit_code: str = ""
) -> RoleGrant:
    """Give a role from a day on, over one unit or (empty code) the whole programme."""
    by.require(Permission.MANAGE_PEOPLE)
    grant = RoleGrant.objects.create(user=user, role=role, unit_code=unit_code, valid_from=valid_from)
    record(
        actions.ROLE_GRANTED,
        subject=grant,
        label=user.username,
        unit_code=unit_code,
        data={"role": role.value, "valid_from": valid_from.isoformat()},
        by=by,
        at=at,
    )
    return grant


@transaction.atomic
def end_grant(*, grant: RoleGrant, last_day: date, by: Actor, at: datetime) -> None:
    """Take a role away after `last_day`."""
    by.require(Permission.MANAGE_PEOPLE)
    close_grant(grant=grant, last_day=last_day, by=by, at=at)


@transaction.atomic
def close_grant(*, grant: RoleGrant, last_day: date, by: Actor, at: datetime) -> None:
    """End a grant as the consequence of something that `by` was permitted to do.

    Refused (`ValidationError`) if nobody would be left who administers the system.
    """
    if grant.role == Role.ADMINISTRATOR and not _others_administer(grant, last_day):
        raise ValidationError(
            _("Nobody would be left who administers the system: appoint somebody else first.")
        )
    grant.valid_to = max(last_day, grant.valid_from)
    grant.save(update_fields=["valid_to"])
    record(
        actions.ROLE_ENDED,
        subject=grant,
        label=grant.user.username,
        unit_code=grant.unit_code,
        data={"role": grant.role, "valid_to": grant.valid_to.isoformat()},
        by=by,
        at=at,
    )


def _others_administer(grant: RoleGrant, last_day: date) -> bool:
    others = RoleGrant.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(pk=grant.pk)
    return bool(others.valid_on(last_day + timedelta(days=1)).exists())


@transaction.atomic
def record_sign_in(*, actor: Actor, at: datetime) -> None:
    """Note in the audit trail that somebody signed in."""
    record(
        actions.SIGNED_IN,
        subject_type="accounts.user",
        subject_id=str(actor.user_id),
        label=actor.name,
        by=actor,
        at=at,
    )


@transaction.atomic
def record_password_change(*, actor: Actor, at: datetime) -> None:
    """Note that somebody changed the own password."""
    record(
        actions.PASSWORD_CHANGED,
        subject_type="accounts.user",
        subject_id=str(actor.user_id),
        label=actor.name,
        by=actor,
        at=at,
    )
