"""An index computed by hand: always runs, whatever lies beside the repository."""

import numpy as np
import pytest

from haidang.domain.composite import (
    Aggregate,
    DataError,
    Denominate,
    Fill,
    Impute,
    Indicator,
    Mean,
    Normalise,
    Scaling,
    Screen,
    ScreenBy,
    Treat,
    run,
)
from haidang.domain.composite.tests.samples import GROUPS, INDICATORS, UNITS, data, small


def test_every_stage_by_hand():
    """days 2, 4, 10, 6 (less is better) are 100, 75, 0, 50; online 40 … 20 are 33⅓, 66⅔, 100, 0; trust 0, 100, 50, 25.

    service = (days + 3 online) / 4; index = (2 service + climate) / 3.
    """
    result = run(small(), data())
    assert list(result.stages) == ["raw", "normalised", "aggregated"]
    assert result.scores.column("days") == pytest.approx([100, 75, 0, 50])
    assert result.scores.column("online") == pytest.approx([100 / 3, 200 / 3, 100, 0])
    assert result.scores.column("service") == pytest.approx([50, 68.75, 75, 12.5])
    assert result.scores.column("climate") == pytest.approx([0, 100, 50, 25])
    assert result.index == pytest.approx([100 / 3, 237.5 / 3, 200 / 3, 50 / 3])
    assert result.ranks.tolist() == [3, 1, 2, 4]


def test_a_result_carries_what_rebuilds_it():
    first, again = run(small(), data()), run(small(), data())
    assert (first.specification_hash, first.data_hash) == (again.specification_hash, again.data_hash)
    assert run(small().with_weights({"days": 2}), data()).specification_hash != first.specification_hash
    changed = data(((2.0, 40.0, 1.5), *data().values[1:]))
    assert run(small(), changed).data_hash != first.data_hash


def test_ranks_are_of_unrounded_scores():
    result = run(small(), data(((2, 40, 1), (4, 60, 5), (10, 80, 3), (2, 40, 1.0001))))
    rows = result.rounded(1)
    assert rows[2][:2] == ("Dung", rows[3][1])
    assert [rank for _, _, rank in rows] == [1, 2, 3, 4]


def test_equal_units_share_the_better_rank():
    result = run(small(), data(((2, 40, 1), (4, 60, 5), (4, 60, 5), (10, 20, 2))))
    assert sorted(result.ranks.tolist()) == [1, 1, 3, 4]


def test_a_denominator_divides():
    leaves = (*INDICATORS[:2], Indicator(code="trust", parent="climate", denominator="people", scale=1000))
    table = data([(*row, n) for row, n in zip(data().values, (10, 20, 30, 40), strict=True)],
                 columns=("days", "online", "trust", "people"))  # fmt: skip
    result = run(small(Denominate(), Normalise(), Aggregate(), indicators=leaves), table)
    assert result.stages["denominated"].column("trust") == pytest.approx([100, 250, 100, 50])


def test_a_denominator_of_zero_is_named():
    leaves = (*INDICATORS[:2], Indicator(code="trust", parent="climate", denominator="people"))
    table = data([(*row, 0) for row in data().values], columns=("days", "online", "trust", "people"))
    with pytest.raises(DataError, match="people: is 0 for An"):
        run(small(Denominate(), Normalise(), Aggregate(), indicators=leaves), table)


GAPS = ((2.0, np.nan, 1.0), (4.0, 60.0, 5.0), (10.0, 80.0, np.nan), (6.0, 20.0, 2.0))
REGIONS = {"region": ("coast", "coast", "hills", "hills")}


@pytest.mark.parametrize(
    ("step", "online", "trust"),
    [
        (Impute(Fill.MEAN), 160 / 3, 8 / 3),
        (Impute(Fill.MEDIAN), 60, 2),
        (Impute(Fill.ZERO), 0, 0),
        (Impute(Fill.MEAN, group="region"), 60, 2),
        (Impute(Fill.MEDIAN, group="region"), 60, 2),
    ],
)
def test_gaps_are_filled_and_nothing_else(step, online, trust):
    table = data(GAPS, texts=REGIONS)
    result = run(small(step, Normalise(), Aggregate()), table)
    filled = result.stages["imputed"]
    assert (filled.column("online")[0], filled.column("trust")[2]) == pytest.approx((online, trust))
    there = ~np.isnan(table.values)
    assert (filled.values[there] == table.values[there]).all()
    assert result.imputed == (("An", "online"), ("Cường", "trust"))


