"""Making the first draft of a consolidated report from what the units submitted."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from haidang.apps.observations.services import collect_measures
from haidang.apps.reporting.drafting import draft_as_yaml, latest_submissions, origin_in, report_code
from haidang.apps.reporting.models import Block, Report, Round
from haidang.apps.reporting.services.loading import load_report
from haidang.apps.reporting.services.refreshing import refresh_generated_blocks
from haidang.domain.worktime import parse_period
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@transaction.atomic
def draft_report(*, round_: Round, by: Actor, at: datetime) -> Report:
    """Draft the report of a round, once: what people then write in it is never overwritten. Raises ValidationError."""
    by.require(Permission.RUN_ROUNDS)
    round_ = (
        Round.objects.select_for_update(of=("self",)).select_related("coordinator", "plan").get(pk=round_.pk)
    )
    if Report.objects.filter(code=report_code(round_)).exists():
        raise ValidationError(_("The report of this round is drafted already."))
    if not latest_submissions(round_):
        raise ValidationError(_("No report has come in yet: there is nothing to draft from."))
    collect_measures(period=parse_period(round_.period), by=by, at=at)
    report = load_report(content=draft_as_yaml(round_, timezone.localdate(at)), by=by, at=at)
    _note_origins(report)
    refresh_generated_blocks(report=report, by=by, at=at)
    return report


def _note_origins(report: Report) -> None:
    """Whose words and figures each drafted block took over; the draft names the submission in the key."""
    blocks = list(Block.objects.filter(section__report=report, key__startswith="t."))
    for block in blocks:
        block.origin_id = origin_in(block.key)
    Block.objects.bulk_update(blocks, ["origin"], batch_size=500)
