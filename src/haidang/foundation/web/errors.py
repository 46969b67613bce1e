"""Pages for what went wrong: each says what happened and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from haidang.foundation.accounts.access import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/400.html", status=400)


@public
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/403.html", status=403)


@public
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/404.html", status=404)


@public
def too_large(request: HttpRequest) -> HttpResponse:
    return render(request, "web/errors/413.html", status=413)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: whatever broke may be among them."""
    return render(None, "web/errors/500.html", status=500)
