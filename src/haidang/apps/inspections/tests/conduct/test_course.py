"""Steps of the procedure: in order, with deadlines by the working calendar, corrected by new entries."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from haidang.apps.inspections.models import Inspection, StepEntry
from haidang.apps.inspections.procedures import find_limit, procedures
from haidang.apps.inspections.selectors.conduct import InspectionQuery, get_course, list_inspections
from haidang.apps.inspections.services import (
    cancel_inspection,
    conclude_inspection,
    correct_step,
    publish_conclusion,
    record_step,
)
from haidang.apps.inspections.services.concluding import Conclusion, Publication
from haidang.apps.inspections.services.steps import StepDone


def record(inspection, by, at, step, day, **further):
    done = StepDone(step, day, **further)
    return record_step(inspection=inspection, done=done, seen_version=inspection.version, by=by, at=at)


def code(error):
    return getattr(error.value, "code", None) or list(error.value.message_dict)


def due(inspection, step):
    return get_course(inspection).find(step).due_on


def test_the_notice_is_due_three_working_days_after_the_decision(opened):
    assert due(opened(), "notice") == date(2026, 11, 5)


def test_the_report_is_due_ten_working_days_after_the_end_and_fifteen_in_complex_cases(opened, do, officer):
    """24 November is a holiday."""
    plain = do(opened(), officer, announcement=date(2026, 11, 4), end_of_work=date(2026, 11, 6))
    assert due(plain, "team_report") == date(2026, 11, 20)
    Inspection.objects.filter(pk=plain.pk).update(is_complex=True)
    plain.refresh_from_db()
    assert due(plain, "team_report") == date(2026, 11, 30)


def test_the_assessment_is_due_fifteen_days_after_the_report(working, do, officer):
    do(working, officer, end_of_work=date(2026, 11, 6), team_report=date(2026, 11, 16))
    assert due(working, "assessment") == date(2026, 12, 1)


def test_work_that_has_ended_is_neither_extended_nor_suspended(working, do, officer, at):
    ended = do(working, officer, end_of_work=date(2026, 11, 6))
    for step in ("extension", "suspension", "resumption"):
        with pytest.raises(ValidationError) as refused:
            record(ended, officer, at, step, date(2026, 11, 7), until=date(2026, 11, 30))
        assert code(refused) == "ended"


def test_stage_and_next_deadline_follow_the_steps(opened, do, officer):
    inspection = opened()
    assert (inspection.stage, inspection.due_step, inspection.due_on) == (
        "prepared", "announcement", date(2026, 11, 4),
    )  # fmt: skip
    do(inspection, officer, announcement=date(2026, 11, 4), notice=date(2026, 11, 5))
    assert (inspection.stage, inspection.due_step, inspection.due_on) == (
        "working", "end_of_work", date(2026, 11, 6),
    )  # fmt: skip
    do(inspection, officer, end_of_work=date(2026, 11, 9))
    assert (inspection.stage, inspection.ended_on) == ("reporting", date(2026, 11, 9))
    assert get_course(inspection).find("end_of_work").days_late() == 3


def test_what_is_late_is_found_in_the_list(opened, officer):
    inspection = opened()
    query = InspectionQuery(overdue=True)
    assert list(list_inspections(officer, query, date(2026, 11, 4))) == []
    assert list(list_inspections(officer, query, date(2026, 11, 5))) == [inspection]


@pytest.mark.parametrize(
    ("step", "day", "expected"),
    [
        ("end_of_work", date(2026, 11, 6), "too_early"),
        ("team_report", date(2026, 11, 6), "too_early"),
        ("resumption", date(2026, 11, 6), "too_early"),
        ("decision", date(2026, 11, 6), "no_such_step"),
        ("conclusion", date(2026, 11, 6), "no_such_step"),
        ("dancing", date(2026, 11, 6), "no_such_step"),
        ("announcement", date(2026, 11, 1), ["done_on"]),
        ("announcement", date(2026, 11, 24), ["done_on"]),
    ],
)
def test_a_step_that_does_not_fit_is_refused(step, day, expected, opened, officer, at):
    with pytest.raises(ValidationError) as error:
        record(opened(), officer, at, step, day)
    assert code(error) == expected


def test_a_step_is_recorded_once(working, officer, at):
    with pytest.raises(ValidationError) as error:
        record(working, officer, at, "announcement", date(2026, 11, 5))
    assert code(error) == "done_already"


def test_only_a_waivable_step_is_left_out_and_only_with_a_reason(opened, officer, at):
    inspection = opened()
    with pytest.raises(ValidationError) as error:
        record(inspection, officer, at, "announcement", date(2026, 11, 4), is_waived=True, note="x")
    assert code(error) == "not_waivable"
    with pytest.raises(ValidationError) as error:
        record(inspection, officer, at, "notice", date(2026, 11, 4), is_waived=True)
    assert code(error) == ["note"]
    record(inspection, officer, at, "notice", date(2026, 11, 4), is_waived=True, note="Không báo trước")
    assert get_course(inspection).find("notice").is_waived


def test_an_extension_moves_the_end_and_a_suspension_stops_the_clock(working, officer, at):
    record(working, officer, at, "extension", date(2026, 11, 5), until=date(2026, 11, 13))
    assert due(working, "end_of_work") == date(2026, 11, 13)
    working.refresh_from_db()
    record(working, officer, at, "suspension", date(2026, 11, 9))
    working.refresh_from_db()
    assert (working.stage, due(working, "end_of_work")) == ("paused", None)
    record(working, officer, at, "resumption", date(2026, 11, 16), until=date(2026, 11, 20))
    working.refresh_from_db()
    assert (working.stage, due(working, "end_of_work")) == ("working", date(2026, 11, 20))


def test_an_extension_says_until_when(working, officer, at):
    with pytest.raises(ValidationError) as error:
        record(working, officer, at, "extension", date(2026, 11, 5))
    assert code(error) == ["until"]


def test_who_looked_at_an_older_state_changes_nothing(opened, officer, at):
    inspection = opened()
    done = StepDone("announcement", date(2026, 11, 4))
    with pytest.raises(ValidationError) as error:
        record_step(inspection=inspection, done=done, seen_version=0, by=officer, at=at)
    assert code(error) == "overtaken"


@pytest.mark.parametrize("username", ["thanhtra", "dieuphoi", "lanhdao", "kiemtra", "quantri"])
def test_others_record_nothing(username, opened, actor_for, at):
    inspection = opened()
    with pytest.raises(PermissionDenied):
        record(inspection, actor_for(username), at, "announcement", date(2026, 11, 4))


class TestCorrections:
    def entry(self, inspection, step):
        return inspection.steps.filter(step=step).latest("pk")

    def test_a_correction_is_a_new_entry_and_both_stay(self, working, officer, at):
        wrong = self.entry(working, "announcement")
        correct_step(
            entry=wrong, done_on=date(2026, 11, 5), note="Nhầm ngày", seen_version=working.version, by=officer, at=at
        )  # fmt: skip
        working.refresh_from_db()
        assert working.announced_on == date(2026, 11, 5)
        assert [entry.done_on.day for entry in get_course(working).find("announcement").written] == [4, 5]

    def test_without_a_day_the_step_was_not_done(self, working, officer, at):
        correct_step(
            entry=self.entry(working, "announcement"), done_on=None, note="Chưa công bố", seen_version=working.version,
            by=officer, at=at,
        )  # fmt: skip
        working.refresh_from_db()
        assert (working.stage, working.announced_on) == ("prepared", None)

    def test_an_entry_is_corrected_once_and_never_against_what_follows(self, working, do, officer, at):
        do(working, officer, end_of_work=date(2026, 11, 6))
        wrong = self.entry(working, "announcement")
        told = {"entry": wrong, "note": "x", "by": officer, "at": at}
        for day in (None, date(2026, 11, 9)):
            with pytest.raises(ValidationError) as error:
                correct_step(done_on=day, seen_version=working.version, **told)
            assert code(error) == "followed"
        correct_step(done_on=date(2026, 11, 5), seen_version=working.version, **told)
        working.refresh_from_db()
        with pytest.raises(ValidationError) as error:
            correct_step(done_on=date(2026, 11, 4), seen_version=working.version, **told)
        assert code(error) == "corrected_already"

    def test_the_database_holds_entries_as_they_are(self, working):
        entry = self.entry(working, "announcement")
        for spoil in (StepEntry.objects.filter(pk=entry.pk).delete, entry.delete):
            with pytest.raises(DatabaseError), transaction.atomic():
                spoil()
        with pytest.raises(DatabaseError), transaction.atomic():
            StepEntry.objects.filter(pk=entry.pk).update(done_on=date(2026, 11, 10))


class TestConclusion:
    def conclude(self, inspection, by, at, day=date(2026, 11, 18)):
        return conclude_inspection(
            inspection=inspection, conclusion=Conclusion("5/KL-TA", day, "Chấp hành tốt"),
            seen_version=inspection.version, by=by, at=at,
        )  # fmt: skip

    def publish(self, inspection, by, at, address="https://example.org/kl"):
        return publish_conclusion(
            inspection=inspection, publication=Publication(date(2026, 11, 19), address),
            seen_version=inspection.version, by=by, at=at,
        )  # fmt: skip

    def test_from_the_end_of_the_work_to_the_end_of_the_follow_up(self, working, do, head, officer, at):
        do(working, officer, end_of_work=date(2026, 11, 6), team_report=date(2026, 11, 12))
        self.conclude(working, head, at)
        working.refresh_from_db()
        assert (working.stage, working.conclusion_number) == ("concluded", "5/KL-TA")
        assert due(working, "publication") == date(2026, 11, 28)
        self.publish(working, head, at)
        working.refresh_from_db()
        assert (working.stage, working.published_at) == ("followed", "https://example.org/kl")
        do(working, officer, follow_up=date(2026, 11, 23))
        assert working.stage == "closed"
        with pytest.raises(ValidationError) as error:
            record(working, officer, at, "extension", date(2026, 11, 23), until=date(2026, 11, 30))
        assert code(error) == "is_over"

    def test_the_officer_does_not_conclude(self, working, do, officer, at):
        do(working, officer, end_of_work=date(2026, 11, 6))
        with pytest.raises(PermissionDenied):
            self.conclude(working, officer, at)

    def test_nothing_is_concluded_before_the_work_ended(self, working, head, at):
        with pytest.raises(ValidationError) as error:
            self.conclude(working, head, at)
        assert code(error) == "too_early"

    def test_a_publication_has_an_address(self, working, do, head, officer, at):
        do(working, officer, end_of_work=date(2026, 11, 6))
        self.conclude(working, head, at)
        for address in ("", "javascript:alert(1)", "cong-thong-tin"):
            working.refresh_from_db()
            with pytest.raises(ValidationError) as error:
                self.publish(working, head, at, address)
            assert code(error) == ["address"]


def test_only_what_was_not_announced_is_called_off(opened, working, head, at):
    with pytest.raises(ValidationError) as error:
        cancel_inspection(inspection=working, reason="x", seen_version=working.version, by=head, at=at)
    assert code(error) == "announced"


def test_procedures_say_on_what_they_rest_and_how_sure_that_is():
    for procedure in procedures():
        assert procedure.steps[0].key == "decision"
        for step in (procedure, *procedure.steps):
            assert step.basis_vi
            assert step.basis_en
            assert step.certainty in ("read", "secondary", "memory")
    assert (find_limit("kiem_tra", date(2026, 1, 1)).days, find_limit("kiem_toan", date(2026, 1, 1))) == (
        10,
        None,
    )
