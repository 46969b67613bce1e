"""Units are merged and ended on a day, with a basis; their positions and rights end with them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from haidang.apps.organisations.models import Person, Position, Succession, SuccessionKind, Unit, UnitKind
from haidang.apps.organisations.selectors import get_history, list_units
from haidang.apps.organisations.services import appoint_person, end_position, end_unit, merge_units
from haidang.foundation.accounts.actor import actor_of
from haidang.foundation.accounts.models import RoleGrant
from haidang.foundation.accounts.services import create_account
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.events.models import OutboxEvent
from haidang.foundation.permissions import Permission, Role

pytestmark = pytest.mark.django_db

DAY = date(2026, 7, 1)
EVE = date(2026, 6, 30)
BASIS = "Nghị quyết số 01/NQ-HĐND"


def unit(code):
    return Unit.objects.get(code=code)


@pytest.fixture
def new_unit():
    return Unit.objects.create(code="SXT", name_vi="Sở mới", kind=UnitKind.DEPARTMENT, valid_from=DAY)


@pytest.fixture
def merge(system, at):
    def run(*codes, into, on=DAY):
        merge_units(
            predecessors=[unit(code) for code in codes],
            successor=unit(into),
            effective_on=on,
            basis=BASIS,
            by=system,
            at=at,
        )

    return run


@pytest.fixture
def end(system, at):
    return lambda code, on=EVE: end_unit(unit=unit(code), last_day=on, basis=BASIS, by=system, at=at)


@pytest.fixture
def appoint(system, at):
    """`appoint("binh", "STP")` gives a person with an account a position, from a day on."""

    def run(name, code, begin=date(2026, 1, 1), role=Role.UNIT_HEAD):
        account = create_account(
            username=name, full_name=name, password="mot-cau-dai-kho-doan", by=system, at=at
        )
        person = Person.objects.create(full_name=name, account=account)
        return appoint_person(
            person=person, unit=unit(code), title="Giám đốc", role=role, valid_from=begin, by=system, at=at
        )

    return run


def test_several_units_become_one_new_unit(merge, new_unit):
    merge("STP", "TTTP", into="SXT")
    assert [unit(code).valid_to for code in ("STP", "TTTP", "SXT")] == [EVE, EVE, None]
    origins = get_history(new_unit).origins
    assert {edge.predecessor.code for edge in origins} == {"STP", "TTTP"}
    assert {(edge.kind, edge.effective_on, edge.basis) for edge in origins} == {
        (SuccessionKind.MERGE, DAY, BASIS)
    }
    assert [edge.successor.code for edge in get_history(unit("STP")).successions] == ["SXT"]


def test_one_unit_may_go_on_and_take_over_another(merge):
    merge("TTTP", into="STP")
    assert (unit("STP").valid_to, unit("TTTP").valid_to) == (None, EVE)
    assert [edge.predecessor.code for edge in get_history(unit("STP")).origins] == ["TTTP"]


def test_before_the_day_there_are_the_old_units_and_from_it_on_the_new_one(merge, new_unit):
    merge("STP", "TTTP", into="SXT")
    there = {day: {u.code for u in list_units(on=day)} & {"STP", "TTTP", "SXT"} for day in (EVE, DAY)}
    assert there == {EVE: {"STP", "TTTP"}, DAY: {"SXT"}}


@pytest.mark.parametrize(
    ("codes", "into", "day"),
    [
        pytest.param(["STP"], "STP", DAY, id="into itself"),
        pytest.param(["TTTP", "STP"], "STP", DAY, id="into one of them"),
        pytest.param([], "STP", DAY, id="nobody"),
        pytest.param(["STP", "STP"], "TTTP", DAY, id="twice the same"),
        pytest.param(["SKHDT"], "STP", DAY, id="one that ended in 2025"),
        pytest.param(["SKHDT"], "STC-2025", date(2025, 3, 1), id="a merger already on record"),
        pytest.param(["STP"], "STC", DAY, id="into one that ended in 2025"),
        pytest.param(["STP"], "STC-2025", date(2025, 2, 1), id="into one that did not exist yet"),
        pytest.param(["STC-2025"], "STP", date(2025, 3, 1), id="before it began"),
    ],
)
def test_what_cannot_be_merged_is_refused_and_nothing_is_left(codes, into, day, merge):
    before = (
        list(Unit.objects.order_by("pk").values()),
        Succession.objects.count(),
        AuditEvent.objects.count(),
    )
    with pytest.raises(ValidationError):
        merge(*codes, into=into, on=day)
    assert before == (
        list(Unit.objects.order_by("pk").values()), Succession.objects.count(), AuditEvent.objects.count()
    )  # fmt: skip


def test_a_merger_whose_second_unit_is_refused_leaves_the_first_alone(merge):
    with pytest.raises(ValidationError):
        merge("TTTP", "SKHDT", into="STP")
    assert unit("TTTP").valid_to is None


def test_a_unit_may_end_without_anybody_following(end):
    end("TTTP")
    assert unit("TTTP").valid_to == EVE
    (edge,) = get_history(unit("TTTP")).successions
    assert (edge.successor, edge.kind, edge.effective_on) == (None, SuccessionKind.END, DAY)


@pytest.mark.parametrize(("code", "day"), [("SKHDT", EVE), ("STC-2025", date(2025, 2, 27))])
def test_what_cannot_end_is_refused(code, day, end):
    before = unit(code).valid_to
    with pytest.raises(ValidationError):
        end(code, day)
    assert unit(code).valid_to == before


def test_a_unit_does_not_end_twice(end):
    end("TTTP")
    with pytest.raises(ValidationError):
        end("TTTP")


def test_positions_and_rights_end_with_the_unit(merge, appoint):
    position = appoint("binh", "STP")
    user = position.person.account
    merge("STP", into="TTTP")
    position.refresh_from_db()
    assert (position.valid_to, position.grant.valid_to) == (EVE, EVE)
    assert actor_of(user, EVE).may(Permission.EXPLAIN_FINDING, "STP")
    assert not actor_of(user, DAY).roles


def test_rights_are_not_carried_over(merge, appoint):
    user = appoint("binh", "STP").person.account
    merge("STP", into="TTTP")
    assert not actor_of(user, DAY).may(Permission.EXPLAIN_FINDING, "TTTP")


def test_a_position_that_was_to_end_later_ends_with_the_unit(merge, appoint, system, at):
    position = appoint("binh", "STP")
    end_position(position=position, last_day=EVE + timedelta(days=90), by=system, at=at)
    merge("STP", into="TTTP")
    position.refresh_from_db()
    assert (position.valid_to, position.grant.valid_to) == (EVE, EVE)


def test_a_position_that_ended_before_stays_as_it_was(merge, appoint, system, at):
    position = appoint("binh", "STP")
    end_position(position=position, last_day=date(2026, 2, 1), by=system, at=at)
    merge("STP", into="TTTP")
    position.refresh_from_db()
    assert position.valid_to == date(2026, 2, 1)


def test_nobody_is_appointed_to_a_unit_that_does_not_exist(end, appoint):
    end("TTTP")
    with pytest.raises(ValidationError):
        appoint("binh", "TTTP", begin=DAY)
    assert not Position.objects.filter(person__full_name="binh").exists()


def test_a_person_without_an_account_holds_a_position_without_rights(system, at):
    person = Person.objects.create(full_name="Bình")
    position = appoint_person(
        person=person,
        unit=unit("STP"),
        title="Chuyên viên",
        role=Role.UNIT_HEAD,
        valid_from=DAY,
        by=system,
        at=at,
    )
    assert position.grant is None


def test_what_happened_is_on_record_with_its_basis(merge, end, appoint, new_unit):
    appoint("binh", "STP")
    last = AuditEvent.objects.latest("pk").pk
    merge("STP", "SYT", into="SXT")
    end("SCT")
    told = AuditEvent.objects.filter(pk__gt=last).order_by("pk").values_list("action", "unit_code", "data")
    assert list(told) == [
        ("accounts.role-ended", "STP", {"role": "unit_head", "valid_to": "2026-06-30"}),
        ("organisations.position-ended", "STP", {"valid_to": "2026-06-30"}),
        ("organisations.units-merged", "SXT",
         {"predecessors": "STP, SYT", "effective_on": "2026-07-01", "basis": BASIS}),
        ("organisations.unit-ended", "SCT", {"last_day": "2026-06-30", "basis": BASIS}),
    ]  # fmt: skip


def test_the_rooms_above_are_told(merge, end):
    merge("TTTP", into="STP")
    end("SCT")
    told = OutboxEvent.objects.filter(name="organisations.unit-succeeded").order_by("pk")
    assert list(told.values_list("payload", flat=True))[-2:] == [
        {"predecessors": ["TTTP"], "successor": "STP"},
        {"predecessors": ["SCT"], "successor": None},
    ]


def test_who_ends_a_unit_is_named_as_who_ended_the_rights(actor_for, at):
    end_unit(
        unit=Unit.objects.get(code="TAND"), last_day=at.date(), basis="x", by=actor_for("dieuphoi"), at=at
    )
    event = AuditEvent.objects.filter(action="accounts.role-ended").latest("pk")
    assert event.actor_id == "user:dieuphoi"


def test_the_last_administrator_cannot_be_ended(actor_for, at):
    with pytest.raises(ValidationError):
        end_unit(
            unit=Unit.objects.get(code="VPUBND"),
            last_day=at.date(),
            basis="x",
            by=actor_for("dieuphoi"),
            at=at,
        )


def test_a_position_that_has_not_begun_when_its_unit_ends_gives_no_right(system, at):
    unit = Unit.objects.get(code="TAND")
    person = Position.objects.get(person__full_name__startswith="Cán bộ báo cáo").person
    begin = at.date() + timedelta(days=40)
    position = appoint_person(
        person=person, unit=unit, title="x", role=Role.UNIT_HEAD, valid_from=begin, by=system, at=at
    )
    end_unit(unit=unit, last_day=at.date(), basis="x", by=system, at=at)
    assert not Position.objects.filter(pk=position.pk).exists()
    assert not RoleGrant.objects.valid_on(begin).filter(unit_code="TAND").exists()
