"""One joint team instead of several visits."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.domain.overlaps import Visit, read_precedence
from haidang.domain.overlaps.merging import Proposal, build_cases, propose, solving
from haidang.domain.overlaps.merging.model import OVERLOAD_COST
from haidang.domain.overlaps.merging.relaxing import relax
from haidang.domain.overlaps.merging.solving import components, free_capacity, scarce, solve

RANKING = read_precedence()
TAX, LABOUR, HEALTH, STATE = "Thuế thành phố", "Sở Nội vụ", "Sở Y tế", "Thanh tra thành phố"
CENTRE, BANK = "Thanh tra Chính phủ (Cục II)", "Thanh tra Ngân hàng Nhà nước KV"
TIERS = {TAX: 3, LABOUR: 5, HEALTH: 5, STATE: 4, CENTRE: 1, BANK: 2}


def visit(
    rid: str,
    unit: str,
    month: int | None,
    entity: str = "E",
    days: int = 5,
    staff: int = 2,
    content: str = "",
) -> Visit:
    return Visit(rid, entity, unit, TIERS[unit], content or unit, month, days, staff)


def proposed(*visits: Visit, capacity: dict | None = None, **options: int) -> Proposal:
    entities = {v.entity for v in visits if sum(other.entity == v.entity for other in visits) > 1}
    return propose(visits, entities, capacity or {}, RANKING, **options)


def test_the_higher_rank_leads_and_the_month_changes_least() -> None:
    plan = proposed(visit("1", LABOUR, 3), visit("2", TAX, 9), visit("3", HEALTH, 3))
    (team,) = plan.merges
    assert (team.case.lead, team.co_units, team.month) == (TAX, (LABOUR, HEALTH), 3)
    assert team.moved == (("2", 9, 3),)
    assert (plan.status, plan.gap, plan.clashes) == ("optimal", 0, ())
    assert "2/3 lượt giữ nguyên tháng" in team.reason


def test_what_the_province_cannot_move_sets_the_month() -> None:
    plan = proposed(visit("1", LABOUR, 3), visit("2", TAX, 3), visit("3", CENTRE, 11))
    assert (plan.merges[0].case.lead, plan.merges[0].month) == (CENTRE, 11)
    assert "không dời được" in plan.merges[0].reason


def test_two_plans_that_both_stand_clash_and_are_named() -> None:
    plan = proposed(visit("1", CENTRE, 3), visit("2", BANK, 6))
    assert [clash.rule for clash in plan.clashes] == ["standing_month"]
    assert CENTRE in plan.clashes[0].text_vi
    assert BANK in plan.clashes[0].text_vi
    assert plan.merges[0].month == 3


def test_a_plan_that_stands_in_a_past_month_clashes_with_planning_from_now_on() -> None:
    plan = proposed(visit("1", CENTRE, 3), visit("2", TAX, 9), first_month=7)
    assert [clash.rule for clash in plan.clashes] == ["past_month"]
    assert CENTRE in plan.clashes[0].text_vi


def test_a_full_month_sends_the_team_elsewhere_and_says_who_was_short() -> None:
    stays = visit("9", TAX, 3, entity="F", days=10)
    plan = proposed(visit("1", TAX, 3), visit("2", LABOUR, 3), stays, capacity={(TAX, 3): 25})
    assert (plan.merges[0].month, plan.overload) == (2, 0)
    assert f"{TAX} còn 5/10 ngày công" in plan.merges[0].reason


def test_too_few_person_days_in_all_months_are_told_as_a_clash_of_capacity() -> None:
    plan = proposed(
        visit("1", TAX, 3), visit("2", LABOUR, 3), capacity={(TAX, month): 4 for month in range(1, 13)}
    )
    assert plan.overload == 6
    assert [clash.rule for clash in plan.clashes] == ["capacity"]
    assert "cần 10 ngày công" in plan.clashes[0].text_vi


def test_months_that_are_past_are_not_used() -> None:
    assert proposed(visit("1", TAX, 2), visit("2", LABOUR, 4), first_month=7).merges[0].month == 7


def test_a_visit_without_a_month_moves_for_nothing() -> None:
    plan = proposed(visit("1", TAX, None), visit("2", LABOUR, 4))
    assert (plan.merges[0].month, plan.merges[0].moved, plan.change) == (4, (), 0)


def test_content_that_repeats_is_to_be_done_once() -> None:
    plan = proposed(visit("1", TAX, 4, content="Thuế"), visit("2", LABOUR, 4, content="thuế"))
    assert "trùng nội dung" in plan.merges[0].reason


def test_nothing_overlaps_nothing_is_merged() -> None:
    assert proposed(visit("1", TAX, 4)).merges == ()


def test_units_that_cannot_run_short_do_not_tie_cases_together() -> None:
    visits = [visit(f"{entity}{unit}", unit, 3, entity) for entity, unit in product("ABCD", (TAX, LABOUR))]
    cases, _ = build_cases(visits, RANKING)
    assert len(components(cases, {(TAX, 3): 40})) == 4
    assert len(components(cases, {(TAX, 3): 39})) == 1


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Visit], dict[tuple[str, int], int]]:
    """Up to four enterprises, three units, three months."""
    visits = [
        visit(
            f"{entity}{number}", unit, draw(st.sampled_from([10, 11, 12])), entity, 1, draw(st.integers(1, 4))
        )
        for entity in "ABCD"[: draw(st.integers(1, 4))]
        for number, unit in enumerate(
            draw(st.lists(st.sampled_from([TAX, LABOUR, HEALTH]), min_size=2, max_size=3))
        )
    ]
    units = st.sampled_from([TAX, LABOUR, HEALTH])
    return visits, draw(
        st.dictionaries(st.tuples(units, st.sampled_from([10, 11, 12])), st.integers(0, 9), max_size=9)
    )


@settings(max_examples=40)
@given(worlds())
def test_no_other_plan_has_less_overload_or_as_little_and_less_change(world: tuple) -> None:
    visits, capacity = world
    cases, _ = build_cases(visits, RANKING, first_month=10)
    found = solve(cases, free_capacity(capacity, {}))
    best = min(cost(cases, months, capacity) for months in product([10, 11, 12], repeat=len(cases)))
    assert cost(cases, [found.months[case.entity] for case in cases], capacity) == best
    assert (found.overload, found.change) == best
    assert found.bound == found.cost == best[1] + OVERLOAD_COST * best[0]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds())
def test_a_plan_found_near_the_bound_is_as_good_as_it_says(monkeypatch, world: tuple) -> None:
    """As cases too many for all months to be tried are planned."""
    monkeypatch.setattr(solving, "FEW_MONTHS", 0)
    visits, capacity = world
    cases, _ = build_cases(visits, RANKING, first_month=10)
    found = solve(cases, free_capacity(capacity, {}))
    least = min(
        change + OVERLOAD_COST * over
        for over, change in (
            cost(cases, months, capacity) for months in product([10, 11, 12], repeat=len(cases))
        )
    )
    assert found.bound <= least <= found.cost
    assert found.cost - found.bound <= max(solving.GAP * found.change, 0)


@settings(max_examples=40)
@given(worlds())
def test_no_plan_with_a_month_costs_less_than_the_relaxation_says(world: tuple) -> None:
    visits, capacity = world
    cases, _ = build_cases(visits, RANKING, first_month=10)
    relaxed = relax(cases, capacity, scarce(cases, capacity))
    assert relaxed is not None
    for months in product([10, 11, 12], repeat=len(cases)):
        over, change = cost(cases, months, capacity)
        extra = max(relaxed.extra[case.entity, month] for case, month in zip(cases, months, strict=True))
        assert change + OVERLOAD_COST * over >= relaxed.bound + extra - 1e-6


def cost(cases: list, months: list[int] | tuple[int, ...], capacity: dict) -> tuple[int, int]:
    load: dict = defaultdict(int)
    for case, month in zip(cases, months, strict=True):
        for unit, effort in case.efforts.items():
            load[unit, month] += effort
    over = sum(max(days - capacity[key], 0) for key, days in load.items() if key in capacity)
    return over, sum(case.costs[month] for case, month in zip(cases, months, strict=True))


@pytest.mark.parametrize("spare", [300, 60])
def test_many_teams_are_planned_within_capacity_near_the_bound(spare: int) -> None:
    """Four hundred teams, of which all share one unit."""
    visits = [
        visit(f"{number}-{unit}", unit, (number * step) % 12 + 1, f"E{number}", days=2, staff=1)
        for number in range(400)
        for step, unit in ((5, TAX), (7, LABOUR), (11, HEALTH))[number % 2 :]
    ]
    capacity = {(TAX, month): spare for month in range(1, 13)}
    plan = proposed(*visits, capacity=capacity)
    load: dict = defaultdict(int)
    for team in plan.merges:
        load[team.month] += team.case.efforts.get(TAX, 0)
    assert plan.overload == 0
    assert max(load.values()) <= spare
    assert plan.gap <= 0.01
