"""What a round can count: reports expected and received, and how many units have which validity rate."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from haidang.apps.observations.models import Figure
from haidang.apps.observations.services import Measurement
from haidang.apps.reporting.generators import VALIDITY
from haidang.apps.reporting.models import AssignmentStatus, Round
from haidang.domain.worktime import Period

CITY = "PROVINCE"


def measure_rounds(period: Period) -> Iterator[Measurement]:
    """Counts of the period's rounds under the indicators that the report quotes as reported."""
    for round_ in Round.objects.filter(period=period.code).select_related("coordinator"):
        yield from _reports(round_)
    yield from _validity(period)


def _reports(round_: Round) -> Iterator[Measurement]:
    asked = round_.assignments.exclude(status=AssignmentStatus.EXCUSED)
    illustrative = asked.filter(is_illustrative=True).exists()
    received = asked.received().count()
    unit = round_.coordinator.code
    yield Measurement("report.units_expected", unit, Decimal(asked.count()))
    yield Measurement("report.units_received", unit, Decimal(received), illustrative)


def _validity(period: Period) -> Iterator[Measurement]:
    figures = Figure.objects.filter(indicator__code=VALIDITY, period=period.code, basis="reported")
    latest = [figure.latest for figure in figures.select_related("latest") if figure.latest is not None]
    rates = [observation.value for observation in latest if observation.value is not None]
    if not rates:
        return
    illustrative = any(observation.is_illustrative for observation in latest)
    full = sum(1 for rate in rates if rate == 100)
    high = sum(1 for rate in rates if 90 <= rate < 100)
    for code, count in (
        ("validity.agencies_reporting", len(rates)),
        ("validity.agencies_full", full),
        ("validity.agencies_90plus", high),
    ):
        yield Measurement(code, CITY, Decimal(count), illustrative)
