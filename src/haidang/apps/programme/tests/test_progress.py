"""Reporting: who may say what, when something is late, and that nobody overwrites unseen."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from haidang.apps.programme.formatting import describe_state
from haidang.apps.programme.models import Task, TaskUpdate
from haidang.apps.programme.selectors import get_task
from haidang.apps.programme.services import Progress, Upload, reopen_task, report_progress
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.files.models import StoredFile

from .conftest import PNG

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.mark.parametrize("username", ["canbo", "thutruong", "dieuphoi"])
def test_who_leads_and_the_centre_report(username, register, tell, actor_for):
    by = actor_for(username)
    task = tell(register(), "in_progress", "Đã họp triển khai", by=by)
    update = task.updates.first()
    assert (task.status, task.version) == ("in_progress", 1)
    assert (update.text, update.by_id, update.by_name, update.unit_code) == (
        "Đã họp triển khai", by.identifier, by.name, "TAND",
    )  # fmt: skip
    event = AuditEvent.objects.filter(action="programme.progress-reported").first()
    assert (event.actor_id, event.unit_code) == (by.identifier, "TAND")


@pytest.mark.parametrize("username", ["lanhdao", "kiemtra", "quantri"])
def test_who_only_looks_does_not_report(username, register, tell, actor_for):
    task = register()
    with pytest.raises(PermissionDenied):
        tell(task, "in_progress", by=actor_for(username))
    assert task.updates.count() == 1


@pytest.mark.parametrize("status", ["", "in_progress"])
def test_an_officer_does_not_report_for_another_unit(status, register, tell, actor_for):
    with pytest.raises(PermissionDenied):
        tell(register(leads=["STP"]), status, by=actor_for("canbo"))


def test_a_helping_unit_adds_words_and_leaves_the_state(register, tell, actor_for):
    task = register(leads=["STP"], helpers=["TAND"])
    with pytest.raises(PermissionDenied):
        tell(task, "done", by=actor_for("canbo"))
    task = tell(task, "", "Đã gửi số liệu cho đơn vị chủ trì", by=actor_for("canbo"))
    assert (task.status, task.version) == ("not_started", 0)
    assert (task.updates.first().what, task.updates.first().unit_code) == ("contribution", "TAND")


def test_only_the_co_ordinator_cancels_and_opens_again(register, tell, actor_for, at):
    head, centre = actor_for("thutruong"), actor_for("dieuphoi")
    task = register()
    with pytest.raises(PermissionDenied):
        tell(task, "cancelled", by=head)
    task = tell(task, "cancelled", "Kế hoạch đã thay đổi", by=centre)
    assert not task.is_overdue(date(2099, 1, 1))
    with pytest.raises(ValidationError, match=r"Đã hủy|Cancelled"):
        tell(task, "in_progress", by=head)
    with pytest.raises(PermissionDenied):
        reopen_task(task=task, reason="Làm tiếp", seen_version=task.version, by=head, at=at)
    reopen_task(task=task, reason="Làm tiếp", seen_version=task.version, by=centre, at=at)
    assert get_task(centre, task.code).status == "in_progress"
    assert [update.what for update in task.updates.all()] == ["reopened", "progress", "created"]


def test_what_is_open_is_not_opened_again(register, system, at):
    with pytest.raises(ValidationError):
        reopen_task(task=register(), reason="Vì sao", seen_version=0, by=system, at=at)


def test_a_report_based_on_an_old_state_is_refused_and_says_who_was_faster(register, tell, actor_for, at):
    task = register()
    head = actor_for("thutruong")
    tell(task, "in_progress", by=head)
    stale = Progress("Đã xong", "done", seen_version=0)
    with pytest.raises(ValidationError, match="Lãnh đạo Tòa án") as refused:
        report_progress(task=task, progress=stale, by=actor_for("canbo"), at=at)
    assert refused.value.code == "overtaken"
    assert Task.objects.get(pk=task.pk).status == "in_progress"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"status": "delayed"}, "expected_on"),
        ({"status": "delayed", "expected_on": TODAY}, "expected_on"),
        ({"status": "done", "done_on": TODAY + DAY}, "done_on"),
        ({"status": "in_progress", "text": "  "}, "text"),
        ({"status": "in_progress", "text": "x" * 4001}, "text"),
        ({"status": "finished"}, "status"),
    ],
)
def test_a_report_that_says_too_little_or_nonsense_is_refused_at_its_field(values, field, register, tell):
    task = register()
    with pytest.raises(ValidationError) as refused:
        tell(task, **values)
    assert set(refused.value.error_dict) == {field}
    assert task.updates.count() == 1


def test_a_delay_with_a_new_date_is_still_overdue(register, tell):
    task = tell(register(due_date=TODAY - DAY), "delayed", "Thiếu kinh phí", expected_on=TODAY + 30 * DAY)
    assert task.expected_on == TODAY + 30 * DAY
    assert task.is_overdue(TODAY)
    assert tell(task, "in_progress").expected_on is None


def test_overdue_and_late_are_told_in_days(register, tell):
    due = TODAY - 20 * DAY
    task = register(due_date=due)
    with translation.override("en"):
        assert (task.is_overdue(due), task.is_overdue(due + DAY)) == (False, True)
        assert describe_state(task, TODAY).label == "Overdue by 20 days"
        task = tell(task, "done", done_on=due + DAY)
        assert not task.is_overdue(TODAY)
        assert (task.days_late(TODAY), task.updates.first().days_late) == (1, 1)
        assert describe_state(task, TODAY).label == "Done, 1 day late"


def test_a_commitment_is_kept_or_not(register, tell):
    promise = register(obligation="commitment", due_date=TODAY - DAY)
    with translation.override("en"):
        assert describe_state(promise, TODAY).label == "Not kept, 1 day overdue"
        assert describe_state(tell(promise, "done", done_on=TODAY - DAY), TODAY).label == "Kept"


def test_done_today_unless_told_otherwise(register, tell):
    assert tell(register(), "done").done_on == TODAY


def test_where_answers_come_again_the_next_one_is_due(register, tell):
    task = register(rhythm="quarterly", due_date=date(2026, 9, 30))
    task = tell(task, "done", done_on=date(2026, 10, 5))
    assert (task.status, task.due_date, task.done_on) == ("in_progress", date(2026, 12, 31), None)
    answer = task.updates.first()
    assert (answer.status, answer.due_date, answer.days_late) == ("done", date(2026, 9, 30), 5)


def test_evidence_is_stored_for_the_unit_that_leads(register, tell, actor_for):
    task = register(leads=["STP"], helpers=["TAND"])
    files = (Upload("màn hình.png", PNG), Upload("số liệu.csv", b"a,b\n1,2\n"))
    tell(task, "", by=actor_for("canbo"), evidence=files)
    names = list(task.updates.first().evidence.values_list("name", "file__media_type", "file__unit_code"))
    assert names == [("màn hình.png", "image/png", "STP"), ("số liệu.csv", "text/csv", "STP")]


def test_the_same_file_twice_in_one_report_is_one(register, tell):
    task = tell(register(), "", evidence=(Upload("a.csv", b"a\n1\n"), Upload("b.csv", b"a\n1\n")))
    assert task.updates.first().evidence.count() == 1


@pytest.mark.parametrize(
    "upload",
    [
        Upload("a.pdf", b"MZ\x90\x00"),
        Upload("a.png", PNG[:-4]),
        Upload("a.csv", b""),
        Upload("a.svg", b"<svg/>"),
    ],
    ids=["a program", "half a picture", "nothing", "a drawing with scripts"],
)
def test_a_hostile_file_is_refused_and_nothing_is_written(upload, register, tell):
    task, stored = register(), StoredFile.objects.count()
    with pytest.raises(RefusedFile):
        tell(task, "in_progress", evidence=(Upload("tốt.csv", b"a\n1\n"), upload))
    assert (Task.objects.get(pk=task.pk).version, TaskUpdate.objects.filter(task=task).count()) == (0, 1)
    assert StoredFile.objects.count() == stored
