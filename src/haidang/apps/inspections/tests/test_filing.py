"""A plan as it comes: read, its columns agreed, taken; every row keeps the way back to its cells."""

import zlib
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from haidang.apps.inspections.models import ColumnMemory, FilingContent, FilingState, PlanFiling, PlanLine
from haidang.apps.inspections.reading import reading_of, shown_place
from haidang.apps.inspections.selectors import get_draft
from haidang.apps.inspections.services import drop_plan, say_columns, take_plan
from haidang.apps.inspections.tests.conftest import DOTS, ONE, PERSON, TWO, as_csv, row
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


def test_a_draft_is_not_in_force_until_it_is_taken(bring, inspectorate, clock):
    draft = bring("SCT", as_csv(row("Công ty TNHH Muối Xanh", ONE)))
    assert PlanLine.objects.count() == 0
    take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock())
    line = PlanLine.objects.in_force().get()
    assert (line.name, line.tax_code, line.form, line.month, line.days) == (
        "Công ty TNHH Muối Xanh", ONE, "kiem_tra", 5, 5,
    )  # fmt: skip


def test_every_line_keeps_its_file_its_row_and_its_cells(bring, inspectorate, clock):
    content = as_csv(row("Công ty A", ONE), row("Công ty B", TWO))
    draft = bring("SCT", content)
    filing = take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock())
    line = filing.lines.get(number=2)
    assert shown_place(line, filing.media) == "dòng 3"
    assert line.raw["B"] == "Công ty B"
    assert line.raw["C"] == TWO
    assert filing.file.sha256 == filing.sha256


def test_what_somebody_says_of_columns_is_remembered_for_the_next_file(bring, inspectorate, clock):
    headings = ("STT", "Cột một", "Mã", "Nơi", "Việc", "Loại", "Khi", "Ngày", "Người")
    content = as_csv(row("Công ty A", ONE, content="Môi trường"), headings=headings)
    draft = bring("SCT", content)
    fingerprint = get_draft(draft).shown.tables[0].fingerprint
    draft = say_columns(
        filing=draft, seen=draft.seen, columns={fingerprint: {5: "content", 2: "name"}}, by=inspectorate,
        at=clock(),
    )  # fmt: skip
    take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock(), with_faults=True)
    assert ColumnMemory.objects.get().fingerprint == fingerprint
    again = bring("SCT", as_csv(row("Công ty B", TWO, content="Giá cả"), headings=headings))
    assert reading_of(again).rows[0].content == "Giá cả"
    other = bring("SXD", as_csv(row("Công ty B", TWO), headings=headings))
    assert (
        get_draft(other).shown.tables[0].columns[4].reason
        != get_draft(again).shown.tables[0].columns[4].reason
    )


def test_a_draft_is_taken_as_it_was_read_whatever_is_remembered_since(bring, inspectorate, clock):
    first, second = (
        bring("SCT", as_csv(row(name, ONE, content="Giá cả"))) for name in ("Công ty A", "Công ty B")
    )
    fingerprint = first.mappings[0]["fingerprint"]
    first = say_columns(
        filing=first, seen=first.seen, columns={fingerprint: {5: "note"}}, by=inspectorate, at=clock()
    )
    take_plan(filing=first, seen=first.seen, by=inspectorate, at=clock())
    assert get_draft(second).is_outdated
    second = say_columns(filing=second, seen=second.seen, columns={}, by=inspectorate, at=clock())
    take_plan(filing=second, seen=second.seen, by=inspectorate, at=clock())
    assert [(line.content, line.note) for line in PlanLine.objects.in_force()] == [("Giá cả", "")]


def test_filing_again_shows_the_difference_and_replaces(bring, inspectorate, clock):
    first = bring("SCT", as_csv(row("Công ty A", ONE), row("Công ty B", TWO)))
    take_plan(filing=first, seen=first.seen, by=inspectorate, at=clock())
    second = bring("SCT", as_csv(row("Công ty A", ONE, time="Tháng 9"), row("Công ty C")))
    shown = get_draft(second, english=True).shown.difference
    assert [change.name for change in shown.changes] == ["Công ty A"]
    assert (shown.added_names, shown.removed_names) == (["Công ty C"], ["Công ty B"])
    take_plan(filing=second, seen=second.seen, by=inspectorate, at=clock())
    first.refresh_from_db()
    assert first.state == FilingState.REPLACED
    assert {line.name for line in PlanLine.objects.in_force()} == {"Công ty A", "Công ty C"}
    assert first.lines.count() == 2, "nothing is lost"


def test_faults_are_told_by_cell_and_must_have_been_seen(bring, inspectorate, clock):
    draft = bring("SCT", as_csv(row("Công ty A", "12345", time="khi rảnh")))
    shown = get_draft(draft, english=True).shown
    assert {fault.place for fault in shown.faults if not fault.is_remark} == {"C2", "G2"}
    with pytest.raises(ValidationError, match="could not be read"):
        take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock())
    take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock(), with_faults=True)
    line = PlanLine.objects.get()
    assert (line.tax_code, line.first) == ("", None)
    assert line.raw["C"] == "12345", "the cell is kept"


