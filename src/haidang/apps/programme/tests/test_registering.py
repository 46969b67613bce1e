"""Registering and correcting obligations."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.programme.models import Plan, Task
from haidang.apps.programme.policies import unit_codes
from haidang.apps.programme.selectors import list_tasks
from haidang.apps.programme.services import Correction, NewObligation, correct_obligation, create_obligation

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def new(units):
    def build(*, leads=("TAND",), **values):
        given = {"plan": Plan.objects.get(), "title": "Trả lời trong 5 ngày", "obligation": "commitment"}
        return NewObligation(**{**given, "due_date": SOON, **values}, leads=units(*leads))

    return build


@pytest.fixture
def correct(system, at, units):
    def run(task, *, by=None, reason="Theo kết luận cuộc họp", **values):
        task = Task.objects.get(pk=task.pk)
        now = {"title": task.title_vi, "due_date": task.due_date, "seen_version": task.version}
        parts = {"leads": units(*unit_codes(task, "lead")), "helpers": units(*unit_codes(task, "coordinate"))}
        correction = Correction(**{**now, **parts, "reason": reason, **values})
        return correct_obligation(task=task, correction=correction, by=by or system, at=at)

    return run


def test_a_head_promises_in_the_name_of_the_own_unit_and_of_no_other(new, actor_for, at):
    head = actor_for("thutruong")
    task = create_obligation(new=new(), by=head, at=at)
    assert (task.code, task.obligation, task.released) == ("CK-0001", "commitment", False)
    assert unit_codes(task, "lead") == ["TAND"]
    for other in (new(leads=["STP"]), new(leads=["TAND", "STP"]), new(obligation="task"), new(leads=[])):
        with pytest.raises(PermissionDenied):
            create_obligation(new=other, by=head, at=at)


@pytest.mark.parametrize("username", ["canbo", "lanhdao", "kiemtra", "quantri"])
@pytest.mark.parametrize("obligation", ["commitment", "task"])
def test_nobody_else_registers(username, obligation, new, actor_for, at):
    with pytest.raises(PermissionDenied):
        create_obligation(new=new(obligation=obligation), by=actor_for(username), at=at)


def test_the_co_ordinator_registers_every_kind_under_a_code_of_its_own(new, actor_for, at):
    decided = {
        "proposal": "Lập tổ hỗ trợ",
        "decided_by": "Chủ tịch Ủy ban nhân dân thành phố",
        "decision_number": "123/TB-VP",
        "decided_on": TODAY,
    }
    kinds = ("task", "commitment", "publication", "direction", "commitment")
    made = [
        create_obligation(
            new=new(obligation=kind, **(decided if kind == "direction" else {})),
            by=actor_for("dieuphoi"),
            at=at,
        )
        for kind in kinds
    ]
    assert [task.code for task in made] == ["NV-0001", "CK-0001", "CB-0001", "CD-0001", "CK-0002"]
    assert [
        task.code for task in list_tasks(actor_for("canbo"), words="tra loi trong", obligation="direction")
    ] == ["CD-0001"]


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"title": " "}, {"title"}),
        ({"obligation": "task", "leads": []}, {"leads"}),
        ({"due_date": None}, {"due_date"}),
        ({"starts_on": SOON, "due_date": TODAY}, {"due_date"}),
        ({"obligation": "direction"}, {"proposal", "decided_by", "decision_number", "decided_on"}),
        ({"published_url": "javascript:alert(1)"}, {"published_url"}),
        ({"published_url": "ftp://example.org/x"}, {"published_url"}),
        ({"leads": ["SKHDT"]}, {"leads"}),
    ],
)
def test_what_is_missing_or_wrong_is_told_by_field(values, fields, new, system, at):
    with pytest.raises(ValidationError) as refused:
        create_obligation(new=new(**values), by=system, at=at)
    assert set(refused.value.error_dict) == fields
    assert not Task.objects.filter(code__startswith="CK-").exists()


def test_the_first_answer_of_a_rhythm_is_due_at_the_end_of_its_period(new, system, at):
    task = create_obligation(new=new(obligation="task", rhythm="quarterly", due_date=None), by=system, at=at)
    assert (task.due_date, task.kind) == (date(2026, 12, 31), "recurring")


def test_a_due_date_moves_with_a_reason_and_the_old_one_stays_in_the_history(register, correct, actor_for):
    task = register(due_date=TODAY)
    update = correct(task, due_date=SOON, by=actor_for("dieuphoi"))
    assert Task.objects.get(pk=task.pk).due_date == SOON
    assert update.changes == {"due_date": ["2026-11-23", "2026-12-03"]}
    assert update.text == "Theo kết luận cuộc họp"


@pytest.mark.parametrize("username", ["canbo", "thutruong", "lanhdao", "kiemtra", "quantri"])
def test_only_the_co_ordinator_corrects(username, register, correct, actor_for):
    with pytest.raises(PermissionDenied):
        correct(register(), due_date=SOON, by=actor_for(username))


def test_a_task_is_handed_to_another_unit(register, correct, units):
    task = register(helpers=["STP"])
    update = correct(task, leads=units("STP"), helpers=[])
    assert unit_codes(Task.objects.get(pk=task.pk)) == ["STP"]
    assert update.changes["leads"] == ["Tòa án nhân dân thành phố", "Sở Tư pháp"]
    assert update.changes["helpers"] == ["Sở Tư pháp", ""]


@pytest.mark.parametrize(
    ("values", "field"),
    [({"reason": " ", "due_date": SOON}, "text"), ({"title": ""}, "title"), ({"leads": []}, "leads")],
)
def test_a_correction_has_a_reason_a_title_and_a_lead(values, field, register, correct):
    with pytest.raises(ValidationError) as refused:
        correct(register(), **values)
    assert set(refused.value.error_dict) == {field}


def test_a_correction_that_changes_nothing_leaves_no_trace(register, correct):
    task = register()
    assert correct(task) is None
    assert task.updates.count() == 1


def test_two_corrections_of_the_same_state_do_not_overwrite_each_other(register, correct):
    task = register(due_date=TODAY)
    correct(task, due_date=SOON)
    with pytest.raises(ValidationError) as refused:
        correct(task, title="Tên khác", seen_version=0)
    assert refused.value.code == "overtaken"
