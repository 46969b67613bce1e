"""A figure among its own earlier values, and among other units."""

import random
from collections.abc import Callable, Sequence
from decimal import Decimal
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.plausibility import Scale, Suspicion, outlier_history, outlier_peers
from haidang.domain.plausibility.spread import QN_MULTIPLES, STUDENT, qn, qn_multiple, student

Check = Callable[..., Suspicion | None]
BOTH: Sequence[Check] = (outlier_history, outlier_peers)
SIZES = st.integers(0, 10**7).map(Decimal)
RATES = st.integers(0, 10_000).map(lambda number: Decimal(number).scaleb(-2))


def numbers(*values: float | str) -> list[Decimal]:
    return [Decimal(str(value)) for value in values]


def test_a_tenfold_figure_stands_out_from_its_history() -> None:
    found = outlier_history(Decimal(12370), numbers(1100, 1180, 1210, 1237), scale=Scale.COUNT)
    assert found is not None
    assert (found.kind, found.severity) == ("outlier_history", "conspicuous")
    assert found.arithmetic_vi == (
        "12.370 cao hơn 1.647, mức cao nhất dự báo được từ 4 số liệu trước (từ 1.100 đến 1.237)"
    )
    assert found.arithmetic_en == (
        "12,370 is above 1,647, the highest to be expected from 4 earlier figures (1,100 to 1,237)"
    )


def test_a_figure_without_its_zeros_stands_out_among_other_units() -> None:
    others = numbers(80, 95, 101, 110, 87, 133, 76)
    found = outlier_peers(Decimal(9), others, scale=Scale.COUNT)
    assert found is not None
    assert found.kind == "outlier_peers"
    assert "thấp hơn" in found.arithmetic_vi
    assert "from 7 other units (median 95)" in found.arithmetic_en


@pytest.mark.parametrize(
    ("value", "earlier", "scale"),
    [
        (130, [100, 110, 95, 105], Scale.COUNT),
        (0, [1, 0, 2, 0], Scale.COUNT),
        (7, [1, 2, 1, 3], Scale.COUNT),
        (500, [0, 0, 0, 0], Scale.COUNT),
        (62, [55, 58, 60, 59], Scale.PERCENT),
        (1469, [1000, 1080, 1166, 1260, 1360], Scale.AMOUNT),
        (-3, [4, 8, 6, 9], Scale.GROWTH),
    ],
)
def test_the_ordinary_is_left_alone(value: int, earlier: list[int], scale: Scale) -> None:
    assert outlier_history(Decimal(value), numbers(*earlier), scale=scale) is None


@pytest.mark.parametrize(
    ("value", "scale", "found"),
    [
        (100, Scale.AMOUNT, False),
        (101, Scale.AMOUNT, False),
        (190, Scale.AMOUNT, False),
        (1000, Scale.AMOUNT, True),
        (10, Scale.AMOUNT, True),
        (90, Scale.PERCENT, False),
        (30, Scale.PERCENT, True),
        (115, Scale.GROWTH, False),
        (150, Scale.GROWTH, True),
    ],
)
@pytest.mark.parametrize("check", BOTH)
def test_after_equal_values_only_a_clear_jump_counts(
    check: Check, value: int, scale: Scale, found: bool
) -> None:
    others = numbers(*[100] * 6)
    assert (check(Decimal(value), others, scale=scale, decimals=1) is not None) == found


@pytest.mark.parametrize("scale", list(Scale))
@given(value=RATES, constant=RATES, count=st.integers(0, 12))
def test_no_constant_series_flags_its_own_value_or_near(
    scale: Scale, value: Decimal, constant: Decimal, count: int
) -> None:
    near = constant + Decimal("0.01")
    for check in BOTH:
        assert check(constant, [constant] * count, scale=scale, decimals=2) is None
        if near <= 100:
            assert check(near, [constant] * count, scale=scale, decimals=2) is None


@pytest.mark.parametrize("scale", list(Scale))
@given(value=RATES, others=st.lists(RATES, max_size=4))
def test_too_few_values_say_nothing(scale: Scale, value: Decimal, others: list[Decimal]) -> None:
    assert outlier_history(value, others[:2], scale=scale) is None
    assert outlier_peers(value, others, scale=scale) is None


