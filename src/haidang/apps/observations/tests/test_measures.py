"""What the system counts in its own tables becomes computed figures beside the reported ones."""

from decimal import Decimal

import pytest

from haidang.apps.observations.models import Figure
from haidang.apps.observations.services import Measurement, collect_measures, measuring
from haidang.domain.worktime import parse_period
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def collect(system, at):
    return lambda period="2024-9M": collect_measures(period=parse_period(period), by=system, at=at)


@pytest.fixture
def measured(monkeypatch):
    """`measured(Measurement(…), …)` replaces what the rooms measure."""

    def replace(*measurements):
        monkeypatch.setattr(measuring, "_MEASURES", {"test": lambda period: measurements})

    return replace


def values(period="2024-9M"):
    figures = Figure.objects.filter(
        basis="computed", period=period, latest__provenance__in=["measured", "illustrative"]
    )
    return dict(figures.values_list("indicator__code", "latest__value"))


def test_the_rooms_count_what_the_report_says():
    assert {code: int(value) for code, value in values().items()} == {
        "programme.subindices_total": 10,
        "programme.units_total": 45,
        "programme.districts_total": 15,
        "report.units_expected": 45,
        "report.units_received": 41,
        "validity.agencies_reporting": 32,
        "validity.agencies_full": 13,
        "validity.agencies_90plus": 15,
    }


def test_what_rests_on_illustration_says_so():
    illustrative = Figure.objects.filter(basis="computed", latest__provenance="illustrative")
    assert set(illustrative.values_list("indicator__code", flat=True)) == {
        "report.units_received", "validity.agencies_reporting", "validity.agencies_full", "validity.agencies_90plus",
    }  # fmt: skip


def test_collecting_again_records_nothing(collect):
    before = values()
    events = AuditEvent.objects.count()
    done = collect()
    assert (done.created, done.revised, done.unchanged) == ([], [], len(before))
    assert AuditEvent.objects.count() == events


def test_another_count_is_a_revision(measured, collect):
    measured(Measurement("programme.units_total", "PROVINCE", Decimal(46)))
    done = collect()
    assert [(str(before.value), str(after.value)) for before, after in done.revised] == [("45", "46")]


def test_counts_hold_on_the_last_day_of_the_period(collect):
    collect("2026-Q1")
    assert values("2026-Q1")["programme.districts_total"] == 0


def test_what_cannot_be_counted_is_missing_not_zero(measured, collect):
    measured(Measurement("dvc.total", "STP", None))
    collect()
    figure = Figure.objects.get(basis="computed", indicator__code="dvc.total")
    assert (figure.latest.status, figure.latest.value) == ("missing", None)


def test_a_count_for_which_there_is_no_indicator_or_unit_is_passed_over(measured, collect):
    measured(Measurement("no.such", "STP", Decimal(1)), Measurement("dvc.total", "NOWHERE", Decimal(1)))
    assert collect().created == []


def test_a_count_names_its_source(measured, collect):
    measured(Measurement("dvc.total", "STP", Decimal(1)))
    (created,) = collect().created
    assert created.source_urn == "urn:haidang:measure:test:2024-9M"
