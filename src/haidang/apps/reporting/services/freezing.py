"""Freezing a report: quotes are pinned and its files kept. Refused while anything in it is unaccounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Stage
from haidang.apps.observations.services import check_period
from haidang.apps.reporting import actions
from haidang.apps.reporting.assembly import Assembled, assemble
from haidang.apps.reporting.block_texts import is_empty
from haidang.apps.reporting.building import SCREEN, build_report, findings_json, recheck
from haidang.apps.reporting.models import Artefact, Block, BlockLock, Quote, Report, ReportState
from haidang.apps.reporting.remarks import Remark
from haidang.apps.reporting.services.approving import list_refusals
from haidang.apps.reporting.text_check import TextCheck, check_report_text
from haidang.domain import official_document as od
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.database import queue_for
from haidang.foundation.files.services import store_file
from haidang.foundation.permissions import Permission


class FreezeRefused(ValueError):
    """The report cannot be frozen yet; `obstacles` are sentences for the person who wants to."""

    def __init__(self, obstacles: Sequence[str]) -> None:
        super().__init__("; ".join(obstacles))
        self.obstacles = tuple(obstacles)


def list_obstacles(assembled: Assembled, check: TextCheck) -> list[str]:
    """What keeps a report from being frozen: open findings in figures and text, numerals without source or reason."""
    obstacles = [
        _("Finding %(name)s is open: %(arithmetic)s") % {"name": f.name, "arithmetic": f.arithmetic}
        for f in assembled.open_findings
    ]
    obstacles += [
        _("The text contradicts itself: %(arithmetic)s") % {"arithmetic": finding.arithmetic_vi}
        for finding in check.open_findings
    ]
    obstacles += list_provisional(assembled)
    obstacles += [
        _("“%(text)s” in %(block)s has neither a source nor a reason.") % {"text": n.text, "block": n.block}
        for n in assembled.strays
    ]
    obstacles += [
        _("The finished text holds a numeral nobody accounts for: “%(context)s”.") % {"context": context}
        for context in recheck(assembled)
    ]
    return obstacles


def list_provisional(assembled: Assembled) -> list[str]:
    """Figures that nobody accepted yet: once the report is frozen every unit would read them."""
    by_unit = Counter(
        quote.figure.unit.name
        for quote, _section, _text in assembled.quotes
        if quote.observation.stage != Stage.FINAL
    )
    return [
        _("%(count)s quoted figures of %(unit)s are not accepted yet: accept or return its report.")
        % {"count": count, "unit": unit}
        for unit, count in sorted(by_unit.items())
    ]


def list_unfinished(report: Report, assembled: Assembled, at: datetime) -> list[str]:
    """What people still have to end before a freeze: empty blocks, blocks somebody writes on, the leader's decision."""
    blocks = Block.objects.filter(section__report=report).order_by("position")
    unfinished = [
        _("The block %(block)s is empty: write it or take it out.") % {"block": block.key}
        for block in blocks
        if is_empty(block)
    ]
    unfinished += [
        _("%(name)s writes on %(block)s and has not saved it.")
        % {"name": lock.by_name, "block": lock.block.key}
        for lock in BlockLock.objects.filter(block__section__report=report).select_related("block")
        if lock.holds_at(at) and lock.draft
    ]
    return unfinished + list_refusals(report, assembled)


@transaction.atomic
def freeze_report(*, report: Report, by: Actor, at: datetime) -> Report:
    """Pin every quote to its latest observation and keep the files. Raises `FreezeRefused`; repeating is refused."""
    by.require(Permission.FREEZE_REPORT)
    report = Report.objects.select_for_update(of=("self",)).select_related("round").get(pk=report.pk)
    if report.is_frozen:
        raise FreezeRefused([_("The report is already frozen.")])
    queue_for("figures")
    check_period(period=report.round.period, by=by, at=at)
    assembled = assemble(report)
    check = check_report_text(report, assembled)
    obstacles = list_obstacles(assembled, check) + list_unfinished(report, assembled, at)
    if obstacles:
        raise FreezeRefused(obstacles)
    quotes = [quote for quote, _section, _text in assembled.quotes]
    for quote, _section, text in assembled.quotes:
        quote.pinned, quote.pinned_text = quote.observation, text
    Quote.objects.bulk_update(quotes, ["pinned", "pinned_text"], batch_size=500)
    report.remarks = [Remark.of(finding).as_data() for finding in assembled.findings]
    report.state, report.frozen_at, report.frozen_by = ReportState.FROZEN, at, by.name
    report.save()
    built = build_report(report, at=at)
    files = built.files | {
        "findings.json": findings_json(assembled, check),
        SCREEN: od.render_fragment(built.assembled.document).encode(),
    }
    for name, content in files.items():
        stored = store_file(content=content, name=f"{report.code}-{name}", by=by, at=at)
        Artefact.objects.create(report=report, name=name, file=stored, made_at=at)
    record(
        actions.REPORT_FROZEN, subject=report, label=report.code, data={"quotes": len(quotes)}, by=by, at=at
    )
    return report
