"""What ranks are worth: many runs, the error of the survey, and which factor matters."""

import numpy as np
import pytest

from haidang.domain.composite import (
    Aggregate,
    Choice,
    DataError,
    Denominate,
    Drawn,
    Impute,
    Indicator,
    Mean,
    NoisyWeights,
    Normalise,
    NotPreciseError,
    Scaling,
    Screen,
    SpecificationError,
    Statistic,
    Survey,
    Table,
    Treat,
    drawn_from_errors,
    ranks,
    run,
    sensitivity,
    uncertainty,
)
from haidang.domain.composite.factors import SETS
from haidang.domain.composite.sensitivity import _estimates
from haidang.domain.composite.tests.samples import GROUPS, INDICATORS, data, small
from haidang.domain.composite.uncertainty import Runner

RANDOM = np.random.default_rng(11)
MANY = data(np.exp(RANDOM.normal(0, 1, (25, 3))) + 1, units=[f"u{i}" for i in range(25)])
SPEC = small(Treat(), Normalise(low=1, high=100), Aggregate())
WINSORISE = Choice("winsorise", tuple(Treat(winsorise=n) for n in range(4)))
SCALE = Choice("scale", (Normalise(low=1, high=100), Normalise(method=Scaling.Z_SCORE, low=20, high=2)))
MEAN = Choice("mean", (Aggregate(), Aggregate(Mean.GEOMETRIC)))


def test_runs_together_are_the_same_as_runs_one_by_one():
    weights = NoisyWeights(sets=7)
    factors = (WINSORISE, SCALE, MEAN, weights)
    plan = RANDOM.random((40, 4))
    together = Runner(SPEC, MANY, factors).scores(plan)
    drawn = weights.draw(SPEC.hierarchy)
    for row, scores in zip(plan, together, strict=True):
        spec = SPEC
        for choice, place in zip((WINSORISE, SCALE, MEAN), row, strict=False):
            spec = spec.with_step(choice.options[int(place * choice.sets)])
        for group, sets in drawn.items():
            spec = spec.with_weights(
                dict(zip(spec.hierarchy.children[group], sets[int(row[3] * 7)].tolist(), strict=True))
            )
        np.testing.assert_allclose(scores, run(spec, MANY).index, rtol=1e-12)


def test_drawn_values_go_through_treatment_and_imputation_like_data():
    gaps = MANY.values.copy()
    gaps[3, 1] = np.nan
    table = MANY.with_values(gaps)
    drawn = Drawn("survey", table.units[:5], ("trust",), RANDOM.uniform(1, 9, (3, 5, 1)))
    divided = (*INDICATORS[:2], Indicator(code="trust", parent="climate", denominator="days", scale=7))
    for spec in (
        small(Impute(), Treat(), Normalise(), Aggregate()),
        small(Normalise(), Aggregate()),
        small(Denominate(), Normalise(), Aggregate(), indicators=divided),
        small(Denominate(), Impute(), Normalise(), Aggregate(), indicators=divided),
    ):
        together = Runner(spec, table, (drawn,)).scores(np.array([[0.0], [0.4], [0.9]]))
        for number, scores in enumerate(together):
            values = gaps.copy()
            values[:5, 2] = drawn.values[number, :, 0]
            np.testing.assert_allclose(scores, run(spec, table.with_values(values)).index, rtol=1e-12)


def test_a_unit_that_a_run_leaves_out_has_no_rank_in_it():
    gaps = MANY.values.copy()
    gaps[0, :2] = np.nan
    spec = small(Screen(at_least=0.3), Normalise(), Aggregate())
    strict = Choice("screen", (Screen(at_least=0.3), Screen(at_least=0.9)))
    found = uncertainty(spec, MANY.with_values(gaps), (strict,), runs=50)
    assert 0 < np.isnan(found.ranks[:, 0]).sum() < 50
    assert not np.isnan(found.ranks[:, 1:]).any()


def test_the_same_seed_gives_the_same_runs():
    first, second, other = (
        uncertainty(SPEC, MANY, (MEAN, NoisyWeights()), runs=30, seed=s) for s in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.scores, second.scores)
    assert (first.scores != other.scores).any()
    assert (first.specification_hash, first.data_hash) == (SPEC.hash, MANY.hash)


def test_intervals_hold_the_nominal_rank_where_nothing_much_varies():
    found = uncertainty(SPEC, MANY, (NoisyWeights(spread=1e-9),), runs=20)
    for interval in found.intervals():
        assert interval.low == interval.median == interval.high == interval.nominal


def test_the_share_of_runs_in_which_a_unit_is_among_the_best():
    found = uncertainty(SPEC, MANY, (WINSORISE, MEAN, NoisyWeights()), runs=200)
    shares = found.share_at_most(5)
    assert sum(shares.values()) == pytest.approx(5, abs=0.2)
    assert max(shares.values()) <= 1


