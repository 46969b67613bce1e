"""The outline of a draft is changed by people: nothing of it is lost, and whatever goes can come back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.models import Block, BlockLock, Section
from haidang.apps.reporting.outline import list_editor_sections
from haidang.apps.reporting.selectors import list_narratives_for, list_removed
from haidang.apps.reporting.services import (
    BlockTaken,
    Frame,
    add_block,
    add_footnote,
    add_section,
    bring_back,
    change_frame,
    frame_of,
    freeze_report,
    move_block,
    move_section,
    open_block,
    remove_block,
    remove_section,
    rename_section,
    save_block,
    take_narrative,
)
from haidang.domain.official_document import plain_text
from haidang.foundation.accounts.actor import Actor, Grant
from haidang.foundation.permissions import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(small, load):
    return load(small)


@pytest.fixture
def an():
    return Actor("user:an", "An", (Grant(Role.COORDINATOR),))


def section(draft, key="one"):
    return Section.objects.get(report=draft, key=key)


def block(draft, key):
    return Block.objects.select_related("section__report").get(section__report=draft, key=key)


def keys(draft, key="one"):
    return list(section(draft, key).blocks.values_list("key", flat=True))


def read(draft):
    return plain_text(assemble(draft).document).text


def test_a_new_block_stands_where_it_was_asked_for_and_in_no_document_until_it_is_written(draft, an, at):
    new = add_block(section=section(draft), after=block(draft, "one.1"), kind="paragraph", by=an, at=at)
    assert keys(draft) == ["one.1", new.key, "one.2"]
    assert BlockLock.objects.get(block=new).by_name == "An"
    before = read(draft)
    save_block(block=new, text="Đoạn {{dvc.total}} mới.", seen_version=new.version, by=an, at=at)
    assert "Đoạn 1.916 mới." in read(draft)
    assert "Đoạn" not in before


def test_an_empty_block_keeps_a_report_from_being_frozen(draft, an, system, at):
    add_block(section=section(draft), after=None, kind="item", by=an, at=at)
    with pytest.raises(ValueError, match="is empty"):
        freeze_report(report=draft, by=system, at=at)


def test_blocks_move_within_a_section_and_to_another_one(draft, an, at):
    move_block(block=block(draft, "one.2"), section=section(draft), after=None, by=an, at=at)
    assert keys(draft) == ["one.2", "one.1"]
    last = section(draft, "two").blocks.last()
    move_block(block=block(draft, "one.2"), section=section(draft, "two"), after=last, by=an, at=at)
    assert (keys(draft), keys(draft, "two")) == (["one.1"], ["two.1", "two.2", "one.2"])
    assert read(draft).index("Bảng") < read(draft).index("197/KH-UBND")


def test_a_footnote_has_no_place_of_its_own(draft, an, at):
    with pytest.raises(ValidationError, match="Footnotes stand where"):
        move_block(block=block(draft, "fn.note"), section=section(draft), after=None, by=an, at=at)


def test_a_removed_block_is_kept_with_its_text_and_comes_back_with_its_quotes(draft, an, at):
    before = read(draft)
    remove_block(block=block(draft, "two.2"), by=an, at=at)
    assert "Bảng" not in read(draft)
    [version] = list_removed(draft)
    back = bring_back(version=version, section=section(draft, "two"), by=an, at=at)
    assert back.quotes.count() == 1
    assert (read(draft), list_removed(draft)) == (before, [])
    with pytest.raises(ValidationError, match="back in the report already"):
        bring_back(version=version, section=section(draft, "two"), by=an, at=at)


def test_what_somebody_writes_on_is_not_taken_away(draft, an, at):
    open_block(block=block(draft, "two.1"), by=Actor("user:binh", "Bình", an.grants), at=at)
    with pytest.raises(BlockTaken):
        remove_block(block=block(draft, "two.1"), by=an, at=at)


def test_a_footnote_goes_only_when_nothing_refers_to_it(draft, an, at):
    with pytest.raises(ValidationError, match="still refers to this footnote"):
        remove_block(block=block(draft, "fn.note"), by=an, at=at)
    note = add_footnote(report=draft, text="Theo {{dvc.total}} dịch vụ.", by=an, at=at)
    assert note.key == "fn.n1"
    remove_block(block=note, by=an, at=at)
    assert add_footnote(report=draft, text="Khác.", by=an, at=at).key == "fn.n2"


def test_sections_are_added_renamed_moved_and_numbered_as_the_document_numbers_them(draft, an, at):
    three = add_section(report=draft, parent=None, title="Ba", by=an, at=at)
    add_section(report=draft, parent=section(draft, "two"), title="Trong hai", by=an, at=at)
    move_section(section=three, up=True, by=an, at=at)
    rename_section(section=section(draft), title="Một [[label:7]]", by=an, at=at)
    told = [(part.number, part.title) for part in list_editor_sections(draft, at) if part.title]
    assert told == [("I.", "Một 7"), ("II.", "Ba"), ("III.", "Hai"), ("1.", "Trong hai")]
    assert [f"{b.number} {b.text}" for b in assemble(draft).document.blocks if hasattr(b, "level")] == [
        " ".join(part) for part in told
    ]


@pytest.mark.parametrize("title", ["", "x" * 501, "Có {{dvc.total}}", "Hỏng {{"])
def test_a_title_is_words(title, draft, an, at):
    with pytest.raises(ValidationError):
        add_section(report=draft, parent=None, title=title, by=an, at=at)


def test_only_an_empty_section_is_removed(draft, an, at):
    with pytest.raises(ValidationError, match="not empty"):
        remove_section(section=section(draft), by=an, at=at)
    new = add_section(report=draft, parent=None, title="Thừa", by=an, at=at)
    remove_section(section=new, by=an, at=at)
    assert not Section.objects.filter(pk=new.pk).exists()


def test_a_generated_block_is_made_of_quotes(draft, an, at):
    made = add_block(
        section=section(draft), after=None, kind="", generator="first_submission_validity", by=an, at=at
    )
    assert made.quotes.count() == len(made.content["rows"]) > 0


def test_words_of_a_unit_keep_whose_they_are(received, system, at, an):
    from haidang.apps.reporting.services import draft_report

    draft = draft_report(round_=received.round, by=system, at=at)
    part = Section.objects.filter(report=draft, task__isnull=False).select_related("report", "task").first()
    said = list_narratives_for(part)
    assert said, "the unit said something on its task"
    submission, text, _taken = said[0]
    new = take_narrative(section=part, after=None, submission=submission, text=text, by=an, at=at)
    assert new.origin.assignment.unit.code == "TAND"
    assert [taken for _s, _t, taken in list_narratives_for(part)] == [True] * len(said)


def test_the_frame_is_written_in_fields(draft, an, at):
    frame = frame_of(draft)
    changed = Frame(frame.subject, "UBND thành phố", "GIÁM ĐỐC", "Nguyễn Văn A", "Như trên;\n\nLưu: VT.")
    change_frame(report=draft, frame=changed, by=an, at=at)
    draft.refresh_from_db()
    assert frame_of(draft).recipients == "Như trên;\nLưu: VT."
    assert assemble(draft).document.signature.signer == "Nguyễn Văn A"
    with pytest.raises(ValidationError):
        change_frame(report=draft, frame=Frame("Có {{dvc.total}}", "", "A", "", ""), by=an, at=at)


def test_a_frozen_report_keeps_its_outline(draft, an, system, at):
    freeze_report(report=draft, by=system, at=at)
    for deed in (
        lambda: add_block(section=section(draft), after=None, kind="item", by=an, at=at),
        lambda: remove_block(block=block(draft, "one.1"), by=an, at=at),
        lambda: move_section(section=section(draft), up=False, by=an, at=at),
        lambda: add_footnote(report=draft, text="x", by=an, at=at),
    ):
        with pytest.raises(ValidationError, match="frozen"):
            deed()


def test_who_only_reads_changes_nothing(draft, at):
    auditor = Actor("user:k", "K", (Grant(Role.AUDITOR),))
    for deed in (
        lambda: add_block(section=section(draft), after=None, kind="item", by=auditor, at=at),
        lambda: remove_block(block=block(draft, "one.1"), by=auditor, at=at),
        lambda: rename_section(section=section(draft), title="X", by=auditor, at=at),
    ):
        with pytest.raises(PermissionDenied):
            deed()
