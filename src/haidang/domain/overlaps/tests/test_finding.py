"""Which visits overlap, by the law of their time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.overlaps import (
    Activity,
    Visit,
    activity_of,
    find_overlaps,
    precedence_of,
    read_precedence,
    read_rules,
)

RULES = read_rules()
TAX, LABOUR, STATE, AUDIT = (
    "Thuế thành phố",
    "Sở Nội vụ",
    "Thanh tra thành phố",
    "Kiểm toán nhà nước khu vực VI",
)


def visit(
    unit: str = TAX, content: str = "thuế", month: int | None = 3, rid: str = "1", entity: str = "E"
) -> Visit:
    return Visit(rid, entity, unit, 5, content, month, 5, 3)


def found(*visits: Visit, year: int = 2026) -> list[tuple[str, str]]:
    return [(overlap.rule.degree.value, overlap.rule.key) for overlap in find_overlaps(visits, year, RULES)]


def test_every_rule_has_a_basis_and_a_time() -> None:
    assert len(RULES) == 6
    assert all(
        rule.basis_vi and rule.basis_en and rule.certainty in {"read", "secondary", "memory"}
        for rule in RULES
    )
    assert all(rule.valid_to is None or rule.valid_from <= rule.valid_to for rule in RULES)


@pytest.mark.parametrize(
    ("unit", "activity"),
    [
        (STATE, "thanh_tra"),
        ("THANH TRA CHÍNH PHỦ (Cục II)", "thanh_tra"),
        (AUDIT, "kiem_toan"),
        (TAX, "kiem_tra"),
        ("", "kiem_tra"),
    ],
)
def test_what_a_unit_does_is_told_by_its_name(unit: str, activity: str) -> None:
    assert activity_of(unit) is Activity(activity)


def test_a_single_visit_overlaps_with_nothing() -> None:
    assert found(visit()) == []
    assert found(visit(), visit(entity="F")) == []


def test_two_checks_in_a_year_are_one_too_many() -> None:
    assert found(visit(TAX), visit(LABOUR, "lao động", 9, "2")) == [("quota", "one_check")]


def test_the_same_content_twice_is_the_gravest() -> None:
    assert found(visit(TAX, "Lao động"), visit(LABOUR, "LAO ĐỘNG", 9, "2")) == [
        ("duplicate", "duplicate"), ("quota", "one_check"),
    ]  # fmt: skip


def test_one_inspection_and_one_check_on_other_content_are_lawful_since_2025() -> None:
    pair = visit(STATE, "đất đai"), visit(TAX, "thuế", 9, "2")
    assert found(*pair) == [("burden", "joint_team")]
    assert found(*pair, year=2024) == [("quota", "one_a_year")]


def test_an_inspection_and_a_check_on_one_content_exclude_each_other() -> None:
    degrees = [degree for degree, _ in found(visit(STATE, "thuế"), visit(TAX, "thuế", 9, "2"))]
    assert degrees == ["duplicate", "exclusion"]


@pytest.mark.parametrize(("month", "rule"), [(4, "one_a_year"), (5, "one_check"), (None, "one_check")])
def test_the_later_visit_decides_which_law_holds(month: int | None, rule: str) -> None:
    keys = [key for _, key in found(visit(month=1), visit(LABOUR, "lao động", month, "2"), year=2025)]
    assert keys == [rule]


def test_a_rule_holds_on_its_first_and_last_day() -> None:
    rule = next(rule for rule in RULES if rule.key == "one_a_year")
    days = [date(2017, 5, 16), date(2017, 5, 17), date(2025, 5, 16), date(2025, 5, 17)]
    assert [rule.in_force(day) for day in days] == [False, True, True, False]


def test_an_audit_has_no_counter_but_is_a_burden() -> None:
    assert found(visit(AUDIT, "ngân sách"), visit(TAX, "thuế", 9, "2")) == [("burden", "joint_team")]


def test_no_content_is_not_the_same_content() -> None:
    assert found(visit(content=""), visit(LABOUR, "", 9, "2")) == [("quota", "one_check")]


def test_higher_ranks_come_first_whatever_is_missing() -> None:
    ranking = read_precedence()
    ranks = [
        precedence_of(unit, tier, ranking).rank
        for unit, tier in [
            ("Thanh tra Chính phủ", 1),
            (AUDIT, 0),
            (STATE, 4),
            (TAX, 3),
            ("Chi cục QLTT", 4),
            ("UBND xã", 6),
        ]
    ]
    assert ranks == sorted(ranks)
    assert precedence_of("", None, ranking) is ranking[-1]
    assert all(line.basis for line in ranking)


VISITS = st.lists(
    st.builds(visit, st.sampled_from([TAX, LABOUR, STATE, AUDIT]), st.sampled_from(["thuế", "lao động", ""]),
              st.sampled_from([None, *range(1, 13)]), st.uuids().map(str), st.sampled_from("EFG")),
    max_size=12,
)  # fmt: skip


@given(VISITS, st.integers(2018, 2030))
def test_every_enterprise_with_two_visits_is_told_and_no_other(visits: list[Visit], year: int) -> None:
    overlaps = find_overlaps(visits, year, RULES)
    often = {v.entity for v in visits if sum(other.entity == v.entity for other in visits) > 1}
    assert {overlap.entity for overlap in overlaps} == often
    assert all(len(overlap.visits) > overlap.rule.limit for overlap in overlaps)