def test_groups_may_be_numbers():
    numbered = data([(*row, n) for row, n in zip(GAPS, (1, 1, 2, 2), strict=True)],
                    columns=("days", "online", "trust", "region"))  # fmt: skip
    result = run(small(Impute(group="region"), Normalise(), Aggregate()), numbered)
    assert result.stages["imputed"].column("online")[0] == 60


def test_what_is_unknown_in_its_group_is_not_borrowed_from_another():
    table = data(GAPS, texts={"region": ("island", "coast", "hills", "hills")})
    result = run(small(Impute(Fill.MEAN, group="region"), Normalise(), Aggregate()), table)
    assert np.isnan(result.stages["imputed"].column("online")[0])


@pytest.mark.parametrize(
    ("method", "expected"), [(Fill.LATEST, [1, 1, 4, 4]), (Fill.LINEAR, [1, 2, 4, np.nan])]
)
def test_gaps_in_time(method, expected):
    """1 in 2013, 4 in 2016; unknown in 2014 and, at the end, in 2018: the line goes by years, not by places."""
    values = [(d, o, t) for d, o, t in zip((2, 4, 10, 6), (4, 6, 8, 2), (1, np.nan, 4, np.nan), strict=True)]
    table = data(values, units=("An",) * 4, periods=("2013", "2014", "2016", "2018"))
    result = run(small(Impute(method), Normalise(), Aggregate()), table)
    np.testing.assert_allclose(result.stages["imputed"].column("trust"), expected)


def test_gaps_are_filled_from_the_same_period():
    values = [(1, 1, 1), (2, 2, np.nan), (3, 3, 50), (4, 4, np.nan)]
    table = data(values, units=("An", "Bình") * 2, periods=("2021", "2021", "2022", "2022"))
    result = run(small(Impute(), Normalise(), Aggregate()), table)
    assert result.stages["imputed"].column("trust").tolist() == [1, 1, 50, 50]


@pytest.mark.parametrize(
    ("by", "left"),
    [
        (ScreenBy.MISSING, ("An", "Cường", "Dung", "Giang")),
        (ScreenBy.ZERO, ("An", "Bình", "Giang")),
        (ScreenBy.MISSING_OR_ZERO, ("An", "Giang")),
    ],
)
def test_what_counts_as_not_there(by, left):
    values = [(1, 2, 3), (np.nan, np.nan, 3), (0, 0, 3), (np.nan, 0, 0), (5, 6, 7)]
    table = data(values, units=("An", "Bình", "Cường", "Dung", "Giang"))
    result = run(small(Screen(by=by, at_least=0.6), Normalise(), Aggregate()), table)
    assert result.scores.units == left


def test_units_with_too_little_are_left_out_and_named():
    table = data((*GAPS[:3], (np.nan, np.nan, 2)))
    result = run(small(Screen(at_least=0.5), Normalise(), Aggregate()), table)
    assert result.screened_out == ("Dung",)
    assert result.scores.units == UNITS[:3]


def test_missing_values_leave_their_weight_to_the_others():
    result = run(small(Normalise(), Aggregate()), data(GAPS))
    assert result.scores.column("service")[0] == pytest.approx(100)
    strict = run(small(Normalise(), Aggregate(at_least=0.5)), data(GAPS))
    assert np.isnan(strict.scores.column("service")[0])  # online, of weight 3 in 4, is missing
    assert np.isnan(strict.scores.column("climate")[2])


