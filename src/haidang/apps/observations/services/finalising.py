"""Making provisional figures final: what a unit submitted was accepted."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from haidang.apps.observations.models import Figure, Stage
from haidang.apps.observations.services.recording import NewObservation, Recorded, record_observations
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@transaction.atomic
def finalise_figures(
    *, figure_ids: Collection[int], label: str, by: Actor, at: datetime, permission: Permission
) -> Recorded:
    """Record what holds now of each figure once more as final; what is final already stays as it is."""
    by.require(permission)
    figures = Figure.objects.filter(pk__in=figure_ids, latest__stage=Stage.PROVISIONAL)
    entries = [_final(figure) for figure in figures.select_related("indicator", "unit", "latest")]
    return record_observations(entries=entries, label=label, by=by, at=at, permission=permission)


def _final(figure: Figure) -> NewObservation:
    latest = figure.latest
    assert latest is not None, "the query asks for its stage"  # noqa: S101
    return NewObservation(
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        basis=figure.basis,
        dimensions=figure.dimensions,
        value=latest.value,
        status=latest.status,
        qualifier=latest.qualifier,
        stage=Stage.FINAL,
        provenance=latest.provenance,
        source_urn=latest.source_urn,
        source_sha256=latest.source_sha256,
        origin_line=latest.origin_line,
        note=latest.note,
        reason=latest.reason,
    )
