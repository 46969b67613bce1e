"""The personal number of a household's owner: comparable, masked everywhere, looked at by few and on record."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from haidang.apps.enterprises.models import Enterprise, EnterpriseChange
from haidang.apps.enterprises.selectors import find_by_codes, list_candidates
from haidang.apps.enterprises.services import reveal_personal_number
from haidang.apps.enterprises.tests.conftest import HEAD, PERSON, as_csv, as_xlsx
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.importing.models import ImportRun

pytestmark = pytest.mark.django_db
HOUSEHOLD = {"tax_code": PERSON, "name": "Hộ kinh doanh Đò Lam"}
REASON = "Đối chiếu với kế hoạch kiểm tra"


@pytest.fixture
def household(bring):
    bring(HOUSEHOLD)
    return Enterprise.objects.get(name="Hộ kinh doanh Đò Lam")


def everything_in(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  our own names
        return repr(cursor.fetchall())


def test_it_lies_nowhere_in_clear(household, bring):
    bring({**HOUSEHOLD, "name": "Hộ kinh doanh Đò Tím", "CCCD": PERSON})
    for model in (Enterprise, EnterpriseChange, AuditEvent, ImportRun):
        assert PERSON not in everything_in(model._meta.db_table)
    kept = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert len(kept) == 2
    assert all(PERSON.encode() not in path.read_bytes() for path in kept)


def test_the_copy_that_is_kept_can_be_imported_again(bring, household):
    (kept,) = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    again = bring(kept.read_bytes())
    assert (len(again.created), len(again.changed), again.unchanged) == (0, 0, 1)


def test_of_a_workbook_a_table_is_kept_whose_cells_stand_where_they_stood(bring):
    content = as_xlsx([None], [None], ["tax_code", "note", "name"], [int(PERSON), "x", "Hộ kinh doanh Đò"])
    report = bring(content, name="ho.xlsx")
    assert [str(fault) for fault in report.faults] == []
    assert report.kept.name == "ho.csv"
    lines = report.kept.content.decode().splitlines()
    assert lines[2].split(",") == ["Mã số thuế", "note", "Tên doanh nghiệp"]
    assert lines[3].startswith("bv1.")
    assert Enterprise.objects.get(name="Hộ kinh doanh Đò").source_urn.endswith("#row=4")


def test_a_file_without_such_numbers_is_kept_as_it_came(bring):
    content = as_xlsx(["tax_code", "name"], [int(HEAD), "Công ty Muối"])
    assert bring(content, name="dn.xlsx").kept.content == content


def test_a_token_of_another_key_is_a_fault(bring):
    report = bring(as_csv({"tax_code": "bv1." + "A" * 38, "name": "Hộ kinh doanh Đò"}))
    assert [fault.what for fault in report.faults] == ["the protected number cannot be read here"]


@pytest.mark.parametrize("username", ["dieuphoi", "kiemtra"])
def test_who_may_look_does_so_on_record(username, household, actor_for, at):
    number = reveal_personal_number(enterprise=household, reason=REASON, by=actor_for(username), at=at)
    assert number == PERSON
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.data) == ("enterprises.number-revealed", {"reason": REASON})
    assert PERSON not in repr(event.__dict__)


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "quantri"])
def test_others_are_refused(username, household, actor_for, at, signed_in):
    with pytest.raises(PermissionDenied):
        reveal_personal_number(enterprise=household, reason=REASON, by=actor_for(username), at=at)
    page = signed_in(username).post(f"/doanh-nghiep/{household.pk}/so-dinh-danh/", {"reason": REASON})
    assert page.status_code == 403


def test_a_look_needs_a_reason(household, actor_for, at):
    before = AuditEvent.objects.count()
    with pytest.raises(ValidationError):
        reveal_personal_number(enterprise=household, reason="  vì  ", by=actor_for("dieuphoi"), at=at)
    assert AuditEvent.objects.count() == before


def test_the_page_shows_it_once_and_nobody_keeps_the_page(household, signed_in):
    client, address = signed_in("dieuphoi"), f"/doanh-nghiep/{household.pk}/so-dinh-danh/"
    assert PERSON not in client.get(address).content.decode()
    shown = client.post(address, {"reason": REASON})
    assert PERSON in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert client.post(address, {"reason": "x"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    ["/doanh-nghiep/?q=Đò+Lam", "/doanh-nghiep/{pk}/", "/doanh-nghiep/tai-ve/csv/?q=Đò+Lam", "/api/v1/enterprises/{pk}",
     "/api/v1/enterprises?q=Đò+Lam", "/tim-kiem/?q=Đò+Lam"],
)  # fmt: skip
def test_lists_pages_files_and_the_api_mask_it(address, household, signed_in):
    answer = signed_in("dieuphoi").get(address.format(pk=household.pk))
    page = json.dumps(answer.json(), ensure_ascii=False) if "/api/" in address else answer.content.decode()
    assert "Đò Lam" in page
    assert PERSON not in page
    assert household.personal_number not in page


def test_it_is_not_searched_for(household, signed_in):
    page = signed_in("dieuphoi").get("/doanh-nghiep/", {"q": PERSON}).content.decode()
    assert "Đò Lam" not in page


def test_matching_finds_it_and_candidates_do_not_tell_it(household, system):
    assert find_by_codes(system, [PERSON, PERSON[1:], HEAD]) == {PERSON: household, PERSON[1:]: household}
    (candidate,) = [c for c in list_candidates(system) if c.enterprise_id == household.pk]
    assert candidate.tax_code == ""
