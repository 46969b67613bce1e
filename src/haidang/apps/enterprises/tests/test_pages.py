"""The registry on screen: found by what officials remember, updated by a difference that is seen first."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from haidang.apps.enterprises import views
from haidang.apps.enterprises.models import Enterprise, EnterpriseKind
from haidang.apps.enterprises.selectors import (
    EnterpriseQuery,
    find_by_codes,
    list_candidates,
    list_enterprises,
)
from haidang.apps.enterprises.tests.conftest import BRANCH, HEAD, OTHER, as_csv
from haidang.foundation.files.models import StoredFile
from haidang.foundation.web.panels import _PANELS, Panel, add_panel

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(bring, company):
    bring(
        {**company, "former_names": "Công ty Đèn Biển (đến 15/03/2021)"},
        {"tax_code": BRANCH, "name": "Chi nhánh Muối Xanh tại Kiến An", "former_names": ""},
        {"tax_code": OTHER, "name": "Hợp tác xã Rêu Tím", "state": "suspended", "sector": "0141"},
    )


def names(system, **query):
    return [e.name for e in list_enterprises(system, EnterpriseQuery(**query)) if not e.is_synthetic]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"words": "muoi xanh tnhh"}, ["Công ty TNHH Muối Xanh"]),
        ({"words": "Đèn biển"}, ["Công ty TNHH Muối Xanh"]),
        ({"words": "9900 000 016"}, ["Chi nhánh Muối Xanh tại Kiến An", "Công ty TNHH Muối Xanh"]),
        ({"words": "MST: 9900000016-001"}, ["Chi nhánh Muối Xanh tại Kiến An"]),
        ({"words": "pho mau hong bang"}, ["Công ty TNHH Muối Xanh"]),
        ({"commune": "Phường Hồng Bàng"}, ["Công ty TNHH Muối Xanh"]),
        ({"sector": "46"}, ["Công ty TNHH Muối Xanh"]),
        ({"sector": "A"}, ["Hợp tác xã Rêu Tím"]),
        ({"state": "suspended"}, ["Hợp tác xã Rêu Tím"]),
        ({"kind": "cooperative", "words": "reu"}, ["Hợp tác xã Rêu Tím"]),
        ({"gone": True}, []),
    ],
)
def test_how_an_enterprise_is_found(query, expected, registry, system):
    assert names(system, **query) == expected


def test_who_may_not_look_sees_nothing(registry, actor_for):
    assert list_enterprises(actor_for("quantri")).count() == 0
    assert find_by_codes(actor_for("quantri"), [HEAD]) == {}


def test_the_list_page_filters_pages_and_says_what_is_made_up(registry, signed_in):
    client = signed_in("canbo")
    page = client.get("/doanh-nghiep/", {"q": "muoi xanh", "kind": "nonsense", "page": "99"})
    assert page.context["query"] == EnterpriseQuery(words="muoi xanh")
    assert (
        "synthetic" in client.get("/doanh-nghiep/").content.decode()
        or "giả lập" in client.get("/doanh-nghiep/").content.decode()
    )
    part = client.get("/doanh-nghiep/", {"q": "Rêu"}, headers={"HX-Request": "true"}).content.decode()
    assert "Rêu Tím" in part
    assert "<html" not in part


def test_empty_pages_say_what_to_do_first(signed_in):
    client = signed_in("dieuphoi")
    assert 'class="empty"' in client.get("/doanh-nghiep/", {"q": "khongcoai"}).content.decode()


def test_a_page_tells_facts_with_their_source_names_branches_and_changes(
    registry, bring, company, signed_in, entry
):
    bring({**company, "name": "Công ty TNHH Muối Trắng"})
    page = signed_in("dieuphoi").get(f"/doanh-nghiep/{entry(HEAD).pk}/")
    text = page.content.decode()
    for piece in ("Muối Trắng", "Đèn Biển", "15/03/2021", "Chi nhánh Muối Xanh tại Kiến An", "dn.csv"):
        assert piece in text
    facts = {str(fact.title): fact.source for fact in page.context["facts"]}
    assert facts
    assert all(source.startswith("dn.csv, ") for source in facts.values())
    assert signed_in("canbo").get("/doanh-nghiep/999999/").status_code == 404


def test_rooms_above_hang_their_panel_on_the_page(registry, signed_in, entry, monkeypatch):
    monkeypatch.setitem(_PANELS, "enterprises.enterprise", [])
    add_panel(
        "enterprises.enterprise",
        10,
        lambda actor, subject: Panel(f"Ai đến {subject.tax_code}", "web/_messages.html", {}),
    )
    assert f"Ai đến {HEAD}" in signed_in("canbo").get(f"/doanh-nghiep/{entry(HEAD).pk}/").content.decode()


def upload(client, content, kind="enterprises", name="dn.csv"):
    return client.post("/doanh-nghiep/cap-nhat/", {"kind": kind, "file": SimpleUploadedFile(name, content)})


def test_the_difference_is_seen_first_and_taken_by_one_press(registry, company, signed_in, entry):
    client = signed_in("dieuphoi")
    changed = as_csv(
        {**company, "state": "dissolved"}, {**company, "tax_code": "9900000030", "name": "Công ty Mới"}
    )
    page = upload(client, changed)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Công ty Mới" in text
    assert entry(HEAD).state == "active"
    stored = page.context["file"]
    taken = client.post(
        "/doanh-nghiep/cap-nhat/nhan/",
        {"kind": "enterprises", "sha256": stored.sha256, "name": page.context["name"]},
    )
    assert taken.status_code == 302
    assert entry(HEAD).state == "dissolved"
    assert entry(HEAD).changes.first().by_id == "user:dieuphoi"


def test_what_is_gone_is_shown_before_it_is_marked(registry, company, signed_in, entry):
    page = upload(signed_in("dieuphoi"), as_csv(company), kind="enterprises-complete")
    assert "Hợp tác xã Rêu Tím" in page.content.decode() or len(page.context["report"].gone) > 200
    assert entry(OTHER).gone_since is None


def test_faults_are_shown_by_cell_and_the_file_is_not_kept(signed_in):
    before = StoredFile.objects.count()
    page = upload(signed_in("dieuphoi"), as_csv({"tax_code": "9900000019", "name": "x"}))
    assert page.status_code == 400
    assert "<code>A2</code>" in page.content.decode()
    assert StoredFile.objects.count() == before


@pytest.mark.parametrize(
    ("content", "name"), [(b"", "dn.csv"), (b"\x89PNG", "dn.exe"), (b"PK\x03\x04", "dn.xlsx")]
)
def test_what_is_no_table_is_refused_at_its_field(content, name, signed_in):
    assert upload(signed_in("dieuphoi"), content, name=name).status_code == 400


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_coordinator_brings_lists(username, signed_in, company):
    client = signed_in(username)
    assert upload(client, as_csv(company)).status_code == 403
    assert client.post("/doanh-nghiep/cap-nhat/nhan/", {}).status_code == 403


def test_the_table_is_safe_for_spreadsheets(registry, bring, company, signed_in):
    bring({**company, "name": "=cmd|' /C calc'!A0"})
    client = signed_in("canbo")
    content = client.get("/doanh-nghiep/tai-ve/csv/", {"q": HEAD}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content), delimiter=";"))
    assert any(cell.startswith("'=cmd") for row in rows for cell in row)
    book = load_workbook(io.BytesIO(client.get("/doanh-nghiep/tai-ve/xlsx/", {"q": HEAD}).content))
    cells = {cell.value: cell.data_type for row in book.active.iter_rows() for cell in row}
    assert cells[HEAD] == "s"
    assert cells["=cmd|' /C calc'!A0"] == "s"
    assert client.get("/doanh-nghiep/tai-ve/pdf/").status_code == 404


def test_too_many_for_a_workbook_are_not_tried(registry, signed_in, monkeypatch):
    monkeypatch.setattr(views, "MOST_IN_XLSX", 1)
    answer = signed_in("canbo").get("/doanh-nghiep/tai-ve/xlsx/", {"q": "9900000016"})
    assert (answer.status_code, answer.url) == (302, "/doanh-nghiep/?q=9900000016")


def test_candidates_for_matching_come_in_one_query(registry, system, django_assert_num_queries):
    with django_assert_num_queries(1):
        candidates = list_candidates(system)
    ours = [c for c in candidates if c.tax_code == HEAD]
    assert [(c.name, c.is_former) for c in ours] == [
        ("Công ty TNHH Muối Xanh", False),
        ("Công ty Đèn Biển", True),
    ]


def test_codes_of_a_whole_plan_are_found_in_few_queries(registry, system, django_assert_max_num_queries):
    codes = [f"{HEAD[:4]} {HEAD[4:]}", BRANCH, *(f"9900000016{n:03d}" for n in range(2, 900))]
    with django_assert_max_num_queries(3):
        found = find_by_codes(system, codes)
    assert {given: e.tax_code for given, e in found.items()} == {codes[0]: HEAD, BRANCH: BRANCH}


def test_the_api_lists_and_tells_one(registry, signed_in, entry):
    client = signed_in("canbo")
    listed = client.get("/api/v1/enterprises", {"q": HEAD}).json()
    assert {item["code"] for item in listed["items"]} == {HEAD, BRANCH}
    one = client.get(f"/api/v1/enterprises/{entry(HEAD).pk}").json()
    assert one["former_names"] == [{"name": "Công ty Đèn Biển", "last_day": "2021-03-15"}]
    assert (one["branches"], one["history"][0]["what"]) == ([entry(BRANCH).pk], "entered")
    assert client.get("/api/v1/enterprises", {"sector": "ZZ"}).status_code == 422
    assert client.get("/api/v1/enterprises/999999").status_code == 404


def test_the_sample_is_made_up_and_says_so():
    assert set(Enterprise.objects.values_list("provenance", flat=True)) == {"synthetic"}
    assert not Enterprise.objects.exclude(tax_code=None).exclude(tax_code__startswith="99").exists()
    assert set(Enterprise.objects.values_list("kind", flat=True)) == set(EnterpriseKind.values)
