"""Reporting periods have a code that people can read and dates that machines can compare."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.worktime import Period, PeriodFormatError, PeriodKind, parse_period


@pytest.mark.parametrize(
    ("code", "start", "end", "kind", "sdmx"),
    [
        ("2024-9M", date(2024, 1, 1), date(2024, 10, 1), PeriodKind.CUMULATIVE, "2024-01-01/P9M"),
        ("2024-12M", date(2024, 1, 1), date(2025, 1, 1), PeriodKind.CUMULATIVE, "2024-01-01/P1Y"),
        ("2024-Q1", date(2024, 1, 1), date(2024, 4, 1), PeriodKind.QUARTER, "2024-01-01/P3M"),
        ("2024-Q4", date(2024, 10, 1), date(2025, 1, 1), PeriodKind.QUARTER, "2024-10-01/P3M"),
        ("2024-M03", date(2024, 3, 1), date(2024, 4, 1), PeriodKind.MONTH, "2024-03-01/P1M"),
        ("2024-M12", date(2024, 12, 1), date(2025, 1, 1), PeriodKind.MONTH, "2024-12-01/P1M"),
        ("2024-S2", date(2024, 7, 1), date(2025, 1, 1), PeriodKind.HALF, "2024-07-01/P6M"),
        ("2024-Y", date(2024, 1, 1), date(2025, 1, 1), PeriodKind.YEAR, "2024-01-01/P1Y"),
        ("2023-12..2024-05", date(2023, 12, 1), date(2024, 6, 1), PeriodKind.MONTH_SPAN, "2023-12-01/P6M"),
        ("2023..2024-9M", date(2023, 1, 1), date(2024, 10, 1), PeriodKind.CUMULATIVE_SPAN, "2023-01-01/P21M"),
        ("2021-2025", date(2021, 1, 1), date(2026, 1, 1), PeriodKind.YEAR_SPAN, "2021-01-01/P5Y"),
    ],
)
def test_codes(code: str, start: date, end: date, kind: PeriodKind, sdmx: str) -> None:
    period = parse_period(code)
    assert (period.start, period.end, period.kind) == (start, end, kind)
    assert period.sdmx == sdmx
    assert str(period) == period.code == code


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2024",
        "2024-0M",
        "2024-13M",
        "2024-09M",
        "2024-Q0",
        "2024-Q5",
        "2024-M13",
        "2024-M3",
        "2024-S3",
        "2024-y",
        "24-9M",
        "2025-2021",
        "2024-2024",
        "2024-05..2023-12",
        "2024-05..2024-05",
        "2024-13..2025-01",
        "2024..2024-9M",
        "1800-Y",
        "2199-2200",
        "2024-9M ",
        "２０２４-Y",
    ],
)
def test_other_texts_are_refused_with_a_hint(code: str) -> None:
    with pytest.raises(PeriodFormatError) as refused:
        parse_period(code)
    assert refused.value.code == code
    assert refused.value.hint in str(refused.value)


def test_the_end_is_not_part_of_a_period() -> None:
    period = parse_period("2024-9M")
    assert period.contains(date(2024, 1, 1))
    assert period.contains(date(2024, 9, 30))
    assert not period.contains(date(2024, 10, 1))


def test_cumulative_periods_say_so() -> None:
    assert parse_period("2024-9M").cumulative
    assert parse_period("2023..2024-9M").cumulative
    assert not parse_period("2024-Q1").cumulative
    assert not parse_period("2024-Y").cumulative


def test_periods_with_the_same_dates_but_another_meaning_differ() -> None:
    assert parse_period("2024-6M") != parse_period("2024-S1")


def test_periods_are_ordered_by_time() -> None:
    codes = ["2023-Y", "2024-M01", "2024-6M", "2024-9M", "2024-Q2", "2024-Q3"]
    assert [period.code for period in sorted(map(parse_period, reversed(codes)))] == codes


PERIODS = st.one_of(
    st.builds("{:04}-{}M".format, st.integers(1950, 2150), st.integers(1, 12)),
    st.builds("{:04}-Q{}".format, st.integers(1950, 2150), st.integers(1, 4)),
    st.builds("{:04}-M{:02}".format, st.integers(1950, 2150), st.integers(1, 12)),
    st.builds("{:04}-S{}".format, st.integers(1950, 2150), st.integers(1, 2)),
).map(parse_period)


@given(PERIODS)
def test_a_code_is_read_back(period: Period) -> None:
    assert parse_period(period.code) == period
    assert period.start < period.end
    assert 1 <= period.months <= 12
