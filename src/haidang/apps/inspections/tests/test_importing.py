"""The plans of all agencies as one table."""

import pytest

from haidang.apps.inspections.models import FilingState, PlanFiling, PlanLine
from haidang.apps.inspections.tests.conftest import ONE, PERSON, TWO
from haidang.foundation.importing.services import run_import

pytestmark = pytest.mark.django_db
HEAD = "unit,year,name,tax_code,content,form,window,days"


@pytest.fixture
def bring_table(system, at):
    def run(*lines, dry_run=False):
        content = "\n".join((HEAD, *lines)).encode()
        return run_import(
            kind="inspection-plan", content=content, name="kh.csv", by=system, at=at, dry_run=dry_run
        )

    return run


def test_each_agency_gets_its_plan(bring_table):
    report = bring_table(
        f"SCT,2024,Công ty A,{ONE},Giá,Kiểm tra,Tháng 5,5", f"SXD,2024,Công ty A,{ONE},Xây dựng,Kiểm tra,Tháng 6,3",
        f"SCT,2024,Công ty B,{TWO},Giá,Kiểm tra,Tháng 7,5",
    )  # fmt: skip
    assert report.written
    assert {f.unit.code: f.lines.count() for f in PlanFiling.objects.all()} == {"SCT": 2, "SXD": 1}
    assert PlanLine.objects.get(name="Công ty B").place["row"] == 4


def test_again_it_changes_nothing_and_a_change_replaces(bring_table):
    line = f"SCT,2024,Công ty A,{ONE},Giá,Kiểm tra,Tháng 5,5"
    bring_table(line)
    assert bring_table(line).unchanged == 1
    assert PlanFiling.objects.count() == 1
    bring_table(line.replace("Tháng 5", "Tháng 9"))
    assert PlanFiling.objects.filter(state=FilingState.TAKEN).count() == 1
    assert PlanLine.objects.in_force().get().month == 9


def test_with_a_single_fault_nothing_is_taken(bring_table):
    report = bring_table(
        f"SCT,2024,Công ty A,{ONE},Giá,Kiểm tra,Tháng 5,5",
        "SXD,2024,Công ty B,12345,Giá,Kiểm tra,khi rảnh,5",
        "KHONGCO,2024,Công ty C,,Giá,Kiểm tra,Tháng 5,5",
    )
    assert sorted(fault.cell for fault in report.faults) == ["A4", "D3", "G3"]
    assert PlanFiling.objects.count() == 0


def test_a_trial_leaves_nothing(bring_table):
    report = bring_table(f"SCT,2024,Công ty A,{ONE},Giá,Kiểm tra,Tháng 5,5", dry_run=True)
    assert len(report.created) == 1
    assert PlanFiling.objects.count() == 0


def test_numbers_of_persons_are_protected_before_the_file_is_kept(bring_table):
    report = bring_table(f"SCT,2024,Hộ ông Mẫu,{PERSON},Giá,Kiểm tra,Tháng 5,5")
    assert report.written
    assert PERSON.encode() not in report.kept.content
    assert PlanLine.objects.get().personal_number.startswith("bv1.")
