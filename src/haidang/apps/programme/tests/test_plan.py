"""The plan of 2024: fifty tasks, who leads them, who helps, and which figures speak of them."""

from datetime import date

import pytest
from django.conf import settings
from django.http import Http404

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Part, Task, TaskUnit
from haidang.apps.programme.selectors import count_duties, get_task, group_by_category, list_tasks
from haidang.apps.programme.services import (
    Correction,
    PublicationCheck,
    check_publication,
    correct_obligation,
)
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.importing.services import run_import

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(system, at):
    def run(*rows, kind="plan", **options):
        content = "\n".join(";".join(row) for row in rows).encode()
        return run_import(kind=kind, content=content, name="plan.csv", by=system, at=at, **options)

    return run


HEADINGS = ("plan", "code", "title_vi", "kind", "lead_units", "coordinating_units", "parent_code")


def row(code, leads="STP", helps="", parent="", plan="198/KH-UBND"):
    return (plan, code, f"Việc {code}", "one_off", leads, helps, parent)


def units(code, part):
    return sorted(TaskUnit.objects.filter(task__code=code, part=part).values_list("unit__code", flat=True))


def test_fifty_tasks_of_one_plan_under_ten_sub_indices(system):
    tasks = list_tasks(system)
    assert (tasks.count(), {task.plan.code for task in tasks}) == (50, {"197/KH-UBND"})
    groups = group_by_category(tasks)
    assert sum(len(group.tasks) for group in groups) == 50
    assert sum(1 for group in groups if group.category) == 10


def test_who_leads_and_who_helps(system):
    assert units("T1.1a", Part.LEAD) == ["SKHDT"]
    assert len(units("T1.1a", Part.COORDINATE)) == 28
    assert Task.objects.get(code="T1.1a").lead_is_inferred
    assert not Task.objects.get(code="T1.1a-2").lead_is_inferred
    assert Task.objects.get(code="T1.1a-1").parent.code == "T1.1a"


def test_duties_are_counted_by_unit(system):
    duties = count_duties(date(2026, 11, 23))
    for code in ("SKHDT", "TAND", "STTTT"):
        for part, key in ((Part.LEAD, "leads"), (Part.COORDINATE, "helps")):
            assert getattr(duties[code], key) == TaskUnit.objects.filter(unit__code=code, part=part).count()
    assert duties["SKHDT"].leads > 0


def test_tasks_are_found_by_words_without_marks_by_unit_and_part(system):
    assert [task.code for task in list_tasks(system, words="giay phep co dieu kien")][:1] == ["T1.1a"]
    led = {task.code for task in list_tasks(system, unit="SKHDT", part=Part.LEAD)}
    helped = {task.code for task in list_tasks(system, unit="SKHDT", part=Part.COORDINATE)}
    assert "T1.1a" in led
    assert not led & helped
    assert led | helped == {task.code for task in list_tasks(system, unit="SKHDT")}


def test_tasks_know_the_figures_that_speak_of_them(system):
    assert get_task(system, "T1.1a-1").indicators.filter(code="contacts.departments_published").exists()


def test_nobody_in_particular_sees_no_task():
    assert not list_tasks(Actor.anonymous())
    with pytest.raises(Http404):
        get_task(Actor.anonymous(), "T1.1a")


def test_a_task_without_a_date_is_never_overdue():
    assert not Task(due_date=None).is_overdue(date(2030, 1, 1))
    assert Task(due_date=date(2024, 12, 31)).is_overdue(date(2025, 1, 1))
    assert not Task(due_date=date(2024, 12, 31)).is_overdue(date(2024, 12, 31))


def test_importing_the_plan_again_changes_nothing(system, at):
    before = list(Task.objects.order_by("pk").values()), list(TaskUnit.objects.order_by("pk").values())
    content = (settings.PACKS_FOLDER / "hai-phong" / "plan.csv").read_bytes()
    report = run_import(kind="plan", content=content, name="plan.csv", by=system, at=at)
    assert (report.faults, len(report.created), len(report.changed), report.unchanged) == ((), 0, 0, 50)
    assert before == (
        list(Task.objects.order_by("pk").values()),
        list(TaskUnit.objects.order_by("pk").values()),
    )


def quoted(codes):
    return f'"{";".join(codes)}"'


def test_units_of_a_task_are_replaced_and_that_is_told(bring):
    bring(HEADINGS, row("V1", quoted(["STP"]), quoted(["SCT", "SYT"])))
    assert (units("V1", Part.LEAD), units("V1", Part.COORDINATE)) == (["STP"], ["SCT", "SYT"])
    report = bring(HEADINGS, row("V1", quoted(["SCT"]), quoted(["SYT"])))
    assert (units("V1", Part.LEAD), units("V1", Part.COORDINATE)) == (["SCT"], ["SYT"])
    assert ([change.label for change in report.changed], report.unchanged) == (["Việc V1"], 0)
    assert bring(HEADINGS, row("V1", quoted(["SCT"]), quoted(["SYT"]))).unchanged == 1


def test_a_unit_that_leads_does_not_also_help(bring):
    bring(HEADINGS, row("V1", "STP", quoted(["STP", "SCT"])))
    assert (units("V1", Part.LEAD), units("V1", Part.COORDINATE)) == (["STP"], ["SCT"])


