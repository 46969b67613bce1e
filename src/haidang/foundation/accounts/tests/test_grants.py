"""Rights come from grants, and grants hold on certain days, over certain units."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from haidang.foundation.accounts.actor import Actor, Grant, actor_of
from haidang.foundation.accounts.models import RoleGrant, User
from haidang.foundation.accounts.services import create_account, end_grant, grant_role
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.permissions import PERMISSIONS, Permission, Reach, Role

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2025, 3, 1), date(2025, 9, 30)
PASSWORD = "mot-cau-dai-kho-doan"


@pytest.fixture
def user(system, at):
    return create_account(username="binh", full_name="Bình", password=PASSWORD, by=system, at=at)


@pytest.fixture
def grant(user, system, at):
    return grant_role(
        user=user, role=Role.REPORTING_OFFICER, unit_code="TAND", valid_from=FIRST, by=system, at=at
    )


def roles_on(user, day):
    return actor_of(user, day).roles


def test_a_new_account_has_no_right(user):
    actor = actor_of(user, FIRST)
    assert actor.is_authenticated
    assert not any(actor.may(permission) for permission in Permission)


def test_a_grant_holds_from_its_first_to_its_last_day(user, grant, system, at):
    end_grant(grant=grant, last_day=LAST, by=system, at=at)
    day = timedelta(days=1)
    assert [roles_on(user, d) for d in (FIRST - day, FIRST, LAST, LAST + day)] == [
        frozenset(), {Role.REPORTING_OFFICER}, {Role.REPORTING_OFFICER}, frozenset(),
    ]  # fmt: skip


def test_an_open_grant_holds_on(user, grant):
    assert roles_on(user, date(2099, 1, 1)) == {Role.REPORTING_OFFICER}


def test_a_grant_that_is_ended_before_it_began_holds_for_one_day_at_most(user, grant, system, at):
    end_grant(grant=grant, last_day=FIRST - timedelta(days=30), by=system, at=at)
    grant.refresh_from_db()
    assert grant.valid_to == FIRST


def test_the_database_refuses_a_grant_that_ends_before_it_begins(grant):
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=grant.pk).update(valid_to=FIRST - timedelta(days=1))


def test_whoever_left_has_no_right_left(user, grant):
    User.objects.filter(pk=user.pk).update(is_active=False)
    user.refresh_from_db()
    actor = actor_of(user, FIRST)
    assert not actor.is_authenticated
    assert not any(actor.may(permission) for permission in Permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_a_permission_reaches_as_far_as_the_table_says(role, permission):
    own = Actor("user:a", "A", (Grant(role, "TAND"),))
    everywhere = Actor("user:b", "B", (Grant(role),))
    reach = PERMISSIONS[permission].get(role)
    assert own.may(permission, "TAND") is (reach is not None)
    assert own.may(permission, "STP") is (reach is Reach.WHOLE)
    assert everywhere.may(permission, "STP") is (reach is Reach.WHOLE)
    assert own.scope(permission).everything is (reach is Reach.WHOLE)


def test_an_own_reach_without_a_unit_reaches_nothing():
    actor = Actor("user:a", "A", (Grant(Role.UNIT_HEAD),))
    assert not actor.may(Permission.EXPLAIN_FINDING)
    assert not actor.may(Permission.EXPLAIN_FINDING, "")


def test_reaches_over_several_units_add_up():
    actor = Actor("user:a", "A", (Grant(Role.UNIT_HEAD, "STP"), Grant(Role.REPORTING_OFFICER, "TAND")))
    assert actor.scope(Permission.EXPLAIN_FINDING).unit_codes == {"STP", "TAND"}


def test_nobody_may_nothing_and_the_software_everything():
    assert not any(Actor.anonymous().may(permission) for permission in Permission)
    assert all(Actor.system("x").may(permission, "TAND") for permission in Permission)


def test_require_names_what_is_missing():
    with pytest.raises(PermissionDenied, match="manage_people is not held by nobody"):
        Actor.anonymous().require(Permission.MANAGE_PEOPLE)


def test_granting_and_ending_are_on_record(user, grant, system, at):
    end_grant(grant=grant, last_day=LAST, by=system, at=at)
    told = AuditEvent.objects.filter(label="binh").order_by("pk").values_list("action", "unit_code", "data")
    assert list(told) == [
        ("accounts.account-created", "", {}),
        ("accounts.role-granted", "TAND", {"role": "reporting_officer", "valid_from": "2025-03-01"}),
        ("accounts.role-ended", "TAND", {"role": "reporting_officer", "valid_to": "2025-09-30"}),
    ]
