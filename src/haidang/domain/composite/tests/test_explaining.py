"""Why an index moved, which order is fragile, what a rank costs, and what weights are worth."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.composite import (
    Aggregate,
    DataError,
    Indicator,
    Lever,
    Mean,
    Normalise,
    Scaling,
    SpecificationError,
    Table,
    Treat,
    attribute_index,
    attribute_totals,
    cheapest_path,
    correlations,
    cronbach,
    effective_weights,
    frozen_bounds,
    kendall,
    load_methodologies,
    optimised_weights,
    principal_weights,
    remove_each,
    reversals_by_removal,
    run,
    swapping_weights,
    trends,
)
from haidang.domain.composite.covering import Option, cover
from haidang.domain.composite.path import _Search
from haidang.domain.composite.tests.samples import INDICATORS, PACK, data, small
from haidang.domain.composite.tests.test_pci import hai_phong

PCI = load_methodologies(PACK)
COLUMNS = ("days", "online", "trust")
POSTS = tuple(
    Indicator(code=i.code, parent=i.parent, weight=i.weight, direction=i.direction, goalposts=posts)
    for i, posts in zip(INDICATORS, ((0, 20), (0, 100), (0, 10)), strict=True)
)
FIXED = small(Normalise(method=Scaling.GOALPOSTS), Aggregate(), indicators=POSTS)


@pytest.mark.parametrize("year", [2007, 2009, 2013, 2016, 2017, 2020, 2022])
def test_the_change_of_hai_phong_is_explained_to_the_last_digit(year):
    """Within a methodology, and from one to the next: 2009 lost a sub-index, 2013 got it back, 2022 moved weights."""
    before, after = hai_phong(year - 1), hai_phong(year)
    old, new = PCI.find(year - 1), PCI.find(year)
    told = attribute_totals(before, after, old, new)
    assert sum((c.total for c in told.contributions), Fraction(0)) == told.change
    assert told.change == Fraction(new.total(after)) - Fraction(old.total(before))
    if old is new:
        assert all(c.by_weight == 0 for c in told.contributions)
    parts, whole = told.rounded(2)
    assert sum(parts.values()) == whole == round(whole, 2)


def test_a_weight_that_moves_to_a_score_above_the_mean_gains():
    even = {code: Decimal(5) for code in PCI.find(2022).weights} | {"proactivity": Decimal(9)}
    told = attribute_totals(even, even, PCI.find(2021), PCI.find(2022))
    by_weight = {c.cause: c.by_weight for c in told.contributions}
    assert by_weight["proactivity"] > 0
    assert told.change == 10 * (Fraction(15, 100) - Fraction(5, 100)) * 4


def test_a_weight_that_leaves_a_score_below_the_mean_gains_too():
    low = {code: Decimal(5) for code in PCI.find(2022).weights} | {"transparency": Decimal(2)}
    told = attribute_totals(low, low, PCI.find(2021), PCI.find(2022))
    by_weight = {c.cause: c.by_weight for c in told.contributions}
    assert by_weight["transparency"] > 0
    assert told.change == sum(by_weight.values()) == 10 * (Fraction(20, 100) - Fraction(5, 100)) * 3


def test_a_missing_score_is_named():
    series = hai_phong(2013)
    with pytest.raises(DataError) as told:
        attribute_totals(
            {k: v for k, v in series.items() if k != "transparency"}, series, PCI.find(2013), PCI.find(2013)
        )
    assert told.value.element == "transparency"


def test_others_move_a_unit_that_did_not_move_where_bounds_follow_the_data():
    after = data(((2.0, 40.0, 1.0), (4.0, 60.0, 9.0), (10.0, 80.0, 3.0), (6.0, 20.0, 2.0)))
    told = attribute_index(small(), data(), small(), after, "Cường")
    shares = {c.cause: c.total for c in told.contributions}
    assert shares["others"] == told.change < 0
    fixed = attribute_index(FIXED, data(), FIXED, after, "Cường")
    assert fixed.change == 0 == sum(abs(c.total) for c in fixed.contributions)


def test_what_a_unit_did_itself_is_not_put_down_to_others():
    after = data(((2.0, 40.0, 1.0), (4.0, 60.0, 5.0), (8.0, 80.0, 9.0), (6.0, 20.0, 9.0)))
    told = attribute_index(FIXED, data(), FIXED, after, "Cường")
    shares = {c.cause: float(c.total) for c in told.contributions}
    assert shares == pytest.approx({"service": 2 / 3 * 0.25 * 10, "climate": 1 / 3 * 60, "others": 0})


def test_causes_are_named_where_they_do_not_cover_the_index():
    with pytest.raises(SpecificationError, match="trust: belongs to no cause"):
        attribute_index(FIXED, data(), FIXED, data(), "An", by=["service"])
    with pytest.raises(SpecificationError, match="overlaps"):
        attribute_index(FIXED, data(), FIXED, data(), "An", by=["service", "days", "climate"])


def test_fixed_goalposts_know_no_reversals():
    assert reversals_by_removal(FIXED, data()) == ()


def test_a_third_unit_can_turn_the_order_of_two():
    """A leads B only because C, far ahead in trust, makes B's lead there look small."""
    leaves = tuple(
        Indicator(code=code, parent=leaf.parent) for code, leaf in zip(COLUMNS, INDICATORS, strict=True)
    )
    spec = small(indicators=leaves).with_weights({"service": 1, "online": 0})
    values = [[10, 1, 0], [1, 2, 9], [5, 3, 30], [0, 4, 1]]
    table = data(values, units="ABCD")
    found = reversals_by_removal(spec, table)
    assert [(r.removed, r.ahead, r.behind) for r in found if {r.ahead, r.behind} == {"A", "B"}] == [
        ("C", "A", "B")
    ]
    for reversal in found:
        whole = dict(zip(table.units, run(spec, table).index, strict=True))
        rest = table.rows([i for i, u in enumerate(table.units) if u != reversal.removed])
        part = dict(zip(rest.units, run(spec, rest).index, strict=True))
        assert whole[reversal.ahead] > whole[reversal.behind]
        assert part[reversal.ahead] < part[reversal.behind]