@settings(max_examples=200)
@given(SIZES, st.lists(SIZES, min_size=3, max_size=12), st.integers(1, 6))
def test_the_unit_does_not_matter(value: Decimal, others: list[Decimal], power: int) -> None:
    for check in BOTH:
        plain = check(value, others, scale=Scale.AMOUNT)
        scaled = check(
            value.scaleb(-power), [one.scaleb(-power) for one in others], scale=Scale.AMOUNT, decimals=power
        )
        assert (plain is None) == (scaled is None)


@settings(max_examples=200)
@given(RATES, st.lists(RATES, min_size=3, max_size=12))
def test_a_share_and_its_complement_are_judged_alike(value: Decimal, others: list[Decimal]) -> None:
    for check in BOTH:
        one = check(value, others, scale=Scale.PERCENT, decimals=2)
        other = check(100 - value, [100 - share for share in others], scale=Scale.PERCENT, decimals=2)
        assert (one is None) == (other is None)


@settings(max_examples=200)
@given(RATES, st.lists(RATES, min_size=3, max_size=12))
def test_growth_and_decline_are_judged_alike(value: Decimal, others: list[Decimal]) -> None:
    for check in BOTH:
        one = check(value, others, scale=Scale.GROWTH, decimals=2)
        other = check(-value, [-rate for rate in others], scale=Scale.GROWTH, decimals=2)
        assert (one is None) == (other is None)


@given(SIZES, st.lists(SIZES, min_size=3, max_size=10), st.randoms())
def test_the_order_does_not_matter(value: Decimal, others: list[Decimal], chance: random.Random) -> None:
    mixed = list(others)
    chance.shuffle(mixed)
    for check in BOTH:
        assert check(value, others, scale=Scale.COUNT) == check(value, mixed, scale=Scale.COUNT)


@given(st.lists(SIZES, min_size=3, max_size=12))
def test_the_middle_is_never_an_outlier(others: list[Decimal]) -> None:
    for check in BOTH:
        assert check(Decimal(median(others)).to_integral_value(), others, scale=Scale.COUNT) is None


@given(st.integers(-(10**29), 10**29).map(Decimal), st.lists(st.integers(0, 10**29).map(Decimal), max_size=8))
def test_no_size_breaks_the_arithmetic(value: Decimal, others: list[Decimal]) -> None:
    for check in BOTH:
        for scale in Scale:
            found = check(value, others, scale=scale)
            assert found is None or (found.arithmetic_vi and found.arithmetic_en)


@pytest.mark.parametrize("value", [-1, 101])
def test_what_is_no_share_is_not_compared(value: int) -> None:
    for check in BOTH:
        assert check(Decimal(value), numbers(*[50] * 8), scale=Scale.PERCENT) is None
    assert outlier_history(Decimal(-1), numbers(5, 6, 7), scale=Scale.AMOUNT) is None


@pytest.mark.parametrize("check", BOTH)
@pytest.mark.parametrize("count", [5, 8, 20])
def test_false_alarms_among_sizes_stay_below_two_percent(check: Check, count: int) -> None:
    chance = random.Random(11)
    trials, alarms = 1_500, 0
    for _ in range(trials):
        value, *others = (Decimal(f"{chance.lognormvariate(6, 1):.1f}") for _ in range(count + 1))
        alarms += check(value, others, scale=Scale.AMOUNT, decimals=1) is not None
    assert alarms / trials <= 0.02


def test_one_wrong_unit_does_not_hide_another() -> None:
    others = numbers(80, 95, 101, 110, 87, 133, 76, 99, 120, 105, 9500, 8800)
    assert outlier_peers(Decimal(9000), others, scale=Scale.COUNT) is not None


def test_the_tables_serve_every_number_of_values() -> None:
    assert student(2) == STUDENT[0]
    assert student(11) == 3.169
    assert student(500) == STUDENT[-1]
    assert qn_multiple(5) == QN_MULTIPLES[5]
    assert qn_multiple(30) == QN_MULTIPLES[21]
    assert qn_multiple(1000) == QN_MULTIPLES[61]


def test_qn_is_a_low_quantile_of_the_distances() -> None:
    assert qn([1.0, 2.0, 4.0, 8.0, 16.0]) == 3.0
    assert qn([5.0] * 7) == 0.0
