"""Each method on a column that can be checked in the head."""

import numpy as np
import pytest

from haidang.domain.composite import (
    Aggregate,
    DataError,
    Direction,
    Form,
    Group,
    Hierarchy,
    Indicator,
    Mean,
    Normalise,
    Scaling,
    Specification,
    Table,
    Treat,
    ranks,
    run,
)
from haidang.domain.composite.aggregating import combine
from haidang.domain.composite.moments import shape_of
from haidang.domain.composite.normalising import normalise
from haidang.domain.composite.treating import box_cox, most_likely_lambda, transform, treat, winsorise

UP = Indicator(code="x", parent="p", goalposts=(0, 20), target=8)
DOWN = Indicator(code="x", parent="p", goalposts=(0, 20), target=4, direction=Direction.DOWN)
COLUMN = np.array([[2.0], [4.0], [4.0], [10.0], [np.nan]])


@pytest.mark.parametrize(
    ("leaf", "step", "expected"),
    [
        (UP, Normalise(), [0, 25, 25, 100]),
        (DOWN, Normalise(), [100, 75, 75, 0]),
        (UP, Normalise(low=1, high=10), [1, 3.25, 3.25, 10]),
        (UP, Normalise(method=Scaling.GOALPOSTS), [10, 20, 20, 50]),
        (DOWN, Normalise(method=Scaling.GOALPOSTS), [90, 80, 80, 50]),
        (UP, Normalise(method=Scaling.SCALED, low=0, high=20), [10, 20, 20, 50]),
        (DOWN, Normalise(method=Scaling.SCALED, low=0, high=20), [90, 80, 80, 50]),
        (UP, Normalise(method=Scaling.Z_SCORE, low=10, high=2), [8.267949, 9.422650, 9.422650, 12.886751]),
        (UP, Normalise(method=Scaling.FRACTION_OF_MAX), [0.2, 0.4, 0.4, 1]),
        (DOWN, Normalise(method=Scaling.FRACTION_OF_MAX), [1, 0.5, 0.5, 0.2]),
        (UP, Normalise(method=Scaling.PERCENTILE_RANK), [0, 1 / 3, 1 / 3, 1]),
        (UP, Normalise(method=Scaling.RANK), [1, 2, 2, 4]),
        (DOWN, Normalise(method=Scaling.RANK), [4, 2, 2, 1]),
        (UP, Normalise(method=Scaling.BORDA), [0, 1, 1, 3]),
        (UP, Normalise(method=Scaling.DISTANCE_TO_MAX), [0, 0.25, 0.25, 1]),
        (UP, Normalise(method=Scaling.DISTANCE_TO_REFERENCE, reference="b"), [0, 1, 1, 1]),
        (UP, Normalise(method=Scaling.DISTANCE_TO_REFERENCE, reference="b", clip=False), [0, 1, 1, 4]),
        (UP, Normalise(method=Scaling.DISTANCE_TO_TARGET), [0, 1 / 3, 1 / 3, 1]),
        (DOWN, Normalise(method=Scaling.DISTANCE_TO_TARGET), [1, 1, 1, 0]),
        (UP, Normalise(custom=np.sqrt, custom_name="root 1"), [2**0.5, 2, 2, 10**0.5]),
    ],
)
def test_scales(leaf, step, expected):
    found = normalise(COLUMN, (leaf,), step, units="abcde")[:, 0]
    np.testing.assert_allclose(found, [*expected, np.nan], rtol=1e-6)


def test_goalposts_hold_or_clip_what_lies_beyond():
    far = np.array([[-5.0], [25.0]])
    clipped = normalise(far, (UP,), Normalise(method=Scaling.GOALPOSTS), units="ab")
    assert clipped.ravel().tolist() == [0, 100]
    beyond = normalise(far, (UP,), Normalise(method=Scaling.GOALPOSTS, clip=False), units="ab")
    assert beyond.ravel() == pytest.approx([-25, 125])


def test_a_target_no_better_than_the_worst_is_refused():
    leaf = Indicator(code="x", parent="p", target=1)
    with pytest.raises(DataError, match="no distance to measure"):
        normalise(COLUMN, (leaf,), Normalise(method=Scaling.DISTANCE_TO_TARGET), units="abcde")


def test_an_unknown_reference_is_refused():
    step = Normalise(method=Scaling.DISTANCE_TO_REFERENCE, reference="z")
    with pytest.raises(DataError, match="no unit of the data"):
        normalise(COLUMN, (UP,), step, units="abcde")


A, B = np.array([1.0, 4.0, 2.0]), np.array([4.0, 1.0, 2.0])
WEIGHTS = np.array([0.75, 0.25])


@pytest.mark.parametrize(
    ("method", "power", "expected"),
    [
        (Mean.ARITHMETIC, 1, [1.75, 3.25, 2]),
        (Mean.GEOMETRIC, 1, [4**0.25, 4**0.75, 2]),
        (Mean.HARMONIC, 1, [1 / (0.75 + 0.25 / 4), 1 / (0.75 / 4 + 0.25), 2]),
        (Mean.GENERALISED, 2, [(0.75 + 4) ** 0.5, (12 + 0.25) ** 0.5, 2]),
        (Mean.GENERALISED, 1, [1.75, 3.25, 2]),
        (Mean.GENERALISED, 0, [4**0.25, 4**0.75, 2]),
        (Mean.GENERALISED, -1, [1 / (0.75 + 0.25 / 4), 1 / (0.75 / 4 + 0.25), 2]),
        (Mean.COPELAND, 1, [-2, 2, 0]),
    ],
)
def test_means(method, power, expected):
    assert combine([A, B], WEIGHTS, method, Aggregate(method, power=power)) == pytest.approx(expected)


