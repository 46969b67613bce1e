"""Inspections on screen: the check comes first, what is wrong is told at its field, strangers read no dossier."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from haidang.apps.inspections.models import DiaryEntry, Inspection, ReformPlan
from haidang.apps.inspections.services import add_fault
from haidang.apps.inspections.services.faults import NewFault
from haidang.apps.inspections.tests.conduct.conftest import SAFETY
from haidang.apps.organisations.models import Unit

LIST = "/thanh-tra/cuoc/"


@pytest.fixture(autouse=True)
def _in_vietnamese(settings):
    settings.LANGUAGE_CODE = "vi"


@pytest.fixture
def decided():
    """What a form of opening says, decided on today."""
    today = timezone.localdate()
    return {
        "start_on": today, "end_on": today + timedelta(days=2), "decision_number": "7/QĐ-TA", "decision_on": today,
        "decision_by": "Chánh án",
    }  # fmt: skip


@pytest.fixture
def year():
    return timezone.localdate().year


def text_of(response):
    return response.content.decode()


def test_a_visit_is_found_checked_and_opened(plan_line, signed_in, decided, year):
    line = plan_line(year=year)
    client = signed_in("thutruong")
    assert line.name in text_of(client.get(f"{LIST}mo/", {"year": year}))
    address = f"{LIST}mo/luot/{line.pk}/"
    page = client.get(address)
    assert page.context["judgement"].blocks is False
    done = client.post(
        address, {**decided, "open": "1", "decision_file": SimpleUploadedFile("qd.csv", b"a\n")}
    )
    inspection = Inspection.objects.get()
    assert (done.status_code, done.url) == (302, f"{LIST}{inspection.pk}/")
    assert inspection.name in text_of(client.get(LIST))
    assert client.get(f"{LIST}{inspection.pk}/tep/{inspection.decision_file_id}/").status_code == 200


def test_looking_opens_nothing(plan_line, signed_in, decided, year):
    line = plan_line(year=year)
    page = signed_in("thutruong").post(f"{LIST}mo/luot/{line.pk}/", {**decided, "look": "1"})
    assert page.status_code == 200
    assert not Inspection.objects.exists()


def test_outside_the_plan_the_rule_is_shown_with_who_comes_and_evidence_opens(
    plan_line, enterprise, signed_in, decided, year
):
    plan_line("STP", content=SAFETY, year=year)
    client, address = signed_in("thutruong"), f"{LIST}mo/doanh-nghiep/{enterprise.pk}/"
    told = {
        **decided,
        "lead": plan_line("TAND", year=year - 1).unit_id,
        "form": "kiem_tra",
        "content": "Thuế",
    }
    refused = client.post(address, {**told, "open": "1"})
    assert refused.status_code == 400
    for piece in ("198/2025", "Sở Tư pháp", "dấu hiệu vi phạm rõ ràng"):
        assert piece in text_of(refused)
    told["exception"] = "Đơn tố giác ngày 10/11 kèm hóa đơn khống"
    assert client.post(address, {**told, "open": "1"}).status_code == 302
    assert "Đơn tố giác" in text_of(client.get(f"{LIST}{Inspection.objects.get().pk}/"))


def test_the_officer_may_look_but_not_open(plan_line, signed_in, decided, year):
    address = f"{LIST}mo/luot/{plan_line(year=year).pk}/"
    client = signed_in("canbo")
    assert 'name="open"' not in text_of(client.get(address))
    assert client.post(address, {**decided, "open": "1"}).status_code == 403


def test_a_step_that_may_not_come_yet_says_what_comes_first(opened, signed_in, do, officer):
    inspection = opened()
    client, address = signed_in("canbo"), f"{LIST}{inspection.pk}/"
    page = text_of(client.get(address))
    assert f"{address}buoc/announcement/" in page
    for later in ("end_of_work", "team_report", "extension", "resumption", "follow_up"):
        assert f"{address}buoc/{later}/" not in page
    assert page.count("Trước hết phải thực hiện bước") >= 4
    assert client.get(f"{address}buoc/end_of_work/").url == address, "an old link leads back, and says why"
    do(inspection, officer, announcement=inspection.start_on)
    page = text_of(client.get(address))
    assert f"{address}buoc/end_of_work/" in page
    assert f"{address}buoc/resumption/" not in page


def test_numbers_and_names_that_are_too_long_are_told_as_such(working, signed_in):
    client, told = signed_in("canbo"), {"what": "Kê khai thiếu", "remedy": "Nộp", "due_on": "2026-11-05"}
    for wrong in ("1" * 28, "1.111.111.111.111.111.111.111.111.111"):
        refused = client.post(f"{LIST}{working.pk}/ket-qua/", {**told, "amount": wrong})
        assert refused.status_code == 400
        assert "nhiều nhất 18 chữ số" in text_of(refused)


def test_a_step_is_recorded_and_what_does_not_fit_is_told(opened, signed_in):
    inspection = opened()
    client, address = signed_in("canbo"), f"{LIST}{inspection.pk}/buoc/"
    early = client.post(
        f"{address}end_of_work/", {"done_on": "2026-11-06", "seen_version": inspection.version}
    )
    assert early.status_code == 400
    assert "Công bố quyết định" in text_of(early)
    done = client.post(
        f"{address}announcement/", {"done_on": "2026-11-04", "seen_version": inspection.version}
    )
    assert done.status_code == 302
    overtaken = client.post(f"{address}notice/", {"done_on": "2026-11-04", "seen_version": "1"})
    inspection.refresh_from_db()
    assert f'name="seen_version" value="{inspection.version}"' in text_of(overtaken)


def test_the_diary_is_written_corrected_confirmed_and_taken_as_a_book(working, member, officer, signed_in):
    leader = member(working, officer, username="canbo")
    client, address = signed_in("canbo"), f"{LIST}{working.pk}/nhat-ky/"
    told = {"member": leader.pk, "day": "2026-11-04", "hours": "5,5", "work": "Kiểm tra sổ sách"}
    assert client.post(f"{address}ghi/", {**told, "hours": "năm"}).status_code == 400
    assert client.post(f"{address}ghi/", told).status_code == 302
    entry = DiaryEntry.objects.get()
    assert (entry.minutes, entry.is_late) == (330, True)
    correction = {"hours": "4", "work": "Đối chiếu hóa đơn", "why": "Nhầm"}
    assert client.post(f"{address}{entry.pk}/", correction).status_code == 302
    assert client.post(f"{address}xac-nhan/", {"day": "2026-11-04"}).status_code == 302
    page = text_of(client.get(address))
    for piece in ("Đối chiếu hóa đơn", "Kiểm tra sổ sách", "ghi muộn", "đã xác nhận", "trưởng đoàn chưa ghi"):
        assert piece in page
    assert client.get(f"{address}so/pdf/").content.startswith(b"%PDF-")
    assert client.get(f"{address}so/docx/").content.startswith(b"PK")
    assert client.get(f"{address}so/exe/").status_code == 404


def test_the_diary_is_offered_for_those_alone_for_whom_one_may_write(working, member, officer, signed_in):
    member(working, officer, username="thutruong", name="Lê Văn Trưởng")
    mine = member(working, officer, task="member", username="canbo", name="Phạm Thị Bình")
    other = member(working, officer, task="member", username="dieuphoi", name="Hoàng Văn Cường")
    client, address = signed_in("canbo"), f"{LIST}{working.pk}/nhat-ky/"
    form = client.get(f"{address}ghi/").context["form"]
    assert list(form.fields["member"].queryset) == [mine]
    told = {"member": other.pk, "day": "2026-11-04", "hours": "5,5", "work": "Kiểm tra sổ sách"}
    refused = client.post(f"{address}ghi/", told)
    assert refused.status_code == 400
    assert "member" in refused.context["form"].errors
    written = signed_in("thutruong")
    assert written.post(f"{address}ghi/", told).status_code == 302, "the leader writes for everybody"
    correction = f"{address}{DiaryEntry.objects.get().pk}/"
    assert correction in text_of(written.get(address))
    client = signed_in("canbo")
    assert correction not in text_of(client.get(address)), "no link that leads to a refusal"
    assert client.get(correction).status_code == 403


def test_a_form_for_the_diary_has_the_keyboards_of_a_phone(working, member, officer, signed_in):
    member(working, officer)
    page = text_of(signed_in("canbo").get(f"{LIST}{working.pk}/nhat-ky/ghi/?day=2026-11-05"))
    for piece in ('inputmode="decimal"', 'type="time"', 'type="date"', 'value="2026-11-05"'):
        assert piece in page


def test_findings_are_recorded_followed_and_listed_while_overdue(working, signed_in):
    client = signed_in("canbo")
    told = {"what": "Kê khai thiếu", "remedy": "Nộp bổ sung", "due_on": "2026-11-05", "amount": "12.500.000"}
    assert client.post(f"{LIST}{working.pk}/ket-qua/", told).status_code == 302
    page = text_of(client.get("/thanh-tra/khac-phuc/"))
    assert "Kê khai thiếu" in page
    assert "12.500.000" in page
    address = f"{LIST}{working.pk}/ket-qua/1/"
    done = {"state": "done", "text": "Đã nộp đủ", "seen_version": "1", "recovered": "12.500.000"}
    assert client.post(address, done).status_code == 302
    assert "Đã nộp đủ" in text_of(client.get(address))
    assert "Kê khai thiếu" not in text_of(client.get("/thanh-tra/khac-phuc/"))


@pytest.mark.parametrize("username", ["dieuphoi"])
def test_who_does_not_watch_over_it_reads_no_dossier(username, working, member, officer, at, signed_in):
    member(working, officer)
    add_fault(inspection=working, new=NewFault("Bí mật", "y", date(2026, 12, 1)), by=officer, at=at)
    client = signed_in(username)
    page = text_of(client.get(f"{LIST}{working.pk}/"))
    assert working.name in page
    assert "Bí mật" not in page
    assert "Nguyễn Văn An" not in page
    assert client.get(f"{LIST}{working.pk}/nhat-ky/").status_code == 403


def test_a_unit_sees_others_visits_only_where_it_comes_itself(
    plan_line, opened, new, signed_in, inspector, at
):
    from haidang.apps.enterprises.models import Enterprise
    from haidang.apps.inspections.services import open_inspection
    from haidang.apps.inspections.services.opening import Target

    elsewhere = Enterprise.objects.exclude(tax_code=None).last()
    alone = plan_line("TTTP", "thanh_tra", SAFETY, at_enterprise=elsewhere)
    met = plan_line("TTTP", "thanh_tra", SAFETY)
    opened()
    far, near = (
        open_inspection(new=new(Target(line=line), decision_number=f"{line.pk}/QĐ-TTTP"), by=inspector, at=at)
        for line in (alone, met)
    )
    client = signed_in("canbo")
    assert client.get(f"{LIST}{near.pk}/").status_code == 200
    assert client.get(f"{LIST}{far.pk}/").status_code == 404
    assert client.get(f"{LIST}{near.pk}/nhat-ky/").status_code == 404
    assert client.get(f"{LIST}{near.pk}/ghi/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 1), ({"year": "2026"}, 1), ({"year": "2024"}, 0), ({"unit": "TAND"}, 1), ({"unit": "STP"}, 0),
        ({"stage": "working"}, 1), ({"stage": "closed"}, 0), ({"form": "thanh_tra"}, 0), ({"overdue": "1"}, 1),
        ({"q": "12/QĐ"}, 1), ({"q": "không có"}, 0), ({"reform": "1"}, 0),
        ({"year": "²", "stage": "x", "page": "99"}, 1),
    ],
)  # fmt: skip
def test_the_list_is_narrowed_by_its_address(query, found, working, signed_in):
    assert len(signed_in("thanhtra").get(LIST, query).context["page"]) == found


def test_the_calendar_counts_by_month_and_shows_a_unit_along_the_year(plan_line, opened, signed_in):
    opened()
    plan_line("TTTP", month=5)
    plan_line("TTTP", month=None)
    client = signed_in("thanhtra")
    rows = {row.unit.code: row for row in client.get("/thanh-tra/lich/?year=2026").context["rows"]}
    assert (rows["TAND"].months[11].opened, rows["TTTP"].months[5].planned, rows["TTTP"].undated) == (1, 1, 1)
    bars = client.get("/thanh-tra/lich/?year=2026&unit=TAND").context["bars"]
    assert [(bar.before, bar.length, bar.after) for bar in bars] == [(10, 1, 1)]


def test_pages_of_lower_rooms_tell_who_comes_and_what_a_unit_inspects(
    plan_line, opened, enterprise, signed_in
):
    inspection = opened()
    plan_line("STP", content=SAFETY, month=12)
    client = signed_in("thanhtra")
    page = text_of(client.get(f"/doanh-nghiep/{enterprise.pk}/"))
    for piece in ("Ai đến, khi nào", "Sở Tư pháp", f"{LIST}{inspection.pk}/"):
        assert piece in page
    assert inspection.decision_number in text_of(client.get("/don-vi/TAND/"))
    assert "Sở Tư pháp" not in text_of(signed_in("dieuphoi").get("/don-vi/TAND/"))


def test_units_are_ticked_so_that_a_phone_can_choose_several(signed_in, plan_line, year):
    client = signed_in("thutruong")
    for address, name in (
        ("/thanh-tra/cai-cach/ke-hoach/", "units"), (f"{LIST}mo/luot/{plan_line(year=year).pk}/", "co_units"),
    ):  # fmt: skip
        page = text_of(client.get(address))
        assert "select name" not in page.replace('select name="lead"', "")
        assert page.count(f'type="checkbox" name="{name}"') > 10
        assert f'data-narrows="id_{name}"' in page, "a long list is searched"
        assert "Ctrl" not in page


def test_a_second_plan_of_reform_is_shown_as_a_replacement_first(signed_in):
    client, today = signed_in("thutruong"), timezone.localdate()
    ids = {code: Unit.objects.get(code=code).pk for code in ("TAND", "STP", "SCT")}
    plan = {
        "year": today.year, "lead": ids["TAND"], "number": "9/KH", "decided_on": f"{today.year}-01-05",
        "units": [ids["STP"]],
    }  # fmt: skip
    address = "/thanh-tra/cai-cach/ke-hoach/"
    assert client.post(address, plan).status_code == 302
    asked = client.post(address, plan | {"number": "10/KH", "units": [ids["SCT"]]})
    assert asked.status_code == 400
    for piece in (
        "Kế hoạch này thay một kế hoạch đã có",
        "9/KH",
        "Sở Tư pháp",
        "Sở Công Thương",
        "Thay kế hoạch",
    ):
        assert piece in text_of(asked)
    assert ReformPlan.objects.get().number == "9/KH"
    replaces = asked.context["form"]["replaces"].value()
    done = client.post(address, plan | {"number": "10/KH", "units": [ids["SCT"]], "replaces": replaces})
    assert done.status_code == 302
    assert "Đã thay 1 kế hoạch" in text_of(client.get("/thanh-tra/cai-cach/"))


def test_what_was_not_seen_of_a_replacement_is_shown_first(signed_in):
    """Who confirms one replacement, and changes the year or the units on the way, has not seen that one."""
    client, today = signed_in("thutruong"), timezone.localdate()
    ids = {code: Unit.objects.get(code=code).pk for code in ("TAND", "STP", "SCT", "SYT")}
    plan = {
        "year": today.year, "lead": ids["TAND"], "number": "9/KH", "decided_on": f"{today.year}-01-05",
        "units": [ids["STP"]],
    }  # fmt: skip
    address = "/thanh-tra/cai-cach/ke-hoach/"
    for year in (today.year, today.year - 1):
        assert client.post(address, plan | {"year": year}).status_code == 302
    new = plan | {"units": [ids["SCT"]]}
    replaces = client.post(address, new).context["form"]["replaces"].value()
    for otherwise in ({"year": today.year - 1}, {"units": [ids["SYT"]]}, {"number": "10/KH"}):
        asked = client.post(address, new | {"replaces": replaces} | otherwise)
        assert asked.status_code == 400
        assert "Kế hoạch này thay một kế hoạch đã có" in text_of(asked)
    assert [set(found.units.values_list("code", flat=True)) for found in ReformPlan.objects.all()] == [
        {"STP"}
    ] * 2
    assert client.post(address, new | {"replaces": replaces}).status_code == 302


def test_reform_is_planned_opened_answered_and_turned_into_findings(signed_in):
    client = signed_in("thutruong")
    ids = {code: Unit.objects.get(code=code).pk for code in ("TAND", "STP", "SCT")}
    today = timezone.localdate()
    plan = {
        "year": today.year, "lead": ids["TAND"], "number": "9/KH", "decided_on": f"{today.year}-01-05",
        "units": [ids["STP"], ids["SCT"]],
    }  # fmt: skip
    assert client.post("/thanh-tra/cai-cach/ke-hoach/", plan).status_code == 302
    page = client.get("/thanh-tra/cai-cach/")
    (progress,) = page.context["plans"]
    assert "0/2" in text_of(page)
    told = {
        "content": "Cải cách hành chính", "start_on": today, "end_on": today, "decision_number": "9/KH",
        "decision_on": today, "decision_by": "Chánh án", "open": "1",
    }  # fmt: skip
    address = f"{LIST}mo/cai-cach/{progress.plan.pk}/?unit=STP"
    assert client.post(address, told).status_code == 302
    inspection = Inspection.objects.get()
    step = {"done_on": today, "seen_version": inspection.version}
    assert client.post(f"{LIST}{inspection.pk}/buoc/announcement/", step).status_code == 302
    answers = {"reply-A1": "yes", "reply-B2": "no", "note-B2": "5 hồ sơ quá hạn"}
    assert client.post(f"{LIST}{inspection.pk}/phieu/", answers).status_code == 302
    assert "33,33 %" in text_of(client.get(f"{LIST}{inspection.pk}/phieu/"))
    made = client.post(f"{LIST}{inspection.pk}/phieu/ket-qua/", {"due_on": "2027-12-31"})
    assert made.status_code == 302
    assert "5 hồ sơ quá hạn" in inspection.faults.get().what
