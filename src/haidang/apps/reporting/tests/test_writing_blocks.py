"""Blocks of a draft are written by one person at a time; every save is a version, nothing is overwritten unseen."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from haidang.apps.reporting.block_texts import compare_words, content_of, text_of
from haidang.apps.reporting.models import Block, BlockLock, BlockVersion
from haidang.apps.reporting.services import (
    BlockChanged,
    BlockTaken,
    ReportTextError,
    freeze_report,
    leave_block,
    open_block,
    preview_block,
    renew_block,
    restore_version,
    save_block,
)
from haidang.apps.reporting.showing import show
from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.permissions import Role

pytestmark = pytest.mark.django_db
TEXT = "Nay có {{dvc.integrated}} dịch vụ."


@pytest.fixture
def draft(small, load):
    return load(small)


@pytest.fixture
def block(draft):
    return Block.objects.select_related("section__report").get(section__report=draft, key="two.1")


@pytest.fixture
def an():
    return Actor("user:an", "An", (Grant(Role.COORDINATOR),))


@pytest.fixture
def binh():
    return Actor("user:binh", "Bình", (Grant(Role.COORDINATOR),))


@pytest.fixture
def save(an, at):
    def run(block, text=TEXT, by=an, seen=None, moment=at, why=""):
        seen = block.version if seen is None else seen
        return save_block(block=block, text=text, seen_version=seen, why=why, by=by, at=moment)

    return run


def everything():
    return (
        list(Block.objects.order_by("pk").values()),
        list(BlockVersion.objects.values()),
        list(BlockLock.objects.values()),
        AuditEvent.objects.count(),
    )


def test_a_save_keeps_the_text_before_and_the_text_after(block, save):
    saved = save(block, why="rõ hơn")
    assert saved.content == {"text": TEXT}
    assert saved.version == block.version + 1
    assert list(BlockVersion.objects.values_list("number", "kind", "text", "by_name", "why")) == [
        (1, "found", "Đã tích hợp {{dvc.integrated}} dịch vụ.", "", ""),
        (2, "saved", TEXT, "An", "rõ hơn"),
    ]
    assert AuditEvent.objects.filter(action="reporting.block-written").count() == 1
    assert not BlockLock.objects.exists()


def test_a_quote_that_goes_on_keeps_its_tag(block, save):
    saved = save(block, "{{dvc.total}} và {{dvc.integrated}} dịch vụ.")
    assert [quote.tag for quote in saved.quotes.order_by("position")] == ["q-two.1-2", "q-two.1-1"]


def test_the_same_text_again_is_no_version(block, save):
    saved = save(block, "Đã tích hợp  {{dvc.integrated}}\ndịch vụ.")
    assert saved.version == block.version
    assert not BlockVersion.objects.exists()


def test_versions_are_never_changed(block, save):
    save(block)
    with pytest.raises(IntegrityError), transaction.atomic():
        BlockVersion.objects.update(text="khác")
    with pytest.raises(IntegrityError), transaction.atomic():
        BlockVersion.objects.all().delete()


def test_an_earlier_text_comes_back_as_a_new_version(block, save, an, at):
    saved = save(block)
    first = BlockVersion.objects.get(number=1)
    back = restore_version(block=saved, version=first, seen_version=saved.version, by=an, at=at)
    assert back.content["text"] == first.text
    assert list(BlockVersion.objects.values_list("kind", flat=True)) == ["found", "saved", "restored"]


def test_a_footnote_keeps_its_items_each_on_a_line(draft, save):
    note = Block.objects.get(section__report=draft, key="fn.note")
    assert save(note, "Gồm có:\r\n{{dvc.total}} dịch vụ;\n\nkhác.").content == {
        "text": "Gồm có:", "items": ["{{dvc.total}} dịch vụ;", "khác."],
    }  # fmt: skip


def test_who_read_an_older_version_overwrites_nothing(block, save, binh):
    save(block)
    before = everything()
    with pytest.raises(BlockChanged) as refused:
        save(block, "Của Bình.", by=binh)
    assert refused.value.now.content["text"] == TEXT
    assert everything() == before


def test_two_people_do_not_write_on_one_block(block, save, an, binh, at):
    open_block(block=block, by=an, at=at)
    before = everything()
    for refused in (lambda: open_block(block=block, by=binh, at=at), lambda: save(block, by=binh)):
        with pytest.raises(BlockTaken) as taken:
            refused()
        assert taken.value.lock.by_name == "An"
    assert everything() == before


def test_two_people_write_on_two_blocks(draft, block, save, an, binh, at):
    other = Block.objects.get(section__report=draft, key="one.1")
    open_block(block=block, by=an, at=at)
    open_block(block=other, by=binh, at=at)
    assert save(other, "Của Bình.", by=binh).content["text"] == "Của Bình."
    assert save(block).content["text"] == TEXT


def test_signs_of_life_keep_the_block_and_what_is_typed(block, an, binh, at):
    open_block(block=block, by=an, at=at)
    renew_block(block=block, text="Đang gõ", by=an, at=at + timedelta(minutes=14))
    with pytest.raises(BlockTaken):
        open_block(block=block, by=binh, at=at + timedelta(minutes=28))
    assert open_block(block=block, by=an, at=at + timedelta(days=1)).draft == "Đang gõ"


def test_a_block_of_somebody_idle_is_taken_over_and_what_was_typed_is_kept(block, save, an, binh, at):
    renew_block(block=block, text="Đang gõ", by=an, at=at)
    later = at + timedelta(minutes=15)
    open_block(block=block, by=binh, at=later)
    with pytest.raises(BlockTaken) as taken:
        renew_block(block=block, text="Đang gõ thêm", by=an, at=later)
    assert taken.value.lock.by_name == "Bình"
    kept = BlockVersion.objects.get()
    assert (kept.kind, kept.text, kept.by_name) == ("set_aside", "Đang gõ", "An")
    assert AuditEvent.objects.filter(action="reporting.block-taken-over").count() == 1
    save(block, by=binh, moment=later)
    assert list(BlockVersion.objects.values_list("kind", flat=True)) == ["set_aside", "found", "saved"]


def test_who_leaves_frees_only_the_own_block(block, an, binh, at):
    open_block(block=block, by=an, at=at)
    leave_block(block=block, by=binh, at=at)
    assert BlockLock.objects.count() == 1
    leave_block(block=block, by=an, at=at)
    assert not BlockLock.objects.exists()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{no.such}}", "no figure answers"),
        ("{{dvc.total", "not closed"),
        ("[^nowhere]", "there is no footnote nowhere"),
        ("{{@999/KH}}", "there is no document"),
        ("{{dvc.total|bold}}", "there is no style"),
        (" \n ", "the block is empty"),
        ("a\x07b", "control characters"),
        ("a" * 20_001, "too long"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_is_written(text, what, block, save):
    before = everything()
    with pytest.raises(ReportTextError, match=what) as refused:
        save(block, text)
    assert refused.value.faults[0].block == "two.1"
    assert everything() == before
    with pytest.raises(ReportTextError, match=what):
        preview_block(block=block, text=text)


def test_a_preview_shows_values_and_writes_nothing(block):
    before = everything()
    shown = preview_block(block=block, text="Theo {{@197/KH-UBND|short}}: {{dvc.total}}[^note].")
    assert "".join(piece.text for piece in shown.rows[0][0]).endswith(": 1.916[note].")
    assert everything() == before


def test_a_figure_that_changed_since_the_save_is_marked_until_the_block_is_saved_again(block, save, revise):
    def changed():
        quotes = block.quotes.select_related("figure__indicator", "figure__latest", "seen")
        return [(piece.before, piece.text) for piece in show(block, quotes, {}).changed]

    assert changed() == []
    revise("dvc.integrated", 1300)
    assert changed() == [("1.237", "1.300")]
    save(block, block.content["text"])
    assert changed() == []


def test_a_table_is_written_as_lines_of_cells(draft, save):
    table = Block.objects.get(section__report=draft, key="two.2")
    saved = save(table, "Bảng mới\nTên | Số\nTổng | {{dvc.total|plain}}\nA \\| B | {{dvc.integrated}}")
    assert saved.content == {
        "caption": "Bảng mới",
        "columns": ["Tên", "Số"],
        "rows": [["Tổng", "{{dvc.total|plain}}"], ["A | B", "{{dvc.integrated}}"]],
    }
    assert saved.quotes.count() == 2


def test_a_row_with_too_few_cells_is_told_by_its_number(draft, save):
    table = Block.objects.get(section__report=draft, key="two.2")
    with pytest.raises(ReportTextError, match="row 2 has 1 cells, the table has 2 columns"):
        save(table, "Bảng\nTên | Số\nTổng | {{dvc.total}}\nlẻ loi")


def test_what_a_generator_made_is_not_written_by_hand(draft, save):
    Block.objects.filter(section__report=draft, key="two.2").update(generator="round_units")
    with pytest.raises(ValidationError, match="generated from figures"):
        save(Block.objects.get(section__report=draft, key="two.2"))


def test_a_frozen_report_refuses(draft, block, save, system, an, at):
    freeze_report(report=draft, by=system, at=at)
    before = everything()
    for refused in (
        lambda: open_block(block=block, by=an, at=at),
        lambda: renew_block(block=block, text="x", by=an, at=at),
        lambda: save(block),
    ):
        with pytest.raises(ValidationError):
            refused()
    assert everything() == before


def test_a_block_that_is_gone_is_told(small, load, block, save):
    del small["sections"][1]
    load(small)
    with pytest.raises(ValidationError):
        save(block)


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_who_co_ordinates_writes(username, block, save, actor_for, at):
    by = actor_for(username)
    before = everything()
    for refused in (
        lambda: open_block(block=block, by=by, at=at),
        lambda: renew_block(block=block, text="x", by=by, at=at),
        lambda: leave_block(block=block, by=by, at=at),
        lambda: save(block, by=by),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    assert everything() == before


def test_a_draft_that_people_wrote_in_is_not_loaded_over(small, load, block, save):
    save(block)
    with pytest.raises(ReportTextError, match="people have written"):
        load(small)


WORDS = st.text(alphabet="ab {}[]^|:\n", max_size=40)


@given(WORDS, WORDS)
def test_a_comparison_holds_both_texts(before, after):
    changes = compare_words(before, after)
    assert "".join(c.text for c in changes if c.kind != "ins") == before
    assert "".join(c.text for c in changes if c.kind != "del") == after


def test_a_comparison_takes_a_token_for_one_word():
    changes = compare_words(
        "Có {{dvc.total period=2023-Y}} dịch vụ.", "Có {{dvc.total period=2024-Y}} dịch vụ."
    )
    assert [(c.kind, c.text) for c in changes] == [
        ("same", "Có "), ("del", "{{dvc.total period=2023-Y}}"), ("ins", "{{dvc.total period=2024-Y}}"),
        ("same", " dịch vụ."),
    ]  # fmt: skip


cells = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12) | st.sampled_from(
    ["{{a.b|plain}}", "a | b", "\\\\|", "[[year:2024]]"]
)


@given(
    st.integers(2, 4).flatmap(
        lambda n: st.lists(st.lists(cells, min_size=n, max_size=n), min_size=1, max_size=5)
    )
)
def test_the_lines_of_a_table_give_its_cells_again(rows):
    table = Block(kind="table", content={"caption": "Bảng", "columns": rows[0], "rows": rows[1:]})
    assert content_of(table, text_of(table)) == table.content
