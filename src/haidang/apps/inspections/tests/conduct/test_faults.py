"""What was found is followed until it is mended, and every report on it stays."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from haidang.apps.inspections.models import RemedyEntry
from haidang.apps.inspections.selectors.conduct import list_overdue_faults
from haidang.apps.inspections.services import (
    add_fault,
    conclude_inspection,
    follow_fault,
    publish_conclusion,
    record_step,
)
from haidang.apps.inspections.services.concluding import Conclusion, Publication
from haidang.apps.inspections.services.faults import NewFault, Progress
from haidang.apps.inspections.services.steps import StepDone

DUE = date(2026, 11, 20)


def code(error):
    return getattr(error.value, "code", None) or list(error.value.message_dict)


def found(**changes):
    told = {"what": "Kê khai thiếu", "remedy": "Nộp bổ sung", "due_on": DUE, "amount": 12_500_000}
    return NewFault(**told | changes)


@pytest.fixture
def fault(working, officer, at):
    return add_fault(inspection=working, new=found(), by=officer, at=at)


def follow(fault, by, at, **told):
    progress = Progress(**{"state": "partly", "text": "Đã nộp một phần"} | told)
    return follow_fault(fault=fault, progress=progress, seen_version=fault.version, by=by, at=at)


def test_findings_are_numbered(working, fault, officer, at):
    second = add_fault(inspection=working, new=found(amount=None), by=officer, at=at)
    assert [(f.number, f.amount, f.state) for f in (fault, second)] == [
        (1, 12_500_000, "open"),
        (2, None, "open"),
    ]


def test_nothing_is_found_before_the_announcement(opened, officer, at):
    with pytest.raises(ValidationError) as error:
        add_fault(inspection=opened(), new=found(), by=officer, at=at)
    assert code(error) == "too_early"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": ""}, "what"),
        ({"remedy": ""}, "remedy"),
        ({"amount": -1}, "amount"),
        ({"amount": 10**18}, "amount"),
        ({"due_on": date(2026, 1, 1)}, "due_on"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes, field, working, officer, at):
    with pytest.raises(ValidationError) as error:
        add_fault(inspection=working, new=found(**changes), by=officer, at=at)
    assert code(error) == [field]


def test_a_finding_is_overdue_until_it_is_mended_or_has_more_time(fault, officer, at):
    assert list(list_overdue_faults(officer, date(2026, 11, 20))) == []
    assert list(list_overdue_faults(officer, date(2026, 11, 21))) == [fault]
    follow(fault, officer, at, due_on=date(2026, 12, 20))
    assert list(list_overdue_faults(officer, date(2026, 11, 21))) == []
    assert list(list_overdue_faults(officer, date(2026, 12, 21))) == [fault]
    fault.refresh_from_db()
    follow(fault, officer, at, state="done", text="Đã nộp đủ", recovered=12_500_000)
    assert list(list_overdue_faults(officer, date(2026, 12, 21), overdue=False)) == []
    assert [(e.state, e.recovered) for e in fault.entries.all()] == [("done", 12_500_000), ("partly", None)]


def test_no_more_is_recovered_than_the_finding_names(fault, officer, at):
    with pytest.raises(ValidationError) as error:
        follow(fault, officer, at, recovered=12_500_001)
    assert code(error) == ["recovered"]
    (told,) = error.value.messages
    assert "12.500.000" in told
    assert "12.500.001" in told
    assert follow(fault, officer, at, recovered=12_500_000).recovered == 12_500_000


def test_an_amount_that_is_too_large_is_told_as_such(working, fault, officer, at):
    for wrong, words in ((10**27, "too large"), (-1, "not negative")):
        with pytest.raises(ValidationError, match=words):
            add_fault(inspection=working, new=found(amount=wrong), by=officer, at=at)
        with pytest.raises(ValidationError, match=words):
            follow(fault, officer, at, recovered=wrong)


def test_the_history_is_held_by_the_database(fault, officer, at):
    follow(fault, officer, at)
    with pytest.raises(DatabaseError), transaction.atomic():
        RemedyEntry.objects.update(state="done")
    with pytest.raises(DatabaseError), transaction.atomic():
        RemedyEntry.objects.all().delete()


def test_who_looked_at_an_older_state_reports_nothing(fault, officer, at):
    follow(fault, officer, at)
    with pytest.raises(ValidationError) as error:
        follow(fault, officer, at)
    assert code(error) == "overtaken"


@pytest.mark.parametrize("username", ["thanhtra", "dieuphoi", "lanhdao", "kiemtra", "quantri"])
def test_strangers_neither_find_nor_follow(username, working, fault, actor_for, at):
    by = actor_for(username)
    with pytest.raises(PermissionDenied):
        add_fault(inspection=working, new=found(), by=by, at=at)
    with pytest.raises(PermissionDenied):
        follow(fault, by, at)


def test_the_follow_up_ends_when_everything_is_mended(working, fault, do, head, officer, at):
    do(working, officer, end_of_work=date(2026, 11, 6))
    conclude_inspection(
        inspection=working, conclusion=Conclusion("1/KL", date(2026, 11, 9), "x"), seen_version=working.version,
        by=head, at=at,
    )  # fmt: skip
    working.refresh_from_db()
    publish_conclusion(
        inspection=working, publication=Publication(date(2026, 11, 10), "https://example.org"),
        seen_version=working.version, by=head, at=at,
    )  # fmt: skip
    working.refresh_from_db()
    done = StepDone("follow_up", date(2026, 11, 23))
    with pytest.raises(ValidationError) as error:
        record_step(inspection=working, done=done, seen_version=working.version, by=officer, at=at)
    assert code(error) == "faults_open"
    follow(fault, officer, at, state="done")
    record_step(inspection=working, done=done, seen_version=working.version, by=officer, at=at)
    working.refresh_from_db()
    assert working.stage == "closed"
