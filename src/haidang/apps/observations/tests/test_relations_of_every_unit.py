"""A relation that is stated once and judged for every unit by itself."""

from decimal import Decimal

import pytest
from django.utils import translation

from haidang.apps.observations.checks import claim_of, judge_drafts, quantity_of
from haidang.apps.observations.models import Figure, Finding, Indicator, Relation, RelationTerm
from haidang.apps.observations.services import (
    NewObservation,
    check_period,
    check_touched,
    record_observations,
)
from haidang.apps.observations.sweeping import sweep
from haidang.apps.organisations.models import Unit
from haidang.domain.relations import Quantity, judge
from haidang.foundation.importing.services import run_import

pytestmark = pytest.mark.django_db
PERIOD = "2031-Y"
TABLE = f"""code,kind,anchor_period,result,operands,formula,compare
S1,sum,{PERIOD},sweep.total/*/reported/same,sweep.first/*/reported/same;sweep.second/*/reported/same,o1+o2,eq
""".encode()


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def indicators(db):
    return [
        Indicator.objects.create(code=f"sweep.{name}", name_vi=name, kind="count", unit_measure="vụ")
        for name in ("total", "first", "second")
    ]


@pytest.fixture
def units(db):
    return list(Unit.objects.order_by("code")[:20])


@pytest.fixture
def relation(indicators, system, at):
    """total = first + second, of every unit."""
    report = run_import(kind="relations", content=TABLE, name="r.csv", by=system, at=at)
    assert report.written, report.faults
    return Relation.objects.get(code="S1")


@pytest.fixture
def observe(indicators, system, at):
    """`observe({unit: (total, first, second)})` records figures of units; what was recorded."""

    def run(values, check=True):
        entries = [
            NewObservation(indicator, unit, PERIOD, "reported", Decimal(value), "urn:test:1")
            for unit, row in values.items()
            for indicator, value in zip(indicators, row, strict=True)
            if value is not None
        ]
        done = record_observations(entries=entries, label="test", by=system, at=at)
        if check:
            check_touched(periods=done.periods, units=done.units, by=system, at=at)
        return done

    return run


def found():
    return dict(Finding.objects.filter(period=PERIOD).values_list("unit__code", "state"))


def test_each_unit_is_judged_by_itself(relation, observe, units):
    observe(dict.fromkeys(units, (10, 4, 6)) | {units[3]: (10, 4, 5), units[7]: (9, 4, 6)})
    assert found() == {units[3].code: "open", units[7].code: "open"}
    finding = Finding.objects.get(unit=units[3])
    assert "4 + 5 = 9" in finding.arithmetic_vi
    assert {figure.unit for figure in finding.figures.all()} == {units[3]}


def test_what_is_missing_is_undetermined_and_what_holds_is_counted(relation, observe, units, system, at):
    observe({units[0]: (10, 4, 6), units[1]: (10, 4, None), units[2]: (None, 1, 1), units[3]: (10, 4, 5)})
    verdicts = sweep(PERIOD, None, ()).verdicts
    assert verdicts == {"consistent": 1, "undetermined": 2, "inconsistent": 1}


def test_new_figures_mend_the_finding_of_their_unit_alone(relation, observe, units):
    observe({units[0]: (10, 4, 5), units[1]: (10, 4, 5)})
    observe({units[0]: (9, 4, 5)})
    assert found() == {units[0].code: "mended", units[1].code: "open"}


def test_repeating_the_check_changes_nothing(relation, observe, units, system, at):
    observe({units[0]: (10, 4, 5)})
    before = list(Finding.objects.order_by("pk").values())
    summary = check_period(period=PERIOD, by=system, at=at)
    assert (summary.opened, summary.mended) == (0, 0)
    assert list(Finding.objects.order_by("pk").values()) == before


def test_a_unit_that_is_named_for_all_lets_all_be_judged_again(indicators, observe, units, relation):
    RelationTerm.objects.filter(relation=relation, position=2).update(
        unit=units[0]
    )  # all against the second of one
    observe(dict.fromkeys(units[:5], (10, 4, 6)))
    assert found() == {}
    observe({units[0]: (10, 4, 7)})
    assert set(found().values()) == {"open"}
    assert len(found()) == 5


def test_the_verdicts_are_those_of_the_judge(relation, observe, units, system, at):
    rows = {unit: (n % 7, n % 4, n % 3) for n, unit in enumerate(units)}
    observe(rows)
    claim_of_each = {
        unit.code: judge(_claim(relation), Quantity.of(t), (Quantity.of(a), Quantity.of(b))).verdict
        for unit, (t, a, b) in rows.items()
    }
    assert set(found()) == {code for code, verdict in claim_of_each.items() if verdict == "inconsistent"}


def _claim(relation):
    return claim_of(relation, list(relation.terms.select_related("indicator")))


def test_a_draft_is_judged_for_the_unit_it_speaks_of(relation, indicators, units):
    drafts = {
        (indicator.pk, units[5].pk, "reported", PERIOD): quantity_of(Decimal(value), "exact", indicator)
        for indicator, value in zip(indicators, (10, 4, 5), strict=True)
    }
    (outcome,) = judge_drafts(PERIOD, drafts, {units[5].pk})
    assert "4 + 5 = 9" in outcome.arithmetic_vi
    assert {key[1] for key in outcome.drafted} == {units[5].pk}


def test_importing_it_again_changes_nothing(relation, system, at):
    report = run_import(kind="relations", content=TABLE, name="r.csv", by=system, at=at)
    assert (len(report.created), len(report.changed), report.unchanged) == (0, 0, 1)
    assert relation.terms.filter(unit=None).count() == 3
    assert not Figure.objects.filter(period=PERIOD).exists()