def test_wider_errors_give_wider_intervals():
    spec = small(Normalise(), Aggregate())
    widths = []
    for error in (0.01, 1.0):
        drawn = drawn_from_errors(MANY, MANY.with_values(np.full(MANY.values.shape, error)), sets=300)
        widths.append(sum(i.high - i.low for i in uncertainty(spec, MANY, (drawn,), runs=300).intervals()))
    assert widths[0] < widths[1] / 3


def test_errors_keep_within_what_can_be():
    errors = MANY.with_values(np.full(MANY.values.shape, 5.0))
    drawn = drawn_from_errors(MANY, errors, sets=50, bounds={"days": (0, 2)})
    assert (drawn.values[..., 0].min(), drawn.values[..., 0].max()) == (0, 2)


@pytest.mark.parametrize(
    ("make", "element"),
    [
        (lambda: Choice("x", (Treat(), Normalise())), "x"),
        (lambda: Choice("x", ()), "x"),
        (lambda: NoisyWeights(spread=1.5), "weights"),
        (lambda: NoisyWeights(levels=(9,)).draw(SPEC.hierarchy), "weights"),
        (lambda: uncertainty(SPEC, MANY, ()), "factors"),
        (lambda: uncertainty(SPEC, MANY, (MEAN, MEAN)), "factors"),
        (lambda: uncertainty(SPEC, MANY, (NoisyWeights("a"), NoisyWeights("b"))), "factors"),
        (lambda: uncertainty(SPEC, MANY, (MEAN,), runs=1), "runs"),
        (lambda: uncertainty(small(), MANY, (WINSORISE,)), "treat"),
        (lambda: uncertainty(SPEC, MANY, (Drawn("d", ("nobody",), ("trust",), np.ones((2, 1, 1))),)), "d"),
        (lambda: uncertainty(SPEC, MANY, (Drawn("d", ("u1",), ("faith",), np.ones((2, 1, 1))),)), "d"),
        (lambda: drawn_from_errors(MANY, MANY.with_values(-MANY.values)), "days"),
    ],
)  # fmt: skip
def test_factors_that_are_none(make, element):
    with pytest.raises(SpecificationError) as told:
        make()
    assert told.value.element == element


def test_indices_of_a_sum_are_its_shares_of_variance():
    """Y = 2 X1 + X2: variances 4 to 1, no interaction."""
    a, b = RANDOM.random((2, 20_000, 2))
    output = [
        a @ (2, 1),
        b @ (2, 1),
        np.column_stack([b[:, 0], a[:, 1]]) @ (2, 1),
        np.column_stack([a[:, 0], b[:, 1]]) @ (2, 1),
    ]
    (first, total), variance = _estimates(np.array(output))
    assert first == pytest.approx([0.8, 0.2], abs=0.03)
    assert total == pytest.approx([0.8, 0.2], abs=0.03)
    assert variance == pytest.approx(5 / 12, rel=0.03)


def test_sensitivity_is_not_told_before_it_is_precise():
    vague = sensitivity(SPEC, MANY, (WINSORISE, SCALE, MEAN, NoisyWeights()), base_runs=32)
    with pytest.raises(NotPreciseError, match="take about") as told:
        vague.indices()
    needed = int(str(told.value).rsplit("about ", 1)[1].split()[0])
    assert needed > 32
    assert all(index.first_interval[0] <= index.first_interval[1] for index in vague.rough)


def test_with_runs_enough_it_is_told():
    told = sensitivity(SPEC, MANY, (MEAN, NoisyWeights(spread=0.01)), base_runs=4000).indices()
    shares = {index.factor: index.total for index in told}
    assert shares["mean"] > 0.9
    assert shares["weights"] < 0.1


def test_what_changes_nothing_has_no_sensitivity():
    same = (
        Choice("a", (Treat(), Treat())),
        Choice("b", (Normalise(low=1, high=100), Normalise(low=1, high=100))),
    )
    with pytest.raises(NotPreciseError, match="nothing varies"):
        sensitivity(SPEC, MANY, same, base_runs=64).indices()


def survey(answers, units, strata, weights=None, **more) -> Survey:
    answers = np.array(answers, dtype=float).reshape(len(units), -1)
    items = tuple(f"q{i}" for i in range(answers.shape[1]))
    return Survey(
        tuple(units),
        tuple(strata),
        items,
        answers,
        np.ones(len(units)) if weights is None else np.array(weights),
        **more,
    )


def test_indicators_are_weighted_means_of_those_who_answered():
    found = survey([1, 0, np.nan, 1], "AAAB", "xxyx", [1, 3, 9, 1]).table()
    assert (found.units, found.values.tolist()) == (("A", "B"), [[0.25], [1]])


def test_or_weighted_medians():
    whole = survey([1, 2, 3, 4, 9], "AAAAB", "x" * 5, statistics={"q0": Statistic.MEDIAN})
    assert whole.table().values.ravel().tolist() == [2.5, 9]
    heavy = survey([1, 2, 3, 4], "AAAA", "xxxx", [1, 1, 1, 9], statistics={"q0": Statistic.MEDIAN})
    assert heavy.table().values[0, 0] == 4


