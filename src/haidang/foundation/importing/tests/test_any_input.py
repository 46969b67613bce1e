"""Whatever is in a file, the answer is a report: rows that were taken, or faults. Never an error of the program."""

import csv
import io
import string

import pytest
from django.conf import settings as configured
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from haidang.config.demo_plans import plans_as_table
from haidang.foundation.importing.importer import importers
from haidang.foundation.importing.services import ImportReport, run_import

pytestmark = pytest.mark.django_db

KINDS = sorted(importers())
FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

junk = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=30
) | st.sampled_from(
    [
        "", " ", "-1", "1.23", "1.237", "1e99999", "NaN", "9" * 25, "99999999999", "-2147483648", "x" * 700,
        "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "#REF!", "31/02/2024", "2024-13M", "a/b/c/d", "a;b;;c", "'; --",
        "STP", "TAND", "PROVINCE", "2024-9M", "HP-PCI-2024-9M", "reported", "value", "missing", "exact", "commune",
        "count", "C3", "o1/o2", "1/0", "o9", "((((o1", "eq", "interval", "interval(o1,o2,o3,o4)", "sum", "recurring",
        "T1.1a", "197/KH-UBND", "land_access", "CALENDAR", "received", "illustrative", "0001-01-01", "9999-12-31",
        "court.commercial.resolved", "court.commercial.resolved/TAND/reported/same", "x/y/reported/year",
    ]
)  # fmt: skip
cells = (
    junk
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.dates()
    | st.none()
)


def headings_of(kind):
    return [column.name for column in importers()[kind].columns]


def tables(kind):
    width = len(headings_of(kind))
    return st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=6)


def as_csv(rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows):
    book = Workbook()
    for row_number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            plain = "".join(filter(str.isprintable, value)) if isinstance(value, str) else value
            book.active.cell(row_number, column, plain)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def answers(report):
    assert isinstance(report, ImportReport)
    assert not (report.faults and report.written)
    assert all(str(fault) and fault.cell for fault in report.faults)
    return True


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("write", [as_csv, as_xlsx])
@pytest.mark.parametrize("dry_run", [True, False], ids=["trial", "import"])
def test_any_cells_under_the_right_headings(kind, write, dry_run, system, at):
    @FEW
    @given(rows=tables(kind))
    def check(rows):
        content = write([headings_of(kind), *rows])
        name = f"table.{'csv' if write is as_csv else 'xlsx'}"
        assert answers(run_import(kind=kind, content=content, name=name, by=system, at=at, dry_run=dry_run))

    check()


def plausible(kind):
    """Rows as of the pack, with a few cells gone wrong: they come further than junk does."""
    names = {"task-indicators": "indicators", "enterprises-complete": "enterprises"}
    path = min(configured.PACKS_FOLDER.glob(f"*/{names.get(kind, kind)}.csv"), default=None)
    text = path.read_text(encoding="utf-8") if path else plans_as_table().decode()
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_table_with_a_few_cells_gone_wrong(kind, system, at):
    headings, *rows = plausible(kind)

    @FEW
    @given(st.data())
    def check(data):
        chosen = [
            list(rows[n]) for n in data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=1, max_size=5))
        ]
        for _ in range(data.draw(st.integers(0, 3))):
            row = data.draw(st.sampled_from(chosen))
            row[data.draw(st.integers(0, len(headings) - 1))] = data.draw(junk)
        content = as_csv([headings, *chosen])
        assert answers(run_import(kind=kind, content=content, name="t.csv", by=system, at=at, dry_run=True))

    check()


@FEW
@given(content=st.binary(max_size=400), name=st.text(string.printable, max_size=20))
def test_any_bytes_under_any_name(content, name, system, at):
    assert answers(run_import(kind="units", content=content, name=name, by=system, at=at))


@FEW
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"PK\x03\x04", b"%PDF-", b"\xef\xbb\xbf", b"code,name_vi,kind\n"]),
)
def test_any_bytes_behind_a_good_beginning(content, start, system, at):
    assert answers(run_import(kind="units", content=start + content, name="units.csv", by=system, at=at))


@FEW
@given(
    cuts=st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=5)
)
def test_any_damage_to_a_workbook(cuts, system, at):
    content = bytearray(as_xlsx([["code", "name_vi", "kind"], ["X-1", "Đơn vị", "commune"]]))
    for place, patch in cuts:
        start = place % len(content)
        content[start : start + len(patch)] = patch
    assert answers(run_import(kind="units", content=bytes(content), name="units.xlsx", by=system, at=at))
