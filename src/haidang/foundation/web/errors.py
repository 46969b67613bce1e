"""Pages for what went wrong: each says what happened and what to do."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from haidang.foundation.accounts.access import public

API: Final = "/api/"


def problem(status: int, code: str, title: str, detail: str, **more: Any) -> HttpResponse:
    """What went wrong, for machines (RFC 9457): `code` is stable, `title` English, `detail` Vietnamese."""
    content = {"type": "about:blank", "status": status, "code": code, "title": title, "detail": detail}
    return JsonResponse(content | more, status=status, content_type="application/problem+json")


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/400.html", status=400)


@public
def no_address(request: HttpRequest) -> HttpResponse:
    """For an address with characters that no address has."""
    if request.path.startswith(API):
        detail = "Địa chỉ có ký tự không dùng được (NUL)."
        return problem(400, "bad_address", "The address holds a NUL character.", detail)
    return bad_request(request)


@public
def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/403.html", status=403)


@public
def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/404.html", status=404)


@public
def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    megabytes = limit // 1024**2
    if request.path.startswith(API):
        detail = f"Nội dung gửi lên quá lớn: địa chỉ này nhận tối đa {megabytes} MB."
        return problem(413, "too_large", "The body is too large", detail)
    return render(request, "web/errors/413.html", {"limit": megabytes}, status=413)


@public
def server_error(request: HttpRequest) -> HttpResponse:
    """Without context processors: whatever broke may be among them."""
    return render(None, "web/errors/500.html", status=500)
