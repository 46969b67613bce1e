"""What plans and diaries count by themselves stands beside what is reported, and never where nothing is known."""

from datetime import date
from decimal import Decimal

import pytest

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.measures import measure_inspections
from haidang.apps.inspections.models import FoundOverlap, PlanYear
from haidang.apps.inspections.services import open_inspection, record_step, set_reform_plan, write_diary
from haidang.apps.inspections.services.diary import DiaryDay
from haidang.apps.inspections.services.opening import Target
from haidang.apps.inspections.services.reform import NewReformPlan
from haidang.apps.inspections.services.steps import StepDone
from haidang.apps.inspections.tests.conduct.conftest import SAFETY, moment, unit
from haidang.apps.observations.models import Figure, Indicator
from haidang.apps.observations.services import collect_measures
from haidang.domain.worktime import parse_period

YEAR, QUARTER, OTHER = "2026-Y", "2026-Q4", "2025-Y"


def told(period=YEAR):
    found = list(measure_inspections(parse_period(period)))
    return {(m.indicator_code, m.unit_code): m.value for m in found}


@pytest.fixture
def done(plan_line, opened, member, officer, do, enterprise):
    """`done(n, hours…)` is a check at the n-th enterprise that ended, with the leader's hours day by day."""
    everywhere = list(Enterprise.objects.exclude(tax_code=None).order_by("pk")[:9])

    def make(number, *hours, synthetic=False):
        inspection = opened(plan_line(at_enterprise=everywhere[number], synthetic=synthetic))
        do(inspection, officer, announcement=date(2026, 11, 4))
        leader = member(inspection, officer)
        for n, spent in enumerate(hours):
            day = date(2026, 11, 4 + n)
            entry = DiaryDay(leader, day, work="x", hours=Decimal(spent))
            write_diary(inspection=inspection, entry=entry, by=officer, at=moment(day))
        return do(inspection, officer, end_of_work=date(2026, 11, 5))

    return make


def test_of_a_year_without_plan_or_inspection_nothing_is_told():
    assert told() == {}


def test_turns_planned_overlapping_and_merged_stand_beside_what_the_inspectorate_reports(
    plan_line, joint_team, at
):
    lines = [
        plan_line("TAND"),
        plan_line("TTTP", content=SAFETY),
        plan_line("STP", at_enterprise=Enterprise.objects.last()),
    ]
    assert told() == {("inspections.turns_total", "TTTP"): 3}
    overlap = FoundOverlap.objects.create(
        year=lines[0].year, entity=lines[0].entity, rule="one_check", degree="quota"
    )
    overlap.lines.set(lines[:2])
    PlanYear.objects.update(resolved_at=at)
    joint_team(*lines[:2])
    assert told() == {
        ("inspections.turns_total", "TTTP"): 3,
        ("inspections.turns_overlapping", "TTTP"): 2,
        ("inspections.firms_overlapping", "TTTP"): 1,
        ("inspections.turns_merged", "TTTP"): 1,
        ("inspections.firms_merged", "TTTP"): 1,
    }  # fmt: skip
    assert told(QUARTER) == {}


def test_hours_are_the_median_of_inspections_that_ended(done):
    done(0, "3", "1")
    done(1, "5", "2.5")
    done(2, "9", "1")
    found = told()
    for whose in ("PROVINCE", "TAND"):
        assert found["inspections.done", whose] == 3
        assert found["inspections.firms_visited", whose] == 3
        assert found["inspections.median_hours", whose] == Decimal("7.50")
        assert found["inspections.diary_coverage", whose] == 100
    assert told(QUARTER)["inspections.done", "PROVINCE"] == 3
    assert told("2026-Q3")["inspections.done", "PROVINCE"] == 0
    assert told(OTHER) == {}


def test_a_diary_with_a_gap_is_not_complete(done):
    done(0, "3", "1")
    done(1, "3")
    done(2)
    found = told()
    assert found["inspections.diary_coverage", "PROVINCE"] == Decimal("33.33")
    assert found["inspections.median_hours", "PROVINCE"] == Decimal("3.50")


def test_without_a_diary_no_hours_are_told(done):
    done(0)
    found = told()
    assert ("inspections.median_hours", "PROVINCE") not in found
    assert found["inspections.diary_coverage", "PROVINCE"] == 0


def test_the_tax_office_has_figures_of_its_own_name(plan_line, new, system, at):
    inspection = open_inspection(new=new(Target(line=plan_line("CTHUE"))), by=system, at=at)
    for step in ("announcement", "end_of_work"):
        done = StepDone(step, date(2026, 11, 4))
        record_step(inspection=inspection, done=done, seen_version=inspection.version, by=system, at=at)
        inspection.refresh_from_db()
    assert told()["tax_inspection.diary_coverage", "CTHUE"] == 0


class TestSynthetic:
    def marks(self):
        return {m.illustrative for m in measure_inspections(parse_period(YEAR))}

    def test_only_synthetic_data_are_told_and_marked(self, done):
        done(0, "3", "1", synthetic=True)
        assert self.marks() == {True}

    def test_beside_real_data_synthetic_ones_are_left_out(self, done, plan_line):
        done(0, "3", "1", synthetic=True)
        plan_line("TTTP", at_enterprise=Enterprise.objects.last())
        found = told()
        assert found["inspections.turns_total", "TTTP"] == 1
        assert [m.illustrative for m in measure_inspections(parse_period(YEAR)) if m.unit_code == "TTTP"] == [
            False
        ]


def test_inspections_of_reform_are_counted_by_kind_of_unit(plan_line, new, head, officer, at):
    names = ("STP", "SCT", "Q-LECHAN", "SNV")
    new_plan = NewReformPlan(2026, unit("TAND"), "1/KH", date(2026, 10, 1), [unit(name) for name in names])
    plan = set_reform_plan(new=new_plan, by=head, at=at)
    for name in names[:3]:
        target = Target(subject_unit=unit(name), reform_plan=plan)
        found = open_inspection(new=new(target, lead=unit("TAND"), content="x"), by=head, at=at)
        for step in ("announcement", "end_of_work"):
            done = StepDone(step, date(2026, 11, 4))
            record_step(inspection=found, done=done, seen_version=found.version, by=officer, at=at)
            found.refresh_from_db()
    assert told() == {
        ("reform_inspection.units_planned", "TAND"): 4,
        ("reform_inspection.units_done", "TAND"): 3,
        ("reform_inspection.districts_done", "TAND"): 1,
        ("reform_inspection.departments_done", "TAND"): 2,
        ("reform_inspection.progress_rate", "TAND"): 75,
    }  # fmt: skip


def test_every_code_is_an_indicator_of_the_pack(done):
    done(0, "3", "1")
    codes = {m.indicator_code for m in measure_inspections(parse_period(YEAR))}
    assert codes == set(Indicator.objects.filter(code__in=codes).values_list("code", flat=True))


def test_they_become_computed_figures_once(done, system, at):
    done(0, "3", "1")
    period = parse_period(YEAR)
    first = collect_measures(period=period, rooms=["inspections"], by=system, at=at)
    again = collect_measures(period=period, rooms=["inspections"], by=system, at=at)
    assert (bool(first.created), again.created, again.revised) == (True, [], [])
    figure = Figure.objects.get(indicator__code="inspections.median_hours", unit__code="TAND", period=YEAR)
    assert (figure.basis, figure.latest.value) == ("computed", Decimal("4.00"))
