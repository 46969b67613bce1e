"""Vietnamese is the first language of the house, whatever language the browser asks for."""

from __future__ import annotations

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware


class VietnameseFirst(LocaleMiddleware):
    """The language chosen on the site (a cookie), else Vietnamese. What the browser prefers is not asked."""

    def process_request(self, request: HttpRequest) -> None:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        super().process_request(request)
