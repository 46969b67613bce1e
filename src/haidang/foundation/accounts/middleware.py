"""Attaches the lazily made actor to each request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from haidang.foundation.accounts.actor import actor_of


class ActorMiddleware:
    """`request.actor` is made at first use, so that static and public pages cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: actor_of(request.user, timezone.localdate()))  # type: ignore[attr-defined]
        return self.get_response(request)
