"""Who holds a role over a unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.permissions import Role


def people_of(unit_codes: Iterable[str], roles: Collection[Role], on: date) -> dict[str, list[User]]:
    """The active accounts that hold one of the roles over a unit on a day, by unit code (one query)."""
    grants = RoleGrant.objects.valid_on(on).filter(
        unit_code__in=list(unit_codes), role__in=roles, user__is_active=True
    )
    found: dict[str, list[User]] = {}
    for grant in grants.select_related("user").order_by("user__username"):
        people = found.setdefault(grant.unit_code, [])
        if grant.user not in people:
            people.append(grant.user)
    return found
