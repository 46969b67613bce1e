"""The way of a year on screen: filed, reviewed by single answers, merged, decided, issued; by those who may."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from stdnum.vn import mst

from haidang.apps.inspections.models import (
    IssuedPlan,
    MatchDecision,
    Merge,
    PlanFiling,
    PlanLine,
    PlanYear,
    ReviewPair,
)
from haidang.apps.inspections.services import adopt_unopposed, make_issued_files
from haidang.apps.inspections.tests.conftest import DOTS, ONE, PERSON, TWO, as_csv, row
from haidang.foundation.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client):
    """Pages in English, for the inspectorate."""
    user = User.objects.get(username="thanhtra")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def as_user():
    """`as_user("canbo")` is another browser, in which somebody else works."""

    def sign_in(username):
        other = Client()
        other.force_login(
            User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
        )
        other.cookies["django_language"] = "en"
        return other

    return sign_in


def page(client, name, *args, **query):
    response = client.get(reverse(f"inspections:{name}", args=args), query)
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def post(client, name, *args, follow=True, **data):
    return client.post(reverse(f"inspections:{name}", args=args), data, follow=follow)


def upload(client, unit, content):
    file = SimpleUploadedFile("ke-hoach.csv", content)
    return client.post(reverse("inspections:plan", args=[2024, unit]), {"file": file}, follow=True)


def take(client, filing, **data):
    """Press the button of the page as it stands."""
    shown = page(client, "filing", 2024, filing.pk)
    seen = re.search(r'name="seen" value="([^"]+)"', shown)[1]
    return post(client, "take", 2024, filing.pk, seen=seen, **data)


def test_a_file_is_shown_before_it_is_taken(client, year):
    shown = upload(client, "SCT", as_csv(row("Công ty A", ONE), row("Công ty B", "12345"))).content.decode()
    assert "Name of the enterprise" in shown
    assert "C3" in shown, "the fault is told by its cell"
    filing = PlanFiling.objects.get()
    assert "look at the list and confirm" in take(client, filing).content.decode()
    take(client, filing, with_faults="on")
    assert "Công ty A" in page(client, "plan", 2024, "SCT")


def test_columns_are_said_on_the_page(client, year):
    headings = ("STT", "Cột một", "Mã", "Nơi", "Việc", "Loại", "Khi", "Ngày", "Người")
    upload(client, "SCT", as_csv(row("Công ty A", ONE, content="Giá cả"), headings=headings))
    filing = PlanFiling.objects.get()
    shown = page(client, "filing", 2024, filing.pk)
    name = next(part.split('"')[0] for part in shown.split('name="')[1:] if part.split('"')[0].endswith(".5"))
    said = {name: "content", "seen": filing.seen}
    assert 'value="content" selected' in post(client, "filing", 2024, filing.pk, **said).content.decode()


def test_faults_of_cells_of_rows_and_of_the_file_are_counted_apart(client, year):
    content = as_csv(
        row("Công ty A", "12345"), row("Công ty B", TWO, time="khi rảnh"), title="KẾ HOẠCH KIỂM TRA NĂM 2021"
    )
    shown = upload(client, "SCT", content).content.decode()
    assert "2 cells could not be read, 1 fault of the whole file" in shown
    take(client, PlanFiling.objects.get(), with_faults="on", with_other_year="on")
    assert "2 cells could not be read, 1 fault of the whole file" in page(client, "year", 2024)


def test_the_list_of_agencies_can_be_searched(client, year):
    shown = page(client, "year", 2024)
    assert 'data-narrows="agencies-rows"' in shown
    assert 'id="agencies-rows"' in shown


def test_a_code_at_two_different_names_deserves_a_look(client, year, file_plan):
    content = as_csv(row("Công ty Muối Xanh", ONE), row("Công ty Cánh Buồm Nâu", ONE))
    assert "the same code stands at quite another name" in upload(client, "SCT", content).content.decode()
    (a,), (b,) = file_plan("SCT", row("Công ty Muối Xanh", ONE)), file_plan("SXD", row("Cánh Buồm Nâu", ONE))
    ReviewPair.objects.create(year=year, rank=0, line=a, other=b, chance=0.5, reasons="cùng mã số")
    assert "one of the codes may be mistyped" in page(client, "review", 2024)


def test_what_another_tab_said_of_the_columns_is_seen_before_the_plan_is_taken(client, year):
    """Two tabs show one draft: one says what its columns hold, the other takes what it saw before."""
    upload(client, "SCT", as_csv(row("Công ty A", ONE, content="Giá cả")))
    filing = PlanFiling.objects.get()
    name = f"{filing.mappings[0]['fingerprint']}.5"
    post(client, "filing", 2024, filing.pk, seen=filing.seen, **{name: "note"})
    for late in ("take", "filing"):
        response = post(client, late, 2024, filing.pk, seen=filing.seen)
        assert response.status_code == 400
        assert "read again with other columns since you looked" in response.content.decode()
        assert 'value="note" selected' in response.content.decode(), "the page is the fresh one"
    assert not PlanLine.objects.exists()
    take(client, filing)
    assert PlanLine.objects.get().note == "Giá cả"


def test_what_is_said_of_a_draft_that_another_tab_dropped_is_answered(client, year):
    upload(client, "SCT", as_csv(row("Công ty A", ONE)))
    filing = PlanFiling.objects.get()
    post(client, "drop", 2024, filing.pk)
    for late in ("take", "filing"):
        assert "no draft any more" in post(client, late, 2024, filing.pk, seen=filing.seen).content.decode()


def test_a_plan_that_came_into_force_meanwhile_is_seen_before_another_replaces_it(client, year):
    for name in ("Công ty A", "Công ty B"):
        upload(client, "SCT", as_csv(row(name, ONE)))
    later, earlier = PlanFiling.objects.all()
    take(client, earlier)
    assert "Another plan came into force" in page(client, "filing", 2024, later.pk)
    assert "read it again to see the difference" in take(client, later).content.decode()
    assert [line.name for line in PlanLine.objects.in_force()] == ["Công ty A"]
    post(client, "filing", 2024, later.pk, seen=later.seen)
    take(client, later)
    assert [line.name for line in PlanLine.objects.in_force()] == ["Công ty B"]


def test_a_draft_is_shown_as_it_was_read_without_reading_it_again(client, year, monkeypatch):
    content = as_csv(*(row(f"Công ty {number}", "12345") for number in range(400)))
    upload(client, "SCT", content)
    monkeypatch.setattr("haidang.domain.plan_tables.reading.read_plan", None)
    monkeypatch.setattr("haidang.apps.inspections.reading.unpacked", None)
    shown = page(client, "filing", 2024, PlanFiling.objects.get().pk)
    assert "The first 300 of 400." in shown
    assert len(shown) < 150_000


def test_the_same_file_again_and_the_file_of_another_unit_are_told(client, year):
    content = as_csv(row("Công ty A", ONE))
    upload(client, "SCT", content)
    take(client, PlanFiling.objects.get())
    assert "the very same as the plan in force" in upload(client, "SCT", content).content.decode()
    shown = upload(client, "SXD", content).content.decode()
    assert "The very same file was filed for Sở Công Thương" in shown or "Department of Industry" in shown


def test_what_is_no_plan_is_refused_on_the_page(client, year):
    response = upload(client, "SCT", b"\x89PNG\r\n\x1a\n")
    assert response.status_code == 400
    assert response.context["form"].errors["file"]
    assert not PlanFiling.objects.exists()


def test_numbers_of_persons_are_on_no_page(client, year, resolve):
    shown = upload(client, "SCT", as_csv(row("Hộ ông Mẫu", PERSON))).content.decode()
    take(client, PlanFiling.objects.get())
    resolve()
    line = PlanLine.objects.get()
    pages = [
        shown,
        page(client, "plan", 2024, "SCT"),
        page(client, "line", 2024, line.pk),
        page(client, "lines", 2024),
    ]
    assert not any(PERSON in text or "bv1." in text for text in pages)
    assert DOTS in pages[2]


def test_answers_are_single_presses_and_can_be_taken_back(client, year, file_plan):
    a, *_ = file_plan("SCT", row("Công ty Cổ phần Khải Hòa"))
    b, *_ = file_plan("SXD", row("CTCP KHẢI HOÀ", TWO))
    for line in (a, b):
        PlanLine.objects.filter(pk=line.pk).update(entity=line.appearance)
    pair = ReviewPair.objects.create(
        year=year, rank=0, line=a, other=b, chance=0.8, reasons="tên riêng giống"
    )
    shown = page(client, "review", 2024)
    assert 'aria-keyshortcuts="1"' in shown
    assert "<mark>CTCP</mark>" in shown
    assert "No open question" in post(client, "answer", 2024, pair.pk, answer="same").content.decode()
    assert "settled meanwhile" in post(client, "answer", 2024, pair.pk, answer="same").content.decode()
    assert post(client, "answer", 2024, pair.pk, answer="perhaps").status_code == 404
    post(client, "undo", 2024, MatchDecision.objects.get().pk)
    assert "taken back by" in page(client, "decisions", 2024)


@pytest.fixture
def overlapping(year, file_plan, resolve):
    file_plan("SCT", row("Công ty A", ONE, time="Tháng 3"))
    file_plan("TAND", row("Công ty A", ONE, content="Án phí", time="Tháng 4"))
    resolve()


def test_what_answers_linked_is_on_the_page_with_reasons(client, year, file_plan):
    one, other = file_plan("SCT", row("Công ty TNHH Khải Hòa"), row("Công ty TNHH MTV Khải Hòa"))
    link = {
        "line": one.pk,
        "other": other.pk,
        "enterprise": None,
        "chance": 0.97,
        "reasons": "khác loại hình −1,5",
    }
    year.notes = {"links": [link]}
    year.save()
    shown = page(client, "review", 2024)
    assert "Linked because of answers" in shown
    assert f"{one.name} – {other.name}" in shown
    assert "khác loại hình −1,5" in shown


def test_from_overlap_to_public_list(client, overlapping, at):
    assert "Directive 20/CT-TTg" in page(client, "overlaps", 2024)
    assert "Công ty A" in post(client, "proposal", 2024, first_month="1").content.decode()
    post(client, "send", 2024, answer_by="2030-01-01")
    merge = Merge.objects.get()
    wrong = post(client, "settle", 2024, merge.pk, verdict="refuse", lead="SCT", month="3", note="")
    assert "decided otherwise than proposed" in wrong.content.decode()
    post(client, "settle", 2024, merge.pk, verdict="adopt", lead=merge.lead.code, month=merge.month, note="")
    assert "Adopted" in page(client, "proposal", 2024)
    form = client.get(reverse("inspections:issued", args=[2024])).context["form"]
    post(client, "issued", 2024, **{name: form[name].value() or "" for name in form.fields})
    assert "being made" in page(client, "issued", 2024)
    make_issued_files(at=at)
    issued = IssuedPlan.objects.get()
    assert client.get(reverse("files:file", args=[issued.letter_pdf.sha256])).status_code == 200
    post(client, "publish", 2024, issued.number)
    public = client.get(reverse("portal:inspection-plan", args=[2024]), {"q": ONE}).content.decode()
    assert "Công ty A" in public


def test_a_head_answers_on_the_page_and_an_officer_only_looks(as_user, overlapping, client, system, at):
    post(client, "proposal", 2024, first_month="1")
    post(client, "send", 2024, answer_by="2030-01-01")
    merge = Merge.objects.get()
    head = as_user("thutruong")
    refused = post(head, "opinion", 2024, merge.pk, unit="TAND", agrees="no", text="")
    assert refused.status_code == 400
    post(head, "opinion", 2024, merge.pk, unit="TAND", agrees="no", text="Không đủ người")
    assert merge.opinions.get().text == "Không đủ người"
    assert adopt_unopposed(proposal=merge.proposal, by=system, at=at + timedelta(days=3_000)) == 0
    officer = as_user("canbo")
    assert 'name="agrees"' not in page(officer, "merge", 2024, merge.pk)
    assert post(officer, "opinion", 2024, merge.pk, unit="TAND", agrees="yes").status_code == 403


def test_a_unit_finds_no_plan_of_another(as_user, overlapping, file_plan):
    alone, *_ = file_plan("SXD", row("Công ty khác", TWO))
    officer = as_user("canbo")
    assert officer.get(reverse("inspections:plan", args=[2024, "SXD"])).status_code == 403
    assert officer.get(reverse("inspections:line", args=[2024, alone.pk])).status_code == 404
    beside = PlanLine.objects.get(unit__code="SCT")
    shown = page(officer, "line", 2024, beside.pk)
    assert "Its row in the file" not in shown, "cells are for the unit's own people"
    filing = PlanFiling.objects.get(unit__code="SCT")
    for name in ("filing", "original"):
        assert officer.get(reverse(f"inspections:{name}", args=[2024, filing.pk])).status_code == 404


def test_pages_take_few_queries_however_many_lines(
    client, year, file_plan, resolve, django_assert_max_num_queries
):
    for code in ("SCT", "SXD", "SNV", "STP"):
        file_plan(code, *(row(f"Công ty {n}", content=f"Nội dung {code} {n}", time=f"Tháng {n % 12 + 1}")
                          for n in range(60)), row("Công ty A", ONE))  # fmt: skip
    resolve()
    post(client, "proposal", 2024, first_month="1")
    for name in ("year", "lines", "overlaps", "proposal", "review", "issued"):
        with django_assert_max_num_queries(30):
            page(client, name, 2024)


def test_what_was_made_up_is_called_so_on_every_page_of_the_year(client, year):
    made_up = as_csv(row("Công ty A", ONE), title="DỮ LIỆU MINH HỌA")
    upload(client, "SCT", made_up)
    assert "synthetic data" not in page(client, "lines", 2024)
    take(client, PlanFiling.objects.get())
    for name in ("year", "lines", "review", "overlaps", "proposal", "issued"):
        assert "made up for the demonstration" in page(client, name, 2024), name


def test_many_remarks_are_folded_and_what_was_not_read_stands_before_them(client, year):
    codes = [f"0299{number:05d}" for number in range(12)]
    rows = [row(f"Công ty {code}", f"{code}{mst.calc_check_digit(code)}"[1:]) for code in codes]
    upload(client, "SCT", as_csv(*rows, row("Công ty sai", "12AB")))
    shown = page(client, "filing", 2024, PlanFiling.objects.get().pk)
    assert "remarks</summary>" in shown
    assert shown.index(">C14<") < shown.index("remarks</summary>") < shown.index("What the columns hold")


def test_of_many_links_that_answers_made_the_first_are_listed_and_all_are_counted(client, year, file_plan):
    one, other = file_plan("SCT", row("Công ty A", ONE), row("Công ty B", TWO))[:2]
    link = {"line": one.pk, "other": other.pk, "enterprise": None, "chance": 0.97, "reasons": "names alike"}
    PlanYear.objects.filter(pk=year.pk).update(notes={"taught": 140, "links": [link]})
    shown = page(client, "review", 2024)
    assert "Linked because of answers" in shown
    assert "The first 1 of 140." in shown
