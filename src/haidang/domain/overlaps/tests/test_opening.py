"""One visit more: what it would break, by the rules of its first day."""

from datetime import date

import pytest

from haidang.domain.overlaps import Activity, Counted, contents_of, judge_visit, read_rules

RULES = read_rules()
CHECK, INSPECTION, AUDIT = Activity.CHECK, Activity.INSPECTION, Activity.AUDIT
IN_2024, IN_2026 = date(2024, 6, 3), date(2026, 6, 3)


def visit(activity, *contents, rid="a"):
    return Counted(rid, activity, contents_of(*contents))


def broken(new, others, on):
    return [breach.rule.key for breach in judge_visit(new, others, on, RULES)]


@pytest.mark.parametrize("on", [IN_2024, IN_2026])
def test_a_first_visit_breaks_nothing(on):
    assert broken(visit(CHECK, "Thuế"), [], on) == []


@pytest.mark.parametrize(
    ("new", "other", "on", "expected"),
    [
        (CHECK, CHECK, IN_2024, ["one_a_year"]),
        (CHECK, INSPECTION, IN_2024, ["one_a_year"]),
        (CHECK, CHECK, IN_2026, ["one_check"]),
        (INSPECTION, INSPECTION, IN_2026, ["one_inspection"]),
        (CHECK, INSPECTION, IN_2026, ["joint_team"]),
        (CHECK, AUDIT, IN_2026, ["joint_team"]),
    ],
)
def test_of_other_content_the_counters_decide(new, other, on, expected):
    assert broken(visit(new, "Thuế"), [visit(other, "Môi trường")], on) == expected


@pytest.mark.parametrize(
    ("new", "other", "expected"),
    [(CHECK, INSPECTION, ["duplicate", "not_both"]), (CHECK, CHECK, ["duplicate", "one_check"])],
)
def test_the_same_content_is_never_looked_into_twice(new, other, expected):
    assert broken(visit(new, "Thuế"), [visit(other, "THUẾ ")], IN_2026) == expected


def test_a_joint_team_has_all_its_contents_and_counts_once():
    team = visit(INSPECTION, "Thuế", "Môi trường")
    (duplicate, exclusion) = judge_visit(visit(CHECK, "Môi trường"), [team], IN_2026, RULES)
    assert (duplicate.rule.key, exclusion.rule.key, exclusion.visits) == ("duplicate", "not_both", (team,))


def test_without_content_nothing_is_the_same():
    assert broken(visit(CHECK), [visit(INSPECTION)], IN_2026) == ["joint_team"]


def test_the_gravest_rule_comes_first_and_a_burden_is_told_only_beyond_it():
    others = [visit(CHECK, "Thuế", rid="b"), visit(AUDIT, "Đất đai", rid="c")]
    found = judge_visit(visit(CHECK, "Thuế"), others, IN_2026, RULES)
    assert [(breach.rule.key, len(breach.visits)) for breach in found] == [
        ("duplicate", 1), ("one_check", 1), ("joint_team", 2),
    ]  # fmt: skip
