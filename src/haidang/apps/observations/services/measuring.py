"""Collecting what the apps compute from their own tables (`measures.py`) as observations on the basis "computed"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from haidang.apps.observations.models import Basis, Indicator, ObservationStatus, Provenance
from haidang.apps.observations.services.checking import check_touched
from haidang.apps.observations.services.recording import NewObservation, Recorded, record_observations
from haidang.apps.organisations.models import Unit
from haidang.domain.worktime import Period
from haidang.foundation.accounts.actor import Actor


@dataclass(frozen=True)
class Measurement:
    """A value that an app computes from its own tables. `illustrative` when it rests on illustrative data."""

    indicator_code: str
    unit_code: str
    value: Decimal | None
    illustrative: bool = False


Measure = Callable[[Period], Iterable[Measurement]]
_MEASURES: dict[str, Measure] = {}


def register_measures(name: str, measure: Measure) -> None:
    """Let an app's measures be collected; called from its `apps.py`. `name` becomes part of the source URN."""
    _MEASURES[name] = measure


@transaction.atomic
def collect_measures(
    *, period: Period, rooms: Collection[str] | None = None, by: Actor, at: datetime
) -> Recorded:
    """Record what every app (or only `rooms`, as registered) computes for a period.

    Idempotent: an unchanged value is not recorded again.
    """
    asked = {name: m for name, m in sorted(_MEASURES.items()) if rooms is None or name in rooms}
    found = [(name, m) for name, measure in asked.items() for m in measure(period)]
    indicators = Indicator.objects.in_bulk([m.indicator_code for _, m in found], field_name="code")
    units = Unit.objects.in_bulk([m.unit_code for _, m in found], field_name="code")
    entries = [
        NewObservation(
            indicator=indicators[m.indicator_code],
            unit=units[m.unit_code],
            period=period.code,
            basis=Basis.COMPUTED,
            value=m.value,
            status=ObservationStatus.VALUE if m.value is not None else ObservationStatus.MISSING,
            provenance=Provenance.ILLUSTRATIVE if m.illustrative else Provenance.MEASURED,
            source_urn=f"urn:haidang:measure:{name}:{period.code}",
        )
        for name, m in found
        if m.indicator_code in indicators and m.unit_code in units
    ]
    done = record_observations(entries=entries, label=period.code, by=by, at=at)
    check_touched(periods=done.periods, units=done.units, by=by, at=at)
    return done
