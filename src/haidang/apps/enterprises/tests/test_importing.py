"""A register comes in whole or not at all; what it changes is told and kept."""

import pytest
from django.db import DatabaseError, transaction

from haidang.apps.enterprises.models import Enterprise, EnterpriseChange, FormerName, What
from haidang.apps.enterprises.tests.conftest import BRANCH, EATEN, HEAD, OTHER, PERSON, as_csv, as_xlsx

pytestmark = pytest.mark.django_db


def told(report):
    return [str(fault) for fault in report.faults]


def test_a_register_is_taken_with_kind_commune_and_source(bring, company, entry):
    report = bring(company, {"tax_code": OTHER, "name": "Hợp tác xã Rêu Tím"})
    assert (len(report.created), report.written) == (2, True)
    found = entry(HEAD)
    assert (found.kind, found.commune, found.sector, found.state) == (
        "enterprise", "Phường Hồng Bàng", "4663", "active",
    )  # fmt: skip
    assert found.source_urn.endswith("#row=2")
    assert entry(OTHER).kind == "cooperative"
    assert [change.what for change in found.changes.all()] == [What.ENTERED]


def test_the_words_of_registers_are_read(bring, entry):
    bring(
        as_csv(
            {
                "Mã số thuế": HEAD,
                "Tên doanh nghiệp": "Muối Xanh",
                "Loại hình": "Doanh nghiệp",
                "Tình trạng": "Tạm ngừng kinh doanh",
                "Ngày thành lập": "05/04/2019",
                "Mã ngành chính": "G4663",
                "Phường, xã": "phuong hong bang",
            }
        )
    )
    found = entry(HEAD)
    assert (found.state, found.sector, found.commune) == ("suspended", "4663", "Phường Hồng Bàng")
    assert found.founded_on.isoformat() == "2019-04-05"


def test_the_same_file_again_changes_nothing(bring, company):
    rows = (
        company,
        {"tax_code": PERSON, "name": "Hộ kinh doanh Đò", "former_names": "Đò Cũ (đến 01/02/2024)"},
    )
    bring(*rows)
    before = (Enterprise.objects.count(), EnterpriseChange.objects.count(), FormerName.objects.count())
    again = bring(*rows)
    assert (len(again.created), len(again.changed), again.unchanged) == (0, 0, 2)
    assert (
        Enterprise.objects.count(),
        EnterpriseChange.objects.count(),
        FormerName.objects.count(),
    ) == before


def test_a_branch_is_tied_to_its_head_whichever_comes_first(bring, company, entry):
    branch = {
        "tax_code": BRANCH,
        "name": "Chi nhánh Muối Xanh",
        "address": "",
        "sector": "",
        "state": "active",
    }
    bring(branch)
    assert entry(BRANCH).head is None
    bring(company)
    assert entry(BRANCH).head == entry(HEAD)


def test_a_change_is_told_kept_and_a_new_name_makes_the_old_one_a_former_name(bring, company, entry):
    bring(company)
    report = bring({**company, "name": "Công ty TNHH Muối Trắng", "state": "dissolved"})
    (change,) = report.changed
    assert change.fields == {
        "name": ("Công ty TNHH Muối Xanh", "Công ty TNHH Muối Trắng"),
        "state": ("active", "dissolved"),
    }
    found = entry(HEAD)
    assert [(name.name, name.seen) for name in found.former_names.all()] == [("Công ty TNHH Muối Xanh", True)]
    newest = found.changes.first()
    assert (newest.what, newest.changes["state"]) == ("changed", ["active", "dissolved"])
    assert "muoi xanh" in found.search
    assert "muoi trang" in found.search


def test_columns_that_a_file_does_not_have_say_nothing(bring, company, entry):
    bring(company)
    report = bring({"tax_code": HEAD, "name": company["name"], "short_name": "MX"})
    assert next(iter(report.changed)).fields == {"short_name": ("", "MX")}
    found = entry(HEAD)
    assert (found.commune, found.sector) == ("Phường Hồng Bàng", "4663")


def test_a_commune_that_was_named_outweighs_the_address(bring, company, entry):
    bring({**company, "commune": "Phường Lê Chân"})
    assert entry(HEAD).commune == "Phường Lê Chân"


