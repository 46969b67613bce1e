"""Data are cut off on the 14th (Decree 09/2019/NĐ-CP, article 12), or with the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from haidang.domain.worktime import CutoffError, CutoffScheme, observation_window, parse_period


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-M01", date(2025, 12, 15), date(2026, 1, 14)),
        ("2026-M03", date(2026, 2, 15), date(2026, 3, 14)),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14)),
        ("2026-6M", date(2025, 12, 15), date(2026, 6, 14)),
        ("2026-S2", date(2026, 6, 15), date(2026, 12, 14)),
        ("2024-9M", date(2023, 12, 15), date(2024, 9, 14)),
        ("2026-Y", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_the_decree(code: str, first: date, last: date) -> None:
    assert observation_window(parse_period(code), CutoffScheme.ND09) == (first, last)


@pytest.mark.parametrize(
    ("code", "last"),
    [("2024-9M", date(2024, 9, 30)), ("2024-M02", date(2024, 2, 29)), ("2021-2025", date(2025, 12, 31))],
)
def test_the_calendar(code: str, last: date) -> None:
    period = parse_period(code)
    assert observation_window(period, CutoffScheme.CALENDAR) == (period.start, last)


def test_months_follow_each_other_without_gap_or_overlap() -> None:
    codes = [f"2026-M{month:02}" for month in range(1, 13)]
    windows = [observation_window(parse_period(code), CutoffScheme.ND09) for code in codes]
    for (_, last), (first, _) in pairwise(windows):
        assert first == last + timedelta(days=1)


@pytest.mark.parametrize("code", ["2021-2025", "2023-12..2024-05", "2023..2024-9M"])
def test_the_decree_has_no_rule_for_spans(code: str) -> None:
    with pytest.raises(CutoffError, match="CALENDAR") as refused:
        observation_window(parse_period(code), CutoffScheme.ND09)
    assert refused.value.period.code == code
