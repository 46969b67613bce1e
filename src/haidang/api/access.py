"""Every operation of the API names the permissions of which one must be held; writing ones check the CSRF token."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from ninja import NinjaAPI
from ninja.utils import check_csrf

from haidang.foundation.accounts.keys.selectors import KeyFault, actor_of_key, find_key
from haidang.foundation.accounts.keys.services import note_use
from haidang.foundation.permissions import Permission
from haidang.foundation.web.errors import problem

_BEARER: Final = "bearer "
_ANOTHER_KEY: Final = "Hãy đề nghị quản trị hệ thống hoặc thủ trưởng đơn vị cấp khóa mới."


class _Told(NamedTuple):
    status: int
    en: str
    vi: str


_TOLD: Final = {
    "not_signed_in": _Told(
        401,
        "Sign in, or send the key of a unit.",
        "Cần đăng nhập, hoặc gửi khóa truy cập của đơn vị trong tiêu đề Authorization.",
    ),
    KeyFault.UNKNOWN: _Told(
        401,
        "There is no such key.",
        f"Không có khóa truy cập này. Hãy kiểm tra lại khóa đã sao chép. {_ANOTHER_KEY}",
    ),
    KeyFault.EXPIRED: _Told(401, "The key has expired.", f"Khóa truy cập đã hết hạn. {_ANOTHER_KEY}"),
    KeyFault.REVOKED: _Told(401, "The key was revoked.", f"Khóa truy cập đã bị thu hồi. {_ANOTHER_KEY}"),
    "csrf": _Told(
        403,
        "The CSRF token is missing or wrong.",
        "Thiếu mã CSRF của phiên đăng nhập. Hãy tải lại trang rồi thử lại, hoặc dùng khóa truy cập.",
    ),
    "wrong_role": _Told(403, "This needs another role.", "Vai trò hiện tại không có quyền này."),
}


class NotLetIn(Exception):
    """Who calls is not let in: 401 with `WWW-Authenticate`, or 403. `code` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Requires:
    """Authenticates by a key or the session, authorises by permission: 401 for strangers, 403 for the wrong role.

    With a key (`Authorization: Bearer hd_…`) the session counts for nothing, and no CSRF token is asked for: no other
    site can make a browser send that header. Without a key, writing calls need the token as the pages do.
    """

    openapi_security_schema: Final = {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "hd_<prefix>_<secret>",
    }

    def __init__(self, *permissions: Permission) -> None:
        self.permissions = permissions

    def __call__(self, request: HttpRequest) -> bool:
        has_key = _take_key(request)
        actor = request.actor  # type: ignore[attr-defined]
        if not actor.is_authenticated:
            raise NotLetIn("not_signed_in")
        if not has_key and check_csrf(request) is not None:
            raise NotLetIn("csrf")
        if not any(actor.may(permission) for permission in self.permissions):
            raise NotLetIn("wrong_role")
        return True


@sensitive_variables("header")
def _take_key(request: HttpRequest) -> bool:
    """Let the holder of the key act; False if the request brings none. Raises NotLetIn for one that is refused."""
    header = request.headers.get("Authorization", "")
    if not header.lower().startswith(_BEARER):  # another scheme is a matter of the proxy in front
        return False
    today = timezone.localdate()
    key = find_key(header[len(_BEARER) :].strip(), today)
    if isinstance(key, KeyFault):
        raise NotLetIn(key)
    note_use(key=key, on=today)
    request.actor = actor_of_key(key)  # type: ignore[attr-defined]
    return True


def tell_problems(api: NinjaAPI) -> None:
    """Let an API answer with problem+json to who is not let in."""
    api.add_exception_handler(NotLetIn, _tell)


def _tell(_request: HttpRequest, error: Any) -> HttpResponse:
    told = _TOLD[error.code]
    response = problem(told.status, str(error.code), told.en, told.vi)
    if told.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="haidang"'
    return response
