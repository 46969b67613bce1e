"""What moved adds up; nothing is computed from what is not known."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.apps.competitiveness.methods import methodologies
from haidang.apps.competitiveness.profiles import distances, explain_change, lines_of
from haidang.apps.competitiveness.selectors import Standing, YearKnown, is_whole, list_standings, list_years

YEARS = st.sampled_from([2006, 2009, 2013, 2017, 2022])
SCORE = st.decimals(0, 10, places=2)


def known(year, scores):
    codes = [sub.code for sub in methodologies().find(year).subindices]
    return YearKnown(dict(zip(codes, scores, strict=True)))


@given(YEARS, YEARS, st.lists(SCORE, min_size=10, max_size=10), st.lists(SCORE, min_size=10, max_size=10))
def test_the_points_that_are_shown_add_up_to_the_change_that_is_shown(first, last, before, after):
    """… and the exact ones to the exact change, across any change of methodology."""
    (old,), (new,) = lines_of({first: known(first, before)}), lines_of({last: known(last, after)})
    change = explain_change(old, new)
    assert sum(m.points for m in change.movements) == change.total
    assert abs(change.total - (new.computed - old.computed)) <= Decimal("0.005")
    assert sum(c.total for c in change.attribution.contributions) == change.attribution.change
    assert change.risen + change.fallen + change.stayed == len(change.movements)


@pytest.mark.django_db
def test_the_series_of_the_province_is_computed_as_it_was_published():
    lines = {line.year: line for line in lines_of(list_years("Hải Phòng"))}
    assert len(lines) == 19
    exact = [2006, 2007, 2008, 2009, 2010, 2012, 2013, 2014, 2015, 2016]
    assert all(abs(lines[year].difference) < Decimal("0.001") for year in exact)
    assert all(abs(lines[year].difference) < Decimal("0.03") for year in range(2017, 2023))
    assert lines[2011].misfit


@pytest.mark.django_db
def test_years_without_scores_have_no_computed_total_and_explain_nothing():
    lines = {line.year: line for line in lines_of(list_years("Hải Phòng"))}
    for year in (2023, 2024):
        assert (lines[year].computed, lines[year].difference) == (None, None)
        assert lines[year].known.result.total is not None
        assert explain_change(lines[2022], lines[year]) is None


def test_a_missing_score_of_weight_above_zero_leaves_no_total():
    year = known(2022, [Decimal(5)] * 10)
    del year.scores["transparency"]
    (line,) = lines_of({2022: year})
    assert line.computed is None


def test_distances_show_the_leader_and_who_stands_near():
    standings = [Standing(name, Decimal(100 - n)) for n, name in enumerate("ABCDEFGH")]
    found = distances(standings, "F")
    assert [d.standing.province for d in found] == ["A", "D", "E", "F", "G", "H"]
    assert [d.ahead for d in found] == [5, 2, 1, 0, -1, -2]
    assert distances(standings, "X") == distances(standings[:1], "A") == []


@pytest.mark.django_db
def test_standings_are_whole_only_with_all_provinces(take_scores, rows_of):
    for n in range(62):
        if n == 61:
            assert not is_whole(list_standings(2022), 2022)
        take_scores(*rows_of(f"Tỉnh {n}", 2022, 5))
    assert is_whole(list_standings(2022), 2022)
