"""One joint team instead of several visits: proposed, answered, decided; and what a late plan does to it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from haidang.apps.inspections.forms import ProposeForm
from haidang.apps.inspections.models import FoundOverlap, Merge, MergeOpinion, MergeState, ProposalState
from haidang.apps.inspections.policies import visible_lines, visible_merges
from haidang.apps.inspections.services import (
    Decision,
    adopt_unopposed,
    agree_to_rest,
    decide_merge,
    drop_proposal,
    give_opinion,
    propose_merges,
    send_proposal,
)
from haidang.apps.inspections.tests.conftest import ONE, THREE, TWO, row
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.notifications.models import Message

pytestmark = pytest.mark.django_db


@pytest.fixture
def overlapping(file_plan, resolve):
    """The court and two departments at one enterprise, two departments at another, one alone."""
    file_plan("SCT", row("Công ty A", ONE, time="Tháng 3"), row("Công ty B", TWO, time="Tháng 6"))
    file_plan("SXD", row("Công ty A", ONE, content="Xây dựng", time="Tháng 4"), row("Công ty C", THREE))
    file_plan("TAND", row("Công ty A", ONE, content="Án phí", time="Tháng 3"))
    file_plan("SNV", row("Công ty B", TWO, content="Lao động", time="Tháng 6"))
    resolve()


@pytest.fixture
def propose(overlapping, year, inspectorate, clock):
    def run(capacity=None, first_month=1):
        return propose_merges(
            year=year, capacity=capacity or {}, first_month=first_month, by=inspectorate, at=clock()
        )

    return run


@pytest.fixture
def sent(propose, inspectorate, clock, at):
    return send_proposal(proposal=propose(), answer_by=at.date(), by=inspectorate, at=clock())


def test_the_rule_of_the_time_says_what_overlaps(overlapping, year):
    rules = set(FoundOverlap.objects.filter(year=year).values_list("rule", flat=True))
    assert rules == {"one_a_year"}, "Directive 20 of 2017: once a year, inspection or check"


def test_one_team_for_each_enterprise_that_overlaps(propose):
    proposal = propose()
    teams = {merge.name: merge for merge in proposal.merges.all()}
    assert set(teams) == {"Công ty A", "Công ty B"}
    assert teams["Công ty A"].turns.count() == 3
    assert teams["Công ty A"].month == 3, "two of three need not move"
    assert proposal.status == "optimal"
    assert teams["Công ty A"].reason


def test_capacity_that_cannot_be_kept_is_told(propose):
    none = {code: dict.fromkeys(range(1, 13), 0) for code in ("SCT", "SNV")}
    proposal = propose(capacity=none)
    assert proposal.overload > 0
    assert {clash["rule"] for clash in proposal.clashes} == {"capacity"}
    assert any("Over capacity" in clash["en"] for clash in proposal.clashes)


def test_capacity_is_of_a_unit_and_a_month(propose):
    """No days in March alone: the team goes to the nearest month in which there are some."""
    days = dict.fromkeys(range(1, 13), 100)
    proposal = propose(capacity={"SCT": days | {3: 0}})
    assert proposal.overload == 0
    assert proposal.merges.get(name="Công ty A").month == 4
    assert proposal.capacity["SCT"] == {str(month): told for month, told in (days | {3: 0}).items()}
    event = AuditEvent.objects.filter(action="inspections.merge-proposed").latest("pk")
    assert event.data["capacity"] == proposal.capacity


@pytest.mark.parametrize("wrong", [{13: 5}, {0: 5}, {3: -1}])
def test_capacity_of_no_month_or_less_than_nothing_is_refused(wrong, propose):
    with pytest.raises(ValidationError, match="SCT"):
        propose(capacity={"SCT": wrong})


def test_one_number_holds_for_every_month_that_has_none_of_its_own(unit):
    form = ProposeForm(
        {"first_month": "1", "cap-SCT": "40", "cap-SCT-7": "0"}, units=[unit("SCT"), unit("SXD")]
    )
    assert form.is_valid()
    assert form.capacity == {"SCT": dict.fromkeys(range(1, 13), 40) | {7: 0}}
    kept = {"SCT": {str(month): days for month, days in form.capacity["SCT"].items()}, "SXD": {"5": 9}}
    again = ProposeForm(units=[unit("SCT"), unit("SXD")], known=kept)
    told = {name: field.initial for name, field in again.fields.items() if field.initial is not None}
    assert told == {"cap-SCT": 40, "cap-SCT-7": 0, "cap-SXD-5": 9}
    assert not ProposeForm({"first_month": "1", "cap-SCT-7": "-1"}, units=[unit("SCT")]).is_valid()


def test_nothing_is_proposed_while_plans_are_compared(propose, file_plan):
    file_plan("STP", row("Công ty A", ONE))
    with pytest.raises(ValidationError, match="being compared"):
        propose()


def test_a_new_draft_replaces_the_old_one_but_nothing_that_was_sent(propose, sent, inspectorate, clock):
    with pytest.raises(ValidationError, match="with the units"):
        propose()
    drop_proposal(proposal=sent, by=inspectorate, at=clock())
    first, second = propose(), propose()
    first.refresh_from_db()
    assert (first.state, second.state) == (ProposalState.DROPPED, ProposalState.DRAFT)


def test_units_see_their_teams_once_they_were_sent_and_are_told(propose, inspectorate, actor_for, clock, at):
    proposal, head = propose(), actor_for("thutruong")
    assert not visible_merges(head).exists()
    send_proposal(proposal=proposal, answer_by=at.date(), by=inspectorate, at=clock())
    assert [merge.name for merge in visible_merges(head)] == ["Công ty A"]
    assert Message.objects.filter(recipient__username="thutruong", kind="inspections").count() == 1


def test_a_unit_sees_visits_of_others_only_where_they_meet_its_own(overlapping, actor_for):
    seen = {(line.unit.code, line.name) for line in visible_lines(actor_for("canbo"))}
    assert seen == {("TAND", "Công ty A"), ("SCT", "Công ty A"), ("SXD", "Công ty A")}


def test_the_head_answers_for_the_unit_and_disagreement_has_a_reason(sent, actor_for, unit, clock):
    merge, head = sent.merges.get(name="Công ty A"), actor_for("thutruong")
    with pytest.raises(ValidationError):
        give_opinion(merge=merge, unit=unit("TAND"), agrees=False, text=" ", by=head, at=clock())
    give_opinion(merge=merge, unit=unit("TAND"), agrees=False, text="Tháng 9", by=head, at=clock())
    give_opinion(merge=merge, unit=unit("TAND"), agrees=True, text="", by=head, at=clock())
    assert [opinion.agrees for opinion in merge.opinions.all()] == [False, True]
    with pytest.raises(PermissionDenied):
        give_opinion(merge=merge, unit=unit("SCT"), agrees=True, text="", by=head, at=clock())
    with pytest.raises(PermissionDenied):
        give_opinion(merge=merge, unit=unit("TAND"), agrees=True, text="", by=actor_for("canbo"), at=clock())
    other = sent.merges.get(name="Công ty B")
    with pytest.raises(ValidationError, match="does not take part"):
        give_opinion(merge=other, unit=unit("TAND"), agrees=True, text="", by=head, at=clock())


def test_opinions_are_never_changed(sent, actor_for, unit, clock):
    head = actor_for("thutruong")
    assert agree_to_rest(proposal=sent, unit=unit("TAND"), by=head, at=clock()) == 1
    assert agree_to_rest(proposal=sent, unit=unit("TAND"), by=head, at=clock()) == 0
    with pytest.raises(DatabaseError), transaction.atomic():
        MergeOpinion.objects.update(agrees=False)


def test_what_nobody_opposes_is_adopted_when_the_day_is_past(sent, actor_for, unit, inspectorate, clock, at):
    merge = sent.merges.get(name="Công ty A")
    give_opinion(
        merge=merge,
        unit=unit("TAND"),
        agrees=False,
        text="Không đủ người",
        by=actor_for("thutruong"),
        at=clock(),
    )
    assert adopt_unopposed(proposal=sent, by=inspectorate, at=clock()) == 0, "units may still answer"
    assert adopt_unopposed(proposal=sent, by=inspectorate, at=at + timedelta(days=2)) == 1
    assert sent.merges.get(name="Công ty B").state == MergeState.ADOPTED
    sent.refresh_from_db()
    assert sent.state == ProposalState.SENT, "the opposed one is not decided"


def test_units_may_have_agreed_elsewhere_and_that_is_kept(sent, inspectorate, clock):
    said = "Cuộc họp ngày 20/11/2026"
    assert adopt_unopposed(proposal=sent, agreed_at=said, by=inspectorate, at=clock()) == 2
    assert set(sent.merges.values_list("decision_note", flat=True)) == {said}
    sent.refresh_from_db()
    assert sent.state == ProposalState.SETTLED


def test_the_inspectorate_may_decide_otherwise_and_says_why(sent, unit, inspectorate, clock):
    merge = sent.merges.get(name="Công ty A")
    with pytest.raises(ValidationError):
        decide_merge(merge=merge, decision=Decision(True, unit("SXD"), 9), by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="units that take part"):
        decide_merge(merge=merge, decision=Decision(True, unit("STP"), 3, "vì"), by=inspectorate, at=clock())
    decided = decide_merge(
        merge=merge,
        decision=Decision(True, unit("SXD"), 9, "Sở Xây dựng đã chuẩn bị"),
        by=inspectorate,
        at=clock(),
    )
    assert (decided.state, decided.lead.code, decided.month) == (MergeState.ADOPTED, "SXD", 9)
    with pytest.raises(ValidationError, match="decided on before"):
        decide_merge(merge=merge, decision=Decision(False, unit("SXD"), 9, "x"), by=inspectorate, at=clock())


def test_a_late_plan_is_proposed_again_for_its_enterprise_alone(
    sent, file_plan, resolve, year, inspectorate, clock, at
):
    adopt_unopposed(proposal=sent, by=inspectorate, at=at + timedelta(days=2))
    with pytest.raises(ValidationError, match="Nothing overlaps"):
        propose_merges(year=year, capacity={}, first_month=1, by=inspectorate, at=clock())
    file_plan("CTHUE", row("Công ty B", TWO, content="Thuế", time="Tháng 8"))
    resolve()
    late = propose_merges(year=year, capacity={}, first_month=1, by=inspectorate, at=clock())
    (merge,) = late.merges.all()
    assert merge.name == "Công ty B"
    assert merge.turns.count() == 3
    send_proposal(proposal=late, answer_by=at.date(), by=inspectorate, at=clock())
    adopt_unopposed(proposal=late, by=inspectorate, at=at + timedelta(days=2))
    states = Merge.objects.filter(name="Công ty B").order_by("pk").values_list("state", flat=True)
    assert list(states) == [MergeState.REPLACED, MergeState.ADOPTED]


def test_a_plan_filed_again_opens_the_question_again(sent, file_plan, resolve, year, inspectorate, clock, at):
    adopt_unopposed(proposal=sent, by=inspectorate, at=at + timedelta(days=2))
    file_plan("SNV", row("Công ty B", TWO, content="Lao động", time="Tháng 7"))
    resolve()
    assert Merge.objects.adopted().count() == 1
    again = propose_merges(year=year, capacity={}, first_month=1, by=inspectorate, at=clock())
    assert [merge.name for merge in again.merges.all()] == ["Công ty B"]


@pytest.mark.parametrize("name", ["dieuphoi", "lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_inspectorate_decides(name, sent, actor_for, unit, clock):
    by, merge = actor_for(name), sent.merges.first()
    for deed in (
        lambda: adopt_unopposed(proposal=sent, by=by, at=clock()),
        lambda: drop_proposal(proposal=sent, by=by, at=clock()),
        lambda: decide_merge(merge=merge, decision=Decision(True, unit("SCT"), 3), by=by, at=clock()),
    ):
        with pytest.raises(PermissionDenied):
            deed()
