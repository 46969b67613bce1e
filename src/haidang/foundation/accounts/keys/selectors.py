"""Reads about keys."""

from __future__ import annotations

import secrets
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.accounts.keys.token import Token
from haidang.foundation.accounts.models import ApiKey
from haidang.foundation.accounts.units import units_on
from haidang.foundation.permissions import Permission

_NO_DIGEST = "0" * 64


class KeyFault(StrEnum):
    """Why a key does not let in. Only who knows the secret hears more than `unknown`."""

    UNKNOWN = "key_unknown"
    EXPIRED = "key_expired"
    REVOKED = "key_revoked"


def find_key(text: str, on: date) -> ApiKey | KeyFault:
    """The key written as `text`, if it lets in on that day, or why not. One query; constant-time comparison."""
    token = Token.parse(text)
    if token is None:
        return KeyFault.UNKNOWN
    key = ApiKey.objects.filter(prefix=token.prefix).first()
    is_right = secrets.compare_digest(key.digest if key else _NO_DIGEST, token.digest)
    if key is None or not is_right:
        return KeyFault.UNKNOWN
    state = key.state_on(on)
    return key if state == "valid" else KeyFault(f"key_{state}")


def actor_of_key(key: ApiKey) -> Actor:
    """Who acts by a key: a reporting officer of its unit, and nothing else."""
    return Actor(f"key:{key.prefix}", key.name, grants=(Grant(ApiKey.ROLE, key.unit_code),))


def identities_of(actor: Actor) -> set[str]:
    """Every identifier under which somebody can write: the own one, and those of the keys that he or she made.

    Whoever makes a key is told its secret (one query).
    """
    made = ApiKey.objects.filter(created_by_id=actor.identifier).values_list("prefix", flat=True)
    return {actor.identifier, *(f"key:{prefix}" for prefix in made)}


def list_keys(actor: Actor) -> QuerySet[ApiKey]:
    """The keys the actor manages: valid ones first, then the newest."""
    scope = actor.scope(Permission.MANAGE_API_KEYS)
    keys = ApiKey.objects.all() if scope.everything else ApiKey.objects.filter(unit_code__in=scope.unit_codes)
    return keys.order_by("revoked_at", "-created_at")


def get_key(actor: Actor, prefix: str) -> ApiKey:
    """A key the actor manages; 404 otherwise."""
    return get_object_or_404(list_keys(actor), prefix=prefix)


def list_units_for_keys(actor: Actor, on: date) -> list[tuple[str, str]]:
    """Code and name of the units for which the actor may make keys."""
    scope = actor.scope(Permission.MANAGE_API_KEYS)
    return [(code, name) for code, name in units_on(on) if scope.covers(code)]
