"""Ranges of results are safe, and sharp where an operand occurs twice."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from haidang.domain.relations import Interval, parse_formula
from haidang.domain.relations.evaluation import bounds, evaluate
from haidang.domain.relations.intervals import DivisionByZeroError

GROWTH = parse_formula("100*o2/(o1-o2)")


def _range(low: int, high: int) -> Interval:
    return Interval(Fraction(low), Fraction(high))


def test_growth_is_bounded_by_its_corners() -> None:
    found = bounds(GROWTH, [_range(7100, 7110), _range(720, 730)])
    lowest = evaluate(GROWTH, [Fraction(7110), Fraction(720)])
    highest = evaluate(GROWTH, [Fraction(7100), Fraction(730)])
    assert found == Interval(lowest, highest)


def test_a_share_of_a_sum_stays_below_a_hundred() -> None:
    found = bounds(parse_formula("100*o1/(o1+o2)"), [_range(1, 10), _range(1, 10)])
    assert found == Interval(Fraction(1000, 110), Fraction(1000, 11))


def test_a_figure_minus_itself_is_zero() -> None:
    assert bounds(parse_formula("o1-o1"), [_range(1, 9)]) == Interval.point(0)


def test_where_a_formula_turns_the_wider_range_is_kept() -> None:
    found = bounds(parse_formula("o1*o1"), [_range(-2, 3)])
    assert found == _range(-6, 9)  # wider than 0 to 9, and safe


def test_a_divisor_that_may_be_zero_is_an_error() -> None:
    with pytest.raises(DivisionByZeroError):
        bounds(GROWTH, [_range(1, 3), _range(2, 2)])
    with pytest.raises(DivisionByZeroError):
        evaluate(GROWTH, [Fraction(2), Fraction(2)])


def test_unknown_ends_stay_unknown() -> None:
    found = bounds(parse_formula("o1-o2"), [Interval(Fraction(3), None), _range(1, 2)])
    assert found == Interval(Fraction(1), None)


@given(
    st.sampled_from(["100*o2/(o1-o2)", "o1*o2-o1", "100*o1/(o1+o2)", "o1/o2-o2", "-o1*o1+o2", "o1/(o2*o2)"]),
    st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9), st.integers(0, 9)), min_size=2, max_size=2),
)
def test_results_of_members_are_within_the_bounds(text: str, parts: list[tuple[int, int, int]]) -> None:
    formula = parse_formula(text)
    ranges = [_range(low, low + step + rest) for low, step, rest in parts]
    members = [Fraction(low + step) for low, step, _ in parts]
    try:
        found = bounds(formula, ranges)
    except DivisionByZeroError:
        assume(False)
    assert found.contains(evaluate(formula, members))