def test_a_code_is_of_its_plan(bring):
    """Two plans may use one code; their parents and units are not mixed up."""
    report = bring(
        HEADINGS,
        row("V1", "STP"),
        row("V2", "STP", parent="V1"),
        row("V1", "SCT", plan="199/KH-UBND"),
        row("V2", "SCT", parent="V1", plan="199/KH-UBND"),
    )
    assert report.faults == ()
    for plan, lead in (("198/KH-UBND", "STP"), ("199/KH-UBND", "SCT")):
        child = Task.objects.get(plan__code=plan, code="V2")
        assert child.parent.plan.code == plan
        assert [duty.unit.code for duty in child.participants.all()] == [lead]


def test_every_unknown_name_is_a_fault(bring):
    report = bring(HEADINGS, row("V1", "NOWHERE", "NOBODY"), row("V2", "STP", parent="V9"))
    assert {fault.cell for fault in report.faults} == {"E2", "F2", "G3"}
    assert not Task.objects.filter(code__startswith="V").exists()


KINDS = (*HEADINGS[:6], "obligation", "rhythm", "published_url", "decided_on", "due_date")


def kinds(code, obligation="", rhythm="", url="", decided_on="", due=""):
    return (
        "198/KH-UBND",
        code,
        f"Việc {code}",
        "one_off",
        "STP",
        "",
        obligation,
        rhythm,
        url,
        decided_on,
        due,
    )


def test_a_plan_may_name_kinds_of_obligations_and_where_they_are_published(bring):
    rows = (
        kinds("V1", "publication", "monthly", "https://example.org/a"),
        kinds("V2", "direction", decided_on="05/04/2026"),
        kinds("V3"),
    )
    assert bring(KINDS, *rows).faults == ()
    found = Task.objects.filter(code__startswith="V").order_by("code")
    assert [task.obligation for task in found] == ["publication", "direction", "task"]
    assert (found[0].rhythm, found[0].published_url, found[1].decided_on) == (
        "monthly", "https://example.org/a", date(2026, 4, 5),
    )  # fmt: skip
    again = bring(KINDS, *rows)
    assert (len(again.created), len(again.changed), again.unchanged) == (0, 0, 3)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org", "không phải địa chỉ"])
def test_an_address_that_is_none_is_a_fault_of_its_cell(url, bring):
    report = bring(KINDS, kinds("V1", "publication", url=url))
    assert {fault.cell for fault in report.faults} == {"I2"}


def test_an_unknown_kind_is_a_fault(bring):
    assert {fault.cell for fault in bring(KINDS, kinds("V1", "promise", "weekly")).faults} == {"G2", "H2"}


def test_importing_again_leaves_alone_what_people_did_since(bring, system, at, tell):
    rows = (
        kinds("V1", due="31/12/2026"),
        kinds("V2", "task", "monthly", due="31/10/2026"),
        kinds("V3", "publication"),
    )
    bring(KINDS, *rows)
    first, second, third = Task.objects.filter(code__startswith="V").order_by("code")
    leads = [Unit.objects.get(code="SCT")]
    moved = Correction("Việc một", date(2027, 1, 31), leads, [], "Gia hạn", 0)
    correct_obligation(task=first, correction=moved, by=system, at=at)
    tell(second, "done", done_on=date(2026, 11, 2))
    check = PublicationCheck("https://example.org/b", True, at.date())
    check_publication(task=third, check=check, by=system, at=at)
    before = list(Task.objects.order_by("pk").values())
    report = bring(KINDS, *rows)
    assert (report.faults, len(report.changed)) == ((), 0)
    assert list(Task.objects.order_by("pk").values()) == before
    assert units("V1", Part.LEAD) == ["SCT"]


def test_a_file_that_moves_a_task_nobody_corrected_is_followed(bring, tell):
    bring(KINDS, kinds("V1", due="31/12/2026"))
    tell(Task.objects.get(code="V1"), "in_progress")
    bring(KINDS, kinds("V1", due="31/01/2027"))
    task = Task.objects.get(code="V1")
    assert (task.due_date, task.status) == (date(2027, 1, 31), "in_progress")


def test_words_that_addresses_use_are_no_codes(bring):
    for word in ("don-vi", "dong-thoi-gian", "cong-khai", "them-moi", "tai-ve"):
        assert bring(HEADINGS, row(word)).faults


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("published_url", "javascript:alert(1)"),
        ("published_url", "ftp://haiphong.gov.vn/a"),
        ("published_url", f"https://haiphong.gov.vn/{'a' * 500}"),
        ("due_date", "31/12/9999"),
        ("due_date", "01/01/1066"),
        ("starts_on", "31/12/9999"),
    ],
)
def test_addresses_and_days_that_no_page_takes_are_not_imported_either(bring, column, value):
    outcome = bring((*HEADINGS, column), (*row("X1"), value))
    assert [fault.cell for fault in outcome.faults] == ["H2"]
    assert not Task.objects.filter(code="X1").exists()


def test_an_address_is_imported(bring):
    bring((*HEADINGS, "published_url"), (*row("X1"), "https://haiphong.gov.vn/cam-ket"))
    assert Task.objects.get(code="X1").published_url == "https://haiphong.gov.vn/cam-ket"
