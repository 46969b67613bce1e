"""A contradiction comes with the single changes that would remove it, the likeliest first."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.relations import (
    Compare,
    Evidence,
    Qualifier,
    Quantity,
    Relation,
    RelationKind,
    Verdict,
    judge,
    repairs,
)

SHARE = Relation(RelationKind.SHARE, "100*o1/o2", Compare.EQ, 2, ("part", "whole"))
TOTAL = Relation(RelationKind.SUM, "o1+o2", Compare.EQ, 0, ("solved", "open"))
GROWTH = Relation(RelationKind.CHANGE, "100*o2/(o1-o2)", Compare.EQ, 1, ("new", "increase"))


def _of(text: str, power: int = 0, qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    return Quantity.of(Decimal(text), power, qualifier)


def test_the_rest_printed_for_the_part_is_recognised() -> None:
    found = repairs(SHARE, _of("77.94"), [_of("15"), _of("68")])
    best = found[0]
    assert (best.position, best.value, best.evidence) == (1, Decimal(53), Evidence.COMPLEMENT)
    assert best.text_vi == "53/68 = 77,94% (53 = 68 − 15)"
    assert best.text_en == "53/68 = 77.94% (53 = 68 − 15)"
    assert [(repair.position, repair.value) for repair in found[1:]] == [(None, Decimal("22.06"))]


def test_swapped_digits_are_recognised() -> None:
    best = repairs(TOTAL, _of("156"), [_of("160"), _of("5")])[0]
    assert (best.position, best.value, best.evidence) == (None, Decimal(165), Evidence.DIGITS)
    assert best.text_vi == "160 + 5 = 165"


def test_a_mistaken_unit_is_recognised() -> None:
    mean = Relation(RelationKind.AVERAGE, "o1/o2", Compare.EQ, 0, ("amount", "payments"))
    best = repairs(mean, _of("300000"), [_of("3", 9), _of("1000")])[0]
    assert (best.position, best.value, best.evidence) == (None, Decimal(3_000_000), Evidence.SCALE)


def test_without_better_evidence_the_result_comes_first() -> None:
    found = repairs(TOTAL, _of("200"), [_of("160"), _of("5")])
    assert [(repair.position, int(repair.value)) for repair in found] == [(None, 165), (1, 195), (2, 40)]


def test_a_vague_result_is_proposed_in_base_units() -> None:
    daily = Relation(RelationKind.AVERAGE, "o1/274", Compare.EQ, 0, ("visits",))
    visits = _of("9", 6, Qualifier.NEARLY)
    found = repairs(daily, _of("17000", 3, Qualifier.NEARLY), [visits])
    assert [(repair.position, repair.value) for repair in found] == [(None, Decimal(32847))]


def test_counts_stay_whole_and_not_negative() -> None:
    found = repairs(TOTAL, _of("3"), [_of("160"), _of("5")])
    assert [(repair.position, repair.value) for repair in found] == [(None, Decimal(165))]


@pytest.mark.parametrize(
    ("relation", "result", "operands"),
    [
        (TOTAL, _of("165"), [_of("160"), _of("5")]),
        (TOTAL, None, [_of("160"), _of("5")]),
        (TOTAL, _of("165"), [None, _of("5")]),
        (Relation(RelationKind.CHANGE, "o1-o2", Compare.GT0, 0, ("a", "b")), None, [_of("15"), _of("15")]),
    ],
)
def test_there_is_nothing_to_repair(
    relation: Relation, result: Quantity | None, operands: list[Quantity | None]
) -> None:
    assert repairs(relation, result, operands) == []


@given(
    st.sampled_from([SHARE, TOTAL, GROWTH]),
    st.integers(0, 10**5),
    st.lists(st.integers(0, 10**4), min_size=2, max_size=2),
)
def test_every_repair_repairs(relation: Relation, stated: int, figures: list[int]) -> None:
    result = Quantity(Decimal(stated).scaleb(-relation.decimals), relation.decimals)
    operands = [_of(str(figure)) for figure in figures]
    for repair in repairs(relation, result, operands):
        changed = list(operands)
        if repair.position is not None:
            changed[repair.position - 1] = repair.replacement
        new_result = repair.replacement if repair.position is None else result
        assert judge(relation, new_result, changed).verdict is Verdict.CONSISTENT
        assert repair.value >= 0