@pytest.mark.parametrize("method", Mean)
def test_many_runs_at_once_are_the_same_as_one_after_the_other(method):
    random = np.random.default_rng(3)
    children = list(random.uniform(1, 100, (4, 9)))
    weights = random.uniform(0.1, 1, (5, 4))
    step = Aggregate(method, power=3 if method is Mean.GENERALISED else 1)
    together = combine(children, weights, method, step)
    for row, own in zip(together, weights, strict=True):
        np.testing.assert_allclose(row, combine(children, own, method, step), rtol=1e-13)


def test_what_weighs_nothing_is_not_asked():
    nothing, something = np.array([0.0, np.nan, -2.0]), np.array([1.0, 2.0, 3.0])
    for method in Mean:
        step = Aggregate(method, power=3 if method is Mean.GENERALISED else 1)
        both = combine([nothing, something], np.array([0.0, 2.0]), method, step)
        np.testing.assert_array_equal(both, combine([something], np.array([2.0]), method, step))


def test_what_is_not_above_zero_is_refused_by_its_own_name():
    """The child that weighs nothing does not shift the name of the one at fault."""
    leaves = tuple(
        Indicator(code=code, parent="all", weight=weight) for code, weight in (("a", 0), ("b", 1), ("c", 1))
    )
    spec = Specification(
        code="x",
        hierarchy=Hierarchy(leaves, (Group(code="all"),)),
        steps=(Aggregate(Mean.GEOMETRIC),),
    )
    with pytest.raises(DataError, match="c: is 0 for v"):
        run(spec, Table(("u", "v"), ("a", "b", "c"), np.array([[0, 1, 1], [0, 1, 0.0]])))


def test_copeland_counts_a_draw_for_nobody():
    assert combine([A, B], np.array([0.5, 0.5]), Mean.COPELAND, Aggregate(Mean.COPELAND)).tolist() == [
        0,
        0,
        0,
    ]


def test_skewness_and_kurtosis_as_in_a_spreadsheet():
    """SKEW and KURT of 3, 4, 5, 2, 3, 4, 5, 6, 4, 7: the example of their documentation."""
    skew, kurtosis = shape_of(np.array([[3.0], [4], [5], [2], [3], [4], [5], [6], [4], [7], [np.nan]]))
    assert skew[0] == pytest.approx(0.359543071)
    assert kurtosis[0] == pytest.approx(-0.151799637)


def test_winsorising_moves_as_few_values_as_needed_and_no_more_than_allowed():
    column = np.array([*range(18), 300.0, 900.0]).reshape(-1, 1)
    moved, count = winsorise(column, Treat(winsorise=1))
    assert (moved.max(), count[0]) == (300, 1)
    moved, count = winsorise(column, Treat(winsorise=5))
    assert (moved.max(), count[0]) == (17, 2)


def test_the_low_end_is_winsorised_where_the_tail_is_low():
    column = -np.array([*range(18), 300.0, 900.0]).reshape(-1, 1)
    assert winsorise(column, Treat())[0].min() == -17


def test_what_winsorising_cannot_mend_is_transformed_from_its_own_values():
    column = np.exp(np.linspace(0, 12, 40)).reshape(-1, 1)
    treated, (done,) = treat(column, ("x",), Treat(winsorise=2))
    low, high = column.min(), column.max()
    np.testing.assert_allclose(treated, np.log(column - low + 0.01 * (high - low)))
    assert (done.form, done.winsorised) == (Form.LOG_CT, 0)


def test_forms():
    column = np.array([1.0, 3.0, 11.0])
    assert transform(column, Form.LOG, None, "x") == pytest.approx(np.log(column))
    assert transform(column, Form.LOG_CT, None, "x") == pytest.approx(np.log([0.1, 2.1, 10.1]))
    assert transform(column, Form.LOG_CT_ORIGINAL, None, "x") == pytest.approx(np.log([1, 3, 11]))
    assert transform(column, Form.LOG_GII, None, "x") == pytest.approx(np.log([1, 3, 11]))
    assert transform(column, Form.BOX_COX, 2.0, "x") == pytest.approx([0, 4, 60])


@pytest.mark.parametrize(("form", "column"), [(Form.LOG, [0.0, 1, 2]), (Form.LOG_GII, [0.1, 0.2, 0.9])])
def test_forms_that_are_not_defined_name_the_indicator(form, column):
    with pytest.raises(DataError) as told:
        transform(np.array(column), form, None, "x")
    assert told.value.element == "x"


def test_the_most_likely_power_of_a_lognormal_is_zero():
    column = np.exp(np.random.default_rng(1).normal(3, 0.5, 4000))
    assert most_likely_lambda(column) == pytest.approx(0, abs=0.05)
    assert abs(shape_of(box_cox(column, most_likely_lambda(column)).reshape(-1, 1))[0][0]) < 0.1


def test_ranks_share_the_better_place_and_leave_gaps_after_it():
    assert ranks(np.array([5.0, 7.0, 7.0, 1.0])).tolist() == [3, 1, 1, 4]


def test_noise_of_the_last_bit_is_no_order():
    assert ranks(np.array([0.1 + 0.2, 0.3, 0.2])).tolist() == [1, 1, 3]


def test_what_has_no_score_has_no_rank():
    np.testing.assert_equal(ranks(np.array([np.nan, 2.0, 3.0])), [np.nan, 2, 1])
