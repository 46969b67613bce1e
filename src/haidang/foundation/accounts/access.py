"""Every view says who may enter: `@requires(permission)` or `@public`. A test walks all routes and checks it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class SignedInRequest(HttpRequest):
    """A request that passed `requires`: `actor` is there."""

    actor: Actor


def requires(
    *permissions: Permission,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Let in who holds at least one of the permissions; send strangers to sign in; refuse others with 403.

    Objects outside a person's scope are a matter of the queryset: they do not exist for them (404).
    """

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            if not actor.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not any(actor.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.required_permissions = permissions  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in everybody who holds any role."""
    return requires(*Permission)(view)


def public(view: View) -> View:
    """Declare that a view is meant for everybody, signed in or not."""
    view.is_public = True  # type: ignore[attr-defined]
    return view
