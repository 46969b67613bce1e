"""Inspections over the API: the same rules as on the pages, repeatable calls, stable codes of refusals."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.architecture.conduct_addresses import inspection_of_reform, inspection_of_the_court

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models import Inspection

pytestmark = pytest.mark.django_db
API = "/api/v1/inspections"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def send(signed_in):
    """`send(username, path, body)` posts JSON and returns status and answer."""

    def run(username, path, body, method="post", **headers):
        client = signed_in(username)
        response = getattr(client, method)(
            f"{API}{path}", body, content_type="application/json", headers=headers
        )
        return response.status_code, response.json()

    return run


@pytest.fixture
def check():
    return inspection_of_the_court()


def test_one_inspection_tells_its_steps_team_and_findings_to_its_readers(check, signed_in):
    told = signed_in("canbo").get(f"{API}/{check.pk}").json()
    assert (told["lead"], told["stage"], told["readable"]) == ("TAND", "working", True)
    assert [member["task"] for member in told["team"]] == ["leader"]
    assert [fault["number"] for fault in told["faults"]] == [1]
    assert told["steps"][0]["step"] == "decision"
    hidden = signed_in("dieuphoi").get(f"{API}/{check.pk}").json()
    assert (hidden["readable"], hidden["team"], hidden["faults"]) == (False, [], [])


def test_a_visit_is_checked_refused_and_opened_on_clear_signs(check, send, today):
    visit = {
        "enterprise": check.enterprise_id, "lead": "TTTP", "form": "kiem_tra", "content": "Môi trường",
        "start_on": str(today), "end_on": str(today),
    }  # fmt: skip
    status, judged = send("thanhtra", "/check", visit)
    assert (status, judged["may_open"], judged["counts"]["kiem_tra"]) == (200, False, 1)
    assert [v["rule"] for v in judged["violations"] if v["blocks"]] == ["one_check"]
    new = {
        **visit,
        "decision_number": "2/QĐ-TTTP",
        "decision_on": str(today),
        "decision_by": "Chánh Thanh tra",
    }
    status, refused = send("thanhtra", "", new)
    assert (status, refused["code"]) == (422, "too_often")
    status, opened = send("thanhtra", "", {**new, "exception": "Đơn tố giác ngày 10/11 kèm hóa đơn"})
    assert (status, opened["by_exception"], opened["stage"]) == (201, True, "prepared")


def test_the_officer_checks_but_does_not_open(check, send, today):
    visit = {"enterprise": Enterprise.objects.last().pk, "lead": "TAND", "form": "kiem_tra", "content": "x"}
    visit |= {"start_on": str(today), "end_on": str(today)}
    assert send("canbo", "/check", visit)[0] == 200
    new = {**visit, "decision_number": "2/QĐ", "decision_on": str(today), "decision_by": "x"}
    assert send("canbo", "", new)[0] == 403


def test_a_call_may_be_repeated_under_its_key(check, send, today):
    body = {"what": "Kê khai thiếu", "remedy": "Nộp bổ sung", "due_on": str(today), "amount": 5}
    first = send("canbo", f"/{check.pk}/faults", body, **{"Idempotency-Key": "k-1"})
    again = send("canbo", f"/{check.pk}/faults", body, **{"Idempotency-Key": "k-1"})
    assert first == again
    assert check.faults.count() == 2


def test_the_diary_is_written_corrected_and_confirmed(check, send, signed_in, today):
    (member,) = check.members.all()
    body = {"member": member.pk, "day": str(today - timedelta(days=1)), "hours": "2.5", "work": "Chuẩn bị"}
    status, entry = send("canbo", f"/{check.pk}/diary", body)
    assert (status, entry["minutes"]) == (201, 150)
    assert send("canbo", f"/{check.pk}/diary", body)[0] == 422
    correction = {"hours": "3", "work": "Chuẩn bị hồ sơ", "why": "Nhầm giờ"}
    status, corrected = send("canbo", f"/{check.pk}/diary/{entry['entry']}/corrections", correction)
    assert (status, corrected["corrects"]) == (201, entry["entry"])
    status, diary = send("thutruong", f"/{check.pk}/diary/confirmations", {"day": body["day"]})
    assert status == 201
    assert diary["hours"] == "4"
    pages = {page["day"]: page for page in signed_in("canbo").get(f"{API}/{check.pk}/diary").json()["pages"]}
    assert len(pages[body["day"]]["entries"]) == 2
    assert pages[body["day"]]["confirmed_by"]


def test_from_the_end_of_the_work_to_the_published_conclusion(check, send, today):
    def version():
        return Inspection.objects.get(pk=check.pk).version

    step = {"step": "end_of_work", "done_on": str(today), "version": version()}
    assert send("canbo", f"/{check.pk}/steps", step)[0] == 201
    status, refused = send("canbo", f"/{check.pk}/steps", step)
    assert (status, refused["code"]) == (422, "overtaken")
    conclusion = {"number": "5/KL", "concluded_on": str(today), "note": "x", "version": version()}
    assert send("canbo", f"/{check.pk}/conclusion", conclusion)[0] == 403
    assert send("thutruong", f"/{check.pk}/conclusion", conclusion)[0] == 201
    publication = {"published_on": str(today), "address": "https://example.org", "version": version()}
    status, told = send("thutruong", f"/{check.pk}/publication", publication)
    assert (status, told["stage"], told["published_at"]) == (201, "followed", "https://example.org")
    remedy = {"state": "done", "text": "Đã xong", "version": 1}
    assert send("canbo", f"/{check.pk}/faults/1/entries", remedy)[1]["state"] == "done"


def test_a_member_joins_and_a_step_is_corrected(check, send):
    someone = {"name": "Bình", "unit": "TAND", "task": "member"}
    assert send("canbo", f"/{check.pk}/members", someone)[1]["unit"] == "TAND"
    assert send("canbo", f"/{check.pk}/members", {**someone, "unit": "STP"})[0] == 422
    check.refresh_from_db()
    entry = check.steps.get(step="announcement")
    correction = {"note": "Chưa công bố", "version": check.version}
    status, told = send("canbo", f"/{check.pk}/steps/{entry.pk}/corrections", correction)
    assert (status, told["stage"], told["announced_on"]) == (201, "prepared", None)


def test_a_checklist_is_answered_scored_and_turned_into_findings(send, signed_in):
    found = inspection_of_reform()
    replies = {"replies": [{"item": "A1", "reply": "yes"}, {"item": "B2", "reply": "no", "note": "5 hồ sơ"}]}
    status, told = send("canbo", f"/{found.pk}/checklist", replies, "put")
    assert (status, told["rate"], told["possible"]) == (200, "33.33", 18)
    status, faults = send("canbo", f"/{found.pk}/checklist/faults", {"due_on": "2099-01-01"})
    assert (status, [fault["number"] for fault in faults]) == (201, [1])
    (plan,) = signed_in("canbo").get("/api/v1/reform-plans").json()["items"]
    assert (plan["units"], plan["done"], plan["rate"]) == (["STP"], [], "0.00")
    assert found.pk == signed_in("lanhdao").get(API, {"reform": True}).json()["items"][0]["id"]


def test_who_comes_to_an_enterprise_is_told_to_who_comes_there(check, signed_in, today):
    path = f"/api/v1/enterprises/{check.enterprise_id}/visits?year={today.year}"
    (visit,) = signed_in("canbo").get(path).json()
    assert (visit["kind"], visit["unit"], visit["stage"]) == ("opened", "TAND", "working")
    assert signed_in("canbo").get(path.replace(str(today.year), "2020")).json() == []


@pytest.mark.parametrize("query", [{"overdue": True}, {"year": 2020}, {"stage": "closed"}, {"unit": "STP"}])
def test_the_list_is_narrowed(query, check, signed_in):
    assert signed_in("canbo").get(API, query).json()["count"] == 0
    assert signed_in("canbo").get(API).json()["count"] == 1


def test_what_does_not_belong_is_refused(check, send):
    body = {"what": "x", "remedy": "y", "due_on": str(date(2027, 1, 1)), "colour": "red"}
    status, told = send("canbo", f"/{check.pk}/faults", body)
    assert (status, told["code"]) == (422, "misshapen")


def test_no_more_is_recovered_over_the_api_than_the_finding_names(check, send, today):
    body = {"what": "Kê khai thiếu", "remedy": "Nộp bổ sung", "due_on": str(today), "amount": 5}
    number = send("canbo", f"/{check.pk}/faults", body)[1]["number"]
    progress = {"state": "partly", "text": "Đã nộp", "recovered": 6, "version": 1}
    status, refused = send("canbo", f"/{check.pk}/faults/{number}/entries", progress)
    assert status == 422
    assert "thu hồi không được lớn hơn" in refused["detail"]
    assert send("canbo", f"/{check.pk}/faults/{number}/entries", progress | {"recovered": 5})[0] == 201


def reform(signed_in, username, **changes):
    body = {
        "year": 2026,
        "lead": "TAND",
        "number": "9/KH-TA",
        "decided_on": "2026-10-01",
        "units": ["STP", "SCT"],
    }
    response = signed_in(username).post(
        "/api/v1/reform-plans", body | changes, content_type="application/json"
    )
    return response.status_code, response.json()


def test_a_plan_of_inspecting_reform_is_filed_and_replaced_when_that_is_meant(signed_in):
    status, plan = reform(signed_in, "thutruong")
    assert (status, plan["number"], plan["units"], plan["version"]) == (201, "9/KH-TA", ["SCT", "STP"], 1)
    status, refused = reform(signed_in, "thutruong", units=["STP"])
    assert (status, refused["code"]) == (422, "replaces")
    status, plan = reform(signed_in, "thutruong", units=["STP"], replaces=1)
    assert (status, plan["units"], plan["version"]) == (201, ["STP"], 2)


@pytest.mark.parametrize("username", ["canbo", "thanhtra", "dieuphoi", "kiemtra", "lanhdao", "quantri"])
def test_only_the_head_of_the_lead_files_a_plan_of_reform(username, signed_in):
    assert reform(signed_in, username)[0] == 403


@pytest.mark.parametrize(
    "wrong", [{"units": []}, {"units": ["NO"]}, {"lead": "NO"}, {"number": " "}, {"decided_on": "2999-01-01"}]
)
def test_a_plan_of_reform_with_a_fault_is_refused(wrong, signed_in):
    assert reform(signed_in, "thutruong", **wrong)[0] == 422
