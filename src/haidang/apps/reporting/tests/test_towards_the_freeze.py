"""From the draft to the freeze: comments, numerals get their source, the leader decides, a version corrects."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.observations.models import Figure
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.models import Block, Report, ReportOpinion
from haidang.apps.reporting.services import (
    BlockChanged,
    FreezeRefused,
    NumeralPlace,
    add_comment,
    ask_opinion,
    begin_correction,
    bind_numeral,
    freeze_report,
    give_opinion,
    mark_numeral,
    save_block,
    settle_comment,
)
from haidang.apps.reporting.services.approving import text_hash
from haidang.apps.reporting.settling import list_work
from haidang.domain.official_document import plain_text
from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(small, load):
    small["sections"][0]["blocks"].append(
        {"key": "one.9", "p": "Năm 2024 có 1.237 dịch vụ, khác 1.237 và 1.916 dịch vụ."}
    )
    return load(small)


@pytest.fixture
def an():
    return Actor("user:an", "An", (Grant(Role.COORDINATOR),))


@pytest.fixture
def leader():
    return Actor("user:l", "Lãnh", (Grant(Role.LEADER),))


def place(draft, index, text):
    block = Block.objects.select_related("section__report__round").get(section__report=draft, key="one.9")
    return NumeralPlace(block, index, text, block.version)


def read(report):
    return plain_text(assemble(report).document).text


def test_the_list_names_every_numeral_with_the_figures_it_may_be(draft, an, at):
    work = list_work(draft, an, at)
    assert [(open.numeral.text, open.index) for open in work.numerals] == [
        ("2024", 0), ("1.237", 1), ("1.237", 2), ("1.916", 3),
    ]  # fmt: skip
    assert "dvc.integrated" in {c.figure.indicator.code for c in work.numerals[1].candidates}
    assert not work.numerals[0].candidates
    assert work.count >= 4


def test_a_numeral_gets_its_reason_or_its_figure_and_the_list_grows_shorter(draft, an, at):
    mark_numeral(place=place(draft, 0, "2024"), kind="year", by=an, at=at)
    figure = Figure.objects.get(indicator__code="dvc.integrated", period="2024-9M", basis="reported")
    block = bind_numeral(place=place(draft, 1, "1.237"), figure=figure, by=an, at=at)
    token = "{{dvc.integrated unit=" + figure.unit.code + "}}"
    assert block.content["text"] == f"Năm [[year:2024]] có 1.237 dịch vụ, khác {token} và 1.916 dịch vụ."
    assert [open.numeral.text for open in list_work(draft, an, at).numerals] == ["1.237", "1.916"]


def test_a_numeral_that_moved_meanwhile_is_not_guessed(draft, an, at):
    was = place(draft, 3, "1.916")
    save_block(block=was.block, text="Chỉ còn 1.916.", seen_version=was.seen_version, by=an, at=at)
    with pytest.raises(BlockChanged):
        mark_numeral(place=NumeralPlace(was.block, 3, "1.916", was.seen_version), kind="label", by=an, at=at)
    with pytest.raises(ValidationError, match="no longer there"):
        mark_numeral(place=place(draft, 3, "1.916"), kind="label", by=an, at=at)


def test_a_comment_is_made_and_settled_by_those_who_may(draft, an, leader, at):
    block = place(draft, 0, "").block
    comment = add_comment(block=block, text="  Rõ hơn \n\n ở đây ", by=leader, at=at)
    assert comment.text == "Rõ hơn\nở đây"
    settle_comment(comment=comment, by=an, at=at)
    comment.refresh_from_db()
    assert comment.settled_by == "An"
    with pytest.raises(PermissionDenied):
        add_comment(block=block, text="x", by=Actor("user:u", "U", (Grant(Role.AUDITOR),)), at=at)
    with pytest.raises(ValidationError):
        add_comment(block=block, text=" \n ", by=an, at=at)


@pytest.fixture
def clean(small, load):
    small["code"] = "CLEAN"
    return load(small)


def test_what_lies_before_the_leader_is_not_frozen(clean, an, leader, system, at):
    ask_opinion(report=clean, note="kính trình", by=an, at=at)
    with pytest.raises(FreezeRefused, match="lies before the leader"):
        freeze_report(report=clean, by=system, at=at)
    seen = text_hash(assemble(clean))
    give_opinion(report=clean, is_approved=True, seen_sha256=seen, note="", by=leader, at=at)
    assert freeze_report(report=clean, by=system, at=at).is_frozen


def test_a_returned_draft_and_one_that_changed_after_the_approval_go_back_to_the_leader(
    clean, an, leader, system, revise, at
):
    ask_opinion(report=clean, note="", by=an, at=at)
    with pytest.raises(ValidationError, match="Say what is to be mended"):
        give_opinion(report=clean, is_approved=False, seen_sha256="", note=" ", by=leader, at=at)
    give_opinion(report=clean, is_approved=False, seen_sha256="", note="sửa mục I", by=leader, at=at)
    with pytest.raises(FreezeRefused, match="returned the draft"):
        freeze_report(report=clean, by=system, at=at)
    ask_opinion(report=clean, note="", by=an, at=at)
    seen = text_hash(assemble(clean))
    give_opinion(report=clean, is_approved=True, seen_sha256=seen, note="", by=leader, at=at)
    revise("dvc.total", 1917)
    with pytest.raises(FreezeRefused, match="changed after the leader approved"):
        freeze_report(report=clean, by=system, at=at)


def test_an_approval_is_of_the_text_that_was_read_by_somebody_else(clean, an, leader, at):
    with pytest.raises(ValidationError, match="Nobody laid"):
        give_opinion(report=clean, is_approved=True, seen_sha256="", note="", by=leader, at=at)
    ask_opinion(report=clean, note="", by=an, at=at)
    with pytest.raises(ValidationError, match="changed since you read"):
        give_opinion(report=clean, is_approved=True, seen_sha256="0" * 64, note="", by=leader, at=at)
    both = Actor("user:an", "An", (Grant(Role.COORDINATOR), Grant(Role.LEADER)))
    with pytest.raises(ValidationError, match="somebody else"):
        give_opinion(
            report=clean, is_approved=True, seen_sha256=text_hash(assemble(clean)), note="", by=both, at=at
        )
    with pytest.raises(PermissionDenied):
        give_opinion(report=clean, is_approved=False, seen_sha256="", note="x", by=an, at=at)
    assert list(ReportOpinion.objects.values_list("kind", flat=True)) == ["asked"]


def test_a_correction_is_a_new_version_that_says_what_it_corrects(clean, an, system, revise, at):
    with pytest.raises(ValidationError, match="only a frozen report"):
        begin_correction(report=clean, note="x", by=an, at=at)
    freeze_report(report=clean, by=system, at=at)
    before = read(Report.objects.get(pk=clean.pk))
    revise("dvc.integrated", 1240)
    new = begin_correction(report=clean, note="đính chính số dịch vụ", by=an, at=at)
    assert (new.code, new.corrects_id, new.correction_note) == ("CLEAN-V2", clean.pk, "đính chính số dịch vụ")
    assert "1.240" in read(new)
    assert read(Report.objects.get(pk=clean.pk)) == before
    with pytest.raises(ValidationError, match="begun already"):
        begin_correction(report=clean, note="nữa", by=an, at=at)
    revise("dvc.integrated", 1237)
    freeze_report(report=new, by=system, at=at)
    assert begin_correction(report=new, note="lần nữa", by=an, at=at).code == "CLEAN-V3"
