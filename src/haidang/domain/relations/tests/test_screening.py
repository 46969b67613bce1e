"""The quick look: it never says that something holds which is not consistent, and it sees what people mostly write."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.relations import (
    Compare,
    Qualifier,
    Quantity,
    Relation,
    RelationKind,
    Screen,
    Verdict,
    judge,
)

FORMULAS = [
    "o1+o2", "o1-o2", "100*o1/o2", "100*(o1-o2)/o2", "o1/(o1-o2)", "-o1+o2", "o1*o2/100", "o1/3+o2", "o1-o1", "0.5*o1",
    "o2/(o1-o1)", "o1*o1-o2", "o1",
]  # fmt: skip


@st.composite
def quantities(draw):
    decimals = draw(st.integers(0, 3))
    number = Decimal(draw(st.integers(-2_000, 2_000))).scaleb(-decimals)
    qualifier = draw(st.sampled_from([Qualifier.EXACT] * 6 + list(Qualifier)))
    stated = draw(st.integers(decimals, 4))
    return Quantity(number, stated, draw(st.sampled_from([0, 0, 0, 3, -1])), qualifier)


def relation(formula, compare=Compare.EQ, decimals=0):
    return Relation(RelationKind.SUM, formula, compare, decimals, ("một", "hai"))


@settings(max_examples=2_000)
@given(
    st.sampled_from(FORMULAS), st.sampled_from([Compare.EQ, Compare.GE0, Compare.GT0, Compare.NONE]), st.integers(0, 4),
    st.none() | quantities(), st.none() | quantities(), st.none() | quantities(),
)  # fmt: skip
def test_what_is_seen_to_hold_is_judged_consistent(formula, compare, decimals, result, first, second):
    claim = relation(formula, compare, decimals)
    if Screen(claim).holds(result, (first, second)):
        assert judge(claim, result, (first, second)).verdict is Verdict.CONSISTENT


@settings(max_examples=1_000)
@given(
    st.sampled_from(["o1+o2", "100*o1/o2", "o1-o2", "100*(o1-o2)/o2"]), st.integers(0, 400), st.integers(1, 400),
    st.decimals(-50, 900, places=2), st.integers(0, 3),
)  # fmt: skip
def test_of_counts_everything_consistent_is_seen(formula, first, second, stated, decimals):
    claim = relation(formula, decimals=decimals)
    result, operands = Quantity(stated, 2), (Quantity.of(first), Quantity.of(second))
    assert Screen(claim).holds(result, operands) is (
        judge(claim, result, operands).verdict is Verdict.CONSISTENT
    )


@pytest.mark.parametrize(
    ("stated", "holds"), [("64.56", True), ("64.57", False), ("64.6", True), ("65", True), ("64", True)]
)
def test_rounded_and_cut_off_rates_are_seen_to_hold(stated, holds):
    counts = (Quantity.of(1237), Quantity.of(1916))
    assert Screen(relation("100*o1/o2", decimals=2)).holds(Quantity.of(Decimal(stated)), counts) is holds


def test_nothing_is_seen_in_a_common_base_or_with_a_missing_operand():
    pairs = Relation(RelationKind.SHARE, "", Compare.INTERVAL, 0, ("a", "b", "c", "d"))
    four = [Quantity.of(Decimal(50))] * 4
    assert not Screen(pairs).holds(None, four)
    assert not Screen(relation("o1")).holds(Quantity.of(1), (Quantity.of(1), None))
