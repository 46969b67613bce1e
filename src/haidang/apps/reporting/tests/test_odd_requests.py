"""What no page of ours sends, but somebody may: it is refused in words, and nothing fails."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.models import Remark
from haidang.apps.reporting.services import (
    RoundRules,
    add_remark,
    approve_report,
    hand_over,
    open_round,
    save_narrative,
    talking,
)
from haidang.domain.worktime import CutoffScheme, parse_period

pytestmark = pytest.mark.django_db
HUGE = 10**30


@pytest.fixture
def assignment(system, at):
    rules = RoundRules(
        "HP-PCI-2024-Y", parse_period("2024-Y"), Plan.objects.first(), Unit.objects.get(code="SKHDT"),
        CutoffScheme.CALENDAR, 5,
    )  # fmt: skip
    return open_round(rules=rules, by=system, at=at).assignments.get(unit__code="TAND")


@pytest.fixture
def unit_page(assignment, signed_in):
    """`unit_page("get", "canbo", "bao-cao/")` asks for a page of the court's report."""

    def ask(method, username, path, data=None):
        address = f"/ky-bao-cao/HP-PCI-2024-Y/don-vi/TAND/{path}"
        return getattr(signed_in(username), method)(address, data or {})

    return ask


@pytest.mark.parametrize("version", ["1", "5", "9999", "0", "x"])
def test_a_version_of_a_report_that_was_never_approved_shows_the_empty_page(version, unit_page):
    assert unit_page("get", "dieuphoi", "bao-cao/", {"lan": version}).status_code == 200


def test_a_remark_is_about_one_place(assignment, unit_page, actor_for, at):
    entry, narrative = assignment.entries.first(), assignment.narratives.first()
    data = {"text": "Về số này", "entry": entry.pk, "narrative": narrative.pk}
    assert unit_page("post", "canbo", "trao-doi/", data).status_code == 302
    with pytest.raises(ValidationError) as refusal:
        add_remark(
            assignment=assignment, text="x", entry=entry, narrative=narrative, by=actor_for("canbo"), at=at
        )
    assert refusal.value.code == "two_places"
    assert not Remark.objects.exists()


def test_a_flood_of_remarks_ends(assignment, actor_for, at, monkeypatch):
    monkeypatch.setattr(talking, "MOST_REMARKS", 2)
    by = actor_for("canbo")
    for text in ("một", "hai"):
        add_remark(assignment=assignment, text=text, by=by, at=at)
    with pytest.raises(ValidationError) as refusal:
        add_remark(assignment=assignment, text="ba", by=by, at=at)
    assert refusal.value.code == "too_many_remarks"
    assert Remark.objects.count() == 2


def test_reasons_lose_what_the_database_cannot_keep(assignment, unit_page, actor_for, system, at):
    narrative = assignment.narratives.first()
    save_narrative(narrative=narrative, text="Đã xong.", seen_version=0, by=actor_for("canbo"), at=at)
    hand_over(assignment=assignment, incomplete=True, by=actor_for("canbo"), at=at)
    approve_report(assignment=assignment, by=actor_for("thutruong"), at=at)
    data = {"reason": "Làm\x00 lại", f"n-{narrative.pk}": "Viết\x00 rõ", "n-99999999999999999": "x"}
    assert unit_page("post", "dieuphoi", "tra-lai/", data).status_code == 302
    narrative.refresh_from_db()
    assert narrative.returned == "Viết rõ"
    assert assignment.decisions.get(kind="returned").reason == "Làm lại"


@pytest.mark.parametrize("task", [HUGE, -HUGE, 0])
def test_a_file_about_a_task_that_cannot_be_is_one_of_the_whole_report(task, assignment, unit_page):
    file = SimpleUploadedFile("bang.csv", b"a,b\n1,2\n")
    assert unit_page("post", "canbo", "minh-chung/", {"task": task, "file": file}).status_code == 302
    assert assignment.evidence.get().task is None


def test_a_workbook_by_what_is_no_checksum_is_not_there(unit_page):
    for said in ("\x00", "x", "A" * 64):
        assert unit_page("post", "canbo", "nhan-bieu-mau/", {"sha256": said}).status_code == 404


def test_a_nul_in_the_choice_of_units_chooses_none(unit_page, signed_in):
    data = {"unit": ["\x00", "KHONG-CO"], "subject": "Nhắc", "body": "Đề nghị gửi báo cáo"}
    answer = signed_in("dieuphoi").post("/ky-bao-cao/HP-PCI-2024-Y/don-doc/", data)
    assert answer.status_code == 302
