"""The Excel way on the web: what a workbook would change, what is wrong with it by cell, what is refused."""

import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.services import Answer, RoundRules, open_round, save_entry
from haidang.domain.vietnamese import fold
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db

CODE = "HP-PCI-2026-Y"


def open_for(period, system, at):
    plan, coordinator = Plan.objects.first(), Unit.objects.get(code="STC-2025")
    rules = RoundRules(f"HP-PCI-{period}", parse_period(period), plan, coordinator, CutoffScheme.ND09, 5)
    round_ = open_round(rules=rules, by=system, at=at)
    return round_.assignments.select_related("unit", "round").get(unit__code="TAND")


@pytest.fixture
def court(system, at):
    return open_for("2026-Y", system, at)


@pytest.fixture
def officer(signed_in):
    return signed_in("canbo")


@pytest.fixture
def form(officer, court):
    """The workbook as it is downloaded, open for changes."""
    content = officer.get(reverse("reporting:workbook", args=[CODE, "TAND"])).content
    return openpyxl.load_workbook(io.BytesIO(content))


def figures(book):
    """The sheet of figures, its column of answers, and the rows by the name of the indicator."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and fold(cell.value) == fold("Số liệu kỳ này"):
                    names = {
                        str(r[2].value): r[0].row for r in sheet.iter_rows(min_row=cell.row + 1) if r[2].value
                    }
                    return sheet, cell.column, names
    raise AssertionError("there is no sheet of figures")


def as_bytes(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def bring(client, content, name="bieu-mau.xlsx"):
    return client.post(
        reverse("reporting:workbook-upload", args=[CODE, "TAND"]), {"file": SimpleUploadedFile(name, content)}
    )


def take(client, response):
    """Confirm what the page of differences shows."""
    difference, file = response.context["difference"], response.context["file"]
    changes = [*difference.cells, *difference.texts]
    data = {f"seen-{change.mark}": change.subject.version for change in changes}
    data |= {"sha256": file.sha256, "take": [change.mark for change in changes if not change.is_stale]}
    return client.post(reverse("reporting:workbook-take", args=[CODE, "TAND"]), data)


class TestWhatItWouldChange:
    def test_nothing_is_taken_before_it_was_shown(self, officer, court, form):
        sheet, column, rows = figures(form)
        sheet.cell(rows["Án thương mại đã thụ lý"], column).value = "1.237"
        response = bring(officer, as_bytes(form))
        (change,) = response.context["difference"].cells
        assert (change.before, change.after) == ("(chưa trả lời)", "1.237")
        entry = court.entries.get(indicator__code="court.commercial.accepted")
        assert entry.status == ""
        take(officer, response)
        entry.refresh_from_db()
        assert entry.value == Decimal(1237)
        assert entry.source_urn.startswith(f"urn:haidang:file:{response.context['file'].sha256}#cell=")

    def test_what_somebody_changed_after_the_download_is_not_overwritten_unseen(
        self, officer, court, form, system, at
    ):
        entry = court.entries.get(indicator__code="court.commercial.accepted")
        save_entry(entry=entry, answer=Answer("value", Decimal(5)), seen_version=0, by=system, at=at)
        sheet, column, rows = figures(form)
        sheet.cell(rows["Án thương mại đã thụ lý"], column).value = 7
        response = bring(officer, as_bytes(form))
        (change,) = response.context["difference"].cells
        assert change.is_stale
        take(officer, response)
        entry.refresh_from_db()
        assert entry.value == Decimal(5)

    def test_rows_may_be_sorted_shifted_and_left_out(self, officer, court, form):
        sheet, column, rows = figures(form)
        sheet.cell(rows["Án thương mại đã giải quyết"], column).value = 8
        sheet.insert_rows(1, amount=3)
        sheet.delete_rows(rows["Án thương mại đã thụ lý"] + 3)
        response = bring(officer, as_bytes(form))
        assert response.context["faults"] == []
        assert [change.after for change in response.context["difference"].cells] == ["8"]

    def test_a_workbook_that_says_nothing_new_changes_nothing(self, officer, form):
        response = bring(officer, as_bytes(form))
        assert response.context["difference"].cells == ()
        assert "không có gì để lấy" in response.content.decode()


class TestFaults:
    @pytest.mark.parametrize(
        ("value", "said"),
        [
            ("sáu mươi tám", "không phải là số"),
            ("1,5", "số nguyên"),
            (-3, "nhỏ hơn 0"),
            (True, "đúng hoặc sai"),
            ("=1/0", "công thức"),
            ("9" * 40, "quá nhiều chữ số"),
        ],
    )
    def test_each_is_told_by_cell_and_the_whole_workbook_is_left(self, officer, court, form, value, said):
        sheet, column, rows = figures(form)
        cell = sheet.cell(rows["Án thương mại đã thụ lý"], column)
        cell.value = value
        sheet.cell(rows["Án thương mại đã giải quyết"], column).value = 8
        response = bring(officer, as_bytes(form))
        assert response.status_code == 400
        (fault,) = response.context["faults"]
        assert fault.place.endswith(f"!{cell.coordinate}")
        assert said in str(fault.what)
        take(officer, response)
        assert not court.entries.exclude(status="").exists()

    def test_merged_cells_are_told(self, officer, form):
        sheet, column, rows = figures(form)
        row = rows["Án thương mại đã thụ lý"]
        sheet.merge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
        assert any("gộp" in str(fault.what) for fault in bring(officer, as_bytes(form)).context["faults"])

    def test_the_form_of_another_round_is_told(self, officer, court, system, at):
        open_for("2026-9M", system, at)
        content = officer.get(reverse("reporting:workbook", args=["HP-PCI-2026-9M", "TAND"])).content
        faults = bring(officer, content).context["faults"]
        assert any("kỳ khác" in str(fault.what) for fault in faults)

    def test_a_workbook_of_something_else_is_told(self, officer, court):
        book = openpyxl.Workbook()
        book.active["A1"] = "Danh sách"
        assert bring(officer, as_bytes(book)).status_code == 400


def with_macro(content):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


def bomb(content):
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bin", b"0" * 60_000_000)
    return out.getvalue()


class TestRefused:
    @pytest.mark.parametrize(
        ("make", "said"),
        [
            (with_macro, "macro"),
            (bomb, "bất thường"),
            (lambda content: content[: len(content) // 2], "hỏng"),
            (lambda _content: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "Excel"),
            (lambda _content: b"%PDF-1.7\n", "Excel"),
        ],
        ids=["macro", "zip bomb", "half a file", "an old .xls", "a PDF"],
    )
    def test_what_is_no_workbook_or_a_hostile_one(self, officer, court, form, make, said):
        kept = StoredFile.objects.count()
        response = bring(officer, make(as_bytes(form)))
        assert response.status_code == 400
        assert said in response.content.decode()
        assert StoredFile.objects.count() == kept

    def test_a_hundred_megabytes_are_refused_unread(self, officer, court):
        response = officer.generic(
            "POST",
            reverse("reporting:workbook-upload", args=[CODE, "TAND"]),
            b"",
            content_type="multipart/form-data; boundary=x",
            CONTENT_LENGTH=str(100 * 1024 * 1024),
        )
        assert response.status_code == 413
        assert "26 MB" in response.content.decode()

    def test_a_file_that_was_not_shown_is_not_taken(self, officer, court, system, at):
        data = {"sha256": "0" * 64, "take": ["e1"]}
        assert officer.post(reverse("reporting:workbook-take", args=[CODE, "TAND"]), data).status_code == 404
