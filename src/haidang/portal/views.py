"""Public pages."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from haidang.foundation.accounts.access import public


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is, and where to sign in."""
    return render(request, "portal/home.html")


@require_safe
@public
def health(_request: HttpRequest) -> JsonResponse:
    """For supervisors: the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
