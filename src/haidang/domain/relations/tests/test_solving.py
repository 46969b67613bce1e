"""A formula can be turned round to find one operand."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from haidang.domain.relations import parse_formula
from haidang.domain.relations.evaluation import evaluate
from haidang.domain.relations.intervals import DivisionByZeroError
from haidang.domain.relations.quotients import solve


@pytest.mark.parametrize(
    ("text", "values", "position", "target", "solution"),
    [
        ("100*o1/o2", [15, 68], 1, 75, 51),
        ("100*o1/o2", [15, 68], 2, 75, 20),
        ("o1+o2", [160, 5], 1, 165, 160),
        ("100*o2/(o1-o2)", [0, 20], 1, 25, 100),
        ("100*o2/(o1-o2)", [100, 0], 2, 25, 20),
        ("-o1/2", [0], 1, 3, -6),
    ],
)
def test_solutions(text: str, values: list[int], position: int, target: int, solution: int) -> None:
    exact = [Fraction(value) for value in values]
    assert solve(parse_formula(text), exact, position, Fraction(target)) == solution


@pytest.mark.parametrize(
    ("text", "target"),
    [("o1*o1", 4), ("o1-o1", 0), ("o1/o1", 1), ("7", 7), ("1/o1", 0), ("o1/o1*3", 5)],
)
def test_without_one_certain_solution_there_is_none(text: str, target: int) -> None:
    assert solve(parse_formula(text), [Fraction(2)], 1, Fraction(target)) is None


@given(
    st.sampled_from(["100*o1/o2", "o1-o2*3", "100*o2/(o1-o2)", "o1*o2", "100*o1/(o1+o2)"]),
    st.lists(st.integers(1, 500).map(Fraction), min_size=2, max_size=2),
    st.integers(1, 2),
)
def test_a_figure_that_was_lost_is_found_again(text: str, values: list[Fraction], position: int) -> None:
    formula = parse_formula(text)
    try:
        target = evaluate(formula, values)
    except DivisionByZeroError:
        assume(False)
    assert solve(formula, values, position, target) == values[position - 1]