def test_a_file_of_another_year_must_be_meant(bring, inspectorate, clock):
    draft = bring("SCT", as_csv(row("Công ty A", ONE), title="KẾ HOẠCH KIỂM TRA NĂM 2021"))
    with pytest.raises(ValidationError, match="another year"):
        take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock(), with_faults=True)
    take_plan(
        filing=draft, seen=draft.seen, by=inspectorate, at=clock(), with_faults=True, with_other_year=True
    )
    assert PlanLine.objects.count() == 1


def test_numbers_of_persons_are_nowhere_in_the_clear(bring, inspectorate, clock):
    rows = row("Hộ Nguyễn Văn Mẫu", PERSON), row(f"Hộ B (CCCD {PERSON})", content=f"theo đơn của {PERSON}")
    content = as_csv(*rows).decode().replace("Nội dung", f"Nội dung (ví dụ {PERSON})").encode()
    draft = bring("SCT", content)
    filing = take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock(), with_faults=True)
    assert filing.file is None, "the file itself would show them"
    assert filing.has_personal_numbers
    assert PERSON not in zlib.decompress(bytes(FilingContent.objects.get(filing=filing).content)).decode()
    first, second = filing.lines.order_by("number")
    assert first.personal_number.startswith("bv1.")
    assert first.raw["C"] == f"⟦{first.personal_number}⟧"
    assert DOTS in second.content
    with connection.cursor() as cursor:
        for model in (PlanLine, PlanFiling, AuditEvent, ColumnMemory):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            assert PERSON not in str(cursor.fetchall())
    assert reading_of(draft).rows[0].tax_code.digits == PERSON, "read again it is known as before"
    again = get_draft(bring("SCT", content)).shown
    assert again.tables[0].columns[0].reason != get_draft(draft).shown.tables[0].columns[0].reason, (
        "its columns, too"
    )


def test_numbers_of_persons_are_not_shown_with_faults(bring):
    """Not in the name of a sheet, nor half of one where a text is cut."""
    book = openpyxl.Workbook()
    book.active.title = f"Hộ {PERSON}"
    book.active.append(["STT", "Tên doanh nghiệp", "Mã số thuế", "Nội dung", "Thời gian"])
    for length in range(66, 80):
        book.active.append([length, "Công ty A", ONE, "Giá cả", f"{'khi rảnh ' * 9}"[:length] + PERSON])
    stream = BytesIO()
    book.save(stream)
    shown = get_draft(bring("SCT", stream.getvalue(), name="a.xlsx")).shown
    faults = [fault for fault in shown.faults if not fault.is_remark]
    assert len(faults) == 14
    for fault in faults:
        assert fault.place.startswith(f"Hộ {DOTS}!")
        assert PERSON[:3] not in fault.text


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04rubbish", b"%PDF-1.7 rubbish", b"\x89PNG\r\n\x1a\n\x00\x00"]
)
def test_what_is_no_plan_is_refused_with_what_to_do(content, bring):
    with pytest.raises(ValidationError):
        bring("SCT", content)
    assert PlanFiling.objects.count() == 0


def test_a_long_name_of_a_file_is_cut_before_its_suffix(bring):
    filing = bring("SCT", as_csv(row("Công ty A", ONE)), name="kế hoạch " * 50 + ".csv")
    assert len(filing.file_name) == 200
    assert filing.file_name.endswith(".csv")


def test_a_draft_is_taken_or_dropped_once(bring, inspectorate, clock):
    draft = bring("SCT", as_csv(row("Công ty A", ONE)))
    take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="no draft any more"):
        take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="no draft any more"):
        drop_plan(filing=draft, by=inspectorate, at=clock())
    other = bring("SCT", as_csv(row("Công ty B", TWO)))
    drop_plan(filing=other, by=inspectorate, at=clock())
    assert not FilingContent.objects.filter(filing=other).exists()
    assert [line.name for line in PlanLine.objects.in_force()] == ["Công ty A"]


def test_a_draft_that_was_dropped_in_another_tab_is_told_as_such(bring, inspectorate, clock):
    draft = bring("SCT", as_csv(row("Công ty A", ONE)))
    drop_plan(filing=draft, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="no draft any more"):
        take_plan(filing=draft, seen=draft.seen, by=inspectorate, at=clock())
    with pytest.raises(ValidationError, match="no draft any more"):
        say_columns(filing=draft, columns={}, seen=draft.seen, by=inspectorate, at=clock())


def test_a_unit_files_its_own_plan_and_nobody_elses(bring, actor_for, clock):
    officer = actor_for("canbo")
    draft = bring("TAND", as_csv(row("Công ty A", ONE)), by=officer)
    take_plan(filing=draft, seen=draft.seen, by=officer, at=clock())
    for name in ("canbo", "thutruong", "lanhdao", "kiemtra", "quantri"):
        with pytest.raises(PermissionDenied):
            bring("SCT", as_csv(row("Công ty A", ONE)), by=actor_for(name))


def test_a_plan_of_the_demonstration_is_known_as_made_up(bring):
    assert bring("SCT", as_csv(row("Công ty A", ONE), title="DỮ LIỆU MINH HỌA")).is_synthetic
    assert not bring("SCT", as_csv(row("Công ty A", ONE))).is_synthetic