def test_two_units_swap_at_the_weight_that_is_told():
    result = run(FIXED, data())
    order = [label for label, _, _ in result.rounded(3)]
    found = swapping_weights(FIXED, data(), order[0], order[1])
    assert found
    assert [s.distance for s in found] == sorted(s.distance for s in found)
    for swap in found:
        parent = FIXED.hierarchy.nodes[swap.element].parent
        siblings = [c for c in FIXED.hierarchy.children[parent] if c != swap.element]
        rest = sum(FIXED.hierarchy.weight(c) for c in siblings)
        weights = {c: FIXED.hierarchy.weight(c) / rest * (1 - swap.at) for c in siblings} | {
            swap.element: swap.at
        }
        index = dict(zip(data().units, run(FIXED.with_weights(weights), data()).index, strict=True))
        assert index[order[0]] == pytest.approx(index[order[1]])


def test_swaps_are_linear_only_in_arithmetic_means():
    spec = small(Normalise(low=1), Aggregate(Mean.GEOMETRIC))
    with pytest.raises(SpecificationError, match="not arithmetic"):
        swapping_weights(spec, data(), "An", "Bình")


LEVERS = (Lever("days", -1, 3, 4), Lever("online", 5, 2, 6), Lever("trust", 0.5, 4, 5))


@pytest.mark.parametrize("target", [1, 2, 3])
@pytest.mark.parametrize("mean", [Mean.ARITHMETIC, Mean.GEOMETRIC, Mean.HARMONIC, "mixed"])
def test_no_way_is_cheaper_than_the_cheapest(target, mean):
    aggregate = Aggregate(by_level=((3, Mean.GEOMETRIC),)) if mean == "mixed" else Aggregate(mean)
    spec = small(Normalise(method=Scaling.GOALPOSTS, low=1), aggregate, indicators=POSTS)
    found = cheapest_path(spec, data(), "Dung", target, LEVERS)
    search = _Search(spec, data(), "Dung", target, LEVERS)
    ways = [np.array(way) for way in product(*(range(lever.most + 1) for lever in LEVERS))]
    costs = [float(way @ search.costs) for way in ways if search.reaches(way)]
    if found is None:
        assert not costs
    else:
        assert found.proved
        assert found.cost == pytest.approx(min(costs))
        assert found.rank_after <= target
        after = data().values.copy()
        for lever in LEVERS:
            after[3, data().columns.index(lever.indicator)] += lever.size * found.steps.get(
                lever.indicator, 0
            )
        result = run(spec, data(after))
        assert result.index[3] == pytest.approx(found.score_after)
        assert result.ranks[3] == found.rank_after


