"""Addresses that nobody can mean are refused before any view asks the database for what stands in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from haidang.foundation.web.errors import no_address

_NUL: Final = "\x00"


class RefuseNul:
    """400 for an address with a NUL in its path or query: PostgreSQL keeps no such character, so nothing has it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _NUL in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            return no_address(request)
        return self.get_response(request)
