"""Writing a draft report block by block: one at a time, every save a version, nothing overwritten unseen."""

from __future__ import annotations

from copy import copy
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.documents.selectors import map_documents
from haidang.apps.reporting import actions
from haidang.apps.reporting.assembly import assemble
from haidang.apps.reporting.block_texts import content_of, is_empty, is_written, text_of
from haidang.apps.reporting.models import Block, BlockKind, BlockLock, BlockVersion, ChangeKind, Report
from haidang.apps.reporting.services.loading import UNPRINTABLE
from haidang.apps.reporting.services.quoting import Binder, ReportTextError, TextFault
from haidang.apps.reporting.services.refreshing import write_quotes
from haidang.apps.reporting.showing import ShownBlock, cited_in, show
from haidang.domain.official_document import DocumentError
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

LONGEST_BLOCK: Final = 20_000


class BlockTaken(Exception):
    """Somebody else writes on the block now: `lock` says who, and since when. Nothing was written."""

    def __init__(self, lock: BlockLock) -> None:
        super().__init__(f"{lock.by_name} writes on this block")
        self.lock = lock


class BlockChanged(Exception):
    """The block was saved after it was read. Nothing was written; `now` is what stands there."""

    def __init__(self, now: Block) -> None:
        super().__init__(f"{now.key} was changed meanwhile")
        self.now = now


@transaction.atomic
def open_block(*, block: Block, by: Actor, at: datetime) -> BlockLock:
    """Begin to write on a block, or take it over from somebody idle. Raises BlockTaken, ValidationError."""
    return _hold(_writable(block, by), by, at)


@transaction.atomic
def renew_block(*, block: Block, text: str, by: Actor, at: datetime) -> BlockLock:
    """A sign of life, with what is typed so far: it is kept until it is saved. Raises BlockTaken, ValidationError."""
    lock = _hold(_writable(block, by), by, at)
    lock.draft = text[:LONGEST_BLOCK].replace("\x00", "")
    lock.save()
    return lock


@transaction.atomic
def leave_block(*, block: Block, by: Actor, at: datetime) -> None:
    """Stop writing and drop what was typed. Repeating it changes nothing."""
    by.require(Permission.RUN_ROUNDS)
    dropped, _kinds = BlockLock.objects.filter(block=block, by_id=by.identifier).delete()
    if dropped:
        record(actions.BLOCK_LEFT, subject=block, label=block.key, by=by, at=at)


@transaction.atomic
def save_block(
    *,
    block: Block,
    text: str,
    seen_version: int,
    by: Actor,
    at: datetime,
    why: str = "",
    kind: str = ChangeKind.SAVED,
) -> Block:
    """Save the text of a block as a new version and let it go. The same text again only notes its figures as seen.

    Raises BlockTaken, BlockChanged, ReportTextError (with places), ValidationError; then nothing is written.
    """
    block = _writable(block, by)
    lock = _hold(block, by, at)
    if block.version != seen_version:
        raise BlockChanged(block)
    before, content = text_of(block), content_of(block, text)
    is_new = any(block.content.get(name) != value for name, value in content.items())
    block.content = {**block.content, **content}
    write_block(block, text)
    if is_new:
        _keep_found(block, before, at)
        block.version += 1
        version = keep_version(block, kind, text_of(block), why=why, by=by, at=at)
        data = {"number": version.number, "why": version.why}
        record(actions.BLOCK_WRITTEN, subject=block, label=block.key, data=data, by=by, at=at)
    block.save()
    lock.delete()
    return block


def restore_version(
    *, block: Block, version: BlockVersion, seen_version: int, by: Actor, at: datetime
) -> Block:
    """Make an earlier text the present one, as a new version. Raises what `save_block` raises."""
    why = _("version %(number)s again") % {"number": version.number}
    return save_block(
        block=block, text=version.text, seen_version=seen_version, why=why, kind=ChangeKind.RESTORED, by=by, at=at
    )  # fmt: skip


def preview_block(*, block: Block, text: str) -> ShownBlock:
    """How a text would read, with its values. Writes nothing. Raises ReportTextError."""
    tried = copy(block)
    tried.content = content_of(block, text)
    binder = check_typed(tried, text)
    quotes = binder.bind(tried)
    if binder.faults:
        raise ReportTextError(binder.faults)
    return show(tried, quotes, map_documents(cited_in([tried])))


def keep_version(
    block: Block, kind: str, text: str, *, by: Actor, at: datetime, why: str = ""
) -> BlockVersion:
    """Keep a text of a block. The row of its report is locked by the caller: numbers have no gaps."""
    report = block.section.report
    number = BlockVersion.objects.filter(report=report, block_key=block.key).count() + 1
    return BlockVersion.objects.create(
        report=report, block_key=block.key, block_kind=block.kind, number=number, kind=kind, text=text,
        why=" ".join(why.split())[:250], by_id=by.identifier, by_name=by.name, at=at,
    )  # fmt: skip


