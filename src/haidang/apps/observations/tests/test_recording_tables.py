"""A table is recorded just as its rows would be one by one: same observations, same events, all or nothing."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import translation

from haidang.apps.observations.models import Figure, Indicator, Observation
from haidang.apps.observations.services import NewObservation, record_observations
from haidang.apps.organisations.models import Unit
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.events.models import OutboxEvent
from haidang.foundation.importing.services import run_import

pytestmark = pytest.mark.django_db
HEAD = "indicator,unit,period,value,qualifier,obs_status,note,reason\n"
FIRST = [
    ("a", "STP", "2031-Y", "12", "exact", "value", "", ""),
    ("a", "TAND", "2031-Y", "64.50", "about", "value", "ghi chú", ""),
    ("b", "STP", "2031-Y", "", "exact", "missing", "", ""),
    ("b", "TAND", "2031-Q1", "0", "exact", "value", "", ""),
]
SECOND = [
    ("a", "STP", "2031-Y", "12.0", "exact", "value", "", ""),  # the same in other digits
    ("a", "TAND", "2031-Y", "65", "about", "value", "", "đính chính"),  # revised
    ("b", "STP", "2031-Y", "", "exact", "missing", "", ""),  # the same
    ("b", "TAND", "2031-Q1", "", "exact", "not_applicable", "", ""),  # revised without a reason
    ("b", "STP", "2031-Q1", "7", "exact", "value", "", ""),  # new
]


@pytest.fixture(autouse=True)
def indicators(db):
    with translation.override("en"):
        yield {
            code: Indicator.objects.create(
                code=code, name_vi=f"Chỉ tiêu {code}", kind="count", unit_measure="vụ"
            )
            for code in "ab"
        }


@pytest.fixture
def bring(system, at):
    def run(rows, **more):
        content = HEAD + "".join(",".join(row) + "\n" for row in rows)
        return run_import(
            kind="observations", content=content.encode(), name="bang.csv", by=system, at=at, **more
        )

    return run


@pytest.fixture
def one_by_one(indicators, system, at):
    def run(rows):
        for code, unit, period, value, qualifier, status, note, reason in rows:
            entry = NewObservation(
                indicators[code], Unit.objects.get(code=unit), period, "reported", Decimal(value) if value else None,
                "urn:x", status=status, qualifier=qualifier, note=note, reason=reason,
            )  # fmt: skip
            record_observations(entries=[entry], label="bang.csv", by=system, at=at)

    return run


def state():
    """What is known of the figures, and what was told."""
    fields = (
        "figure__indicator__code",
        "figure__unit__code",
        "figure__period",
        "figure__basis",
        "revision",
        "status",
    )
    more = ("value", "qualifier", "stage", "provenance", "note", "reason", "recorded_at", "recorded_by_name")
    mine = Observation.objects.filter(figure__indicator__code__in="ab")
    latest = Figure.objects.filter(indicator__code__in="ab").values_list(
        "indicator__code", "unit__code", "latest__revision"
    )
    told = AuditEvent.objects.filter(action="observations.figure-revised", label__startswith="Chỉ tiêu")
    return (
        sorted(mine.values_list(*fields, *more), key=str),
        sorted(latest),
        sorted(told.values_list("label", "unit_code", "data"), key=str),
    )


def test_a_table_is_recorded_like_its_rows(bring, one_by_one):
    with transaction.atomic():
        one_by_one(FIRST)
        one_by_one(SECOND)
        expected = state()
        transaction.set_rollback(True)
    assert len(bring(FIRST).created) == 4
    report = bring(SECOND)
    assert (len(report.created), len(report.changed), report.unchanged) == (1, 2, 2)
    assert state() == expected


def test_what_changed_is_told_with_before_and_after_and_published(bring):
    bring(FIRST)
    report = bring(SECOND)
    first = report.changed[0]
    assert (first.label.split(",")[0], dict(first.fields)) == (
        "Chỉ tiêu a – Tòa án nhân dân thành phố", {"value": ("khoảng 64,5", "khoảng 65")},
    )  # fmt: skip
    event = OutboxEvent.objects.filter(name="observations.revised").latest("pk")
    revised = Observation.objects.filter(figure__indicator__code__in="ab", revision=2)
    assert sorted(c["observation"] for c in event.payload["changes"]) == sorted(
        revised.values_list("pk", flat=True)
    )


def test_each_observation_names_its_row(bring):
    bring(FIRST)
    found = Observation.objects.filter(figure__indicator__code__in="ab").order_by("pk")
    assert sorted(o.source_urn.rsplit("=", 1)[1] for o in found) == ["2", "3", "4", "5"]
    assert {len(o.source_sha256) for o in found} == {64}


def test_the_same_table_again_says_nothing_new(bring):
    bring(FIRST)
    before = state()
    report = bring(FIRST)
    assert (len(report.created), len(report.changed), report.unchanged) == (0, 0, 4)
    assert state() == before


def test_every_fault_is_listed_and_nothing_is_written(bring):
    report = bring(
        [
            *FIRST, FIRST[0], ("x", "STP", "2031-Y", "1", "exact", "value", "", ""),
            ("a", "XX", "2031-Q9", "1", "exact", "value", "", ""), ("a", "XX", "2031-Q2", "", "exact", "value", "", ""),
        ]
    )  # fmt: skip
    assert {fault.cell for fault in report.faults} == {"A6", "A7", "C8", "B9", "D9"}
    assert not report.written
    assert not Figure.objects.filter(indicator__code__in="ab").exists()


def test_a_trial_writes_nothing_and_leaves_nothing(bring):
    report = bring(FIRST, dry_run=True)
    assert (len(report.created), report.written) == (4, False)
    assert not Figure.objects.filter(indicator__code__in="ab").exists()
    assert bring(FIRST).written


def test_what_was_recorded_is_never_changed(bring):
    bring(FIRST)
    with pytest.raises(IntegrityError), transaction.atomic():
        Observation.objects.filter(figure__indicator__code="a").update(value=Decimal(1))


def test_many_revisions_are_all_told(bring):
    units = Unit.objects.order_by("code").values_list("code", flat=True)[:60]
    rows = [
        ("a", unit, f"{year}-Y", "1", "exact", "value", "", "")
        for unit in units
        for year in range(2031, 2071)
    ]
    bring(rows)
    report = bring([(*row[:3], "2", *row[4:]) for row in rows])
    assert (len(report.changed), len(list(report.changed))) == (2_400, 2_000)
    assert (
        AuditEvent.objects.filter(action="observations.figure-revised", label="Chỉ tiêu a").count() == 2_400
    )
    assert Figure.objects.filter(indicator__code="a", latest__revision=2).count() == 2_400
    told = [len(e.payload["changes"]) for e in OutboxEvent.objects.filter(name="observations.revised")]
    assert sum(told) == 2_400
