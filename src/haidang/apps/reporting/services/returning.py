"""Word files of a report: kept when they go out, compared when they come back, taken over block by block."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.block_texts import text_of
from haidang.apps.reporting.building import build_report
from haidang.apps.reporting.models import (
    Block,
    IssuedFile,
    Report,
    ReturnedDecision,
    ReturnedFile,
    Verdict,
)
from haidang.apps.reporting.returned_files import MAX_BYTES, compared_record, document_id_of
from haidang.apps.reporting.rewriting import Tokens, content_after, why_not
from haidang.apps.reporting.services.editing import BlockChanged, BlockTaken, save_block
from haidang.apps.reporting.services.quoting import ReportTextError
from haidang.domain.official_document import DocxComparisonError, DocxReadError
from haidang.domain.official_document.comparison import BlockChange, read_original
from haidang.domain.official_document.comparison.records import comparison_from
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.confinement import ChildFailed, Overrun
from haidang.foundation.files.checks import DOCX, RefusedFile, check_content
from haidang.foundation.files.selectors import read_content
from haidang.foundation.files.services import plain_name, store_file
from haidang.foundation.permissions import Permission

logger = logging.getLogger(__name__)
DOCX_NAME = "report.docx"


@transaction.atomic
def issue_docx(*, report: Report, by: Actor, at: datetime) -> bytes:
    """Render a draft for Word and keep it, so that it is known when it comes back; the same text is kept once."""
    by.require(Permission.VIEW_DRAFT_REPORT)
    # read before the text is: what is written meanwhile makes a version too old, never one too new
    versions = dict(Block.objects.filter(section__report=report).values_list("key", "version"))
    content = build_report(report, at=at, only=DOCX_NAME).files[DOCX_NAME]
    document_id = read_original(content).document_id
    kept = IssuedFile.objects.filter(report=report, document_id=document_id).order_by("pk").last()
    if kept is None or kept.versions != versions:
        _keep(report, content, document_id, versions, by, at)
    return content


def _keep(
    report: Report, content: bytes, document_id: str, versions: Mapping[str, int], by: Actor, at: datetime
) -> IssuedFile:
    unit = report.round.coordinator.code  # a draft is for the centre, its files too
    stored = store_file(
        content=content, name=f"{report.code}-{DOCX_NAME}", unit_code=unit, by=by, at=at, max_bytes=MAX_BYTES
    )
    return IssuedFile.objects.create(
        report=report, document_id=document_id, file=stored, versions=versions, made_at=at
    )


def bring_returned(*, report: Report, content: bytes, name: str, by: Actor, at: datetime) -> ReturnedFile:
    """Compare a Word file that came back with the copy that went out, else with its own memory, and keep both facts.

    Raises RefusedFile for what cannot be read or compared; then nothing is kept.
    """
    by.require(Permission.RUN_ROUNDS)
    if check_content(content, name, max_bytes=MAX_BYTES).media_type != DOCX:
        raise RefusedFile(_("Only a Word file (.docx) can be compared with the report."))
    try:
        issued = _find_issued(report, document_id_of(content), by, at)
        comparison = compared_record(content, read_content(issued.file) if issued else None)
    except (DocxReadError, DocxComparisonError, Overrun, ChildFailed) as error:
        raise RefusedFile(_refusal(error)) from error
    told = comparison_from(comparison)
    with transaction.atomic():
        unit = report.round.coordinator.code
        stored = store_file(content=content, name=name, unit_code=unit, by=by, at=at, max_bytes=MAX_BYTES)
        returned = ReturnedFile.objects.create(
            report=report, file=stored, name=plain_name(name), issued=issued, comparison=comparison,
            brought_by_id=by.identifier, brought_by_name=by.name[:120], brought_at=at,
        )  # fmt: skip
        data = {"name": returned.name, "figures": len(told.figures), "blocks": len(told.blocks)}
        record(
            actions.FILE_RETURNED,
            subject=returned,
            label=report.code,
            data=data | {"sha256": stored.sha256},
            by=by,
            at=at,
        )
    return returned


def _find_issued(report: Report, document_id: str, by: Actor, at: datetime) -> IssuedFile | None:
    """The copy that went out: of this report, or the kept file of a frozen one. RefusedFile if it is of another."""
    known = IssuedFile.objects.filter(document_id=document_id).select_related("report", "file").order_by("pk")
    if issued := known.filter(report=report).last():
        return issued
    if other := known.last():
        raise RefusedFile(
            _("The file was made from another report (%(code)s): bring it there.")
            % {"code": other.report.code}
        )
    artefact = report.artefacts.select_related("file").filter(name=DOCX_NAME).first()
    if artefact is None or not document_id:
        return None
    content = read_content(artefact.file)
    try:
        is_it = read_original(content).document_id == document_id
    except DocxComparisonError:  # frozen before Word files had a memory
        return None
    with transaction.atomic():
        return _keep(report, content, document_id, {}, by, at) if is_it else None


def _refusal(error: Exception) -> str:
    if isinstance(error, DocxComparisonError):
        return _(
            "The file has lost what it was made with, or it was changed: it cannot be compared. Download the report "
            "for Word again and make the changes there."
        )
    if isinstance(error, Overrun):
        return _(
            "Reading the file takes too long or too much memory: take pictures and embedded files out of it."
        )
    if isinstance(error, ChildFailed):
        logger.error("a returned Word file could not be compared", exc_info=error)
        return _("The program failed on this file. Tell the administrator; the file was not kept.")
    return _("The Word file cannot be read safely: open it in Word, save it as .docx and bring it again.")


@transaction.atomic
def take_over_block(*, returned: ReturnedFile, number: int, by: Actor, at: datetime) -> ReturnedDecision:
    """Give a block the text of the Word file; its figures stay quotes, whatever was typed over them.

    Raises ValidationError if it cannot be taken over, was decided already, or the block changed since then.
    """
    by.require(Permission.RUN_ROUNDS)
    report, change = _open_change(returned, number)
    block = (
        Block.objects.select_for_update(of=("self",))
        .filter(section__report=report, key=change.block or None)
        .first()
    )
    obstacle = why_not(change, block)
    if obstacle or block is None:
        raise ValidationError(obstacle)
    if not _is_as_issued(returned, change, block, at):
        raise ValidationError(
            _("The block was changed in the report since the Word file was made; nothing was overwritten.")
        )
    after = content_after(change, block, Tokens.of(report))
    block = _write(block, after, returned.name, by, at)
    data = {"name": returned.name, "version": block.version}
    record(actions.BLOCK_TAKEN_FROM_FILE, subject=block, label=block.key, data=data, by=by, at=at)
    return _decide(returned, number, change, Verdict.TAKEN, by, at, version=block.version)


def _write(block: Block, content: dict[str, Any], name: str, by: Actor, at: datetime) -> Block:
    """Save what a block is to say, as anybody who writes on it would. Raises ValidationError, naming every fault."""
    before, block.content = block.content, content
    text, block.content = text_of(block), before
    why = _("from the Word file %(name)s") % {"name": name}
    try:
        return save_block(block=block, text=text, seen_version=block.version, why=why, by=by, at=at)
    except BlockTaken as error:
        raise ValidationError(
            _("%(name)s writes on this block now: take it over later.") % {"name": error.lock.by_name}
        ) from error
    except (BlockChanged, ReportTextError) as error:
        raise ValidationError(str(error)) from error


def _is_as_issued(returned: ReturnedFile, change: BlockChange, block: Block, at: datetime) -> bool:
    """By the version where the copy is known; else the draft must still read as the file says it did."""
    if returned.issued is not None:
        return bool(returned.issued.versions.get(block.key) == block.version)
    content = build_report(returned.report, at=at, only=DOCX_NAME).files[DOCX_NAME]
    lines = (issued.line.text for issued in read_original(content).lines if issued.origin.block == block.key)
    return "\n".join(lines) == change.old


@transaction.atomic
def pass_over_block(
    *, returned: ReturnedFile, number: int, reason: str, by: Actor, at: datetime
) -> ReturnedDecision:
    """Leave a block as it is. Raises ValidationError if that was decided already."""
    by.require(Permission.RUN_ROUNDS)
    _report, change = _open_change(returned, number)
    reason = " ".join(reason.split())[:500]
    data = {"name": returned.name, "reason": reason}
    label = change.block or change.new[:60]
    record(actions.BLOCK_PASSED_OVER, subject=returned, label=label, data=data, by=by, at=at)
    return _decide(returned, number, change, Verdict.REFUSED, by, at, reason=reason)


def _open_change(returned: ReturnedFile, number: int) -> tuple[Report, BlockChange]:
    """The report, held, and a change that is still to be decided."""
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=returned.report_id)
    if report.is_frozen:
        raise ValidationError(_("The report is frozen: what the Word file says is only shown."))
    blocks = comparison_from(returned.comparison).blocks
    if not 0 <= number < len(blocks):
        raise ValidationError(_("The Word file has no such change."))
    if returned.decisions.filter(number=number).exists():
        raise ValidationError(_("This change was decided already."))
    return report, blocks[number]


def _decide(
    returned: ReturnedFile,
    number: int,
    change: BlockChange,
    verdict: Verdict,
    by: Actor,
    at: datetime,
    **more: Any,
) -> ReturnedDecision:
    return ReturnedDecision.objects.create(
        returned=returned, number=number, block=change.block[:60], verdict=verdict, by_id=by.identifier,
        by_name=by.name[:120], at=at, **more,
    )  # fmt: skip