def _keep_found(block: Block, text: str, at: datetime) -> None:
    """The text that a block had when it was first edited here, written by nobody known."""
    report = block.section.report
    if not BlockVersion.objects.filter(report=report, block_key=block.key).exclude(
        kind=ChangeKind.SET_ASIDE
    ).exists():  # fmt: skip
        keep_version(block, ChangeKind.FOUND, text, by=Actor.anonymous(), at=at)


def hold_draft(report: Report, by: Actor) -> Report:
    """The report as it is now, locked until the transaction ends, so that nobody freezes it meanwhile.

    Raises PermissionDenied, and ValidationError once it is frozen.
    """
    by.require(Permission.RUN_ROUNDS)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
    if report.is_frozen:
        raise ValidationError(_("The report is frozen: nothing in it is changed any more."), code="frozen")
    return report


def present_block(block: Block, by: Actor) -> Block:
    """The block as it is now, in its held report. Raises what `hold_draft` raises; ValidationError once it is gone."""
    report = hold_draft(block.section.report, by)
    now = Block.objects.select_related("section").filter(pk=block.pk).first()
    if now is None:
        raise ValidationError(_("This block is no longer in the report."), code="block_gone")
    now.section.report = report
    return now


def _writable(block: Block, by: Actor) -> Block:
    now = present_block(block, by)
    if not is_written(now):
        raise ValidationError(
            _("It is generated from figures: it changes when they are corrected."), code="no_text"
        )
    return now


def _hold(block: Block, by: Actor, at: datetime) -> BlockLock:
    lock = BlockLock.objects.filter(block=block).first()
    if lock is not None and lock.by_id == by.identifier:
        lock.renewed_at = at
        lock.save()
        return lock
    if lock is not None:
        if lock.holds_at(at):
            raise BlockTaken(lock)
        _relieve(block, lock, by, at)
    return BlockLock.objects.create(
        block=block, by_id=by.identifier, by_name=by.name, since=at, renewed_at=at
    )


def _relieve(block: Block, lock: BlockLock, by: Actor, at: datetime) -> None:
    if lock.draft and lock.draft != text_of(block):
        writer = Actor(lock.by_id, lock.by_name)
        keep_version(block, ChangeKind.SET_ASIDE, lock.draft, by=writer, at=lock.renewed_at)
    lock.delete()
    data = {"before": lock.by_name}
    record(actions.BLOCK_TAKEN_OVER, subject=block, label=block.key, data=data, by=by, at=at)


def check_typed(block: Block, typed: str) -> Binder:
    """What the tokens of a block mean, before anything is written. Raises ReportTextError for what cannot stand."""
    report = block.section.report
    if UNPRINTABLE.search(typed.replace("\r", "")):
        raise _fault(block, _("the text holds control characters"), _("take them out"))
    if is_empty(block):
        raise _fault(block, _("the block is empty"), _("write something"))
    if len(typed) > LONGEST_BLOCK:
        raise _fault(block, _("the text is too long"), _("divide it into several blocks"))
    if block.kind == BlockKind.TABLE:
        _check_shape(block)
    notes = Block.objects.filter(section__report=report, kind=BlockKind.FOOTNOTE)
    keys = [key.removeprefix("fn.") for key in notes.values_list("key", flat=True)]
    return Binder([block], report.round.period, keys)


def _check_shape(block: Block) -> None:
    width = len(block.content["columns"])
    if not all(block.content["columns"]):
        raise _fault(block, _("a column has no heading"), _("give every column a heading"))
    for number, row in enumerate(block.content["rows"], start=1):
        if len(row) != width:
            what = _("row %(number)s has %(found)s cells, the table has %(width)s columns")
            told = {"number": number, "found": len(row), "width": width}
            raise _fault(block, what % told, _("give every row as many cells as there are columns"))


def write_block(block: Block, typed: str) -> None:
    """Save a block with its quotes, for a caller who holds the draft. Raises ReportTextError.

    The whole report must still be made with it.
    """
    binder = check_typed(block, typed)
    if binder.faults:
        raise ReportTextError(binder.faults)
    write_quotes([block], binder)
    if binder.faults:
        raise ReportTextError(binder.faults)
    block.save()
    try:
        assemble(block.section.report)
    except DocumentError as error:
        raise _fault(block, str(error), _("correct the text")) from error


def _fault(block: Block, what: str, todo: str) -> ReportTextError:
    return ReportTextError([TextFault(block.key, what, todo)])
