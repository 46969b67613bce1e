"""A stated number stands for a range of true values."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.relations import Interval, Qualifier, Quantity


def _interval(low: str | None, high: str | None, **opened: bool) -> Interval:
    ends = [None if end is None else Fraction(end) for end in (low, high)]
    return Interval(ends[0], ends[1], **opened)


def test_a_count_is_just_itself() -> None:
    assert Quantity(Decimal(1237)).interval == Interval.point(1237)


@pytest.mark.parametrize(
    ("quantity", "interval"),
    [
        (Quantity(Decimal("64.56"), 2), _interval("64.555", "64.565")),
        (Quantity(Decimal("24.5"), 1, 9), _interval("24450000000", "24550000000")),
        (Quantity(Decimal(129), 0, 9), _interval("128500000000", "129500000000")),
        (Quantity(Decimal(50), qualifier=Qualifier.NEARLY), _interval("45", "50")),
        (Quantity(Decimal(-5), qualifier=Qualifier.NEARLY), _interval("-5", "-4.5")),
        (Quantity(Decimal(500), qualifier=Qualifier.ABOUT), _interval("450", "550")),
        (Quantity(Decimal(1), 0, 6, Qualifier.ABOUT), _interval("500000", "1500000")),
        (Quantity(Decimal(3000), qualifier=Qualifier.MORE_THAN), _interval("3000", None)),
        (Quantity(Decimal(95), qualifier=Qualifier.AT_LEAST), _interval("95", None)),
        (Quantity(Decimal(10), qualifier=Qualifier.AT_MOST), _interval(None, "10")),
        (Quantity(Decimal(10), qualifier=Qualifier.LESS_THAN), _interval(None, "10", high_open=True)),
    ],
)
def test_ranges_behind_stated_numbers(quantity: Quantity, interval: Interval) -> None:
    assert quantity.interval == interval


@pytest.mark.parametrize(
    ("value", "low", "high"), [("64.56", "64.555", "64.57"), ("-0.42", "-0.43", "-0.415")]
)
def test_digits_may_also_have_been_cut_off(value: str, low: str, high: str) -> None:
    tolerant = Quantity(Decimal(value), 2).tolerant_interval
    assert (tolerant.low, tolerant.high) == (Fraction(low), Fraction(high))
    assert not tolerant.contains(Fraction(high) if value[0] != "-" else Fraction(low))


def test_decimals_can_be_taken_from_the_number() -> None:
    assert Quantity.of(Decimal("2.50")) == Quantity(Decimal("2.50"), 2)
    assert Quantity.of(57) == Quantity(Decimal(57), 0)


@pytest.mark.parametrize(
    ("value", "decimals"),
    [("64.56", 1), ("NaN", 0), ("Infinity", 0), ("1", 31), ("1E+99999999", 0), ("1", -1)],
)
def test_impossible_quantities_are_refused(value: str, decimals: int) -> None:
    with pytest.raises(ValueError, match=r"decimals|quantity"):
        Quantity(Decimal(value), decimals)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9),
    st.sampled_from(Qualifier),
    st.integers(0, 9),
)
def test_a_number_is_within_its_own_range(value: Decimal, qualifier: Qualifier, power: int) -> None:
    quantity = Quantity(value, 3, power, qualifier)
    assert quantity.interval.contains(quantity.base_value) or qualifier is Qualifier.LESS_THAN
    assert quantity.tolerant_interval.overlaps(quantity.interval)
