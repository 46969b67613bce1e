"""Writes to keys."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts import actions
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.keys.token import Token
from haidang.foundation.accounts.models import ApiKey
from haidang.foundation.audit.actions import Action
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.permissions import Permission

LONGEST: Final = timedelta(days=731)


@transaction.atomic
def create_api_key(
    *, unit_code: str, name: str, expires_on: date, by: Actor, at: datetime
) -> tuple[ApiKey, str]:
    """A new key for the software of a unit, and the whole key as text: it is told this once and kept nowhere.

    Raises `ValidationError` if the unit has a valid key of that name, or the last day is past or two years away.
    """
    by.require(Permission.MANAGE_API_KEYS, unit_code)
    name = normalise(name)
    today = timezone.localdate(at)
    if not name or len(name) > 100:
        raise ValidationError(_("Say what the key is for, in up to 100 characters."), code="name")
    if not today <= expires_on <= today + LONGEST:
        raise ValidationError(_("Choose a last day from today on, within two years."), code="expires_on")
    queue_for(f"api keys of {unit_code}")
    if ApiKey.objects.filter(unit_code=unit_code, name=name, revoked_at=None).exists():
        raise ValidationError(
            _("The unit has a key of this name: revoke that one first, or choose another name."), code="name"
        )
    token = Token.make()
    key = ApiKey.objects.create(
        prefix=token.prefix, digest=token.digest, unit_code=unit_code, name=name, created_by_id=by.identifier,
        created_by_name=by.name[:120], created_at=at, expires_on=expires_on,
    )  # fmt: skip
    _record(actions.API_KEY_CREATED, key, by, at)
    return key, token.text


@transaction.atomic
def revoke_api_key(*, key: ApiKey, by: Actor, at: datetime) -> None:
    """End a key at once. Revoking it again changes nothing."""
    by.require(Permission.MANAGE_API_KEYS, key.unit_code)
    revoked = ApiKey.objects.filter(pk=key.pk, revoked_at=None).update(
        revoked_at=at, revoked_by_id=by.identifier, revoked_by_name=by.name[:120]
    )
    if revoked:
        _record(actions.API_KEY_REVOKED, key, by, at)


def note_use(*, key: ApiKey, on: date) -> None:
    """Note the day on which a key was used: one write a day."""
    if key.last_used_on != on:
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=on)


def _record(action: Action, key: ApiKey, by: Actor, at: datetime) -> None:
    record(
        action,
        subject=key,
        label=f"hd_{key.prefix}_… “{key.name}”",
        unit_code=key.unit_code,
        data={"unit": key.unit_code, "expires_on": key.expires_on.isoformat()},
        by=by,
        at=at,
    )
