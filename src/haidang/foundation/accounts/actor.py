"""The person (or process) on whose behalf something happens, with the rights of today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied

from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.permissions import PERMISSIONS, Permission, Reach, Role


@dataclass(frozen=True)
class Grant:
    """A role over a unit code, or over the whole programme where the code is empty."""

    role: Role
    unit_code: str = ""


@dataclass(frozen=True)
class Scope:
    """The units a permission covers: all of them, or the listed codes (perhaps none)."""

    everything: bool
    unit_codes: frozenset[str] = frozenset()

    def covers(self, unit_code: str) -> bool:
        return self.everything or unit_code in self.unit_codes

    def __bool__(self) -> bool:
        return self.everything or bool(self.unit_codes)


@dataclass(frozen=True)
class Actor:
    """Immutable; made once per request or command and handed to every service as `by`."""

    identifier: str
    name: str
    grants: tuple[Grant, ...] = ()
    is_system: bool = False
    user_id: int | None = None

    @classmethod
    def system(cls, command: str) -> Actor:
        """The software itself, started by somebody with access to the machine."""
        return cls(identifier=f"system:{command}", name=f"haidang {command}", is_system=True)

    @classmethod
    def anonymous(cls) -> Actor:
        return cls(identifier="", name="")

    @property
    def is_authenticated(self) -> bool:
        return bool(self.identifier)

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(grant.role for grant in self.grants)

    def scope(self, permission: Permission) -> Scope:
        """The units over which this actor has `permission`."""
        if self.is_system:
            return Scope(everything=True)
        reaches = PERMISSIONS[permission]
        units = set()
        for grant in self.grants:
            reach = reaches.get(grant.role)
            if reach is Reach.WHOLE:
                return Scope(everything=True)
            if reach is Reach.OWN and grant.unit_code:
                units.add(grant.unit_code)
        return Scope(everything=False, unit_codes=frozenset(units))

    def may(self, permission: Permission, unit_code: str | None = None) -> bool:
        """Whether the permission is held at all, or over the given unit."""
        scope = self.scope(permission)
        return bool(scope) if unit_code is None else scope.covers(unit_code)

    def require(self, permission: Permission, unit_code: str | None = None) -> None:
        """Raise `PermissionDenied` unless the actor may. Services call it before they write."""
        if not self.may(permission, unit_code):
            raise PermissionDenied(f"{permission} is not held by {self.identifier or 'nobody'}")


def actor_of(user: Any, on: date) -> Actor:
    """The actor behind a signed-in user, with the grants valid on that day (one query)."""
    if not isinstance(user, User) or not user.is_active:
        return Actor.anonymous()
    grants = tuple(
        Grant(Role(role), code)
        for role, code in RoleGrant.objects.filter(user=user).valid_on(on).values_list("role", "unit_code")
    )
    return Actor(identifier=f"user:{user.username}", name=user.full_name, grants=grants, user_id=user.pk)
