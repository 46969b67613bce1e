"""A correction by hand is a new revision with a reason, made on what was seen."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from haidang.apps.observations.models import Finding
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate(figure):
    return figure("dvc.integrated_rate")


def test_a_correction_keeps_what_was_there(rate, revise):
    before = rate.latest
    assert revise(rate, "64.57")
    assert (rate.latest.revision, str(rate.latest.value), rate.latest.reason) == (2, "64.57", "nhầm số")
    before.refresh_from_db()
    assert str(before.value) == "64.56"


def test_a_correction_without_a_reason_is_none(rate, revise):
    with pytest.raises(ValidationError):
        revise(rate, "64.57", reason="  ")
    assert rate.observations.count() == 1


def test_what_changes_nothing_leaves_no_trace(rate, revise):
    events = AuditEvent.objects.count()
    assert not revise(rate, "64.56")
    assert rate.observations.count() == 1
    assert AuditEvent.objects.count() == events


def test_who_saw_an_older_value_is_stopped_and_told(rate, revise):
    revise(rate, "64.57")
    with pytest.raises(ValidationError, match="64,57%"):
        revise(rate, "64.58", seen=1)
    assert rate.observations.count() == 2


def test_a_value_may_be_withdrawn(rate, revise):
    revise(rate, None, status="missing")
    assert (rate.latest.status, rate.latest.value) == ("missing", None)


def test_an_illustrative_figure_stays_illustrative(figure, revise):
    illustrative = figure("report.units_received", basis="computed")
    assert illustrative.latest.is_illustrative
    revise(illustrative, "44")
    assert illustrative.latest.is_illustrative


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_the_centre_corrects(username, figure, revise, actor_for):
    resolved = figure("court.commercial.resolved")
    with pytest.raises(PermissionDenied):
        revise(resolved, "53", by=actor_for(username))
    assert resolved.observations.count() == 1


def test_relations_are_judged_again_at_once(figure, revise, actor_for):
    revise(figure("dvc.integrated_rate"), "70.00", by=actor_for("dieuphoi"))
    assert Finding.objects.get(relation__code="R10").state == "open"
    revise(figure("dvc.integrated_rate"), "64.56", by=actor_for("dieuphoi"))
    assert Finding.objects.get(relation__code="R10").state == "mended"


def test_relations_of_the_report_are_judged_when_a_figure_of_another_period_changes(figure, revise):
    """A relation of the nine months may speak of a figure of the year."""
    revise(figure("reform_inspection.units_planned", period="2024-Y"), "18")
    assert Finding.objects.get(relation__code="R02").period == "2024-9M"
