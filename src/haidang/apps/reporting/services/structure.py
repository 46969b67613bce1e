"""The outline of a draft: blocks and sections are added, moved, removed and brought back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.block_texts import content_of, is_empty, text_of
from haidang.apps.reporting.generators import GENERATORS
from haidang.apps.reporting.models import (
    NOTES_KEY,
    Block,
    BlockKind,
    BlockLock,
    BlockVersion,
    ChangeKind,
    Report,
    Section,
    Submission,
)
from haidang.apps.reporting.services.editing import (
    BlockTaken,
    check_typed,
    hold_draft,
    keep_version,
    open_block,
    present_block,
    write_block,
)
from haidang.domain.quoting import MarkupError, NumeralMark, TextRun, parse
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record

LONGEST_TITLE: Final = 500
DEEPEST: Final = 3
_NEW_TABLE: Final = {"caption": "", "columns": ["Nội dung", "Số liệu"], "rows": [["", ""]]}
_NEW_FOOTNOTE: Final = re.compile(r"n(\d+)")


@transaction.atomic
def add_block(
    *, section: Section, after: Block | None, kind: str, by: Actor, at: datetime, generator: str = ""
) -> Block:
    """Put a new block behind another, or first in its section, and begin to write on it; a generator fills its own.

    An empty block stands in no document, but keeps a report from being frozen. Raises ValidationError.
    """
    report = hold_draft(section.report, by)
    section = _present_section(section, report)
    if generator:
        block = _generated(report, section, generator)
    elif kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.TABLE):
        raise ValidationError(
            _("Choose what to add: a paragraph, a list item or a table."), code="no_such_kind"
        )
    else:
        content = dict(_NEW_TABLE) if kind == BlockKind.TABLE else {"text": ""}
        block = Block(section=section, key=_next_key(report), kind=kind, content=content, version=0)
    _insert(block, after)
    if generator:
        write_block(block, text_of(block))
    record(actions.BLOCK_ADDED, subject=block, label=block.key, data={"section": section.key}, by=by, at=at)
    if not generator:
        open_block(block=block, by=by, at=at)
    return block


@transaction.atomic
def add_footnote(*, report: Report, text: str, by: Actor, at: datetime) -> Block:
    """A new footnote; it is referred to by its key. Raises ReportTextError, ValidationError."""
    report = hold_draft(report, by)
    section = report.sections.filter(key=NOTES_KEY).first() or Section.objects.create(
        report=report, key=NOTES_KEY, position=_last_position(report)
    )
    known = Block.objects.filter(section__report=report, kind=BlockKind.FOOTNOTE).values_list(
        "key", flat=True
    )
    kept = BlockVersion.objects.filter(report=report, block_key__startswith="fn.").values_list(
        "block_key", flat=True
    )
    numbers = [_NEW_FOOTNOTE.fullmatch(key.removeprefix("fn.")) for key in {*known, *kept}]
    number = 1 + max((int(match.group(1)) for match in numbers if match), default=0)
    block = Block(section=section, key=f"fn.n{number}", kind=BlockKind.FOOTNOTE, content={}, version=0)
    block.content = content_of(block, text)
    section.report = report
    check_typed(block, text)
    _insert(block, section.blocks.last())
    write_block(block, text)
    keep_version(block, ChangeKind.SAVED, text_of(block), by=by, at=at)
    record(actions.BLOCK_ADDED, subject=block, label=block.key, data={"section": section.key}, by=by, at=at)
    return block


@transaction.atomic
def take_narrative(
    *, section: Section, after: Block | None, submission: Submission, text: str, by: Actor, at: datetime
) -> Block:
    """Take words of a unit into a section; the block keeps whose words they were. Raises ReportTextError."""
    report = hold_draft(section.report, by)
    if submission.assignment.round_id != report.round_id:
        raise ValidationError(_("These words belong to another round."), code="other_round")
    section = _present_section(section, report)
    block = Block(
        section=section, key=_next_key(report), kind=BlockKind.PARAGRAPH, origin=submission, version=0
    )
    block.content = content_of(block, text)
    check_typed(block, text)
    _insert(block, after)
    write_block(block, text)
    unit = submission.assignment.unit.name_vi
    keep_version(
        block, ChangeKind.SAVED, text_of(block), why=_("from %(unit)s") % {"unit": unit}, by=by, at=at
    )
    record(actions.BLOCK_ADDED, subject=block, label=block.key, data={"section": section.key}, by=by, at=at)
    return block


@transaction.atomic
def move_block(*, block: Block, section: Section, after: Block | None, by: Actor, at: datetime) -> None:
    """Put a block behind another one, or first in a section. Footnotes have no place of their own."""
    block = present_block(block, by)
    report = block.section.report
    target = _present_section(section, report)
    if block.kind == BlockKind.FOOTNOTE or target.key == NOTES_KEY:
        raise ValidationError(_("Footnotes stand where the text refers to them."), code="footnote")
    if after is not None and after.pk == block.pk:
        return
    before = block.section.key
    block.section = target
    _insert(block, after)
    record(
        actions.BLOCK_MOVED, subject=block, label=block.key, data={"before": before, "section": target.key},
        by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def remove_block(*, block: Block, by: Actor, at: datetime) -> None:
    """Take a block out; its text is kept as a version and can be brought back. Raises BlockTaken, ValidationError."""
    block = present_block(block, by)
    report = block.section.report
    lock = BlockLock.objects.filter(block=block).first()
    if lock is not None and lock.by_id != by.identifier and lock.holds_at(at):
        raise BlockTaken(lock)
    if block.kind == BlockKind.FOOTNOTE:
        _check_unreferred(report, block)
    if lock is not None and lock.draft and lock.draft != text_of(block):
        keep_version(
            block, ChangeKind.SET_ASIDE, lock.draft, by=Actor(lock.by_id, lock.by_name), at=lock.renewed_at
        )
    if not is_empty(block) and not block.generator:
        keep_version(block, ChangeKind.REMOVED, text_of(block), by=by, at=at)
    record(
        actions.BLOCK_REMOVED,
        subject=report,
        label=block.key,
        data={"section": block.section.key},
        by=by,
        at=at,
    )
    block.delete()


@transaction.atomic
def bring_back(*, version: BlockVersion, section: Section, by: Actor, at: datetime) -> Block:
    """Put a removed block at the end of a section, as it was. Raises ReportTextError, ValidationError."""
    report = hold_draft(section.report, by)
    target = _present_section(section, report)
    if version.report_id != report.pk or version.kind != ChangeKind.REMOVED:
        raise ValidationError(_("This is not a removed block of the report."), code="not_removed")
    if Block.objects.filter(section__report=report, key=version.block_key).exists():
        raise ValidationError(_("This block is back in the report already."), code="back_already")
    block = Block(
        section=target, key=version.block_key, kind=version.block_kind, content={}, version=version.number
    )
    block.content = content_of(block, version.text)
    _insert(block, target.blocks.last())
    write_block(block, version.text)
    keep_version(block, ChangeKind.RESTORED, version.text, by=by, at=at)
    record(
        actions.BLOCK_BROUGHT_BACK, subject=block, label=block.key, data={"section": target.key}, by=by, at=at
    )
    return block


@transaction.atomic
def add_section(*, report: Report, parent: Section | None, title: str, by: Actor, at: datetime) -> Section:
    """A new section, last among its siblings. Raises ValidationError."""
    report = hold_draft(report, by)
    title = _checked_title(title)
    if parent is not None:
        parent = _present_section(parent, report)
        if parent.kind != "body" or not parent.title or _depth(parent) >= DEEPEST:
            raise ValidationError(_("A section can be divided %(depth)s levels deep.") % {"depth": DEEPEST})
    numbers = [
        int(key.removeprefix("s."))
        for key in report.sections.filter(key__startswith="s.").values_list("key", flat=True)
        if key.removeprefix("s.").isdigit()
    ]
    section = Section(report=report, parent=parent, key=f"s.{1 + max(numbers, default=0)}", title=title)
    siblings = list(report.sections.filter(parent=parent).exclude(key=NOTES_KEY))
    last_body = max((n for n, s in enumerate(siblings) if s.kind == "body"), default=-1)
    _renumber_sections(report, [*siblings[: last_body + 1], section, *siblings[last_body + 1 :]])
    record(actions.SECTION_ADDED, subject=section, label=title, by=by, at=at)
    return section


@transaction.atomic
def rename_section(*, section: Section, title: str, by: Actor, at: datetime) -> None:
    """Give a section another title. Raises ValidationError."""
    section = _present_section(section, hold_draft(section.report, by))
    before, section.title = section.title, _checked_title(title)
    if section.title == before:
        return
    section.save()
    record(
        actions.SECTION_RENAMED, subject=section, label=section.title, data={"before": before}, by=by, at=at
    )


@transaction.atomic
def move_section(*, section: Section, up: bool, by: Actor, at: datetime) -> None:
    """Move a section one place among its siblings of the same kind; at the end of the row nothing changes."""
    report = hold_draft(section.report, by)
    section = _present_section(section, report)
    siblings = list(report.sections.filter(parent=section.parent).exclude(key=NOTES_KEY))
    place = siblings.index(section)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings) or siblings[other].kind != section.kind or not siblings[other].title:
        return
    siblings[place], siblings[other] = siblings[other], siblings[place]
    _renumber_sections(report, siblings)
    record(actions.SECTION_MOVED, subject=section, label=section.title, by=by, at=at)


@transaction.atomic
def remove_section(*, section: Section, by: Actor, at: datetime) -> None:
    """Take an empty section out. Raises ValidationError while it holds blocks or sections."""
    section = _present_section(section, hold_draft(section.report, by))
    if section.blocks.exists() or section.children.exists():
        raise ValidationError(
            _("The section is not empty: move or remove what stands in it first."), code="not_empty"
        )
    record(actions.SECTION_REMOVED, subject=section.report, label=section.title or section.key, by=by, at=at)
    section.delete()


def _generated(report: Report, section: Section, generator: str) -> Block:
    if generator not in GENERATORS:
        raise ValidationError(_("Nothing generates this."), code="no_such_generator")
    made = GENERATORS[generator](report.round)
    if made.content.get("text") == "" or made.content.get("rows") == []:
        raise ValidationError(
            _("The figures for this are not known yet: there is nothing to make it from."), code="no_figures"
        )
    kind = BlockKind.TABLE if "rows" in made.content else BlockKind.PARAGRAPH
    return Block(
        section=section, key=_next_key(report), kind=kind, content=made.content, generator=generator,
        is_illustrative=made.is_illustrative,
    )  # fmt: skip


def _present_section(section: Section, report: Report) -> Section:
    now = report.sections.select_related("parent").filter(pk=section.pk).first()
    if now is None:
        raise ValidationError(_("This section is no longer in the report."), code="section_gone")
    now.report = report
    return now


def _insert(block: Block, after: Block | None) -> None:
    """Save a block at its place and number its section anew."""
    others = [other for other in block.section.blocks.all() if other.pk != block.pk]
    place = next((n for n, other in enumerate(others, start=1) if after and other.pk == after.pk), None)
    if after is not None and place is None:
        raise ValidationError(_("The block behind which it should stand is gone; look again."), code="moved")
    in_order = [*others[: place or 0], block, *others[place or 0 :]]
    for position, member in enumerate(in_order, start=1):
        member.position = position
    block.save()
    Block.objects.bulk_update(others, ["position"], batch_size=500)


def _renumber_sections(report: Report, in_order: Sequence[Section]) -> None:
    """Number siblings in their order; the footnotes stay last."""
    for position, section in enumerate(in_order, start=1):
        section.position = position
        section.report = report
    for section in in_order:
        if section.pk is None:
            section.save()
    Section.objects.bulk_update(in_order, ["position"], batch_size=500)
    report.sections.filter(key=NOTES_KEY).update(position=_last_position(report))


def _last_position(report: Report) -> int:
    return 1 + max(report.sections.values_list("position", flat=True), default=0)


def _next_key(report: Report) -> str:
    """A key that no block of the report has or had."""
    keys = Block.objects.filter(section__report=report, key__startswith="b.").values_list("key", flat=True)
    kept = BlockVersion.objects.filter(report=report, block_key__startswith="b.").values_list(
        "block_key", flat=True
    )
    numbers = (key.removeprefix("b.") for key in {*keys, *kept})
    return f"b.{1 + max((int(number) for number in numbers if number.isdigit()), default=0)}"


def _depth(section: Section | None) -> int:
    return 0 if section is None else 1 + _depth(section.parent)


def _checked_title(title: str) -> str:
    title = " ".join(title.split())
    if not 1 <= len(title) <= LONGEST_TITLE or any(not sign.isprintable() for sign in title):
        raise ValidationError(_("A title has 1 to %(limit)s characters.") % {"limit": LONGEST_TITLE})
    try:
        runs = parse(title)
    except MarkupError as error:
        raise ValidationError(str(error)) from error
    if not all(isinstance(run, TextRun | NumeralMark) for run in runs):
        raise ValidationError(_("Headings hold no figures: write them in the text."), code="token_in_title")
    return title


def _check_unreferred(report: Report, note: Block) -> None:
    token = f"[^{note.key.removeprefix('fn.')}]"
    for block in Block.objects.filter(section__report=report).exclude(pk=note.pk):
        if token in text_of(block):
            raise ValidationError(
                _("The text still refers to this footnote in %(block)s: take %(token)s out there first.")
                % {"block": block.key, "token": token}
            )