def test_what_a_complete_list_does_not_hold_is_marked_and_comes_back(bring, company, entry):
    other = {**company, "tax_code": OTHER, "name": "Công ty Gạo Nâu"}
    bring(company, other)
    trial = bring(company, kind="enterprises-complete", dry_run=True)
    assert "Công ty Gạo Nâu (9900000023)" in [change.label for change in trial.gone]
    assert entry(OTHER).gone_since is None
    bring(company, kind="enterprises-complete")
    assert entry(OTHER).gone_since is not None
    assert entry(HEAD).gone_since is None
    again = bring(company, kind="enterprises-complete")
    assert (len(again.gone), len(again.changed)) == (0, 0)
    bring(other)
    assert entry(OTHER).gone_since is None
    assert [change.what for change in entry(OTHER).changes.all()] == ["back", "gone", "entered"]


def test_zeros_that_a_spreadsheet_dropped_are_put_back_and_told(bring, entry):
    content = as_xlsx(["tax_code", "name"], [int(EATEN), "Công ty Đá Mỏ"], [int(HEAD), "Công ty Muối"])
    report = bring(content, name="dn.xlsx")
    assert told(report) == []
    assert [str(note) for note in report.notes] == [f"DN!A2: the leading zero was put back: {EATEN}"]
    assert entry(EATEN).name == "Công ty Đá Mỏ"


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("9900000019", "the check digit of the code is wrong (10 digits)"),
        ("12345", "a code has 10, 12 or 13 digits, not 5"),
        ("9.9E+09", "the spreadsheet rounded the code"),
        ("chưa có", "“chưa có” is no tax code"),
    ],
)
def test_a_code_that_cannot_be_is_a_fault_at_its_cell(code, what, bring):
    report = bring({"tax_code": code, "name": "Công ty Muối"})
    assert told(report)[0].startswith(f"dn.csv!A2: {what}, ")
    assert not report.written


def test_digits_that_may_be_a_persons_are_not_repeated_in_a_fault(bring):
    report = bring({"tax_code": "931990000123", "name": "Hộ kinh doanh Đò"})
    assert report.faults
    assert "931990000123" not in " ".join(told(report))


def test_every_fault_is_told_at_once_and_nothing_is_written(bring, company):
    before = Enterprise.objects.count()
    report = bring(
        company,
        {**company, "name": "Trùng mã"},
        {**company, "tax_code": BRANCH, "kind": "enterprise"},
        {**company, "tax_code": PERSON, "kind": "cooperative"},
        {**company, "tax_code": OTHER, "founded_on": "01/01/2999"},
        {**company, "tax_code": EATEN, "foreign_name": "x" * 301},
    )
    cells = [(fault.cell, fault.what) for fault in report.faults]
    assert cells == [
        ("A3", "this tax code occurs twice"),
        ("F4", "a branch has a code of 13 digits, all others have not"),
        ("F5", "12 digits are the number of a person: only households have it"),
        ("G6", "the day does not lie between 1900 and today"),
        ("H7", "the text is longer than 300 letters"),
    ]
    assert Enterprise.objects.count() == before


@pytest.mark.parametrize(
    ("column", "value", "what"),
    [
        ("sector", "00", "“00” is no sector of VSIC 2018"),
        ("kind", "tập đoàn vũ trụ", "“tập đoàn vũ trụ” is not known here"),
        ("state", "khỏe", "“khỏe” is not known here"),
        ("commune", "Phường Ba Đình", "“Phường Ba Đình” is no commune of the city since 1 July 2025"),
        ("former_names", "Muối Cũ (đến 31/02/2020)", "“31/02/2020” is not a date"),
    ],
)
def test_cells_that_mean_nothing(column, value, what, bring, company):
    report = bring({**{k: v for k, v in company.items() if k != column}, column: value})
    assert [fault.what for fault in report.faults] == [what]


def test_the_history_cannot_be_changed(bring, company, entry):
    bring(company)
    change = entry(HEAD).changes.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        EnterpriseChange.objects.filter(pk=change.pk).update(what="gone")
    with pytest.raises(DatabaseError), transaction.atomic():
        change.delete()


def test_an_import_takes_a_fixed_number_of_queries(bring, company, django_assert_max_num_queries):
    rows = [{**company, "tax_code": f"{HEAD}{n:03d}", "name": f"Chi nhánh {n}"} for n in range(1, 400)]
    with django_assert_max_num_queries(40):
        bring(*rows)
    with django_assert_max_num_queries(40):
        bring(*({**row, "name": f"{row['name']} mới"} for row in rows))