def test_who_is_there_already_pays_nothing():
    best = run(FIXED, data()).rounded(1)[0][0]
    found = cheapest_path(FIXED, data(), best, 2, LEVERS)
    assert (found.steps, found.cost, found.proved) == ({}, 0, True)


def test_a_rank_out_of_reach_is_none():
    assert cheapest_path(FIXED, data(), "Dung", 1, (Lever("trust", 0.01, 1, 1),)) is None
    assert cheapest_path(FIXED, data(), "Dung", 1, ()) is None


def test_min_max_is_fixed_at_the_bounds_of_the_data():
    found = cheapest_path(small(), data(), "Cường", 1, LEVERS)
    bounds = frozen_bounds(small(), data())
    assert bounds == {"days": (2, 10), "online": (20, 80), "trust": (1, 5)}
    assert found.rank_after == 1


def test_beyond_the_best_of_the_data_nothing_is_gained():
    """An's 2 days are the least of all: fewer would move the bounds, not An."""
    assert cheapest_path(small(), data(), "An", 2, (Lever("days", -0.1, 1, 200),)) is None


@pytest.mark.parametrize(
    ("spec", "levers", "element"),
    [
        (FIXED, (Lever("days", 1, 1),), "days"),
        (FIXED, (Lever("nobody", 1, 1),), "nobody"),
        (FIXED, (Lever("trust", 1, 1), Lever("trust", 2, 1)), "trust"),
        (small(Normalise(method=Scaling.BORDA), Aggregate()), LEVERS, "normalise"),
    ],
)
def test_levers_that_are_none(spec, levers, element):
    with pytest.raises(SpecificationError) as told:
        cheapest_path(spec, data(), "Dung", 1, levers)
    assert told.value.element == element


@pytest.mark.parametrize("change", [{"size": 0}, {"cost": -1}, {"most": 0}])
def test_steps_that_are_none(change):
    with pytest.raises(SpecificationError):
        Lever(**({"indicator": "days", "size": -1, "cost": 1, "most": 1} | change))


OPTIONS = st.lists(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=3), min_size=1, max_size=4
)


@settings(max_examples=200)
@given(OPTIONS, st.integers(1, 30), st.integers(0, 2), st.sampled_from([0, 1]))
def test_a_cover_is_the_cheapest_of_all(steps, need, kind, grain):
    """Any costs and gains that rise with the steps, concave or not; whether or not it knows that costs are whole."""
    levers = []
    for lever in steps:
        options = [Option(0, 0)]
        for cost, gain in lever:
            options.append(Option(options[-1].cost + cost, options[-1].gain + gain + kind * len(options)))
        levers.append(options)
    choices = [(sum(o.cost for o in way), sum(o.gain for o in way)) for way in product(*levers)]
    enough = [cost for cost, gain in choices if gain >= need]
    found = cover(levers, need, grain=grain)
    assert (found is None) == (not enough)
    if found is not None:
        assert found.proved
        assert found.cost == min(enough)
        assert sum(options[n].gain for options, n in zip(levers, found.steps, strict=True)) >= need


def test_levers_that_cost_alike_are_proved_after_few_choices():
    levers = [[Option(n * 0.1, n * gain) for n in range(60)] for gain in (1, 2, 3, 3, 3, 3, 2, 1)]
    assert not cover(levers, 401, nodes=500).proved
    found = cover(levers, 401, nodes=500, grain=0.1)
    assert (found.proved, round(found.cost, 9)) == (True, 13.4)