def test_panels_keep_bounds_over_years_unless_told_otherwise():
    values = [(d, d, d) for d in (1.0, 3.0, 5.0, 9.0)]
    table = data(values, units=("An", "Bình") * 2, periods=("2021", "2021", "2022", "2022"))
    together = run(small(), table)
    assert together.scores.column("trust") == pytest.approx([0, 25, 50, 100])
    assert together.ranks.tolist() == [2, 1, 2, 1]


def test_periods_can_have_bounds_of_their_own():
    from haidang.domain.composite import Scope

    values = [(d, d, d) for d in (1.0, 3.0, 5.0, 9.0)]
    table = data(values, units=("An", "Bình") * 2, periods=("2021", "2021", "2022", "2022"))
    apart = run(small(Normalise(scope=Scope.PERIOD), Aggregate()), table)
    assert apart.scores.column("trust") == pytest.approx([0, 100, 0, 100])


def test_an_indicator_that_a_period_does_not_have_is_missing_there():
    from haidang.domain.composite import Scope

    values = [(1, 1, np.nan), (3, 3, np.nan), (5, 5, 1), (9, 9, 2)]
    table = data(values, units=("An", "Bình") * 2, periods=("2021", "2021", "2022", "2022"))
    for method in (Scaling.MIN_MAX, Scaling.Z_SCORE, Scaling.PERCENTILE_RANK, Scaling.FRACTION_OF_MAX):
        with np.errstate(all="raise"):
            result = run(small(Normalise(method=method, scope=Scope.PERIOD), Aggregate()), table)
        assert np.isnan(result.scores.column("climate")).tolist() == [True, True, False, False]
        assert np.isfinite(result.index).all()


def test_a_mean_of_logarithms_refuses_what_has_none():
    with pytest.raises(DataError, match=r"days: is 0 for Cường, and the geometric mean of service") as told:
        run(small(Normalise(), Aggregate(Mean.GEOMETRIC)), data())
    assert told.value.element == "days"
    assert np.isfinite(run(small(Normalise(low=1), Aggregate(Mean.GEOMETRIC)), data()).index).all()


def test_treatment_is_told():
    values = [(d, o, t) for d, o, t in zip(range(1, 21), range(20), [*range(19), 500], strict=True)]
    table = data(values, units=[f"u{i}" for i in range(20)])
    result = run(small(Treat(), Normalise(), Aggregate()), table)
    (treatment,) = result.treatments
    assert (treatment.indicator, treatment.winsorised, treatment.form, treatment.passes) == (
        "trust",
        1,
        None,
        True,
    )
    assert result.stages["treated"].column("trust").max() == 18


def test_frames_go_in_and_out():
    pandas = pytest.importorskip("pandas")
    from haidang.domain.composite import Table

    frame = pandas.DataFrame({"unit": UNITS, "days": [2, 4, 10, 6], "online": [40, 60, 80, 20], "trust": [1, 5, 3, 2],
                              "region": ["coast", None, "hills", "hills"]})  # fmt: skip
    table = Table.from_frame(frame)
    assert table.words("region") == ("coast", "", "hills", "hills")
    out = run(small(), table).frame()
    assert out.set_index("unit").loc["Bình", "rank"] == 1
    assert list(out.columns[:3]) == ["unit", "rank", "index"]


def test_a_level_that_goes_takes_its_mean_with_it():
    leaves = (Indicator(code="days", parent="service"), Indicator(code="trust", parent="index"))
    spec = small(Normalise(low=1), Aggregate(by_level=((3, Mean.GEOMETRIC),), by_group=(("service", Mean.HARMONIC),)),
                 indicators=leaves, groups=GROUPS[:2])  # fmt: skip
    assert run(spec.without("service"), data()).index == pytest.approx(
        run(spec, data()).scores.column("trust")
    )


def test_groups_may_be_nested_as_deep_as_one_likes():
    groups = (
        *GROUPS,
        *(type(GROUPS[0])(code=f"g{i}", parent=f"g{i - 1}" if i else "climate") for i in range(5)),
    )
    leaves = (*INDICATORS[:2], Indicator(code="trust", parent="g4"))
    assert run(small(indicators=leaves, groups=groups), data()).index == pytest.approx(
        run(small(), data()).index
    )
