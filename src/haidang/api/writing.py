"""Writing a report over the API: its blocks as they read and as they are written, and saving one."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Router, Schema

from haidang.api.access import Requires
from haidang.api.pages import actor_of
from haidang.api.problems import faults_problem, telling
from haidang.api.report_schemas import Name
from haidang.apps.reporting.block_texts import text_of
from haidang.apps.reporting.outline import EditorBlock, list_editor_sections
from haidang.apps.reporting.selectors import get_report, list_blocks
from haidang.apps.reporting.services import BlockChanged, BlockTaken, ReportTextError, save_block
from haidang.apps.reporting.services.editing import LONGEST_BLOCK
from haidang.foundation.idempotency.calls import idempotent
from haidang.foundation.permissions import Permission
from haidang.foundation.web.errors import problem

router = Router(tags=["writing a report"])


class BlockOut(Schema):
    """A block of a draft: `text` is its markup (see the glossary), `reads` what a reader sees."""

    key: str
    section: str
    kind: str
    text: str
    reads: str
    version: int
    generated: bool
    held_by: str
    figures_changed: int


class BlockIn(Schema):
    """The text of a block, the version that was read, and why it changes."""

    text: Annotated[str, Field(max_length=LONGEST_BLOCK)]
    version: Annotated[int, Field(ge=0)]
    why: Annotated[str, Field(max_length=250)] = ""


class BlockSavedOut(Schema):
    """What holds after the save; the version grows with every change."""

    key: str
    text: str
    version: int


@router.get(
    "/blocks", response=list[BlockOut], auth=Requires(Permission.VIEW_DRAFT_REPORT), openapi_extra=telling()
)
def blocks(request: HttpRequest, code: Name) -> list[dict[str, Any]]:
    """The blocks of a report in reading order."""
    report = get_report(actor_of(request), code)
    sections = list_editor_sections(report, timezone.now())
    return [_block(part.section.key, entry) for part in sections for entry in part.blocks]


@router.put(
    "/blocks/{key}",
    response=BlockSavedOut,
    auth=Requires(Permission.RUN_ROUNDS),
    openapi_extra=telling(409, 422),
)
@idempotent
def put_block(request: HttpRequest, code: Name, key: Name, sent: BlockIn) -> dict[str, Any] | HttpResponse:
    """Save a block as a new version. 409: somebody writes on it, or saved it since; what stands there now is told."""
    report = get_report(actor_of(request), code)
    block = list_blocks(report).filter(key=key).first()
    if block is None:
        raise Http404
    try:
        block = save_block(
            block=block, text=sent.text, seen_version=sent.version, why=sent.why, by=actor_of(request),
            at=timezone.now(),
        )  # fmt: skip
    except BlockTaken as error:
        raise ValidationError(f"{error.lock.by_name} đang viết đoạn này.", code="block_taken") from error
    except BlockChanged as error:
        now = {"key": key, "text": text_of(error.now), "version": error.now.version}
        title, detail = "Somebody changed this after it was read.", "Chưa ghi gì: đoạn này vừa được sửa."
        return problem(409, "changed_meanwhile", title, detail, conflicts=[now])
    except ReportTextError as error:
        told = [
            {"index": None, "code": "text", "detail": f"{fault.what}, {fault.todo}", "place": fault.block}
            for fault in error.faults
        ]
        return faults_problem(told, len(told))
    return {"key": block.key, "text": text_of(block), "version": block.version}


def _block(section: str, entry: EditorBlock) -> dict[str, Any]:
    rows = ("".join(piece.text for cell in row for piece in cell) for row in entry.shown.rows)
    return {
        "key": entry.block.key,
        "section": section,
        "kind": entry.block.kind,
        "text": text_of(entry.block),
        "reads": "\n".join(rows),
        "version": entry.block.version,
        "generated": not entry.is_written,
        "held_by": entry.lock.by_name if entry.lock else "",
        "figures_changed": len(entry.shown.changed),
    }
