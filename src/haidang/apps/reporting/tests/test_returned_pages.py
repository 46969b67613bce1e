"""A report's Word file goes out, is edited by hand, comes back, and is taken over block by block."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse

from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.building import build_report
from haidang.apps.reporting.models import Block, BlockVersion, IssuedFile, ReturnedDecision, ReturnedFile
from haidang.apps.reporting.returned_changes import changes_of
from haidang.apps.reporting.services import (
    bring_returned,
    freeze_report,
    issue_docx,
    open_block,
    pass_over_block,
    take_over_block,
)
from haidang.domain.official_document.tests.hand_edits import EditedFile
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.files.checks import RefusedFile
from haidang.foundation.files.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(small, load):
    small["sections"][0]["blocks"][1]["item"] = "Theo {{@197/KH-UBND|short}}."
    small["sections"][0]["blocks"].append(
        {
            "key": "one.3",
            "p": "Năm [[year:2024]] theo {{@197/KH-UBND|short}} đạt {{dvc.integrated_rate}}[^note].",
        }
    )
    return load(small)


@pytest.fixture
def edited(draft, system, at):
    return EditedFile(issue_docx(report=draft, by=system, at=at))


@pytest.fixture
def bring(draft, coordinator, at):
    def run(content, name="ban-sua.docx", report=draft, by=coordinator):
        content = content.bytes() if isinstance(content, EditedFile) else content
        return bring_returned(report=report, content=content, name=name, by=by, at=at)

    return run


def retype(file, words, old, new):
    """Type other words in the paragraph that holds `words`."""
    runs = [t for t in file.paragraph(words).iter() if t.tag.endswith("}t") and old in (t.text or "")]
    runs[0].text = runs[0].text.replace(old, new)
    return file


def number_of(returned, block):
    return next(row.number for row in changes_of(returned).blocks if row.change.block == block)


def text_of(key):
    return Block.objects.get(key=key, section__report__code="SMALL").content["text"]


def test_the_file_that_goes_out_is_known_when_it_comes_back(edited, bring, draft, system, at):
    returned = bring(edited)
    assert returned.issued == IssuedFile.objects.get()
    assert changes_of(returned).is_unchanged
    issue_docx(report=draft, by=system, at=at)
    assert IssuedFile.objects.count() == 1


def test_words_are_taken_over_and_every_token_that_stands_stays_one(edited, bring, coordinator, at):
    tags = set(Block.objects.get(key="one.3").quotes.values_list("tag", flat=True))
    returned = bring(retype(edited, "Năm 2024", "Năm", "Trong cả năm"))
    take_over_block(returned=returned, number=number_of(returned, "one.3"), by=coordinator, at=at)
    block = Block.objects.get(key="one.3")
    assert block.content["text"] == (
        "Trong cả năm [[year:2024]] theo {{@197/KH-UBND|short}} đạt {{dvc.integrated_rate}}[^note]."
    )
    assert block.version == 2
    assert set(block.quotes.values_list("tag", flat=True)) == tags
    assert not assemble(returned.report).strays
    assert AuditEvent.objects.filter(
        action="reporting.block-taken-from-file", actor_name=coordinator.name
    ).exists()
    before, after = BlockVersion.objects.filter(block_key="one.3").order_by("number")
    assert "Năm [[year:2024]]" in before.text
    assert (after.text, after.by_name) == (block.content["text"], coordinator.name)
    assert returned.name in after.why


def test_nothing_is_taken_over_while_somebody_else_writes_there(edited, bring, coordinator, system, at):
    returned = bring(retype(edited, "Năm 2024", "Năm", "Trong cả năm"))
    block = Block.objects.get(key="one.3")
    open_block(block=block, by=system, at=at)
    with pytest.raises(ValidationError, match=system.name):
        take_over_block(returned=returned, number=number_of(returned, "one.3"), by=coordinator, at=at)
    block.refresh_from_db()
    assert block.version == 1


def test_a_figure_that_was_typed_over_is_told_and_not_taken_over(edited, bring, coordinator, at, signed_in):
    edited.type_over("q-one.1-2", "2.000")
    returned = bring(retype(edited, "dịch vụ, đạt", " dịch vụ, đạt ", " dịch vụ công, đạt "))
    ((label, (row,)),) = changes_of(returned).figures
    assert (str(label), row.change.old, row.change.new) == ("Figures typed over", "1.916", "2.000")
    page = signed_in("dieuphoi").get(reverse("reporting:returned", args=["SMALL", returned.pk]))
    text = page.content.decode()
    assert f"{reverse('observations:figure', args=[row.figure])}?quote=q-one.1-2" in text
    assert "<del>1.916</del> → <ins>2.000</ins>" in text
    take_over_block(returned=returned, number=number_of(returned, "one.1"), by=coordinator, at=at)
    assert text_of("one.1") == (
        "Có {{dvc.integrated}}/{{dvc.total}} dịch vụ công, đạt {{dvc.integrated_rate}}."
    )


def test_a_numeral_that_was_written_into_the_words_stays_without_source(edited, bring, coordinator, at):
    returned = bring(retype(edited, "Đã tích hợp", "Đã tích hợp", "Đến tháng 12 đã tích hợp"))
    assert [row.numeral.text for row in changes_of(returned).numerals] == ["12"]
    take_over_block(returned=returned, number=number_of(returned, "two.1"), by=coordinator, at=at)
    assert [stray.text for stray in assemble(returned.report).strays] == ["12"]


def test_words_that_look_like_tokens_stay_words(edited, bring, coordinator, at):
    returned = bring(retype(edited, "Đã tích hợp", "Đã tích hợp", "Đã {{dvc.total}} [[year:x]] tích hợp"))
    take_over_block(returned=returned, number=number_of(returned, "two.1"), by=coordinator, at=at)
    assert Block.objects.get(key="two.1").quotes.count() == 1


def test_a_cell_of_a_table_is_taken_over(edited, bring, coordinator, at):
    returned = bring(retype(edited, "Tổng", "Tổng", "Tổng cộng"))
    take_over_block(returned=returned, number=number_of(returned, "two.2"), by=coordinator, at=at)
    assert Block.objects.get(key="two.2").content["rows"] == [["Tổng cộng", "{{dvc.total}}"]]


def test_a_block_that_changed_in_the_meantime_is_not_overwritten(edited, bring, coordinator, at, small, load):
    returned = bring(retype(edited, "Đã tích hợp", "Đã tích hợp", "Đã ghép"))
    small["sections"][1]["blocks"][0]["p"] = "Nay đã tích hợp {{dvc.integrated}} dịch vụ."
    load(small)
    with pytest.raises(ValidationError, match="nothing was overwritten"):
        take_over_block(returned=returned, number=number_of(returned, "two.1"), by=coordinator, at=at)
    assert text_of("two.1").startswith("Nay đã")
    assert not ReturnedDecision.objects.exists()


def test_without_a_kept_copy_the_memory_of_the_file_serves_and_the_page_says_so(
    draft, bring, coordinator, at, signed_in, small, load
):
    made = EditedFile(build_report(draft, at=at, only="report.docx").files["report.docx"])
    first, second = (bring(retype(made.reopened(), "Đã tích hợp", "Đã tích hợp", t)) for t in ("A", "B"))
    assert first.issued is None
    take_over_block(returned=first, number=number_of(first, "two.1"), by=coordinator, at=at)
    assert text_of("two.1").startswith("A {{")
    with pytest.raises(ValidationError, match="nothing was overwritten"):
        take_over_block(returned=second, number=number_of(second, "two.1"), by=coordinator, at=at)
    page = signed_in("dieuphoi").get(reverse("reporting:returned", args=["SMALL", first.pk]))
    assert "Hệ thống không có bản lưu của tệp này" in page.content.decode()


def test_a_change_is_decided_once_and_the_decision_stays(edited, bring, coordinator, at):
    returned = bring(retype(edited, "Đã tích hợp", "Đã tích hợp", "Đã ghép"))
    number = number_of(returned, "two.1")
    decision = pass_over_block(returned=returned, number=number, reason=" đúng  rồi ", by=coordinator, at=at)
    assert (decision.reason, decision.verdict) == ("đúng rồi", "refused")
    with pytest.raises(ValidationError, match="decided already"):
        take_over_block(returned=returned, number=number, by=coordinator, at=at)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReturnedDecision.objects.update(reason="x")
    assert text_of("two.1").startswith("Đã tích hợp")


def test_paragraphs_that_were_removed_or_copied_are_told_and_not_taken_over(edited, bring, coordinator, at):
    edited.copy_paragraph("q-two.1-1")
    returned = bring(edited)
    (row,) = changes_of(returned).blocks
    assert (row.change.fate, row.change.copy_of) == ("copied", "two.1")
    with pytest.raises(ValidationError):
        take_over_block(returned=returned, number=0, by=coordinator, at=at)
    with pytest.raises(ValidationError, match="no such change"):
        pass_over_block(returned=returned, number=7, reason="", by=coordinator, at=at)


def test_of_a_frozen_report_changes_are_only_shown(draft, system, bring, at, coordinator, signed_in):
    frozen = freeze_report(report=draft, by=system, at=at)
    kept = build_report(frozen, at=at).files["report.docx"]
    returned = bring(retype(EditedFile(kept), "Đã tích hợp", "Đã tích hợp", "Đã ghép"), report=frozen)
    assert returned.issued.file == frozen.artefacts.get(name="report.docx").file
    for service, more in ((take_over_block, {}), (pass_over_block, {"reason": ""})):
        with pytest.raises(ValidationError, match="frozen"):
            service(returned=returned, number=0, by=coordinator, at=at, **more)
    page = signed_in("dieuphoi").get(reverse("reporting:returned", args=["SMALL", returned.pk]))
    assert b'name="verdict"' not in page.content
    assert b"<del>" in page.content


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"PK\x03\x04 broken", "a.docx"), (b"%PDF-1.7 x", "a.docx"), (b"a,b\n1,2\n", "a.csv"), (b"", "a.docx")],
)
def test_what_is_no_word_file_is_refused_and_not_kept(content, name, bring):
    before = StoredFile.objects.count()
    with pytest.raises(RefusedFile):
        bring(content, name)
    assert StoredFile.objects.count() == before
    assert not ReturnedFile.objects.exists()


def test_a_file_whose_memory_was_tampered_with_is_refused_with_what_to_do(draft, bring, at):
    file = EditedFile(build_report(draft, at=at, only="report.docx").files["report.docx"])
    store = "customXml/item1.xml"
    file.parts[store] = file.parts[store].replace("Đã tích hợp".encode(), "Đã  bỏ".encode())
    with pytest.raises(RefusedFile, match="Download the report"):
        bring(file)


def test_but_a_kept_copy_does_without_its_memory(edited, bring):
    store = "customXml/item1.xml"
    edited.parts[store] = edited.parts[store].replace("Đã tích hợp".encode(), "Đã  bỏ".encode())
    assert changes_of(bring(edited)).is_unchanged


def test_the_file_of_another_report_is_sent_there(edited, bring, report):
    with pytest.raises(RefusedFile, match="SMALL"):
        bring(edited, report=report)


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_coordinator_brings_and_decides(username, edited, bring, actor_for, at, signed_in):
    returned = bring(retype(edited, "Đã tích hợp", "Đã tích hợp", "Đã ghép"))
    by = actor_for(username)
    with pytest.raises(PermissionDenied):
        bring(edited, by=by)
    with pytest.raises(PermissionDenied):
        take_over_block(returned=returned, number=0, by=by, at=at)
    url = reverse("reporting:returned-decide", args=["SMALL", returned.pk, 0])
    assert signed_in(username).post(url, {"verdict": "taken"}).status_code == 403


def test_the_whole_way_in_the_browser(draft, signed_in):
    client = signed_in("dieuphoi")
    made = client.get(reverse("reporting:download", args=["SMALL", "report.docx"])).content
    edited = retype(EditedFile(made), "Đã tích hợp", "Đã tích hợp", "Đã ghép").bytes()
    url = reverse("reporting:returned-files", args=["SMALL"])
    refused = client.post(url, {"file": SimpleUploadedFile("a.docx", b"PK\x03\x04")})
    assert refused.status_code == 400
    answer = client.post(url, {"file": SimpleUploadedFile("../bản sửa.docx", edited)})
    returned = ReturnedFile.objects.get()
    assert answer.url == reverse("reporting:returned", args=["SMALL", returned.pk])
    assert returned.name == "bản sửa.docx"
    page = client.get(answer.url).content.decode()
    assert "<ins>" in page
    decide = reverse("reporting:returned-decide", args=["SMALL", returned.pk, number_of(returned, "two.1")])
    assert client.post(decide, {"verdict": "maybe"}).status_code == 404
    client.post(decide, {"verdict": "taken"})
    assert text_of("two.1").startswith("Đã ghép")
    report_page = client.get(reverse("reporting:report", args=["SMALL"])).content.decode()
    assert answer.url in report_page
    assert "bản sửa.docx" in report_page
