"""What other scores are worth: exact points, a place, and an interval of what is known to vary."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.apps.competitiveness.simulating import find_base, find_way, simulate

pytestmark = pytest.mark.django_db
SCORE = st.decimals(1, 10, places=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(scores=st.lists(SCORE, min_size=10, max_size=10))
def test_points_are_weight_times_change_and_add_up_exactly(base, scores):
    assumed = dict(zip(base.scores, scores, strict=True))
    found = simulate(base, assumed)
    for effect in found.effects:
        assert effect.points == 10 * effect.subindex.weight * (assumed[effect.subindex.code] - effect.before)
    assert sum(effect.points for effect in found.effects) == found.gain
    assert found.total_after == base.field.methodology.total(assumed)


def test_nothing_assumed_is_worth_nothing(base):
    found = simulate(base, {})
    assert (found.gain, found.moved, found.total_before) == (0, [], found.total_after)


def test_alone_there_is_no_place_and_no_interval(base):
    found = simulate(base, {"transparency": Decimal(9)})
    assert (found.place_before, found.place_after, found.span_before, found.span_after) == (None,) * 4


def test_inferred_weights_give_the_gain_bounds_around_what_it_is_worth(base):
    found = simulate(base, {"transparency": Decimal(9)})
    assert found.gain_low < found.gain < found.gain_high


def test_official_weights_are_taken_as_certain():
    base = find_base("Hải Phòng", 2016)
    found = simulate(base, {"transparency": Decimal(9)})
    assert (found.gain_low, found.gain_high) == (None, None)


def test_among_all_provinces_a_better_score_is_a_better_rank(all_provinces):
    base = find_base("Hải Phòng", 2022)
    assert base.field.is_whole
    now, better = simulate(base, {}), simulate(base, dict.fromkeys(base.scores, Decimal(9)))
    assert better.place_after == 1 < now.place_before == now.place_after
    assert better.span_after.high <= now.span_after.low


def test_others_move_as_provinces_were_seen_to(all_provinces):
    """All rose by 0.1 point in every sub-index into 2022: standing still costs the places of those just below."""
    base = find_base("Hải Phòng", 2021)
    assert base.movement_years == []  # 2021 → 2022 is a change of methodology
    pairs = find_base("Hải Phòng", 2022)
    assert pairs.movements == []
    risen = replace(pairs, movements=[_all_rise(pairs, Decimal("0.5"))])
    stand = simulate(risen, {})
    still = simulate(replace(pairs, movements=[_all_rise(pairs, Decimal(0))]), {})
    assert stand.span_after.low > still.span_after.low
    assert stand.place_after == still.place_after


def _all_rise(base, by):
    from haidang.apps.competitiveness.selectors import Movements

    return Movements(2023, tuple(dict.fromkeys(base.scores, by) for _ in range(20)))


def test_movements_come_from_years_under_one_methodology(take_scores, rows_of):
    for n in range(12):
        for year in (2018, 2019, 2020):
            assert not take_scores(
                *rows_of(f"Tỉnh {n}", year, round(5 + n / 10 + (year - 2018) / 10, 2))
            ).faults
    base = find_base("Tỉnh 3", 2020)
    assert base.movement_years == [2019, 2020]
    assert base.movement_count == 2 * 13  # ours is known too


def test_the_same_start_gives_the_same_intervals_and_hash(all_provinces):
    first, second = (find_base("Hải Phòng", 2022) for _ in range(2))
    assumed = {"transparency": Decimal(8)}
    assert simulate(first, assumed).span_after == simulate(second, assumed).span_after
    assert first.data_sha256 == second.data_sha256


def test_another_score_of_another_province_is_another_hash(all_provinces, take_scores):
    before = find_base("Hải Phòng", 2022).data_sha256
    take_scores("Tỉnh 05,2022,transparency,9.99")
    assert find_base("Hải Phòng", 2022).data_sha256 != before


def test_a_province_that_lacks_a_score_or_a_year_without_weights_is_no_start(take_scores):
    take_scores("An Giang,2022,transparency,6")
    assert find_base("An Giang", 2022) is None
    assert find_base("Hải Phòng", 2023) is None
    assert find_base("Hải Phòng", 2025) is None


def test_the_cheapest_way_reaches_the_place_and_costs_what_its_steps_cost(all_provinces):
    base = find_base("Hải Phòng", 2022)
    costs = {code: Decimal(n + 1) for n, code in enumerate(base.scores)}
    target = simulate(base, {}).place_before - 1
    way = find_way(base, target, costs)
    after = simulate(base, way.scores)
    assert way.path.proved
    assert after.place_after <= target
    moved = {code: way.scores[code] - base.scores[code] for code in base.scores}
    assert way.cost == sum(costs[code] * change for code, change in moved.items())
    assert all(change % Decimal("0.1") == 0 for change in moved.values())


def test_what_has_no_cost_is_not_moved_and_nothing_goes_beyond_reach(all_provinces):
    base = find_base("Hải Phòng", 2022)
    assert find_way(base, 1, {}) is None
    best = max(scores["transparency"] for scores in base.field.scores.values())
    way = find_way(base, 2, {"transparency": Decimal(1), "proactivity": Decimal(1)})
    assert way is None or way.scores["transparency"] <= best


def test_a_place_that_is_held_already_costs_nothing(all_provinces):
    base = find_base("Hải Phòng", 2022)
    way = find_way(base, 63, {"transparency": Decimal(1)})
    assert (way.cost, way.scores) == (0, base.scores)
