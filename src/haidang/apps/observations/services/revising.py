"""Correcting one figure by hand."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.apps.observations.models import Figure, Provenance, Relation, Stage
from haidang.apps.observations.services.checking import check_period
from haidang.apps.observations.services.recording import NewObservation, record_observations
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


@transaction.atomic
def revise_figure(
    *,
    figure: Figure,
    value: Decimal | None,
    status: str,
    qualifier: str,
    reason: str,
    by: Actor,
    at: datetime,
) -> bool:
    """Record a new revision of a figure, with the reason, and check the relations again; False if nothing changed.

    An illustrative figure stays illustrative: a correction by hand does not make it real.
    """
    if not reason.strip():
        raise ValidationError(_("Say why the figure is corrected."))
    latest = figure.latest
    entry = NewObservation(
        indicator=figure.indicator,
        unit=figure.unit,
        period=figure.period,
        basis=figure.basis,
        dimensions=figure.dimensions,
        value=value,
        status=status,
        qualifier=qualifier,
        stage=latest.stage if latest else Stage.FINAL,
        provenance=latest.provenance if latest else Provenance.REPORTED,
        source_urn=f"urn:haidang:correction:{by.identifier}:{at.isoformat()}",
        reason=reason.strip(),
    )
    done = record_observations(
        entries=[entry], label=figure.indicator.code, by=by, at=at, permission=Permission.REVISE_FIGURE
    )
    if not done.revised and not done.created:
        return False
    anchors = Relation.objects.filter(terms__indicator=figure.indicator).values_list(
        "first_period", flat=True
    )
    for period in sorted({figure.period, *anchors}):
        check_period(period=period, by=by, at=at)
    return True
