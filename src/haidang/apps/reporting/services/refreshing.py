"""Fills generated tables anew."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from haidang.apps.reporting import actions
from haidang.apps.reporting.generators import GENERATORS
from haidang.apps.reporting.models import Block, Quote, Report
from haidang.apps.reporting.services.quoting import Binder, ReportTextError
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.permissions import Permission


@transaction.atomic
def refresh_generated_blocks(*, report: Report, by: Actor, at: datetime) -> int:
    """Make the generated tables of a draft again; returns how many changed. Frozen reports are left alone."""
    by.require(Permission.IMPORT_DATA)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
    if report.is_frozen:
        return 0
    changed = []
    for block in Block.objects.filter(section__report=report).exclude(generator=""):
        made = GENERATORS[block.generator](report.round)
        if (block.content, block.is_illustrative) != (made.content, made.is_illustrative):
            block.content, block.is_illustrative = made.content, made.is_illustrative
            block.version += 1
            changed.append(block)
    binder = Binder(changed, report.round.period)
    write_quotes(changed, binder)
    if binder.faults:
        raise ReportTextError(binder.faults)
    for block in changed:
        block.save()
        record(actions.BLOCK_REFRESHED, subject=block, label=block.key, by=by, at=at)
    return len(changed)


def write_quotes(blocks: list[Block], binder: Binder) -> list[Quote]:
    """Replace the quotes of saved blocks by what their markup says, keeping the ones that go on."""
    all_quotes = []
    for block in blocks:
        quotes = binder.bind(block)
        kept = [quote.pk for quote in quotes if quote.pk]
        block.quotes.exclude(pk__in=kept).delete()
        for quote in quotes:
            quote.seen = quote.figure.latest
        all_quotes += quotes
    Quote.objects.bulk_create([quote for quote in all_quotes if quote.pk is None], batch_size=500)
    Quote.objects.bulk_update(
        [q for q in all_quotes if q.pk is not None], ["position", "seen"], batch_size=500
    )
    Block.objects.bulk_update(blocks, ["last_serial"], batch_size=500)
    return all_quotes
