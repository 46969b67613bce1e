"""From a proposal of the report to tasks of the plan, and back: what became of it is shown in the next round."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan, Task
from haidang.apps.programme.services import Progress, report_progress
from haidang.apps.reporting.models import ProposalDecision
from haidang.apps.reporting.services import (
    NewDecision,
    NewTask,
    decide_proposal,
    freeze_report,
    give_task,
    register_proposal,
)
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

ACCEPTED = NewDecision("accepted", "Ủy ban nhân dân thành phố", "12/TB-UBND", date(2026, 11, 20))


@pytest.fixture
def frozen(small, load, explain_all, system, at):
    explain_all()
    return freeze_report(report=load(small), by=system, at=at)


@pytest.fixture
def proposal(frozen, coordinator, at):
    return register_proposal(report=frozen, block_key="one.1", by=coordinator, at=at)


@pytest.fixture
def accepted(proposal, actor_for, at):
    decide_proposal(proposal=proposal, decision=ACCEPTED, by=actor_for("lanhdao"), at=at)
    return proposal


def new_task(**changes):
    values = {
        "plan": Plan.objects.first(), "title": "Mở rộng tích hợp dịch vụ công", "due_date": date(2027, 6, 30),
        "leads": [Unit.objects.get(code="TAND")],
    }  # fmt: skip
    return NewTask(**(values | changes))


def test_a_paragraph_is_registered_once(proposal, frozen, coordinator, at):
    again = register_proposal(report=frozen, block_key="one.1", by=coordinator, at=at)
    assert (again.pk, again.number) == (proposal.pk, 1)
    other = register_proposal(report=frozen, block_key="two.1", by=coordinator, at=at)
    assert other.number == 2


@pytest.mark.parametrize("key", ["none", "two.2", "fn.note"])
def test_what_is_no_paragraph_is_no_proposal(key, frozen, coordinator, at):
    with pytest.raises(ValidationError):
        register_proposal(report=frozen, block_key=key, by=coordinator, at=at)


def test_nothing_is_decided_on_a_draft(small, load, coordinator, at):
    proposal = register_proposal(report=load(small), block_key="one.1", by=coordinator, at=at)
    with pytest.raises(ValidationError, match="draft"):
        decide_proposal(proposal=proposal, decision=ACCEPTED, by=coordinator, at=at)


def test_a_decision_names_its_document(proposal, coordinator, at):
    wrong = NewDecision("refused", "", " ", at.date() + timedelta(days=2))
    with pytest.raises(ValidationError) as refused:
        decide_proposal(proposal=proposal, decision=wrong, by=coordinator, at=at)
    assert set(refused.value.message_dict) == {"text", "decided_by", "document_number", "decided_on"}


def test_a_later_decision_stands_beside_the_first_and_nobody_overwrites_unseen(accepted, coordinator, at):
    refusal = NewDecision("refused", "UBND", "13/TB-UBND", date(2026, 11, 22), "Chưa bố trí được kinh phí")
    with pytest.raises(ValidationError, match="meanwhile"):
        decide_proposal(proposal=accepted, decision=refusal, by=coordinator, at=at)
    seen = NewDecision(**vars(refusal) | {"seen": accepted.decisions.first().pk})
    decide_proposal(proposal=accepted, decision=seen, by=coordinator, at=at)
    assert list(accepted.decisions.values_list("outcome", flat=True)) == ["refused", "accepted"]
    with pytest.raises(DatabaseError), transaction.atomic():
        ProposalDecision.objects.all().update(outcome="refused")


def test_an_accepted_proposal_becomes_tasks_that_name_decision_and_proposal(accepted, coordinator, at):
    helpers = [Unit.objects.get(code="STP")]
    first = give_task(proposal=accepted, new=new_task(helpers=helpers), by=coordinator, at=at)
    second = give_task(proposal=accepted, new=new_task(title="Việc thứ hai"), by=coordinator, at=at)
    task = Task.objects.get(pk=first.pk)
    assert task.obligation == "direction"
    assert task.decision_number == "12/TB-UBND"
    assert task.proposal.startswith("Có 1.237/1.916 dịch vụ")
    assert [duty.unit.code for duty in task.participants.order_by("part")] == ["STP", "TAND"]
    assert second.pk != first.pk
    actions = AuditEvent.objects.filter(action__startswith="reporting.proposal").values_list(
        "action", flat=True
    )
    assert sorted(actions) == [
        "reporting.proposal-decided", "reporting.proposal-registered", "reporting.proposal-task-given",
        "reporting.proposal-task-given",
    ]  # fmt: skip


def test_without_an_accepting_decision_there_is_no_task(proposal, coordinator, at):
    with pytest.raises(ValidationError, match="accepted"):
        give_task(proposal=proposal, new=new_task(), by=coordinator, at=at)
    assert not Task.objects.filter(obligation="direction").exists()


def test_with_open_tasks_it_is_not_refused_afterwards(accepted, coordinator, at):
    give_task(proposal=accepted, new=new_task(), by=coordinator, at=at)
    seen = accepted.decisions.first().pk
    refusal = NewDecision("refused", "UBND", "13", date(2026, 11, 22), "Không còn cần thiết", seen)
    with pytest.raises(ValidationError, match="open"):
        decide_proposal(proposal=accepted, decision=refusal, by=coordinator, at=at)


def test_a_task_that_everybody_sees_tells_no_figure_that_was_not_accepted(secret_report, coordinator, at):
    proposal = register_proposal(report=secret_report, block_key="one.1", by=coordinator, at=at)
    decide_proposal(proposal=proposal, decision=ACCEPTED, by=coordinator, at=at)
    task = give_task(proposal=proposal, new=new_task(), by=coordinator, at=at)
    assert "4.711" not in task.proposal
    assert "[chưa công bố]" in task.proposal


def test_a_stranger_reads_proposals_without_what_was_not_accepted(secret_report, coordinator, at, signed_in):
    register_proposal(report=secret_report, block_key="one.1", by=coordinator, at=at)
    client = signed_in("thutruong")
    for address in (
        reverse("reporting:proposals", args=["SMALL"]),
        reverse("reporting:proposal", args=["SMALL", 1]),
        "/api/v1/reports/SMALL/proposals",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "4.711" not in answer.content.decode(), address


@pytest.mark.parametrize("username", ["thutruong", "canbo", "kiemtra", "quantri"])
def test_units_and_auditors_decide_nothing(username, proposal, actor_for, at, signed_in):
    with pytest.raises(PermissionDenied):
        decide_proposal(proposal=proposal, decision=ACCEPTED, by=actor_for(username), at=at)
    client = signed_in(username)
    assert client.post(reverse("reporting:proposal", args=["SMALL", 1]), {}).status_code == 403
    assert client.post(reverse("reporting:proposal-task", args=["SMALL", 1]), {}).status_code == 403
    assert (
        client.post(reverse("reporting:register-proposal", args=["SMALL"]), {"block": "two.1"}).status_code
        == 403
    )
    assert not proposal.decisions.exists()


def test_the_leader_decides_and_the_co_ordinator_gives_the_task(accepted, actor_for, at):
    with pytest.raises(PermissionDenied):
        give_task(proposal=accepted, new=new_task(), by=actor_for("lanhdao"), at=at)


def test_through_the_pages_from_paragraph_to_task_and_into_the_next_round(
    frozen, load, small, round_, signed_in, at
):
    client = signed_in("dieuphoi")
    page = reverse("reporting:proposals", args=["SMALL"])
    assert "Chưa đăng ký kiến nghị nào" in client.get(page).content.decode()
    client.post(reverse("reporting:register-proposal", args=["SMALL"]), {"block": "one.1"})
    one = reverse("reporting:proposal", args=["SMALL", 1])
    data = {
        "seen": 0, "outcome": "changed", "text": "Giao thêm đơn vị phối hợp", "decided_by": "UBND thành phố",
        "document_number": "12/TB-UBND", "decided_on": "20/11/2026",
    }  # fmt: skip
    assert client.post(one, data).status_code == 302
    assert client.post(one, data).status_code == 400  # overtaken by oneself
    data = {
        "title": "Việc được giao", "leads": [Unit.objects.get(code="TAND").pk], "due_date": "30/06/2027",
        "plan": Plan.objects.first().pk,
    }  # fmt: skip
    assert client.post(reverse("reporting:proposal-task", args=["SMALL", 1]), data).status_code == 302
    task = Task.objects.get(obligation="direction")
    assert task.code in client.get(one).content.decode()
    report_progress(task=task, progress=Progress("Đã xong", "done"), by=_system(), at=at)
    words = [{"key": "one", "title": "Một", "blocks": [{"key": "one.1", "p": "Một đoạn."}]}]
    load(small | {"code": "NEXT", "round": round_.code, "sections": words, "footnotes": {}})
    shown = client.get(reverse("reporting:proposals", args=["NEXT"])).content.decode()
    assert task.code in shown
    assert "Hoàn thành" in shown or "Đã hoàn thành" in shown


def _system():
    from haidang.foundation.accounts.actor import Actor

    return Actor.system("test")


def test_the_api_tells_decisions_and_tasks(accepted, coordinator, at, signed_in):
    task = give_task(proposal=accepted, new=new_task(), by=coordinator, at=at)
    (one,) = signed_in("kiemtra").get("/api/v1/reports/SMALL/proposals").json()["items"]
    assert one["outcome"] == "accepted"
    assert one["decisions"][0]["document_number"] == "12/TB-UBND"
    assert [found["code"] for found in one["tasks"]] == [task.code]
