"""The way of a draft over the leader's desk, and the new version that corrects a frozen report."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.assembly import Assembled, assemble
from haidang.apps.reporting.models import (
    Block,
    OpinionKind,
    Quote,
    Report,
    ReportOpinion,
    ReportState,
    Section,
)
from haidang.domain import official_document as od
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

LONGEST_NOTE: Final = 2000
_ACTIONS: Final = {
    OpinionKind.ASKED: actions.OPINION_ASKED,
    OpinionKind.APPROVED: actions.OPINION_APPROVED,
    OpinionKind.RETURNED: actions.OPINION_RETURNED,
}


def text_hash(assembled: Assembled) -> str:
    """SHA-256 of the text of a report as it reads, figures included."""
    return hashlib.sha256(od.plain_text(assembled.document).text.encode()).hexdigest()


def list_refusals(report: Report, assembled: Assembled) -> list[str]:
    """What the chain of approval holds against freezing: nothing as long as nobody laid the draft before the leader."""
    last = report.opinions.last()
    if last is None:
        return []
    if last.kind == OpinionKind.ASKED:
        return [_("The draft lies before the leader: wait for the decision.")]
    if last.kind == OpinionKind.RETURNED:
        return [_("The leader returned the draft: mend it and lay it before the leader again.")]
    if last.text_sha256 != text_hash(assembled):
        return [
            _("The text or a figure changed after the leader approved it: lay it before the leader again.")
        ]
    return []


@transaction.atomic
def ask_opinion(*, report: Report, note: str, by: Actor, at: datetime) -> ReportOpinion:
    """Lay a draft before the leader. Raises ValidationError while it lies there already."""
    by.require(Permission.RUN_ROUNDS)
    report = _draft(report)
    last = report.opinions.last()
    if last is not None and last.kind == OpinionKind.ASKED:
        raise ValidationError(_("The draft lies before the leader already."), code="asked_already")
    return _note(report, OpinionKind.ASKED, note, by, at)


@transaction.atomic
def give_opinion(
    *, report: Report, is_approved: bool, seen_sha256: str, note: str, by: Actor, at: datetime
) -> ReportOpinion:
    """Approve or return a draft that was laid before the leader, as it was read. Raises ValidationError.

    Whoever asked does not approve. A return says why.
    """
    by.require(Permission.APPROVE_REPORT)
    report = _draft(report)
    last = report.opinions.last()
    if last is None or last.kind != OpinionKind.ASKED:
        raise ValidationError(_("Nobody laid this draft before the leader."), code="not_asked")
    if last.by_id == by.identifier:
        raise ValidationError(_("Whoever asks does not decide: let somebody else approve."), code="four_eyes")
    if is_approved and seen_sha256 != text_hash(assemble(report)):
        raise ValidationError(_("The text changed since you read it: read it again."), code="changed")
    if not is_approved and not note.strip():
        raise ValidationError(_("Say what is to be mended."), code="no_reason")
    return _note(report, OpinionKind.APPROVED if is_approved else OpinionKind.RETURNED, note, by, at)


@transaction.atomic
def begin_correction(*, report: Report, note: str, by: Actor, at: datetime) -> Report:
    """A new draft with the text of a frozen report and today's figures; it says what it corrects.

    The frozen report stays as it is. Raises ValidationError for a draft, or if a correction was begun already.
    """
    by.require(Permission.RUN_ROUNDS)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
    note = " ".join(note.split())[:LONGEST_NOTE]
    if not report.is_frozen:
        raise ValidationError(
            _("A draft is simply changed: only a frozen report is corrected."), code="draft"
        )
    if not note:
        raise ValidationError(_("Say what the new version corrects."), code="no_reason")
    if Report.objects.filter(corrects=report).exists():
        raise ValidationError(
            _("A version that corrects this report was begun already."), code="begun_already"
        )
    number = 2
    root = report.code
    if report.corrects_id:
        root, _dash, last = report.code.rpartition("-V")
        number = int(last) + 1
    new = Report.objects.create(
        code=f"{root}-V{number}", round=report.round, state=ReportState.DRAFT, header=report.header,
        signature=report.signature, recipients=report.recipients, corrects=report, correction_note=note,
    )  # fmt: skip
    _copy_text(report, new)
    data = {"before": report.code, "note": note}
    record(actions.CORRECTION_BEGUN, subject=new, label=new.code, data=data, by=by, at=at)
    return new


def _copy_text(old: Report, new: Report) -> None:
    """Copy sections, blocks and quotes; quotes keep their tags, so that both versions can be compared."""
    sections: dict[int, Section] = {}
    for section in sorted(old.sections.select_related("parent__parent"), key=_depth):
        number = section.pk
        section.pk, section.report = None, new
        section.parent = sections[section.parent_id] if section.parent_id else None
        section._state.adding = True
        section.save()
        sections[number] = section
    old_blocks = list(Block.objects.filter(section__report=old))
    copies = {block.pk: _copied(block, sections[block.section_id]) for block in old_blocks}
    Block.objects.bulk_create(copies.values(), batch_size=500)
    quotes = Quote.objects.filter(block__section__report=old)
    Quote.objects.bulk_create(
        [
            Quote(
                block=copies[quote.block_id], tag=quote.tag, position=quote.position, figure_id=quote.figure_id,
                style=quote.style, seen_id=quote.pinned_id,
            )
            for quote in quotes
        ],
        batch_size=500,
    )  # fmt: skip


def _copied(block: Block, section: Section) -> Block:
    return Block(
        section=section, key=block.key, kind=block.kind, position=block.position, content=block.content,
        generator=block.generator, is_illustrative=block.is_illustrative, origin_id=block.origin_id,
        last_serial=block.last_serial,
    )  # fmt: skip


def _depth(section: Section) -> int:
    return 0 if section.parent is None else 1 + _depth(section.parent)


def _draft(report: Report) -> Report:
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
    if report.is_frozen:
        raise ValidationError(_("The report is frozen: nothing in it is changed any more."), code="frozen")
    return report


def _note(report: Report, kind: OpinionKind, note: str, by: Actor, at: datetime) -> ReportOpinion:
    note = "\n".join(" ".join(line.split()) for line in note.splitlines() if line.strip())[:LONGEST_NOTE]
    opinion = ReportOpinion.objects.create(
        report=report, kind=kind, note=note, text_sha256=text_hash(assemble(report)), by_id=by.identifier,
        by_name=by.name[:120], at=at,
    )  # fmt: skip
    record(_ACTIONS[kind], subject=report, label=report.code, data={"note": note[:200]}, by=by, at=at)
    return opinion
