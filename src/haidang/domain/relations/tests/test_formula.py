"""Formulas are arithmetic; everything else is refused before it can do anything."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.relations import FormulaError, parse_formula
from haidang.domain.relations.evaluation import evaluate


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("o1", [5], "5"),
        ("o1+o2*o3", [1, 2, 3], "7"),
        ("100*o1/o2", [1237, 1916], "123700/1916"),
        ("100*o2/(o1-o2)", [7104, 727], "72700/6377"),
        ("-o1 - -2", [3], "-1"),
        ("o1/274", [9_000_000], "9000000/274"),
        ("0.1*o1", [1], "1/10"),
        ("325", [], "325"),
    ],
)
def test_formulas_are_computed_exactly(text: str, values: list[int], result: str) -> None:
    assert evaluate(parse_formula(text), [Fraction(value) for value in values]) == Fraction(result)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "o1 +",
        "o1 o2",
        "(o1",
        "o0",
        "o21",
        "o",
        "o100",
        "o1**o2",
        "9**9**9",
        "o1//o2",
        "+o1",
        "o1.o2",
        "o1(o2)",
        "()",
        "1.",
        "00012345678901234567890",
        "1e9",
        "__import__('os')",
        "o1 if o2 else o3",
        "lambda: o1",
        "o1,o2",
        "o1 == o2",
        "[o1]",
        "o1\n+o2",
        "-" * 150 + "o1",
        "+".join(["o1"] * 60),
        "o1+" * 500 + "o1",
        "interval(o1,o2)",
        "o１",
    ],
)
def test_hostile_or_broken_texts_are_refused(text: str) -> None:
    with pytest.raises(FormulaError) as refused:
        parse_formula(text)
    assert refused.value.text == text


def test_the_number_of_operands_is_known() -> None:
    assert parse_formula("o1 + o4").operand_count == 4
    assert parse_formula("7").operand_count == 0


@given(st.text(alphabet="o1290+-*/(). ", max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        formula = parse_formula(text)
    except FormulaError:
        return
    assert parse_formula(f"({text.strip()})").root == formula.root
