"""Inspections of administrative reform: planned for a year, answered by a checklist, scored, followed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from haidang.apps.inspections.models import ChecklistAnswer, FormerReformPlan, Inspection
from haidang.apps.inspections.procedures import find_checklist
from haidang.apps.inspections.scoring import score
from haidang.apps.inspections.selectors.conduct import list_reform_plans
from haidang.apps.inspections.services import (
    answer_checklist,
    make_faults,
    open_inspection,
    record_step,
    set_reform_plan,
)
from haidang.apps.inspections.services.checklists import SentReply
from haidang.apps.inspections.services.opening import Target
from haidang.apps.inspections.services.reform import NewReformPlan
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.tests.conduct.conftest import unit
from haidang.foundation.audit.models import AuditEvent

UNITS = ("STP", "SCT", "SNV", "SDL")


def code(error):
    return getattr(error.value, "code", None) or list(error.value.message_dict)


@pytest.fixture
def plan(head, at):
    def make(units=UNITS, by=head, number="9/KH-TA", replaces=None):
        chosen = [unit(code) for code in units]
        new = NewReformPlan(2026, unit("TAND"), number, date(2026, 10, 1), chosen)
        return set_reform_plan(new=new, replaces=replaces, by=by, at=at)

    return make


@pytest.fixture
def inspected(plan, new, head, officer, at):
    """`inspected(code)` is an inspection at a unit that has begun."""

    def make(code="STP", plan_=None):
        target = Target(subject_unit=unit(code), reform_plan=plan_ or plan())
        found = open_inspection(
            new=new(target, lead=unit("TAND"), content="Cải cách hành chính năm 2026"), by=head, at=at
        )
        done = StepDone("announcement", date(2026, 11, 4))
        record_step(inspection=found, done=done, seen_version=found.version, by=officer, at=at)
        found.refresh_from_db()
        return found

    return make


def reply(inspection, by, at, **replies):
    sent = [SentReply(item, answer, "có biên bản") for item, answer in replies.items()]
    return answer_checklist(inspection=inspection, replies=sent, by=by, at=at)


def result(inspection):
    return score(find_checklist(inspection.checklist), list(inspection.answers.all()))


def test_progress_is_how_many_units_of_the_plan_were_inspected(plan, inspected, officer, head, at):
    the_plan = plan()
    for name in ("STP", "SCT", "SNV"):
        found = inspected(name, the_plan)
        if name != "SNV":
            done = StepDone("end_of_work", date(2026, 11, 6))
            record_step(inspection=found, done=done, seen_version=found.version, by=officer, at=at)
    (progress,) = list_reform_plans(officer)
    assert (progress.done, progress.planned, progress.rate) == (2, 4, 50.0)


def test_a_unit_is_inspected_once_under_a_plan_that_names_it(plan, inspected):
    the_plan = plan()
    inspected("STP", the_plan)
    for name, expected in (("STP", "opened_already"), ("SYT", "not_in_force")):
        with pytest.raises(ValidationError) as error:
            inspected(name, the_plan)
        assert code(error) == expected


def test_a_plan_may_change_but_keeps_who_was_inspected(plan, inspected):
    inspected("STP")
    assert plan(("STP", "SCT"), number="10/KH-TA", replaces=1).units.count() == 2
    with pytest.raises(ValidationError) as error:
        plan(("SCT",), replaces=2)
    assert code(error) == ["units"]


def test_a_second_plan_of_a_year_replaces_the_first_only_when_that_is_meant(plan):
    first = plan()
    for version in (None, 2):
        with pytest.raises(ValidationError) as error:
            plan(("STP", "SYT"), number="10/KH-TA", replaces=version)
        assert code(error) == "replaces"
    assert set(first.units.values_list("code", flat=True)) == set(UNITS)
    second = plan(("STP", "SYT"), number="10/KH-TA", replaces=1)
    assert (second.pk, second.number, second.version) == (first.pk, "10/KH-TA", 2)


def test_the_plan_of_before_stays_in_the_history(plan, officer):
    plan()
    plan(("STP", "SYT"), number="10/KH-TA", replaces=1)
    (progress,) = list_reform_plans(officer)
    (former,) = progress.former
    assert (former.plan.number, set(former.plan.units)) == ("9/KH-TA", set(UNITS))
    event = AuditEvent.objects.filter(action="inspections.reform-replaced").get()
    assert event.data == {"former": "9/KH-TA", "added": 1, "removed": 3}
    with pytest.raises(DatabaseError), transaction.atomic():
        FormerReformPlan.objects.update(number="x")


def test_the_same_plan_again_changes_nothing(plan):
    assert plan().version == plan().version == 1
    assert not FormerReformPlan.objects.exists()


@pytest.mark.parametrize("username", ["canbo", "thanhtra", "dieuphoi", "quantri"])
def test_only_the_head_of_the_lead_plans(username, plan, actor_for):
    with pytest.raises(PermissionDenied):
        plan(by=actor_for(username))


def test_units_have_no_counter_of_the_law(inspected):
    assert inspected().judgement == []


def test_points_of_what_applies_make_the_score(inspected, officer, at):
    """A1 has 6 points, A2 has 8, A3 has 4."""
    inspection = inspected()
    assert result(inspection).rate is None
    reply(inspection, officer, at, A1="yes", A2="partly", A3="none")
    found = result(inspection)
    assert (found.points, found.possible, found.rate, found.answered) == (
        Decimal(10), 14, Decimal("71.43"), 3,
    )  # fmt: skip


def test_the_newest_answer_counts_and_all_of_them_stay(inspected, officer, at):
    inspection = inspected()
    reply(inspection, officer, at, A1="yes")
    assert reply(inspection, officer, at, A1="yes") == []
    reply(inspection, officer, at, A1="no")
    assert (result(inspection).points, inspection.answers.count()) == (0, 2)
    with pytest.raises(DatabaseError), transaction.atomic():
        ChecklistAnswer.objects.update(reply="yes")


def test_a_question_that_is_none_undoes_all(inspected, officer, at):
    inspection = inspected()
    with pytest.raises(ValidationError) as error:
        reply(inspection, officer, at, A1="yes", Z9="yes")
    assert code(error) == "no_such_item"
    assert not inspection.answers.exists()


def test_findings_are_made_once_of_what_is_not_in_order(inspected, officer, at):
    inspection = inspected()
    reply(inspection, officer, at, A1="yes", A2="partly", B2="no")
    due = date(2026, 12, 31)
    made = make_faults(inspection=inspection, due_on=due, by=officer, at=at)
    assert [(fault.item, fault.due_on) for fault in made] == [("A2", due), ("B2", due)]
    assert "có biên bản" in made[0].what
    assert make_faults(inspection=inspection, due_on=due, by=officer, at=at) == []


@pytest.mark.parametrize("username", ["thanhtra", "dieuphoi", "kiemtra", "quantri"])
def test_strangers_answer_nothing(username, inspected, actor_for, at):
    inspection = inspected()
    with pytest.raises(PermissionDenied):
        reply(inspection, actor_for(username), at, A1="yes")
    with pytest.raises(PermissionDenied):
        make_faults(inspection=inspection, due_on=date(2026, 12, 31), by=actor_for(username), at=at)


def test_an_inspection_of_an_enterprise_has_no_checklist(working, officer, at):
    assert Inspection.objects.get().checklist == ""
    with pytest.raises(ValidationError) as error:
        reply(working, officer, at, A1="yes")
    assert code(error) == "no_checklist"


def test_answers_of_somebody_else_are_not_overwritten_unseen(inspected, officer, at):
    found = inspected()
    reply(found, officer, at, A1="yes")
    sent = [SentReply("A1", "no", "")]
    with pytest.raises(ValidationError) as refused:
        answer_checklist(inspection=found, replies=sent, seen=0, by=officer, at=at)
    assert code(refused) == "conflict"
    newest = found.answers.latest("pk").pk
    assert len(answer_checklist(inspection=found, replies=sent, seen=newest, by=officer, at=at)) == 1
