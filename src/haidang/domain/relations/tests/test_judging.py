"""A relation is wrong only when no true values behind the printed numbers could satisfy it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.relations import (
    Compare,
    FormulaError,
    Interval,
    Qualifier,
    Quantity,
    Reason,
    Relation,
    RelationKind,
    Verdict,
    judge,
)


def _share(decimals: int = 2) -> Relation:
    return Relation(RelationKind.SHARE, "100*o1/o2", Compare.EQ, decimals, ("part", "whole"))


def _of(text: str, power: int = 0, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity.of(Decimal(text), power, qualifier)


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ("22.06", Verdict.CONSISTENT),  # rounded
        ("22.05", Verdict.CONSISTENT),  # cut off
        ("22.1", Verdict.CONSISTENT),
        ("22.0", Verdict.CONSISTENT),
        ("22", Verdict.CONSISTENT),
        ("22.07", Verdict.INCONSISTENT),
        ("22.04", Verdict.INCONSISTENT),
        ("23", Verdict.INCONSISTENT),
        ("77.94", Verdict.INCONSISTENT),
    ],
)
def test_rates_may_be_rounded_or_cut_off(stated: str, verdict: Verdict) -> None:
    judgement = judge(_share(), _of(stated), [_of("15"), _of("68")])
    assert judgement.verdict is verdict
    assert judgement.computed == Decimal("22.0588")


def test_a_result_is_judged_at_the_decimals_of_the_relation() -> None:
    assert judge(_share(1), _of("22.10"), [_of("15"), _of("68")]).verdict is Verdict.CONSISTENT
    assert judge(_share(2), _of("22.10"), [_of("15"), _of("68")]).verdict is Verdict.INCONSISTENT


def test_an_exact_rate_is_not_cut_off_to_the_one_below() -> None:
    assert judge(_share(0), _of("74"), [_of("9"), _of("12")]).verdict is Verdict.INCONSISTENT


def test_sums_of_counts_are_exact() -> None:
    total = Relation(RelationKind.SUM, "o1+o2", Compare.EQ, 0, ("solved", "open"))
    parts = [_of("160"), _of("5")]
    assert judge(total, _of("165"), parts).verdict is Verdict.CONSISTENT
    assert judge(total, _of("164"), parts).reason is Reason.DIFFERS
    assert judge(total, _of("166"), parts).reason is Reason.DIFFERS


def test_rounded_parts_need_not_add_up_exactly() -> None:
    total = Relation(RelationKind.SUM, "o1+o2", Compare.EQ, 0, ("a", "b"))
    parts = [_of("24.5", 9), _of("30.2", 9)]
    assert judge(total, _of("54.8", 9), parts).verdict is Verdict.CONSISTENT
    assert judge(total, _of("55.1", 9), parts).verdict is Verdict.INCONSISTENT


@pytest.mark.parametrize(
    ("qualifier", "stated", "verdict"),
    [
        (Qualifier.NEARLY, "24", Verdict.CONSISTENT),
        (Qualifier.NEARLY, "22", Verdict.INCONSISTENT),
        (Qualifier.MORE_THAN, "22", Verdict.CONSISTENT),
        (Qualifier.MORE_THAN, "23", Verdict.INCONSISTENT),
        (Qualifier.AT_MOST, "22", Verdict.INCONSISTENT),
        (Qualifier.ABOUT, "20", Verdict.INCONSISTENT),
        (Qualifier.ABOUT, "21", Verdict.CONSISTENT),
    ],
)
def test_vague_results(qualifier: Qualifier, stated: str, verdict: Verdict) -> None:
    assert judge(_share(), _of(stated, 0, qualifier), [_of("15"), _of("68")]).verdict is verdict


def test_what_is_missing_is_named() -> None:
    judgement = judge(_share(), _of("22.06"), [_of("15"), None])
    assert (judgement.verdict, judgement.reason) == (Verdict.UNDETERMINED, Reason.MISSING_OPERAND)
    assert judgement.missing == ("whole",)


def test_without_a_stated_result_the_computed_one_is_still_shown() -> None:
    judgement = judge(_share(), None, [_of("15"), _of("68")])
    assert (judgement.verdict, judgement.reason) == (Verdict.UNDETERMINED, Reason.MISSING_RESULT)
    assert judgement.computed == Decimal("22.0588")


def test_a_share_of_nothing_is_undetermined() -> None:
    judgement = judge(_share(), _of("0"), [_of("0"), _of("0")])
    assert (judgement.verdict, judgement.reason) == (Verdict.UNDETERMINED, Reason.DIVISION_BY_ZERO)


@pytest.mark.parametrize(
    ("compare", "left", "right", "reason"),
    [
        (Compare.GE0, _of("57"), _of("13"), Reason.SIGN_HOLDS),
        (Compare.GE0, _of("83"), _of("83"), Reason.SIGN_HOLDS),
        (Compare.GE0, _of("82"), _of("83"), Reason.SIGN_VIOLATED),
        (Compare.GT0, _of("15"), _of("15"), Reason.SIGN_VIOLATED),
        (Compare.GE0, _of("50", 0, Qualifier.NEARLY), _of("13"), Reason.SIGN_HOLDS),
        (Compare.GE0, _of("80", 0, Qualifier.MORE_THAN), _of("83"), Reason.SIGN_OPEN),
        (Compare.GE0, _of("24.5", 9), _of("24.5", 9), Reason.SIGN_HOLDS),
    ],
)
def test_a_remainder_has_a_sign(compare: Compare, left: Quantity, right: Quantity, reason: Reason) -> None:
    rest = Relation(RelationKind.REMAINDER, "o1-o2", compare, 0, ("all", "done"))
    assert judge(rest, None, [left, right]).reason is reason


COMMON_BASE = Relation(
    RelationKind.SHARE, "", Compare.INTERVAL, 2, ("part", "rate of part", "rest", "rate of rest")
)


def test_two_rates_of_one_unprinted_base() -> None:
    figures = [_of("9031"), _of("71.71"), _of("3531"), _of("28.04")]
    judgement = judge(COMMON_BASE, None, figures)
    assert judgement.reason is Reason.COMMON_BASE
    assert judgement.computed_interval == Interval(Fraction(12593), Fraction(12594))


def test_two_rates_without_a_common_base() -> None:
    figures = [_of("9031"), _of("71.71"), _of("3531"), _of("28.14")]
    assert judge(COMMON_BASE, None, figures).reason is Reason.NO_COMMON_BASE


def test_a_rate_without_decimals_is_still_rounded() -> None:
    figures = [_of("9031"), _of("72"), _of("3531"), _of("28")]
    assert judge(COMMON_BASE, None, figures).verdict is Verdict.CONSISTENT


def test_a_rate_of_zero_has_no_base() -> None:
    figures = [_of("0"), _of("0.00"), _of("3531"), _of("28.04")]
    assert judge(COMMON_BASE, None, figures).reason is Reason.DIVISION_BY_ZERO


def test_a_relation_that_is_only_shown_is_not_judged() -> None:
    shown = Relation(RelationKind.SUM, "o1+o2", Compare.NONE, 0, ("a", "b"))
    judgement = judge(shown, None, [_of("230"), _of("438")])
    assert (judgement.reason, judgement.computed) == (Reason.NOT_JUDGED, Decimal(668))


@pytest.mark.parametrize(
    ("formula", "compare", "names"),
    [
        ("o1+o2", Compare.EQ, ("a",)),
        ("", Compare.EQ, ("a",)),
        ("", Compare.INTERVAL, ("a", "b", "c")),
        ("import os", Compare.EQ, ("a",)),
    ],
)
def test_relations_that_make_no_sense_are_refused(
    formula: str, compare: Compare, names: tuple[str, ...]
) -> None:
    with pytest.raises((ValueError, FormulaError)):
        Relation(RelationKind.SUM, formula, compare, 0, names)


def test_the_operands_must_match_their_names() -> None:
    with pytest.raises(ValueError, match="1 operands"):
        judge(_share(), None, [_of("1")])


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_an_honest_rate_is_never_called_wrong(part: int, whole: int, decimals: int) -> None:
    scaled = Fraction(100 * part, whole) * 10**decimals
    cut_off, rounded = int(scaled), int(scaled + Fraction(1, 2))
    for steps in (cut_off, rounded):
        stated = Quantity(Decimal(steps).scaleb(-decimals), decimals)
        verdict = judge(_share(decimals), stated, [_of(str(part)), _of(str(whole))]).verdict
        assert verdict is Verdict.CONSISTENT


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(2, 50))
def test_a_rate_two_steps_off_is_always_found(part: int, whole: int, steps: int) -> None:
    rounded = int(Fraction(100 * part, whole) * 100 + Fraction(1, 2))
    stated = Quantity(Decimal(rounded + steps).scaleb(-2), 2)
    assert judge(_share(), stated, [_of(str(part)), _of(str(whole))]).verdict is Verdict.INCONSISTENT
