"""The demonstration: the pack of Hải Phòng, made-up enterprises, and a few accounts, all named as illustrative."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction

from haidang.apps.organisations.models import Person, Unit
from haidang.apps.organisations.services import appoint_person
from haidang.domain.vietnamese import normalise
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.accounts.models import User
from haidang.foundation.accounts.services import create_account
from haidang.foundation.permissions import Role

DEMO_PACKS: Final = ("hai-phong", "enterprises-sample")
PASSWORD: Final = "ngon-hai-dang-2024"  # noqa: S105  the demonstration listens on this machine only


@dataclass(frozen=True)
class SignIn:
    """A demonstration account."""

    username: str
    full_name: str
    title: str
    unit_code: str
    role: Role


SIGN_INS: Final = (
    SignIn("dieuphoi", "Cán bộ điều phối (minh họa)", "Chuyên viên tổng hợp", "STC-2025", Role.COORDINATOR),
    SignIn("bientap", "Cán bộ biên tập (minh họa)", "Chuyên viên", "STC-2025", Role.COORDINATOR),
    SignIn("lanhdao", "Lãnh đạo thành phố (minh họa)", "Phó Chủ tịch", "UBNDTP", Role.LEADER),
    SignIn("thutruong", "Lãnh đạo Tòa án (minh họa)", "Phó Chánh án", "TAND", Role.UNIT_HEAD),
    SignIn("canbo", "Cán bộ báo cáo Tòa án (minh họa)", "Thư ký", "TAND", Role.REPORTING_OFFICER),
    SignIn("kiemtra", "Kiểm toán viên (minh họa)", "Kiểm toán viên", "TTTP", Role.AUDITOR),
    SignIn("thanhtra", "Đầu mối thanh tra (minh họa)", "Thanh tra viên", "TTTP", Role.INSPECTORATE),
    SignIn("quantri", "Quản trị hệ thống (minh họa)", "Quản trị viên", "VPUBND", Role.ADMINISTRATOR),
)


def why_not_here() -> str:
    """Why the demonstration, whose passwords everybody knows, must not be put here; empty where it may."""
    host = urlsplit(settings.BASE_URL).hostname or ""
    if not _is_loopback(host):
        return f"the demonstration runs on this machine only, and HAIDANG_BASE_URL names {host}"
    if _has_other_accounts():
        return "the database holds accounts of real people: give the demonstration a folder (HAIDANG_DATA) of its own"
    return ""


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _has_other_accounts() -> bool:
    """By both names, as a real administrator may be called `quantri`. The table may not be there yet."""
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    ours = {(entry.username, normalise(entry.full_name)) for entry in SIGN_INS}
    return not ours.issuperset(User.objects.values_list("username", "full_name"))


@transaction.atomic
def create_sign_ins(*, by: Actor, at: datetime) -> None:
    """Make the demonstration accounts that are not there yet, each appointed to a position."""
    known = set(User.objects.values_list("username", flat=True))
    for entry in SIGN_INS:
        if entry.username in known:
            continue
        account = create_account(
            username=entry.username,
            full_name=entry.full_name,
            password=PASSWORD,
            email=f"{entry.username}@example.org",
            by=by,
            at=at,
        )
        person = Person.objects.create(full_name=entry.full_name, account=account)
        unit = Unit.objects.get(code=entry.unit_code)
        begin = max(date(2025, 3, 1), unit.valid_from or date(2025, 3, 1))
        appoint_person(
            person=person, unit=unit, title=entry.title, role=entry.role, valid_from=begin, by=by, at=at
        )
