"""A report for whoever holds a link to it. A link that is unknown, expired or revoked is no page, and says no more."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from haidang.apps.reporting.public import open_shared_report
from haidang.foundation.accounts.access import public
from haidang.foundation.web.admission import MINUTE, Rate, address_of

RATE: Final = Rate(settings.SHARED_REPORTS["per_minute"])
_HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


@sensitive_variables("secret")
@require_safe
@public
def show_shared_report(request: HttpRequest, secret: str) -> HttpResponse:
    """The report behind a link; 404 without one, 429 for who tries too many."""
    if RATE.is_exceeded(address_of(request)):
        response = render(request, "portal/too_many.html", status=429)
        response.headers["Retry-After"] = str(int(MINUTE))
    else:
        shared = open_shared_report(secret, timezone.now(), counted=request.method == "GET")
        if shared is None:
            response = render(request, "portal/no_shared_report.html", status=404)
        else:
            response = render(request, "portal/shared_report.html", {"shared": shared})
    for name, value in _HEADERS.items():
        response.headers[name] = value
    return response
