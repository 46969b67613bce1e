"""Obligations over the API: filters, the history, and reports under the same rules as on the page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan, Task
from haidang.apps.programme.services import NewObligation, create_obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def late(system, at):
    """A commitment of the court that is three days overdue today."""
    new = NewObligation(
        plan=Plan.objects.get(),
        title="Trả lời trong 5 ngày",
        obligation="commitment",
        leads=[Unit.objects.get(code="TAND")],
        due_date=timezone.localdate() - timedelta(days=3),
    )
    return create_obligation(new=new, by=system, at=at)


@pytest.fixture
def send(signed_in):
    def post(username, code, **sent):
        return signed_in(username).post(
            f"/api/v1/tasks/{code}/updates", sent, content_type="application/json"
        )

    return post


def test_filters_of_the_list(signed_in, late):
    client, due = signed_in("lanhdao"), late.due_date
    for query, expected in [
        ({"overdue": "true"}, [late.code]),
        ({"obligation": "commitment", "status": "open"}, [late.code]),
        ({"due_from": due, "due_to": due, "unit": "TAND", "part": "lead"}, [late.code]),
        ({"due_from": due + timedelta(days=1)}, []),
        ({"status": "done"}, []),
    ]:
        items = client.get("/api/v1/tasks", query).json()["items"]
        assert [item["code"] for item in items] == expected, query
    (item,) = client.get("/api/v1/tasks", {"overdue": "true"}).json()["items"]
    assert (item["overdue"], item["days_late"], item["status"], item["version"]) == (
        True,
        3,
        "not_started",
        0,
    )


@pytest.mark.parametrize(
    "query", [{"status": "late"}, {"obligation": "x"}, {"due_to": "31/12/2026"}, {"part": "x"}]
)
def test_a_filter_that_means_nothing_is_refused(query, signed_in):
    assert signed_in("lanhdao").get("/api/v1/tasks", query).status_code == 422


def test_a_report_is_saved_and_read_in_the_history(send, signed_in, late):
    answer = send("canbo", late.code, text="Đã xong", status="done", seen_version=0)
    assert answer.status_code == 201
    assert (answer.json()["status"], answer.json()["unit"]) == ("done", "TAND")
    history = signed_in("kiemtra").get(f"/api/v1/tasks/{late.code}/updates").json()
    assert [update["what"] for update in history["items"]] == ["progress", "created"]
    assert Task.objects.get(pk=late.pk).days_late(timezone.localdate()) == 3


@pytest.mark.parametrize(
    ("username", "status"),
    [("", 401), ("lanhdao", 403), ("kiemtra", 403), ("quantri", 403), ("canbo", 403), ("dieuphoi", 201)],
)
def test_who_may_report_on_the_task_of_another_unit(username, status, send):
    assert send(username, "T2.2a", text="Đã làm", status="in_progress").status_code == status


def test_what_the_service_refuses_is_told_by_field(send, late):
    answer = send("canbo", late.code, text="Chậm", status="delayed")
    assert answer.status_code == 422
    assert answer.json()["errors"].keys() == {"expected_on"}
    send("canbo", late.code, text="Đang làm", status="in_progress")
    overtaken = send("canbo", late.code, text="Đã xong", status="done", seen_version=0)
    assert (overtaken.status_code, overtaken.json()["errors"].keys()) == (422, {"__all__"})
    assert send("canbo", "NO-SUCH", text="x").status_code == 404


def test_a_foreign_site_cannot_report_with_somebodys_session(late, signed_in):
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = signed_in("canbo").cookies
    sent = {"text": "Đã xong", "status": "done"}
    address = f"/api/v1/tasks/{late.code}/updates"
    assert careful.post(address, sent, content_type="application/json").status_code == 403
    careful.get("/ban-lam-viec/")
    careful.get(f"/nhiem-vu/{late.code}/bao-cao/")
    token = careful.cookies["csrftoken"].value
    answer = careful.post(address, sent, content_type="application/json", headers={"X-CSRFToken": token})
    assert answer.status_code == 201


@pytest.mark.parametrize("text", ["a\\u0000b", "\\ud800"])
def test_words_that_no_database_keeps_are_refused(text, signed_in, late):
    body = f'{{"text": "{text}"}}'
    answer = signed_in("canbo").post(f"/api/v1/tasks/{late.code}/updates", body, "application/json")
    assert (answer.status_code, answer.json()["code"]) == (422, "misshapen")
    assert late.updates.count() == 1
