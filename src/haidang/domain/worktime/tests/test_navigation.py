"""Relations between figures of different periods need the way from one period to another."""

import pytest

from haidang.domain.worktime import (
    PeriodFormatError,
    PeriodResolutionError,
    parse_period,
    previous,
    resolve,
    same_period_last_year,
    year_of,
)


def _code(period: object) -> str | None:
    return None if period is None else str(period)


@pytest.mark.parametrize(
    ("code", "last_year"),
    [
        ("2024-9M", "2023-9M"),
        ("2024-Q1", "2023-Q1"),
        ("2024-M03", "2023-M03"),
        ("2024-S2", "2023-S2"),
        ("2024-Y", "2023-Y"),
        ("2023-12..2024-05", "2022-12..2023-05"),
        ("2023-01..2024-05", None),
        ("2023..2024-9M", None),
        ("2021-2025", None),
    ],
)
def test_the_same_period_of_the_year_before(code: str, last_year: str | None) -> None:
    assert _code(same_period_last_year(parse_period(code))) == last_year


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2024-9M", "2024-6M"),
        ("2024-6M", "2024-3M"),
        ("2024-3M", None),
        ("2024-8M", "2024-7M"),
        ("2024-1M", None),
        ("2024-Q1", "2023-Q4"),
        ("2024-Q3", "2024-Q2"),
        ("2024-M01", "2023-M12"),
        ("2024-S1", "2023-S2"),
        ("2024-Y", "2023-Y"),
        ("2021-2025", "2016-2020"),
        ("2023-12..2024-05", "2023-06..2023-11"),
        ("2023..2024-9M", None),
    ],
)
def test_the_step_before(code: str, before: str | None) -> None:
    assert _code(previous(parse_period(code))) == before


@pytest.mark.parametrize(
    ("code", "year"),
    [("2024-9M", "2024-Y"), ("2024-Q4", "2024-Y"), ("2024-Y", "2024-Y"), ("2023-12..2024-05", None)],
)
def test_the_year_around_a_period(code: str, year: str | None) -> None:
    assert _code(year_of(parse_period(code))) == year


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("same", "2024-9M"),
        ("year", "2024-Y"),
        ("last_year", "2023-9M"),
        ("previous", "2024-6M"),
        ("2021-2025", "2021-2025"),
    ],
)
def test_rules_of_relations(rule: str, code: str) -> None:
    assert resolve(rule, parse_period("2024-9M")).code == code


def test_a_rule_that_leads_nowhere_is_an_error() -> None:
    with pytest.raises(PeriodResolutionError) as refused:
        resolve("previous", parse_period("2024-3M"))
    assert refused.value.rule == "previous"
    assert refused.value.anchor.code == "2024-3M"


def test_an_unknown_rule_is_no_period() -> None:
    with pytest.raises(PeriodFormatError):
        resolve("next", parse_period("2024-3M"))
