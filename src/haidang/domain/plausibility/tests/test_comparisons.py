"""A figure against one other figure."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.plausibility import (
    Scale,
    below_previous,
    change_last_year,
    differs_from_computed,
    out_of_range,
)

COUNTS = st.integers(0, 10**9).map(Decimal)
SIZES = st.integers(1, 10**9).map(lambda number: Decimal(number).scaleb(-1))


def D(text: str) -> Decimal:  # noqa: N802
    return Decimal(text)


def test_nine_months_below_six_months_is_a_contradiction() -> None:
    found = below_previous(D("1100"), D("1237"), scale=Scale.COUNT)
    assert found is not None
    assert (found.kind, found.severity) == ("below_previous", "contradiction")
    assert found.arithmetic_vi == "1.100 < 1.237 của kỳ trước, trong khi số lũy kế trong năm không thể giảm"
    assert found.arithmetic_en.startswith("1,100 < 1,237 of the previous period")


@given(COUNTS, COUNTS, st.sampled_from([Scale.COUNT, Scale.AMOUNT]))
def test_what_does_not_fall_is_fine(one: Decimal, other: Decimal, scale: Scale) -> None:
    assert below_previous(max(one, other), min(one, other), scale=scale) is None


@given(COUNTS, COUNTS, st.sampled_from([Scale.PERCENT, Scale.GROWTH]))
def test_rates_may_fall(value: Decimal, previous: Decimal, scale: Scale) -> None:
    assert below_previous(value, previous, scale=scale) is None


@pytest.mark.parametrize(
    ("value", "previous", "exact", "found"),
    [
        ("24.4", "24.5", True, False),  # both may be 24.45
        ("24.3", "24.5", True, True),
        ("24.3", "24.5", False, False),
        ("12.0", "24.5", False, True),
    ],
)
def test_rounded_and_vague_figures_get_their_slack(
    value: str, previous: str, exact: bool, found: bool
) -> None:
    told = below_previous(D(value), D(previous), scale=Scale.AMOUNT, decimals=1, exact=exact)
    assert (told is not None) == found


@pytest.mark.parametrize(
    ("value", "scale", "found"),
    [
        ("100.01", Scale.PERCENT, True),
        ("-0.1", Scale.PERCENT, True),
        ("0", Scale.PERCENT, False),
        ("100.00", Scale.PERCENT, False),
        ("120", Scale.GROWTH, False),
        ("-12", Scale.GROWTH, False),
        ("-1", Scale.COUNT, True),
        ("-1", Scale.AMOUNT, False),
    ],
)
def test_what_cannot_be(value: str, scale: Scale, found: bool) -> None:
    told = out_of_range(D(value), scale=scale, decimals=2)
    assert (told is not None) == found
    assert told is None or told.severity == "contradiction"


def test_a_share_above_a_hundred_is_told_in_both_languages() -> None:
    found = out_of_range(D("164.56"), scale=Scale.PERCENT, decimals=2)
    assert found is not None
    assert found.arithmetic_vi == "164,56% nằm ngoài khoảng từ 0% đến 100%"
    assert found.arithmetic_en == "164.56% is not between 0% and 100%"


@pytest.mark.parametrize(
    ("value", "computed", "scale", "decimals", "own", "found"),
    [
        ("1237", "1237", Scale.COUNT, 0, None, False),
        ("1240", "1237", Scale.COUNT, 0, None, True),
        ("64.56", "64.5616", Scale.PERCENT, 2, 4, False),
        ("64.56", "64.5699", Scale.PERCENT, 2, 4, True),
        ("64.56", "64.57", Scale.PERCENT, 2, None, False),
        ("24.5", "24.6", Scale.AMOUNT, 1, None, False),
        ("24.5", "24.7", Scale.AMOUNT, 1, None, True),
    ],
)
def test_reported_and_computed(
    value: str, computed: str, scale: Scale, decimals: int, own: int | None, found: bool
) -> None:
    told = differs_from_computed(D(value), D(computed), scale=scale, decimals=decimals, computed_decimals=own)
    assert (told is not None) == found


def test_the_difference_is_shown() -> None:
    found = differs_from_computed(D(1240), D(1237), scale=Scale.COUNT)
    assert found is not None
    assert found.arithmetic_vi == "hệ thống tính được 1.237, không phải 1.240 (chênh lệch 3)"
    assert found.severity == "conspicuous"


@pytest.mark.parametrize(
    ("value", "last", "scale", "vi"),
    [
        ("1237", "400", Scale.COUNT, "1.237 bằng 3,09 lần 400 của cùng kỳ năm trước"),
        ("100", "400", Scale.COUNT, "100 bằng 0,25 lần 400 của cùng kỳ năm trước"),
        ("1", "40000", Scale.COUNT, "1 bằng 0,000025 lần 40.000 của cùng kỳ năm trước"),
        ("50", "0", Scale.COUNT, "50, trong khi cùng kỳ năm trước là 0"),
        ("0", "50", Scale.COUNT, "0, trong khi cùng kỳ năm trước là 50"),
        ("3", "1", Scale.COUNT, None),
        ("799", "400", Scale.COUNT, None),
        ("400", "400", Scale.COUNT, None),
        ("-5", "400", Scale.AMOUNT, None),
        ("85", "50", Scale.PERCENT, "85% chênh 35 điểm phần trăm so với 50% của cùng kỳ năm trước"),
        ("65", "50", Scale.PERCENT, None),
        ("-30", "8", Scale.GROWTH, "−30% chênh 38 điểm phần trăm so với 8% của cùng kỳ năm trước"),
    ],
)
def test_changes_against_last_year(value: str, last: str, scale: Scale, vi: str | None) -> None:
    found = change_last_year(D(value), D(last), scale=scale)
    assert (found.arithmetic_vi if found else None) == vi


@given(SIZES, SIZES, st.integers(1, 5))
def test_the_unit_of_an_amount_does_not_matter(value: Decimal, last: Decimal, power: int) -> None:
    plain = change_last_year(value, last, scale=Scale.AMOUNT, decimals=1)
    scaled = change_last_year(
        value.scaleb(-power), last.scaleb(-power), scale=Scale.AMOUNT, decimals=1 + power
    )
    assert (plain is None) == (scaled is None)


@given(COUNTS, COUNTS, st.sampled_from(list(Scale)))
def test_rise_and_fall_are_judged_alike(one: Decimal, other: Decimal, scale: Scale) -> None:
    rise, fall = (change_last_year(*pair, scale=scale) for pair in ((one, other), (other, one)))
    assert (rise is None) == (fall is None)


@pytest.mark.parametrize("arguments", [{"factor": D("1")}, {"points": D("0")}])
def test_a_rule_that_allows_no_change_is_refused(arguments: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="change"):
        change_last_year(D("1"), D("1"), scale=Scale.COUNT, **arguments)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(value: str) -> None:
    for check in (below_previous, differs_from_computed, change_last_year):
        with pytest.raises(ValueError, match="finite"):
            check(D(value), D("1"), scale=Scale.COUNT)
