"""Proof of publication, and what everybody may see of the commitments."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.programme.models import Task
from haidang.apps.programme.public import list_public_commitments
from haidang.apps.programme.selectors import list_gaps
from haidang.apps.programme.services import PublicationCheck, Upload, check_publication, release_commitment

from .conftest import PNG

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
HERE = "https://example.org/thu-tuc"


@pytest.fixture
def look(system, at):
    def run(task, *, seen=True, address=HERE, seen_on=TODAY, by=None, **values):
        task = Task.objects.get(pk=task.pk)
        check = PublicationCheck(address, seen, seen_on, seen_version=task.version, **values)
        check_publication(task=task, check=check, by=by or system, at=at)
        return Task.objects.get(pk=task.pk)

    return run


def gaps(actor, on=TODAY):
    return [task.code for task in list_gaps(actor, on)]


def test_a_duty_is_a_gap_until_somebody_saw_it_and_again_after_ninety_days(register, look, system):
    duty = register(obligation="publication")
    register(obligation="task")
    assert gaps(system) == [duty.code]
    look(duty)
    assert gaps(system) == []
    assert gaps(system, TODAY + 90 * DAY) == []
    assert gaps(system, TODAY + 91 * DAY) == [duty.code]


def test_what_is_seen_is_done_and_what_is_gone_is_open_again(register, look, system, actor_for):
    duty = look(register(obligation="publication"), evidence=(Upload("anh.png", PNG),), by=actor_for("canbo"))
    assert (duty.status, duty.done_on, duty.seen_on, duty.published_url) == ("done", TODAY, TODAY, HERE)
    duty = look(duty, seen=False, text="Trang không mở được")
    assert (duty.status, duty.done_on, duty.seen_on) == ("in_progress", None, None)
    assert gaps(system) == [duty.code]
    assert [update.seen for update in duty.updates.all()] == [False, True, None]


def test_a_publication_that_comes_again_is_seen_once_in_each_period(register, look):
    duty = register(obligation="publication", rhythm="monthly", due_date=date(2026, 10, 31))
    duty = look(duty, seen_on=date(2026, 10, 20))
    assert (duty.status, duty.due_date, duty.updates.first().status) == (
        "in_progress",
        date(2026, 11, 30),
        "done",
    )
    duty = look(duty, seen_on=date(2026, 10, 21))
    assert duty.due_date == date(2026, 11, 30)
    assert look(duty).due_date == date(2026, 12, 31)


def test_a_commitment_that_is_published_is_not_yet_kept(register, look):
    assert look(register(obligation="commitment", due_date=TODAY)).status == "not_started"


def test_a_cancelled_duty_is_no_gap(register, tell, look, system):
    duty = tell(register(obligation="publication"), "cancelled")
    assert gaps(system) == []
    with pytest.raises(ValidationError):
        look(duty)


@pytest.mark.parametrize("username", ["lanhdao", "kiemtra", "quantri"])
def test_who_only_looks_at_the_programme_proves_nothing(username, register, look, actor_for):
    with pytest.raises(PermissionDenied):
        look(register(obligation="publication"), by=actor_for(username))


def test_a_unit_proves_only_what_it_leads(register, look, actor_for):
    for units in ({"leads": ["STP"]}, {"leads": ["STP"], "helpers": ["TAND"]}):
        with pytest.raises(PermissionDenied):
            look(register(obligation="publication", **units), by=actor_for("canbo"))


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "không"]
)
def test_only_addresses_of_the_web_are_taken(address, register, look):
    with pytest.raises(ValidationError):
        look(register(obligation="publication"), address=address)


def test_a_look_in_the_future_or_at_a_plain_task_is_refused(register, look):
    with pytest.raises(ValidationError):
        look(register(obligation="publication"), seen_on=TODAY + DAY)
    with pytest.raises(ValidationError):
        look(register(obligation="task"))


def test_the_public_sees_released_commitments_without_persons_or_drafts(
    register, tell, look, actor_for, at, client
):
    shown = register(obligation="commitment", title="Trả lời trong 5 ngày", due_date=TODAY - DAY)
    register(obligation="commitment", title="Còn là dự thảo", due_date=TODAY)
    tell(shown, "in_progress", "Lời của cán bộ", by=actor_for("canbo"))
    assert list_public_commitments(TODAY) == []
    assert release_commitment(task=shown, released=True, by=actor_for("dieuphoi"), at=at)
    assert not release_commitment(task=shown, released=True, by=actor_for("dieuphoi"), at=at)
    (found,) = list_public_commitments(TODAY)
    assert (found.title, found.units) == ("Trả lời trong 5 ngày", ("Tòa án nhân dân thành phố",))
    assert (found.due_date, found.state.value) == (TODAY - DAY, "overdue")
    page = client.get("/cam-ket/").content.decode()
    assert "Trả lời trong 5 ngày" in page
    for hidden in ("Còn là dự thảo", "Lời của cán bộ", "Cán bộ báo cáo", "thutruong"):
        assert hidden not in page


@pytest.mark.parametrize("username", ["canbo", "thutruong", "lanhdao", "kiemtra", "quantri"])
def test_only_the_co_ordinator_releases(username, register, actor_for, at):
    promise = register(obligation="commitment", due_date=TODAY)
    with pytest.raises(PermissionDenied):
        release_commitment(task=promise, released=True, by=actor_for(username), at=at)


def test_a_withdrawn_or_cancelled_commitment_is_no_longer_public(register, tell, system, at):
    one, two = (register(obligation="commitment", due_date=TODAY) for _ in range(2))
    for promise in (one, two):
        release_commitment(task=promise, released=True, by=system, at=at)
    release_commitment(task=one, released=False, by=system, at=at)
    tell(two, "cancelled")
    assert list_public_commitments(TODAY) == []


def test_only_commitments_are_released(register, system, at):
    with pytest.raises(ValidationError):
        release_commitment(task=register(), released=True, by=system, at=at)


def test_the_public_page_says_so_when_there_is_nothing(client):
    page = client.get("/cam-ket/").content.decode()
    assert 'class="empty"' in page
    assert "<table" not in page
