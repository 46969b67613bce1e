"""What one unit reports is held beside what the others report for the same indicator."""

from decimal import Decimal

import pytest

from haidang.apps.observations.models import Basis, Indicator, Stage
from haidang.apps.observations.services import NewObservation, record_observations
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.peers import compare_units
from haidang.apps.reporting.services import RoundRules, open_round
from haidang.domain.worktime import CutoffScheme, parse_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(system, at):
    """`report([12, 15, …])`: so many units of the round report these numbers of accepted cases."""
    rules = RoundRules(
        "HP-PCI-2026-Y", parse_period("2026-Y"), Plan.objects.first(), Unit.objects.get(code="STC-2025"),
        CutoffScheme.ND09, 5,
    )  # fmt: skip
    round_ = open_round(rules=rules, by=system, at=at)
    indicator = Indicator.objects.get(code="court.commercial.accepted")

    def record(values):
        units = [a.unit for a in round_.assignments.select_related("unit").order_by("unit__search")]
        entries = [
            NewObservation(
                indicator, unit, "2026-Y", Basis.REPORTED, Decimal(value), "urn:x", stage=Stage.PROVISIONAL
            )
            for unit, value in zip(units, values, strict=False)
        ]
        record_observations(entries=entries, label="x", by=system, at=at)
        return round_

    return record


def test_a_figure_a_thousand_times_the_others_stands_out(report):
    check = compare_units(report([41, 38, 52, 47, 44, 39, 50, 42_000]))
    assert [outlier.figure.latest.value for outlier in check.outliers] == [Decimal(42_000)]
    assert check.compared == 8


def test_figures_of_one_size_do_not(report):
    assert compare_units(report([41, 38, 52, 47, 44, 39, 50, 61])).outliers == ()


def test_of_five_units_nothing_is_said(report):
    check = compare_units(report([41, 38, 52, 47, 42_000]))
    assert (check.indicators, check.outliers) == ((), ())
