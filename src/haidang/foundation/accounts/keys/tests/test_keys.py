"""A key is shown once, lets the software of one unit in, and ends when it is revoked or its last day is over."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from haidang.foundation.accounts.keys.selectors import KeyFault, actor_of_key, find_key
from haidang.foundation.accounts.keys.services import create_api_key, note_use, revoke_api_key
from haidang.foundation.accounts.keys.token import Token
from haidang.foundation.accounts.models import ApiKey
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.permissions import PERMISSIONS, Permission, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(at):
    return timezone.localdate(at)


@pytest.fixture
def made(system, at, today):
    """`made(unit_code="TAND")` is a key and what its holder was told."""

    def make(**said):
        usual = {"unit_code": "TAND", "name": "Phần mềm án", "expires_on": today + timedelta(days=30)}
        return create_api_key(**{**usual, "by": system, "at": at, **said})

    return make


def test_the_secret_is_kept_nowhere(made):
    key, text = made()
    secret = text[-43:]
    assert re.fullmatch(r"hd_[a-z0-9]{10}_[A-Za-z0-9_-]{43}", text)
    key.refresh_from_db()
    assert secret not in str(vars(key))
    assert not any(secret in str(vars(event)) for event in AuditEvent.objects.all())
    assert "secret" not in repr(Token.parse(text))


def test_a_key_acts_as_a_reporting_officer_of_its_unit_and_as_nothing_else(made):
    key, _text = made()
    actor = actor_of_key(key)
    assert (actor.identifier, actor.name, actor.user_id) == (f"key:{key.prefix}", "Phần mềm án", None)
    assert actor.roles == {Role.REPORTING_OFFICER}
    assert actor.may(Permission.EXPLAIN_FINDING, "TAND")
    assert not actor.may(Permission.EXPLAIN_FINDING, "STP")
    officers = {p for p, roles in PERMISSIONS.items() if Role.REPORTING_OFFICER in roles}
    assert {p for p in Permission if actor.may(p)} == officers


def test_a_key_is_found_by_its_text(made, today, django_assert_num_queries):
    key, text = made()
    with django_assert_num_queries(1):
        assert find_key(text, today) == key


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1] + ("A" if text[-1] != "A" else "B"),
        lambda text: text + "x",
        lambda text: text.replace("hd_", "HD_"),
        lambda text: "hd_0000000000_" + text[-43:],
        lambda text: text[:14],
        lambda text: "",
    ],
)
def test_another_text_is_no_key(spoil, made, today):
    _key, text = made()
    assert find_key(spoil(text), today) is KeyFault.UNKNOWN


@given(st.text(max_size=80))
def test_any_text_is_read_without_harm(text):
    token = Token.parse(text)
    assert token is None or token.text == text


def test_a_key_ends_after_its_last_day(made, today):
    key, text = made()
    assert find_key(text, key.expires_on) == key
    assert find_key(text, key.expires_on + timedelta(days=1)) is KeyFault.EXPIRED


def test_a_key_ends_when_it_is_revoked_and_only_its_holder_hears_why(made, system, at, today):
    key, text = made()
    revoke_api_key(key=key, by=system, at=at)
    revoke_api_key(key=key, by=system, at=at + timedelta(days=1))
    assert find_key(text, today) is KeyFault.REVOKED
    assert find_key(f"hd_{key.prefix}_{'x' * 43}", today) is KeyFault.UNKNOWN
    key.refresh_from_db()
    assert (key.revoked_at, key.revoked_by_id) == (at, "system:test")
    assert AuditEvent.objects.filter(action="accounts.api-key-revoked").count() == 1


def test_use_is_noted_once_a_day(made, today, django_assert_num_queries):
    key, _text = made()
    note_use(key=key, on=today)
    key.refresh_from_db()
    assert key.last_used_on == today
    with django_assert_num_queries(0):
        note_use(key=key, on=today)


@pytest.mark.parametrize("days", [-1, 732])
def test_a_key_ends_within_two_years(days, made, today):
    with pytest.raises(ValidationError) as refused:
        made(expires_on=today + timedelta(days=days))
    assert refused.value.code == "expires_on"


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_key_is_for_something(name, made):
    with pytest.raises(ValidationError) as refused:
        made(name=name)
    assert refused.value.code == "name"


def test_a_unit_has_one_valid_key_of_a_name(made, system, at):
    key, _text = made()
    with pytest.raises(ValidationError):
        made()
    made(unit_code="STP")
    revoke_api_key(key=key, by=system, at=at)
    made()


def test_nor_does_the_database_take_a_key_without_a_unit(made):
    key, _text = made()
    with pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.filter(pk=key.pk).update(unit_code="")


def test_a_head_makes_and_ends_keys_of_the_own_unit_only(made, actor_for, at):
    by = actor_for("thutruong")
    key, _text = made(by=by)
    with pytest.raises(PermissionDenied):
        made(by=by, unit_code="STP", name="x")
    other, _text = made(unit_code="STP")
    with pytest.raises(PermissionDenied):
        revoke_api_key(key=other, by=by, at=at)
    revoke_api_key(key=key, by=by, at=at)


def form(**said):
    day = timezone.localdate() + timedelta(days=30)
    return {"unit_code": "TAND", "name": "Phần mềm án", "expires_on": day.isoformat(), **said}


def test_the_page_shows_the_key_once(signed_in):
    client = signed_in("thutruong")
    answer = client.post(reverse("keys:create"), form())
    text = re.search(r"hd_[a-z0-9]{10}_[A-Za-z0-9_-]{43}", answer.content.decode())[0]
    assert answer.headers["Cache-Control"] == "private, no-store"
    key = find_key(text, timezone.localdate())
    assert key.unit_code == "TAND"
    page = client.get(reverse("keys:list")).content.decode()
    assert f"hd_{key.prefix}_…" in page
    assert text not in page


def test_loading_the_answer_again_makes_no_second_key(signed_in):
    client = signed_in("thutruong")
    assert client.post(reverse("keys:create"), form()).status_code == 200
    again = client.post(reverse("keys:create"), form())
    assert again.status_code == 400
    assert 'id="id_name_error"' in again.content.decode()
    assert ApiKey.objects.count() == 1


def test_a_head_is_offered_the_own_unit_and_refused_others(signed_in):
    client = signed_in("thutruong")
    page = client.get(reverse("keys:create")).content.decode()
    assert re.findall(r'<option value="([^"]*)"', page) == ["TAND"]
    assert client.post(reverse("keys:create"), form(unit_code="STP")).status_code == 400
    assert not ApiKey.objects.exists()


def test_an_administrator_chooses_among_the_units_of_today(signed_in):
    page = signed_in("quantri").get(reverse("keys:create")).content.decode()
    assert {"TAND", "STP"} <= set(re.findall(r'<option value="([^"]*)"', page))


def test_the_list_is_as_wide_as_the_right(made, signed_in, django_assert_max_num_queries):
    made(name="Của tòa án")
    made(unit_code="STP", name="Của sở")
    client = signed_in("thutruong")
    with django_assert_max_num_queries(10):
        page = client.get(reverse("keys:list")).content.decode()
    assert ("Của tòa án" in page, "Của sở" in page) == (True, False)
    assert "Của sở" in signed_in("quantri").get(reverse("keys:list")).content.decode()


def test_revoking_asks_once_more(made, signed_in):
    key, _text = made()
    client = signed_in("thutruong")
    address = reverse("keys:revoke", args=[key.prefix])
    assert "hd_" in client.get(address).content.decode()
    key.refresh_from_db()
    assert key.revoked_at is None
    assert client.post(address).url == reverse("keys:list")
    key.refresh_from_db()
    assert key.revoked_at is not None


def test_the_key_of_another_unit_does_not_exist(made, signed_in):
    key, _text = made(unit_code="STP")
    assert signed_in("thutruong").post(reverse("keys:revoke", args=[key.prefix])).status_code == 404


def test_before_there_is_a_key_the_page_says_what_it_is_for(signed_in):
    assert 'class="empty"' in signed_in("quantri").get(reverse("keys:list")).content.decode()
