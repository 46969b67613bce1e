"""Values are recorded, never overwritten: every earlier one can still be read, digit for digit."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from haidang.apps.observations.models import Figure, Observation, ObservationStatus
from haidang.apps.observations.selectors import list_revisions, observations_as_of
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.events.models import OutboxEvent

pytestmark = pytest.mark.django_db


def history(figure):
    return [(o.revision, o.status, str(o.value)) for o in list_revisions(Actor.system("test"), figure)]


@pytest.mark.parametrize(
    "value", ["64.50", "0.00", "-3.1400", "0.1", "99999999999999999.999999999", "1E+3", "0.0000000001", "100"]
)
def test_decimals_survive_the_database_digit_for_digit(value, entry, take):
    take(entry(value))
    kept = Observation.objects.get(figure__period="2026-9M").value
    assert format(kept, "f") == format(Decimal(value), "f")


def test_a_new_value_makes_its_figure(entry, take):
    done = take(entry())
    (created,) = done.created
    assert (done.revised, done.unchanged, done.periods) == ([], 0, {"2026-9M"})
    figure = Figure.objects.get(period="2026-9M")
    assert figure.latest == created
    assert (created.revision, created.recorded_by_id, created.source_urn) == (1, "system:test", "urn:test")


def test_the_same_again_tells_nothing_new(entry, take):
    take(entry())
    events = AuditEvent.objects.count()
    done = take(entry(source_urn="urn:another-file"))
    assert (done.created, done.revised, done.unchanged) == ([], [], 1)
    assert Observation.objects.filter(figure__period="2026-9M").count() == 1
    assert AuditEvent.objects.count() == events


def test_another_value_supersedes_and_the_old_one_stays(entry, take, at):
    take(entry("64.50"))
    take(entry("65"), moment=at + timedelta(days=1))
    take(entry("66.1"), moment=at + timedelta(days=2))
    figure = Figure.objects.get(period="2026-9M")
    assert history(figure) == [(3, "value", "66.1"), (2, "value", "65"), (1, "value", "64.50")]
    assert figure.latest.revision == 3


@pytest.mark.parametrize(
    "change",
    [{"qualifier": "about"}, {"stage": "provisional"}, {"provenance": "illustrative"}],
    ids=lambda change: next(iter(change)),
)
def test_the_same_number_said_otherwise_is_another_observation(change, entry, take):
    take(entry())
    assert len(take(entry(**change)).revised) == 1


def test_missing_zero_and_not_applicable_are_three_things(entry, take):
    take(entry("0"))
    assert len(take(entry(None, status="missing")).revised) == 1
    assert len(take(entry(None, status="not_applicable")).revised) == 1
    assert len(take(entry("0")).revised) == 1
    figure = Figure.objects.get(period="2026-9M")
    assert [status for _revision, status, _value in history(figure)] == [
        "value", "not_applicable", "missing", "value",
    ]  # fmt: skip


@pytest.mark.parametrize(("status", "value"), [("value", None), ("missing", "0"), ("not_applicable", "5")])
def test_the_database_refuses_a_value_that_contradicts_its_status(status, value, entry, take):
    with pytest.raises(IntegrityError), transaction.atomic():
        take(entry(value, status=status))


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_not_recorded(value, entry, take):
    with pytest.raises(Exception, match="finite"), transaction.atomic():
        take(entry(value))


def test_reported_and_computed_stand_side_by_side(entry, take):
    take(entry("75"), entry("74.2", basis="computed"), entry("80", basis="target"))
    values = Figure.objects.filter(period="2026-9M").values_list("basis", "latest__value")
    assert dict(values) == {"reported": Decimal(75), "computed": Decimal("74.2"), "target": Decimal(80)}
    take(entry("76", basis="computed"))
    assert Figure.objects.get(period="2026-9M", basis="reported").latest.value == 75


def test_the_same_figure_twice_is_the_mistake_of_the_caller(entry, take):
    with pytest.raises(ValueError, match="occurs twice"):
        take(entry("1"), entry("2"))
    assert not Figure.objects.filter(period="2026-9M").exists()


def test_two_revisions_never_have_one_number(entry, take):
    take(entry())
    observation = Observation.objects.get(figure__period="2026-9M")
    observation.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        observation.save(force_insert=True)


def test_what_was_known_at_a_moment_can_be_rebuilt(entry, take, at):
    day = timedelta(days=1)
    take(entry("1"), moment=at)
    take(entry("2"), entry("9", unit="STP"), moment=at + 2 * day)
    take(entry(None, status=ObservationStatus.MISSING), moment=at + 4 * day)
    figures = Figure.objects.filter(period="2026-9M")
    pk = figures.get(unit__code="TAND").pk

    def then(moment):
        known = observations_as_of(figures, moment)
        return len(known), (str(known[pk].value) if pk in known else None)

    assert [then(at + n * day) for n in (-1, 0, 1, 2, 3, 4, 99)] == [
        (0, None), (1, "1"), (1, "1"), (2, "2"), (2, "2"), (2, "None"), (2, "None"),
    ]  # fmt: skip


def test_what_is_new_is_told_once_and_every_revision_by_itself(entry, take):
    last = AuditEvent.objects.latest("pk").pk
    take(entry("1"), entry("2", unit="STP"))
    take(entry("3", reason="nhầm số"), entry("4", unit="STP"))
    told = AuditEvent.objects.filter(pk__gt=last).order_by("pk").values_list("action", "unit_code", "data")
    assert list(told) == [
        ("observations.recorded", "", {"count": 2}),
        ("observations.figure-revised", "TAND", {"before": "1,00%", "after": "3,00%", "reason": "nhầm số"}),
        ("observations.figure-revised", "STP", {"before": "2,00%", "after": "4,00%", "reason": "test"}),
    ]


def test_the_rooms_above_hear_of_revisions_only(entry, take):
    before = OutboxEvent.objects.count()
    take(entry("1"))
    assert OutboxEvent.objects.count() == before
    (_before, after) = take(entry("2")).revised[0]
    assert OutboxEvent.objects.latest("pk").payload == {
        "changes": [{"figure": after.figure_id, "observation": after.pk}]
    }


def test_many_values_take_few_queries(entry, take, django_assert_max_num_queries):
    entries = [entry(str(n), period=f"{1990 + n % 30}-M{1 + n // 30:02}") for n in range(300)]
    with django_assert_max_num_queries(15):
        assert len(take(*entries).created) == 300


@pytest.mark.parametrize("username", ["lanhdao", "thutruong", "canbo", "kiemtra", "quantri"])
def test_only_who_may_import_records(username, entry, take, actor_for):
    with pytest.raises(PermissionDenied):
        take(entry(), by=actor_for(username))
    assert not Figure.objects.filter(period="2026-9M").exists()
