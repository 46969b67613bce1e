"""An inspection is opened once, from what was decided, and only where the law of its day allows it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.inspections.models import Inspection, MergeState, PlanFiling
from haidang.apps.inspections.selectors.judging import seen_by
from haidang.apps.inspections.selectors.visits import list_visits
from haidang.apps.inspections.services import cancel_inspection, open_inspection
from haidang.apps.inspections.services.dossier import Upload
from haidang.apps.inspections.services.opening import Target, judge
from haidang.apps.inspections.tests.conduct.conftest import SAFETY, TAX, unit
from haidang.foundation.audit.models import AuditEvent

SIGNS = "Đơn tố giác ngày 10/11/2026 kèm hóa đơn khống số 0012345"


def refusal(error):
    return getattr(error.value, "code", None) or list(error.value.message_dict)


def adhoc(new, enterprise, **changes):
    told = {"lead": unit("TTTP"), "form": "thanh_tra", "content": SAFETY}
    return new(Target(enterprise=enterprise), **told | changes)


def test_a_visit_of_the_plan_is_opened_with_its_decision_as_the_first_step(opened, head):
    inspection = opened()
    assert (inspection.lead.code, inspection.form, inspection.content) == ("TAND", "kiem_tra", TAX)
    assert (inspection.stage, inspection.procedure) == ("prepared", "check-2025")
    assert [(step.step, step.done_on) for step in inspection.steps.all()] == [("decision", date(2026, 11, 2))]
    event = AuditEvent.objects.filter(action="inspections.opened").get()
    assert (event.actor_id, event.unit_code) == (head.identifier, "TAND")


def test_a_visit_is_opened_once(opened, plan_line):
    line = plan_line()
    opened(line)
    with pytest.raises(ValidationError) as error:
        opened(line)
    assert refusal(error) == "opened_already"


def test_a_visit_of_a_plan_that_was_replaced_is_not_opened(opened, plan_line):
    line = plan_line()
    PlanFiling.objects.update(state="replaced")
    line.filing.refresh_from_db()
    with pytest.raises(ValidationError) as error:
        opened(line)
    assert refusal(error) == "not_in_force"


def test_a_visit_in_a_joint_team_is_opened_through_the_team_alone(
    opened, plan_line, joint_team, new, head, at
):
    ours, theirs = plan_line("TAND"), plan_line("TTTP", "thanh_tra", SAFETY)
    merge = joint_team(ours, theirs)
    with pytest.raises(ValidationError) as error:
        opened(ours)
    assert refusal(error) == "in_a_joint_team"
    inspection = open_inspection(new=new(Target(merge=merge)), by=head, at=at)
    assert inspection.contents == [TAX, SAFETY]
    assert [unit.code for unit in inspection.co_units.all()] == ["TTTP"]
    with pytest.raises(ValidationError) as error:
        open_inspection(new=new(Target(merge=merge)), by=head, at=at)
    assert refusal(error) == "opened_already"


def test_of_visits_of_others_one_is_told_who_comes_when_and_not_for_what(
    plan_line, enterprise, new, actor_for, inspectorate
):
    plan_line("TAND", content=TAX), plan_line("SCT", content="MẬT: hóa đơn khống")
    found = judge(adhoc(new, enterprise))
    told = {
        name: {visit.unit_code: visit.contents for visit in seen_by(actor, found).visits}
        for name, actor in (("canbo", actor_for("canbo")), ("thanhtra", inspectorate))
    }
    assert told["canbo"] == {"TAND": (TAX,), "SCT": ()}
    assert told["thanhtra"]["SCT"] == ("MẬT: hóa đơn khống",)


def test_a_joint_team_that_was_only_proposed_is_not_opened(plan_line, joint_team, new, head, at):
    merge = joint_team(plan_line("TAND"), plan_line("TTTP"), state=MergeState.PROPOSED)
    with pytest.raises(ValidationError) as error:
        open_inspection(new=new(Target(merge=merge)), by=head, at=at)
    assert refusal(error) == "not_in_force"


@pytest.mark.parametrize("username", ["canbo", "thanhtra", "dieuphoi", "lanhdao", "kiemtra", "quantri"])
def test_only_the_head_of_the_lead_opens(username, plan_line, new, actor_for, at):
    with pytest.raises(PermissionDenied):
        open_inspection(new=new(Target(line=plan_line())), by=actor_for(username), at=at)
    assert not Inspection.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end_on": date(2026, 11, 3)}, "end_on"),
        ({"decision_on": date(2026, 11, 24)}, "decision_on"),
        ({"decision_on": date(2026, 11, 5)}, "start_on"),
        ({"decision_number": " "}, "decision_number"),
        ({"decision_by": ""}, "decision_by"),
        ({"start_on": date(2027, 1, 4), "end_on": date(2027, 1, 5)}, "start_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes, field, opened):
    with pytest.raises(ValidationError) as error:
        opened(**changes)
    assert field in error.value.message_dict


class TestLawOf2026:
    """At most one inspection and one check a year; not both on the same content (Resolution 198/2025/QH15)."""

    def test_a_second_check_is_refused(self, opened, enterprise, new, at, inspector):
        opened()
        with pytest.raises(ValidationError) as error:
            open_inspection(new=adhoc(new, enterprise, form="kiem_tra", content=SAFETY), by=inspector, at=at)
        assert refusal(error) == "too_often"
        assert "198/2025" in " ".join(error.value.messages)

    def test_an_inspection_beside_a_check_of_other_content_is_allowed(
        self, opened, enterprise, new, at, inspector
    ):
        opened()
        assert open_inspection(new=adhoc(new, enterprise), by=inspector, at=at).judgement == [
            entry for entry in Inspection.objects.latest("pk").judgement if not entry["blocks"]
        ]

    def test_inspection_and_check_of_the_same_content_are_not(self, opened, enterprise, new, at, inspector):
        opened()
        found = judge(adhoc(new, enterprise, content=TAX.upper()))
        assert {v.rule.key for v in found.violations if v.blocks} == {"not_both", "duplicate"}
        with pytest.raises(ValidationError):
            open_inspection(new=adhoc(new, enterprise, content=TAX), by=inspector, at=at)

    def test_what_is_only_planned_counts_against_a_visit_outside_the_plan(
        self, plan_line, enterprise, new, at, inspector
    ):
        plan_line("TAND", month=12)
        found = judge(adhoc(new, enterprise, form="kiem_tra"))
        (quota,) = [v for v in found.violations if v.blocks]
        assert (quota.rule.key, [visit.unit_code for visit in quota.visits]) == ("one_check", ["TAND"])

    def test_a_planned_visit_is_only_warned_of_others_that_are_planned(self, opened, plan_line):
        plan_line("TTTP", content=SAFETY, month=12)
        inspection = opened(plan_line("TAND"))
        assert [(entry["rule"], entry["blocks"]) for entry in inspection.judgement] == [("one_check", False)]

    def test_the_second_planned_visit_is_refused_once_the_first_was_opened(
        self, opened, plan_line, new, inspector, at
    ):
        opened(plan_line("TAND"))
        second = plan_line("TTTP", content=SAFETY)
        with pytest.raises(ValidationError) as error:
            open_inspection(new=new(Target(line=second)), by=inspector, at=at)
        assert refusal(error) == "too_often"

    def test_a_joint_team_counts_once(self, plan_line, joint_team, enterprise):
        joint_team(plan_line("TAND"), plan_line("TTTP", content=SAFETY))
        visits = list_visits(f"e{enterprise.pk}", 2026)
        assert [(visit.kind, visit.unit_code) for visit in visits] == [("joint", "TAND")]

    def test_an_opened_visit_counts_once_even_if_its_plan_was_filed_again(
        self, opened, plan_line, enterprise
    ):
        opened(plan_line())
        PlanFiling.objects.update(state="replaced")
        plan_line()
        assert [v.kind for v in list_visits(f"e{enterprise.pk}", 2026)] == ["opened"]

    def test_another_year_does_not_count(self, opened, plan_line, enterprise, new):
        plan_line("TAND", year=2025)
        assert judge(adhoc(new, enterprise, form="kiem_tra")).violations == ()

    def test_what_was_called_off_counts_no_more(self, opened, enterprise, new, head, at):
        inspection = opened()
        cancel_inspection(
            inspection=inspection,
            reason="Doanh nghiệp tạm ngừng",
            seen_version=inspection.version,
            by=head,
            at=at,
        )
        assert judge(adhoc(new, enterprise, form="kiem_tra")).violations == ()


class TestLawOf2024:
    """Inspections and checks share one counter (Directive 20/CT-TTg of 2017)."""

    DAYS = {
        "decision_on": date(2024, 9, 2), "start_on": date(2024, 9, 4), "end_on": date(2024, 9, 6),
    }  # fmt: skip

    def test_an_inspection_counts_against_a_check(self, plan_line, enterprise, new):
        plan_line("TAND", year=2024)
        found = judge(adhoc(new, enterprise, **self.DAYS))
        assert [v.rule.key for v in found.violations if v.blocks] == ["one_a_year"]

    def test_the_rules_are_those_of_the_first_day(self, plan_line, enterprise, new, inspector):
        plan_line("TAND", year=2025)
        before = judge(adhoc(new, enterprise, start_on=date(2025, 5, 16), end_on=date(2025, 5, 16)))
        since = judge(adhoc(new, enterprise, start_on=date(2025, 5, 19), end_on=date(2025, 5, 19)))
        assert [v.rule.key for v in before.violations if v.blocks] == ["one_a_year"]
        assert [v.rule.key for v in since.violations if v.blocks] == []

    def test_the_course_is_that_of_its_time(self, plan_line, opened):
        inspection = opened(plan_line("TAND", year=2024), **self.DAYS)
        assert inspection.procedure == "check-2017"


class TestClearSigns:
    """The only exception, with evidence that stays on record."""

    def test_evidence_opens_against_a_rule_and_stays(self, opened, enterprise, new, inspector, at):
        opened()
        inspection = open_inspection(
            new=adhoc(
                new, enterprise, form="kiem_tra", exception=SIGNS, exception_file=Upload("don.csv", b"a,b\n1,2\n")
            ),
            by=inspector,
            at=at,
        )  # fmt: skip
        assert (inspection.exception, inspection.exception_file.name) == (SIGNS, "don.csv")
        assert [entry["rule"] for entry in inspection.judgement if entry["blocks"]] == ["one_check"]
        event = AuditEvent.objects.get(action="inspections.opened-by-exception")
        assert event.data["evidence"] == SIGNS

    def test_a_word_is_no_evidence(self, opened, enterprise, new, inspector, at):
        opened()
        with pytest.raises(ValidationError) as error:
            open_inspection(
                new=adhoc(new, enterprise, form="kiem_tra", exception="có dấu hiệu"), by=inspector, at=at
            )
        assert refusal(error) == ["exception"]

    def test_an_exception_that_is_not_needed_is_not_claimed(self, enterprise, new, inspector, at):
        inspection = open_inspection(new=adhoc(new, enterprise, exception=SIGNS), by=inspector, at=at)
        assert inspection.exception == ""


def test_a_check_of_more_than_ten_working_days_is_warned_of(new, enterprise):
    ten = judge(adhoc(new, enterprise, form="kiem_tra", end_on=date(2026, 11, 17)))
    eleven = judge(adhoc(new, enterprise, form="kiem_tra", end_on=date(2026, 11, 18)))
    assert (ten.days, ten.too_long) == (10, None)
    assert (eleven.days, eleven.too_long.key, eleven.blocks) == (11, "check_max_workdays", False)


def test_an_audit_is_not_carried_out_here(plan_line, opened):
    with pytest.raises(ValidationError) as error:
        opened(plan_line(form="kiem_toan"))
    assert refusal(error) == "no_procedure"
