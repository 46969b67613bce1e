"""Every operation of the API names the permissions of which one must be held."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.errors import HttpError

from haidang.foundation.permissions import Permission


class Requires:
    """Authenticates by the session, authorises by permission: 401 for strangers, 403 for the wrong role."""

    def __init__(self, *permissions: Permission) -> None:
        self.permissions = permissions

    def __call__(self, request: HttpRequest) -> bool:
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_authenticated:
            return False
        if not any(actor.may(permission) for permission in self.permissions):
            raise HttpError(403, "This needs another role.")
        return True
