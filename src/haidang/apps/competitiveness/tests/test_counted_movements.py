"""How many sub-indices rose and fell becomes a computed figure where all scores are known, and nothing else does."""

import pytest

from haidang.apps.competitiveness.measures import collect_index_measures, measure_index
from haidang.apps.observations.models import Figure, Observation
from haidang.apps.observations.selectors import list_revisions
from haidang.domain.worktime import parse_period

pytestmark = pytest.mark.django_db


def counted(year, basis="computed"):
    figures = Figure.objects.filter(
        indicator__code__startswith="pci.subindices_", period=f"{year}-Y", basis=basis
    )
    return {figure.indicator.code.rsplit("_", 1)[1]: int(figure.latest.value) for figure in figures}


def test_2022_is_counted_from_its_scores_and_those_of_2021():
    assert counted(2022) == {"up": 5, "down": 5}
    latest = Figure.objects.get(indicator__code="pci.subindices_up", period="2022-Y").latest
    assert (latest.provenance, latest.source_urn) == (
        "measured", "urn:haidang:measure:competitiveness:2022-Y",
    )  # fmt: skip


def test_a_year_whose_scores_are_unknown_has_what_was_reported_alone():
    assert counted(2023) == {}
    assert counted(2023, "reported") == {"up": 4, "down": 6}


@pytest.mark.parametrize("year", [2009, 2013])
def test_years_that_weigh_other_sub_indices_are_not_counted_against_each_other(year):
    assert counted(year) == {}


@pytest.mark.parametrize("period", ["2022-9M", "2022-Q4", "2021-2022", "1950-Y", "2006-Y"])
def test_only_a_year_after_a_known_one_is_measured(period):
    assert list(measure_index(parse_period(period))) == []


def test_doing_it_again_records_nothing(system, at):
    before = Observation.objects.count()
    collect_index_measures(range(2006, 2025), by=system, at=at)
    assert Observation.objects.count() == before


def test_a_corrected_score_corrects_the_count_and_keeps_the_old_one(take_scores, system):
    """Informal charges rose from 2021 to 2022; after the correction it fell."""
    take_scores("Hải Phòng,2022,informal_charges,1.00")
    assert counted(2022) == {"up": 4, "down": 6}
    figure = Figure.objects.get(indicator__code="pci.subindices_up", period="2022-Y")
    assert [int(o.value) for o in list_revisions(system, figure)] == [4, 5]


def test_scores_that_come_later_are_counted_at_once(take_scores, rows_of):
    take_scores(*rows_of("Hải Phòng", 2023, 8))
    found = counted(2023)
    assert sum(found.values()) == 10
    assert counted(2023, "reported") == {"up": 4, "down": 6}


def test_an_import_that_is_only_tried_records_nothing(take_scores, rows_of):
    take_scores(*rows_of("Hải Phòng", 2023, 8), dry_run=True)
    assert counted(2023) == {}


def test_scores_of_other_provinces_count_nothing(take_scores, rows_of):
    before = Observation.objects.count()
    take_scores(*rows_of("An Giang", 2022, 8), *rows_of("An Giang", 2021, 7))
    assert Observation.objects.count() == before
