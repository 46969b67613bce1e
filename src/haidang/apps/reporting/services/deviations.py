"""Hears that figures were revised and notes which frozen reports no longer agree with them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from haidang.apps.observations.models import Observation
from haidang.apps.reporting import actions
from haidang.apps.reporting.models import Deviation, Quote, ReportState
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record


def notice_deviations(payload: Mapping[str, Any], at: datetime) -> None:
    """Subscriber of `observations.revised`. Bears repetition: a deviation is noted once."""
    latest = {change["figure"]: change["observation"] for change in payload["changes"]}
    quotes = Quote.objects.filter(
        figure__in=latest, block__section__report__state=ReportState.FROZEN, pinned__isnull=False
    ).select_related("pinned", "figure__indicator", "block__section__report")
    told = Observation.objects.in_bulk(latest.values())
    for quote in quotes:
        observation = told[latest[quote.figure_id]]
        if quote.pinned is None or observation.revision <= quote.pinned.revision:
            continue  # told late: the freeze had already seen it
        deviation, is_new = Deviation.objects.get_or_create(
            quote=quote, observation=observation, defaults={"noticed_at": at}
        )
        if is_new:
            label = f"{quote.figure.indicator.name_vi} ({quote.block.section.report.code})"
            record(
                actions.DEVIATION_NOTICED,
                subject=deviation,
                label=label,
                by=Actor.system("deviations"),
                at=at,
            )