def test_removing_an_element_moves_ranks_by_as_much_as_running_without_it():
    (first, *_) = found = remove_each(small(), data())
    assert {r.element for r in found} == {"days", "online", "trust", "service", "climate"}
    whole, part = run(small(), data()).ranks, run(small().without(first.element), data()).ranks
    assert first.mean_shift == pytest.approx(np.abs(whole - part).mean())
    assert first.largest_shift == np.abs(whole - part).max()


def test_trends():
    table = Table(("A",) * 4 + ("B",), ("x",), np.array([[4], [1], [2], [100], [1]], dtype=float),
                  ("2012", "2010", "2011", "2013", "2010"))  # fmt: skip
    (trend,) = trends(table, "x")
    assert (trend.unit, trend.first, trend.last) == ("A", "2010", "2013")
    assert trend.slope == pytest.approx(29.9)
    assert trend.robust_slope == pytest.approx(17.5)
    assert trend.growth == pytest.approx(100 ** (1 / 3) - 1)


def test_correlations_of_what_can_be_checked():
    values = np.array([[1, 1, 4], [2, 3, 3], [3, 2, 2], [4, 4, 1]], dtype=float)
    assert correlations(values)[0] == pytest.approx([1, 0.8, -1])
    assert correlations(values**3, by_rank=True)[0] == pytest.approx([1, 0.8, -1])
    assert kendall(values)[0] == pytest.approx([1, 2 / 3, -1])


def test_alpha_of_one_thing_measured_twice_is_one():
    column = np.arange(6.0)
    assert cronbach(np.column_stack([column, column])) == pytest.approx(1)
    assert cronbach(np.column_stack([column, column[::-1] * 0.5])) < 0
    with pytest.raises(DataError):
        cronbach(column.reshape(-1, 1))


def test_the_first_component_of_two_columns_weighs_them_alike():
    random = np.random.default_rng(5)
    common = random.normal(size=50)
    values = np.column_stack([common + random.normal(size=50), 10 * common + random.normal(size=50)])
    weights, explained = principal_weights(values, ("a", "b"))
    assert weights == pytest.approx({"a": 0.5, "b": 0.5})
    assert explained == pytest.approx((1 + correlations(values)[0, 1]) / 2)


def test_a_column_against_the_component_is_named():
    random = np.random.default_rng(5)
    common = random.normal(size=50)
    values = np.column_stack([common, common + random.normal(size=50) / 9, -common])
    with pytest.raises(DataError) as told:
        principal_weights(values, ("a", "b", "c"))
    assert told.value.element == "c"


def test_effective_weights_tell_what_nominal_ones_hide():
    random = np.random.default_rng(6)
    table = data(random.normal(size=(200, 3)) * (1, 1, 1), units=[f"u{i}" for i in range(200)])
    result = run(small(Normalise(method=Scaling.Z_SCORE, low=0, high=1), Aggregate()), table)
    found = effective_weights(result, "service")
    assert sum(found.values()) == pytest.approx(1)
    assert found["online"] == pytest.approx(0.9, abs=0.05)  # 3² against 1²


def test_weights_can_be_made_to_matter_as_asked():
    random = np.random.default_rng(7)
    values = random.normal(size=(300, 3)) * (1, 2, 4)
    weights, off = optimised_weights(values, ("a", "b", "c"))
    assert off < 0.01
    assert weights["a"] > weights["b"] > weights["c"]
    total = values @ list(weights.values())
    squares = [correlations(np.column_stack([column, total]))[0, 1] ** 2 for column in values.T]
    assert np.array(squares) / sum(squares) == pytest.approx([1 / 3] * 3, abs=0.02)


def test_a_transformed_indicator_is_no_lever():
    values = np.column_stack([np.arange(1, 31.0), np.arange(30.0), np.exp(np.linspace(0, 12, 30))])
    table = data(values, units=[f"u{i}" for i in range(30)])
    with pytest.raises(SpecificationError, match="trust: is transformed"):
        cheapest_path(
            small(Treat(winsorise=1), Normalise(), Aggregate()), table, "u3", 1, (Lever("trust", 1, 1),)
        )
