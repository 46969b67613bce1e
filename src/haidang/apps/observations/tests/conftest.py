"""Short ways to figures and their values."""

from decimal import Decimal

import pytest

from haidang.apps.observations.models import Figure, Indicator
from haidang.apps.observations.services import Correction, NewObservation, record_observations, revise_figure
from haidang.apps.organisations.models import Unit


@pytest.fixture
def figure(db):
    """`figure("court.commercial.resolved")` is that figure as the nine months of 2024 report it."""

    def get(code, basis="reported", period="2024-9M"):
        figures = Figure.objects.select_related("indicator", "unit", "latest")
        return figures.get(indicator__code=code, basis=basis, period=period)

    return get


@pytest.fixture
def entry(db):
    """`entry("64.50")` is a new observation of an indicator that nobody has reported yet."""

    def make(value="64.50", *, indicator="dvc.integrated_rate", unit="TAND", period="2026-9M", **more):
        return NewObservation(
            indicator=Indicator.objects.get(code=indicator),
            unit=Unit.objects.get(code=unit),
            period=period,
            basis=more.pop("basis", "reported"),
            value=None if value is None else Decimal(value),
            source_urn=more.pop("source_urn", "urn:test"),
            **more,
        )

    return make


@pytest.fixture
def take(system, at):
    """`take(entry, …)` records them."""

    def run(*entries, by=system, moment=at):
        return record_observations(entries=entries, label="test", by=by, at=moment)

    return run


@pytest.fixture
def revise(system, at):
    """`revise(figure, "53")` corrects a figure."""

    def run(
        figure, value, *, status="value", qualifier="exact", reason="nhầm số", by=system, moment=at, seen=None
    ):
        revision = figure.latest.revision if seen is None else seen
        correction = Correction(
            status, None if value is None else Decimal(value), qualifier, reason, revision
        )
        done = revise_figure(figure=figure, correction=correction, by=by, at=moment)
        figure.refresh_from_db()
        return done

    return run
