"""What people say about a block of a draft, and that it was dealt with."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.reporting import actions
from haidang.apps.reporting.models import Block, BlockComment, Report
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission

LONGEST_COMMENT: Final = 2000


@transaction.atomic
def add_comment(*, block: Block, text: str, by: Actor, at: datetime) -> BlockComment:
    """Say something about a block of a draft. Raises ValidationError."""
    by.require(Permission.COMMENT_REPORT)
    report = _draft(block.section.report_id)
    text = "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())
    if not 1 <= len(text) <= LONGEST_COMMENT or any(not sign.isprintable() for sign in text if sign != "\n"):
        raise ValidationError(_("A comment has 1 to %(limit)s characters.") % {"limit": LONGEST_COMMENT})
    comment = BlockComment.objects.create(
        report=report, block_key=block.key, text=text, by_id=by.identifier, by_name=by.name[:120], at=at
    )
    record(actions.COMMENT_MADE, subject=block, label=block.key, data={"text": text[:200]}, by=by, at=at)
    return comment


@transaction.atomic
def settle_comment(*, comment: BlockComment, by: Actor, at: datetime) -> None:
    """Note that a comment was dealt with. Repeating it changes nothing."""
    by.require(Permission.COMMENT_REPORT)
    _draft(comment.report_id)
    comment = BlockComment.objects.select_for_update().get(pk=comment.pk)
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by = at, by.name[:120]
        comment.save()
        record(actions.COMMENT_SETTLED, subject=comment, label=comment.block_key, by=by, at=at)


def _draft(pk: int) -> Report:
    report = Report.objects.select_for_update(of=("self",)).get(pk=pk)
    if report.is_frozen:
        raise ValidationError(_("The report is frozen: nothing in it is changed any more."), code="frozen")
    return report
