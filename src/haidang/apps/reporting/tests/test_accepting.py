"""What accepting a report makes final: what it answers, and nothing else."""

from decimal import Decimal

import pytest

from haidang.apps.observations.models import Basis, Figure, Stage
from haidang.apps.observations.services import NewObservation, record_observations
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan
from haidang.apps.reporting.services import (
    Answer,
    RoundRules,
    accept_report,
    approve_report,
    hand_over,
    open_round,
    save_entry,
)
from haidang.domain.worktime import CutoffScheme, parse_period
from haidang.foundation.permissions import Permission

pytestmark = pytest.mark.django_db


def test_a_figure_that_the_report_leaves_open_stays_as_another_one_told_it(system, at):
    rules = RoundRules(
        "HP-PCI-2024-Y", parse_period("2024-Y"), Plan.objects.first(), Unit.objects.get(code="SKHDT"),
        CutoffScheme.CALENDAR, 5, head_approves_own=True,
    )  # fmt: skip
    report = open_round(rules=rules, by=system, at=at).assignments.get(unit__code="TAND")
    answered, left_open = report.entries.select_related("indicator", "about")[:2]
    told = NewObservation(
        indicator=left_open.indicator, unit=left_open.about, period="2024-Y", basis=Basis.REPORTED,
        value=Decimal(7), stage=Stage.PROVISIONAL, source_urn="urn:test:another",
    )  # fmt: skip
    record_observations(
        entries=[told], label="test", by=system, at=at, permission=Permission.APPROVE_SUBMISSION
    )
    save_entry(entry=answered, answer=Answer("value", Decimal(90)), seen_version=0, by=system, at=at)
    hand_over(assignment=report, incomplete=True, by=system, at=at)
    approve_report(assignment=report, by=system, at=at)
    accept_report(assignment=report, by=system, at=at)
    stages = {
        entry.pk: Figure.objects.get(
            indicator=entry.indicator, unit=entry.about, period="2024-Y", basis=Basis.REPORTED
        ).latest.stage
        for entry in (answered, left_open)
    }
    assert stages == {answered.pk: Stage.FINAL, left_open.pk: Stage.PROVISIONAL}
