"""Bodies that are too large are refused by the length they announce, before anything reads them."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from haidang.foundation.web.errors import too_large


class LimitBodies:
    """413 above `BODY_MAX_BYTES`, on the routes in `BODY_LIMITS` above what stands there.

    A body that announces no length is left to Django, which reads nothing of it or stops at its own settings.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = _announced(request)
        if length > settings.BODY_MAX_BYTES and length > (limit := _limit(request)):
            return too_large(request, limit)
        return self.get_response(request)


def _announced(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _limit(request: HttpRequest) -> int:
    limits: dict[str, int] = settings.BODY_LIMITS
    try:
        route = resolve(request.path_info).view_name
    except Resolver404:
        route = ""
    return limits.get(route, settings.BODY_MAX_BYTES)