def test_the_bootstrap_has_the_variance_of_a_stratified_mean():
    """Two strata of 5 and 40: Σ (share²) s² / n, unbiased in the small one too."""
    small_, large = RANDOM.normal(0, 3, 5), RANDOM.normal(10, 1, 40)
    whole = survey([*small_, *large], "A" * 45, "s" * 5 + "l" * 40)
    theory = (5 / 45) ** 2 * small_.var(ddof=1) / 5 + (40 / 45) ** 2 * large.var(ddof=1) / 40
    error = whole.standard_errors(sets=8000).values[0, 0]
    assert error == pytest.approx(
        theory**0.5, rel=0.06
    )  # the share of a stratum is kept but for the redrawn weights


def test_and_of_three_respondents_the_variance_of_three():
    """s² / 3: drawing three of three would give two thirds of it."""
    error = survey([1, 2, 6], "AAA", "xxx").standard_errors(sets=20_000).values[0, 0]
    assert error == pytest.approx((7 / 3) ** 0.5, rel=0.03)


def test_items_of_a_respondent_stay_together():
    values = RANDOM.normal(size=30)
    drawn = survey(np.column_stack([values, 2 * values]), "A" * 30, "x" * 30).bootstrap(sets=50)
    np.testing.assert_allclose(drawn.values[..., 1], 2 * drawn.values[..., 0])


def test_a_stratum_of_one_says_nothing_of_its_error():
    with pytest.raises(DataError, match="B, stratum y: has a single respondent"):
        survey([1, 2, 3, 4, 5], "AABBB", "xxxxy").bootstrap(sets=10)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: survey([1, 2], "AB", "x"), "not of the same respondents"),
        (lambda: survey([1, 2], "AB", "xx", [1, 0]), "respondent 2"),
        (lambda: survey([1, np.nan], "AB", "xx").table(), "nobody of B"),
        (lambda: survey([1, 2], "AB", "xx", statistics={"q9": Statistic.MEDIAN}), "q9"),
    ],
)
def test_surveys_that_are_none(make, words):
    with pytest.raises(DataError, match=words):
        make()


def test_from_answers_to_intervals_of_ranks():
    """Three provinces of the same opinion and one far ahead: the first rank is sure, the others are not."""
    units = np.repeat(["A", "B", "C", "D"], 60)
    answers = (RANDOM.random((240, 3)) < np.where(units == "D", 0.9, 0.5)[:, None]).astype(float)
    leaves = tuple(
        Indicator(code=f"q{i}", parent=leaf.parent, goalposts=(0, 1)) for i, leaf in enumerate(INDICATORS)
    )
    spec = small(Normalise(method=Scaling.GOALPOSTS), Aggregate(), indicators=leaves, groups=GROUPS)
    asked = survey(answers, units.tolist(), ["x"] * 240)
    found = uncertainty(spec, asked.table(), (asked.bootstrap(sets=400),), runs=400)
    intervals = {interval.unit: interval for interval in found.intervals()}
    assert (intervals["D"].low, intervals["D"].high) == (1, 1)
    assert all(intervals[unit].high - intervals[unit].low >= 1 for unit in "ABC")
    assert SETS >= 1000


def test_ranks_of_runs_are_those_of_their_scores():
    found = uncertainty(SPEC, MANY, (MEAN,), runs=5)
    np.testing.assert_array_equal(found.ranks, np.stack([ranks(row) for row in found.scores]))


def test_panels_are_taken_one_period_at_a_time():
    table = Table(
        ("A", "A"), ("days", "online", "trust"), np.array([[1, 2, 3], [4, 5, 6.0]]), ("2020", "2021")
    )
    with pytest.raises(SpecificationError, match="several periods"):
        uncertainty(SPEC, table, (MEAN,))


def test_a_survey_comes_from_a_data_frame():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {"province": ["A", "A", "B"], "kind": ["x", "y", "x"], "w": [1, 3, 1], "q": [0, 1, None]}
    )
    asked = Survey.from_frame(frame.iloc[:2], unit="province", items=["q"], stratum="kind", weight="w")
    assert asked.table().values.tolist() == [[0.75]]
    assert Survey.from_frame(frame, unit="province", items=["w"]).strata == ("all",) * 3
    with pytest.raises(DataError) as told:
        Survey.from_frame(frame, unit="province", items=["z"])
    assert told.value.element == "z"


def test_pairwise_means_go_in_parts_that_fit():
    spec = small(Normalise(), Aggregate(Mean.COPELAND))
    large = data(RANDOM.normal(size=(150, 3)), units=[f"u{i}" for i in range(150)])
    together = uncertainty(spec, large, (NoisyWeights(sets=40),), runs=40, seed=4)
    assert together.scores.shape == (40, 150)
    assert not np.isnan(together.scores).any()
