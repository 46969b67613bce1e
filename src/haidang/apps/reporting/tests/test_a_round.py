"""A round from opening to acceptance: what each step allows, keeps and tells."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import IntegrityError

from haidang.apps.observations.models import Figure, Stage
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.measures import measure_rounds
from haidang.apps.reporting.models import Assignment, Decision, Entry, Submission, Tally
from haidang.apps.reporting.selectors import list_conversation
from haidang.apps.reporting.services import (
    Answer,
    Change,
    ChangedMeanwhile,
    RoundRules,
    accept_report,
    add_remark,
    approve_report,
    ask_again,
    close_round,
    excuse_unit,
    explain_suspicion,
    extend_deadline,
    hand_over,
    open_round,
    return_report,
    save_entries,
    save_entry,
    send_back,
    take_back,
)
from haidang.apps.reporting.suspicions import list_suspicions
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.importing.services import run_import
from haidang.foundation.permissions import Role

from .filling import answer, fill

pytestmark = pytest.mark.django_db


class TestOpening:
    def test_it_asks_the_45_units_of_that_time_and_sets_the_deadline_in_working_days(self, round_):
        assert round_.assignments.count() == 45
        assert round_.due_on == date(2025, 1, 8)  # 31/12/2024, New Year's Day off, five working days

    def test_a_unit_is_asked_again_for_what_it_reported_and_for_words_on_its_tasks(self, assignment):
        reported = Figure.objects.filter(unit=assignment.unit, period="2024-9M", basis="reported")
        before = set(reported.values_list("indicator_id", flat=True))
        assert before
        assert before <= set(assignment.entries.values_list("indicator_id", flat=True))
        assert assignment.narratives.filter(is_required=True).exists()
        assert sum(assignment.tallies.values_list("asked", flat=True)) == assignment.entries.count()

    def test_units_that_ended_have_passed_their_duties_on(self, round_, system, at):
        rules = RoundRules(
            "HP-PCI-2026-9M", parse_period("2026-9M"), Plan.objects.first(), Unit.objects.get(code="STC-2025"),
            CutoffScheme.ND09, 2,
        )  # fmt: skip
        later = open_round(rules=rules, by=system, at=at)
        units = set(later.assignments.values_list("unit__code", flat=True))
        assert "STC-2025" in units
        assert "SKHDT" not in units
        asked = Entry.objects.filter(assignment__round=round_, assignment__unit__code="SKHDT").count()
        assert later.assignments.get(unit__code="STC-2025").entries.count() >= asked > 0

    @pytest.mark.parametrize(("code", "field"), [("x", "code"), ("HP-PCI-2024-9M", "code")])
    def test_rules_that_lead_nowhere_are_refused_by_field(self, code, field, system, at):
        rules = RoundRules(
            code, parse_period("2024-Y"), None, Unit.objects.get(code="SKHDT"), CutoffScheme.CALENDAR, 5
        )
        with pytest.raises(ValidationError) as refusal:
            open_round(rules=rules, by=system, at=at)
        assert field in refusal.value.message_dict

    @pytest.mark.parametrize(
        ("kind", "table"),
        [
            ("rounds", "code,period,coordinator_unit,cutoff_scheme\nHP-PCI-2024-Y,2024-Y,SKHDT,ND09\n"),
            ("round-units", "round,unit,status\nHP-PCI-2024-Y,TAND,received\n"),
        ],
    )
    def test_no_table_bypasses_a_round_that_is_run_here(self, round_, assignment, kind, table, system, at):
        report = run_import(kind=kind, content=table.encode(), name="x.csv", by=system, at=at)
        assert [fault.cell for fault in report.faults] == ["A2"]
        assignment.refresh_from_db()
        assert assignment.status == "expected"


class TestWriting:
    def test_each_change_is_kept_with_its_version_tally_and_event(self, assignment, officer, at):
        entry = assignment.entries.first()
        saved = save_entry(entry=entry, answer=answer("12"), seen_version=0, by=officer, at=at)
        assert (saved.value, saved.version, saved.entered_by_name) == (Decimal(12), 1, officer.name)
        assert Tally.objects.filter(assignment=assignment, answered=1).count() == 1
        event = AuditEvent.objects.get(action="reporting.entry-answered")
        assert event.data["before"] == "(chưa trả lời)"
        assert event.data["after"].startswith("12")

    def test_the_same_answer_again_changes_nothing(self, assignment, officer, at):
        entry = assignment.entries.first()
        save_entry(entry=entry, answer=answer("12"), seen_version=0, by=officer, at=at)
        again = save_entry(entry=entry, answer=answer("12"), seen_version=0, by=officer, at=at)
        assert again.version == 1

    def test_who_did_not_see_the_newest_version_overwrites_nothing(self, assignment, officer, head, at):
        entry = assignment.entries.first()
        save_entry(entry=entry, answer=answer("12"), seen_version=0, by=officer, at=at)
        with pytest.raises(ChangedMeanwhile) as conflict:
            save_entry(entry=entry, answer=answer("13"), seen_version=0, by=head, at=at)
        assert conflict.value.now.value == Decimal(12)
        entry.refresh_from_db()
        assert (entry.value, entry.entered_by_name) == (Decimal(12), officer.name)

    def test_zero_missing_and_not_applicable_are_three_answers_and_empty_is_none(
        self, assignment, officer, at
    ):
        entry = assignment.entries.first()
        for version, given in enumerate(
            [answer("0"), Answer("missing"), Answer("not_applicable"), Answer("")]
        ):
            entry = save_entry(entry=entry, answer=given, seen_version=version, by=officer, at=at)
            assert entry.is_answered is (given.status != "")
        assert not assignment.tallies.filter(answered__gt=0).exists()

    def test_many_changes_are_taken_all_or_none(self, assignment, officer, at):
        first, second = assignment.entries.all()[:2]
        save_entry(entry=second, answer=answer("5"), seen_version=0, by=officer, at=at)
        changes = [Change(first, answer("1"), 0), Change(second, answer("2"), 0)]
        with pytest.raises(ChangedMeanwhile):
            save_entries(assignment=assignment, changes=changes, origin="x.xlsx", by=officer, at=at)
        first.refresh_from_db()
        assert first.status == ""

    def test_another_unit_can_neither_write_nor_be_told(self, round_, officer, at):
        other = round_.assignments.get(unit__code="STP").entries.first()
        with pytest.raises(PermissionDenied):
            save_entry(entry=other, answer=answer("1"), seen_version=0, by=officer, at=at)

    def test_the_coordinator_writes_in_no_draft(self, assignment, coordinator, at):
        with pytest.raises(PermissionDenied):
            save_entry(
                entry=assignment.entries.first(), answer=answer("1"), seen_version=0, by=coordinator, at=at
            )

    def test_a_closed_round_takes_nothing_any_more(self, round_, assignment, officer, system, at):
        close_round(round_=round_, by=system, at=at)
        with pytest.raises(ValidationError, match="closed"):
            save_entry(
                entry=assignment.entries.first(), answer=answer("1"), seen_version=0, by=officer, at=at
            )


class TestHandingOver:
    def test_an_empty_report_is_not_handed_over(self, assignment, officer, at):
        for entry in assignment.entries.all():
            save_entry(entry=entry, answer=Answer("missing"), seen_version=0, by=officer, at=at)
        with pytest.raises(ValidationError) as refusal:
            hand_over(assignment=assignment, incomplete=True, by=officer, at=at)
        assert refusal.value.code == "empty"

    def test_gaps_are_told_and_pass_only_when_they_are_meant(self, assignment, officer, at):
        entry = assignment.entries.get(indicator__code="court.deputy_assigned")
        save_entry(entry=entry, answer=answer("1"), seen_version=0, by=officer, at=at)
        with pytest.raises(ValidationError) as refusal:
            hand_over(assignment=assignment, incomplete=False, by=officer, at=at)
        assert refusal.value.code == "gaps"
        assert hand_over(assignment=assignment, incomplete=True, by=officer, at=at).status == "handed_over"

    def test_contradictions_are_mended_or_explained_first(self, assignment, officer, at):
        changes = [Change(entry, answer("1"), 0) for entry in assignment.entries.all()]
        save_entries(assignment=assignment, changes=changes, origin="test", by=officer, at=at)
        assert [s for s in list_suspicions(assignment) if s.is_contradiction]
        with pytest.raises(ValidationError) as refusal:
            hand_over(assignment=assignment, incomplete=True, by=officer, at=at)
        assert refusal.value.code == "contradictions"

    def test_an_explanation_falls_with_the_figures_it_explained(self, assignment, officer, at):
        fill(assignment, officer, at)
        before = list_suspicions(assignment)
        assert all(s.explanation for s in before)
        entry = assignment.entries.get(pk=before[0].entries[0])
        save_entry(entry=entry, answer=answer("7"), seen_version=entry.version, by=officer, at=at)
        assert any(s.explanation is None for s in list_suspicions(assignment))

    def test_handed_over_it_is_not_written_until_taken_back(self, handed_over, officer, at):
        entry = handed_over.entries.first()
        with pytest.raises(ValidationError):
            save_entry(entry=entry, answer=answer("9"), seen_version=entry.version, by=officer, at=at)
        take_back(assignment=handed_over, by=officer, at=at)
        assert save_entry(
            entry=entry, answer=answer("9"), seen_version=entry.version, by=officer, at=at
        ).value == Decimal(9)

    def test_the_head_may_send_it_back_with_a_reason(self, handed_over, head, at):
        assert (
            send_back(assignment=handed_over, reason="Thiếu số liệu quý IV", by=head, at=at).status
            == "opened"
        )
        assert handed_over.decisions.last().reason == "Thiếu số liệu quý IV"


class TestApproving:
    def test_the_figures_become_provisional_observations_that_name_the_submission(self, received):
        submission = Submission.objects.get(assignment=received)
        entry = received.entries.first()
        figure = Figure.objects.select_related("latest").get(
            indicator=entry.indicator, unit=entry.about, period="2024-Y", basis="reported"
        )
        assert figure.latest.stage == Stage.PROVISIONAL
        assert figure.latest.source_urn == f"{submission.urn}#entry={entry.pk}"
        assert figure.latest.source_sha256 == submission.sha256
        assert received.status == "received"
        assert received.received_on == date(2026, 11, 23)

    def test_it_says_how_late_it_came_and_whether_the_tables_are_complete(self, received):
        assert received.days_late(date(2027, 1, 1)) == (date(2026, 11, 23) - date(2025, 1, 8)).days
        assert received.appendix == "yes"
        assert received in Assignment.objects.late()

    def test_nobody_approves_what_he_entered_unless_the_round_allows_it(self, assignment, head, at, round_):
        fill(assignment, head, at)
        hand_over(assignment=assignment, incomplete=True, by=head, at=at)
        with pytest.raises(ValidationError) as refusal:
            approve_report(assignment=assignment, by=head, at=at)
        assert refusal.value.code == "four_eyes"
        assert not Submission.objects.exists()
        round_.head_approves_own = True
        round_.save()
        assert approve_report(assignment=assignment, by=head, at=at).number == 1

    @pytest.mark.parametrize("username", ["canbo", "dieuphoi", "lanhdao", "kiemtra"])
    def test_only_the_head_approves(self, handed_over, actor_for, username, at):
        with pytest.raises(PermissionDenied):
            approve_report(assignment=handed_over, by=actor_for(username), at=at)

    def test_the_head_of_another_unit_does_not(self, handed_over, at):
        stranger = Actor("user:x", "X", (Grant(Role.UNIT_HEAD, "STP"),))
        with pytest.raises(PermissionDenied):
            approve_report(assignment=handed_over, by=stranger, at=at)

    def test_what_was_approved_and_decided_is_never_changed(self, received):
        for model in (Submission, Decision):
            with pytest.raises(IntegrityError), transaction.atomic():
                model.objects.update(assignment=received)

    def test_what_the_head_says_to_the_officer_stays_in_the_unit(
        self, handed_over, officer, head, coordinator, at
    ):
        send_back(assignment=handed_over, reason="Thiếu số liệu quý IV", by=head, at=at)
        told = {
            actor.name: [
                said.decision.reason for said in list_conversation(actor, handed_over) if said.decision
            ]
            for actor in (officer, coordinator)
        }
        assert "Thiếu số liệu quý IV" in told[officer.name]
        assert "Thiếu số liệu quý IV" not in told[coordinator.name]


class TestJudging:
    def test_accepting_makes_the_figures_final(self, received, coordinator, at):
        accept_report(assignment=received, by=coordinator, at=at)
        entry = received.entries.first()
        figure = Figure.objects.select_related("latest").get(
            indicator=entry.indicator, unit=entry.about, period="2024-Y", basis="reported"
        )
        assert (figure.latest.stage, figure.latest.revision) == (Stage.FINAL, 2)

    def test_a_returned_cell_carries_its_reason_until_it_is_approved_again(
        self, received, officer, head, coordinator, at
    ):
        entry = received.entries.first()
        return_report(
            assignment=received, reason="", entries={entry.pk: "Số này nhỏ hơn kỳ trước"}, narratives={},
            by=coordinator, at=at,
        )  # fmt: skip
        entry.refresh_from_db()
        assert entry.returned == "Số này nhỏ hơn kỳ trước"
        add_remark(assignment=received, entry=entry, text="Đã kiểm tra lại, đúng là 4", by=officer, at=at)
        save_entry(entry=entry, answer=answer("4"), seen_version=entry.version, by=officer, at=at)
        for suspicion in list_suspicions(received):
            explain_suspicion(
                assignment=received, fingerprint=suspicion.fingerprint, text="Số liệu để thử nghiệm.", by=officer,
                at=at,
            )  # fmt: skip
        hand_over(assignment=received, incomplete=True, by=officer, at=at)
        assert approve_report(assignment=received, by=head, at=at).number == 2
        entry.refresh_from_db()
        assert entry.returned == ""
        assert [remark.from_the_centre for remark in entry.remarks.all()] == [True, False]

    def test_returning_needs_a_reason(self, received, coordinator, at):
        with pytest.raises(ValidationError):
            return_report(assignment=received, reason=" ", entries={}, narratives={}, by=coordinator, at=at)

    def test_a_returned_report_stays_received_in_the_count(self, received, round_, coordinator, at):
        return_report(
            assignment=received, reason="Bổ sung phần lời", entries={}, narratives={}, by=coordinator, at=at
        )
        assert round_.assignments.received().count() == 1
        found = {m.indicator_code: m.value for m in measure_rounds(parse_period("2024-Y"))}
        assert (found["report.units_expected"], found["report.units_received"]) == (45, 1)

    def test_an_extension_moves_the_deadline_of_that_unit_only(self, assignment, round_, coordinator, at):
        extend_deadline(
            assignment=assignment, due_on=date(2025, 1, 20), reason="Chờ số liệu tòa án cấp huyện", by=coordinator,
            at=at,
        )  # fmt: skip
        overdue = round_.assignments.overdue_on(date(2025, 1, 15))
        assert overdue.count() == 44
        assert assignment not in overdue
        with pytest.raises(ValidationError, match="20/01/2025"):
            extend_deadline(
                assignment=assignment, due_on=date(2025, 1, 9), reason="nhầm ngày", by=coordinator, at=at
            )

    def test_an_excused_unit_owes_nothing_until_it_is_asked_again(self, assignment, round_, coordinator, at):
        excuse_unit(assignment=assignment, reason="Đơn vị đang sáp nhập", by=coordinator, at=at)
        assert round_.assignments.outstanding().count() == 44
        ask_again(assignment=assignment, reason="Đã có người phụ trách", by=coordinator, at=at)
        assert round_.assignments.outstanding().count() == 45

    def test_a_draft_tells_nothing_of_another_units_provisional_figures(self, received, round_):
        other = round_.assignments.select_related("unit", "round").get(unit__code="STP")
        told = " ".join(s.arithmetic_vi for s in list_suspicions(other))
        assert told == ""
