"""An import takes every row or none, says everything that is wrong at once, and may be repeated safely."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from haidang.apps.organisations.models import Unit
from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.files.models import StoredFile
from haidang.foundation.importing.models import ImportRun
from haidang.foundation.permissions import PERMISSIONS, Permission, Role

pytestmark = pytest.mark.django_db

HEADINGS = ["code", "name_vi", "kind", "valid_from"]


def rows(count, **wrong):
    """Rows of new units; `wrong` replaces the row of a number."""
    made = {f"n{n}": [f"X-{n:04}", f"Đơn vị {n}", "commune", "01/07/2025"] for n in range(count)} | wrong
    return [HEADINGS, *made.values()]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    return tmp_path


@pytest.fixture
def left(folder):
    """What there is of everything that an import may leave behind."""
    return lambda: (
        Unit.objects.count(),
        AuditEvent.objects.count(),
        ImportRun.objects.count(),
        StoredFile.objects.count(),
        len([path for path in Path(folder).rglob("*") if path.is_file()]),
    )


def test_one_fault_in_a_thousand_rows_and_nothing_is_written(bring, as_csv, left):
    before = left()
    report = bring("units", as_csv(rows(1000, n617=["X-0617", "Đơn vị 617", "commune", "31/02/2025"])))
    assert [str(fault) for fault in report.faults] == [
        "table.csv!D619: “31/02/2025” is not a date, write it as dd/mm/yyyy"
    ]
    assert not report.written
    assert left() == before


def test_a_fault_that_only_the_database_knows_undoes_the_rows_before_it(bring, as_csv, left):
    before = left()
    table = [[*HEADINGS, "parent_code"], *([*row, "PROVINCE"] for row in rows(50)[1:])]
    table[30][-1] = "NOWHERE"
    report = bring("units", as_csv(table))
    assert [fault.cell for fault in report.faults] == ["E31"]
    assert left() == before


def test_every_fault_is_told_at_once(bring, as_csv):
    table = rows(20, n3=["", "Đơn vị 3", "village", "2025"], n9=["X-0009", "", "commune", ""])
    report = bring("units", as_csv(table))
    assert [fault.cell for fault in report.faults] == ["A5", "C5", "D5", "B11"]


def test_rows_that_stand_twice(bring, as_csv, left):
    before = left()
    report = bring("units", as_csv([*rows(5), rows(5)[2]]))
    assert [str(fault) for fault in report.faults] == [
        "table.csv!A7: this entry occurs twice, delete one of the rows"
    ]
    assert left() == before


def test_a_good_table_is_written_kept_and_noted(bring, as_csv, left):
    units, events, runs, files, on_disk = left()
    report = bring("units", as_csv(rows(30)))
    assert (len(report.created), len(report.changed), report.unchanged, report.written) == (30, 0, 0, True)
    assert left() == (units + 30, events + 1, runs + 1, files + 1, on_disk + 1)
    run = ImportRun.objects.latest("pk")
    assert (run.kind, run.created, run.changed, run.unchanged, run.by_id) == (
        "units",
        30,
        0,
        0,
        "system:test",
    )
    assert AuditEvent.objects.latest("pk").data == {"created": 30, "changed": 0, "unchanged": 0}


def test_a_trial_says_what_would_happen_and_writes_nothing(bring, as_csv, left):
    before = left()
    report = bring("units", as_csv(rows(30)), dry_run=True)
    assert (len(report.created), report.faults, report.written) == (30, (), False)
    assert left() == before


def test_the_same_again_changes_nothing(bring, as_csv):
    bring("units", as_csv(rows(30)))
    before = list(Unit.objects.order_by("pk").values())
    again = bring("units", as_csv(rows(30)))
    assert (len(again.created), len(again.changed), again.unchanged) == (0, 0, 30)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_a_change_is_told_field_by_field(bring, as_csv):
    bring("units", as_csv(rows(3)))
    report = bring("units", as_csv(rows(3, n1=["X-0001", "Phường Một", "commune", "02/07/2025"])))
    (change,) = report.changed
    assert change.label == "Phường Một"
    assert change.fields["name_vi"] == ("Đơn vị 1", "Phường Một")
    assert change.fields["valid_from"] == ("2025-07-01", "2025-07-02")
    assert report.unchanged == 2


def test_a_column_that_the_file_does_not_have_is_left_alone(bring, as_csv):
    """A short table says nothing about the rest: nobody loses a place in the programme by it."""
    bring("units", as_csv([["code", "name_vi", "kind"], ["STP", "Sở Tư pháp", "department"]]))
    unit = Unit.objects.get(code="STP")
    assert unit.in_programme
    assert unit.parent.code == "UBNDTP"
    assert unit.name_en


def test_a_link_that_changes_is_a_change(bring, as_csv):
    table = [["code", "name_vi", "kind", "parent_code"], ["STP", "Sở Tư pháp", "department", "PROVINCE"]]
    report = bring("units", as_csv(table))
    assert [(change.label, dict(change.fields)) for change in report.changed] == [
        ("Sở Tư pháp", {"parent": ("UBNDTP", "PROVINCE")})
    ]
    assert report.unchanged == 0
    assert bring("units", as_csv(table)).unchanged == 1


@pytest.mark.parametrize(
    ("column", "cell", "what"),
    [
        ("code", "X" * 41, "at most 40 characters"),
        ("name_vi", "ă" * 201, "at most 200 characters"),
        ("valid_to", "30/06/2025", "the unit ends before it begins"),
        ("parent_code", "X-0", "the unit would stand above itself"),
    ],
)
def test_what_the_database_could_not_hold_is_a_fault_of_its_cell(column, cell, what, bring, as_csv, left):
    before = left()
    row = {"code": "X-0", "name_vi": "Đơn vị", "kind": "commune", "valid_from": "01/07/2025", "valid_to": "",
           "parent_code": ""}  # fmt: skip
    row[column] = cell
    report = bring("units", as_csv([list(row), list(row.values())]))
    (fault,) = report.faults
    assert fault.cell == f"{'ABCDEF'[list(row).index(column)]}2"
    assert what in fault.what
    assert left() == before


def test_a_unit_does_not_follow_itself(bring, as_csv, left):
    before = left()
    headings = ["code", "name_vi", "kind", "successor_code", "succession_kind", "succession_date"]
    report = bring("units", as_csv([headings, ["X-1", "Đơn vị", "commune", "X-1", "rename", "01/07/2025"]]))
    assert [fault.cell for fault in report.faults] == ["D2"]
    assert left() == before


@pytest.mark.parametrize("role", Role)
def test_only_who_may_import_imports(role, bring, as_csv, left):
    by = Actor("user:a", "A", (Grant(role, "STP"),))
    before = left()
    if role in PERMISSIONS[Permission.IMPORT_DATA]:
        assert bring("units", as_csv(rows(2)), by=by).written
        return
    with pytest.raises(PermissionDenied):
        bring("units", as_csv(rows(2)), by=by)
    assert left() == before


def test_a_trial_needs_the_same_permission(bring, as_csv):
    with pytest.raises(PermissionDenied):
        bring("units", as_csv(rows(2)), by=Actor.anonymous(), dry_run=True)


def test_an_unknown_kind_is_the_mistake_of_the_caller(bring, as_csv):
    with pytest.raises(KeyError):
        bring("weather", as_csv(rows(2)))


def test_a_file_that_is_no_table(bring):
    report = bring("units", b"%PDF-1.7\n", "units.pdf")
    assert (report.unreadable, len(report.faults)) == (True, 1)
    report = bring("units", b"\x89PNG\r\n\x1a\n", "units.csv")
    assert (report.unreadable, report.faults[0].what) == (
        True,
        "The file is not what its name says: it is not text.",
    )
