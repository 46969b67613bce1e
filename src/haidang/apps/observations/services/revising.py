"""Correcting one figure by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.observations.formatting import format_observation
from haidang.apps.observations.models import Figure, Provenance, Stage
from haidang.apps.observations.services.checking import check_touched
from haidang.apps.observations.services.recording import NewObservation, record_observations
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission

PARTS = ("indicator", "unit", "latest")


@dataclass(frozen=True)
class Correction:
    """What a figure should say, and why. `seen_revision` is the one the correction is based on (0: none yet)."""

    status: str
    value: Decimal | None
    qualifier: str
    reason: str
    seen_revision: int


@transaction.atomic
def revise_figure(*, figure: Figure, correction: Correction, by: Actor, at: datetime) -> bool:
    """Record a new revision of a figure and check the relations again; False if nothing changed.

    Raises `ValidationError` without a reason, or if somebody was faster: nothing is overwritten unseen.
    """
    by.require(Permission.REVISE_FIGURE)
    figure = Figure.objects.select_for_update(of=("self",)).select_related(*PARTS).get(pk=figure.pk)
    _check(figure, correction)
    entry = _entry(figure, correction, f"urn:haidang:correction:{by.identifier}:{at.isoformat()}")
    label = figure.indicator.code
    done = record_observations(
        entries=[entry], label=label, by=by, at=at, permission=Permission.REVISE_FIGURE
    )
    if not done.revised and not done.created:
        return False
    check_touched(periods=[figure.period], units=[figure.unit_id], by=by, at=at)
    return True


def _check(figure: Figure, correction: Correction) -> None:
    if not correction.reason.strip():
        raise ValidationError(_("Say why the figure is corrected."))
    latest = figure.latest
    if latest is not None and latest.revision != correction.seen_revision:
        raise ValidationError(
            _(
                "Meanwhile %(name)s corrected this figure to %(value)s. Look at it, then correct again if needed."
            )
            % {"name": latest.recorded_by_name, "value": format_observation(latest, figure.indicator)}
        )


def _entry(figure: Figure, correction: Correction, source_urn: str) -> NewObservation:
    """An illustrative figure stays illustrative: a correction by hand does not make it real."""
    latest = figure.latest
    return NewObservation(
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        basis=figure.basis,
        dimensions=figure.dimensions,
        value=correction.value,
        status=correction.status,
        qualifier=correction.qualifier,
        stage=latest.stage if latest else Stage.FINAL,
        provenance=latest.provenance if latest else Provenance.REPORTED,
        source_urn=source_urn,
        reason=correction.reason.strip(),
    )
