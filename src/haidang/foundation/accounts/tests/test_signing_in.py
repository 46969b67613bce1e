"""Passwords are strong, guessing is stopped, and two accounts never differ by case alone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from haidang.foundation.accounts.models import User
from haidang.foundation.accounts.services import create_account
from haidang.foundation.audit.models import AuditEvent

pytestmark = pytest.mark.django_db

PASSWORD = "ngon-hai-dang-2024"


@pytest.fixture
def attempt(client):
    """`attempt(password)` tries to sign in; True if that person is signed in now."""

    def post(password, username="canbo", address="10.0.0.1"):
        client.logout()
        client.post(
            reverse("accounts:sign-in"), {"username": username, "password": password}, REMOTE_ADDR=address
        )
        return "_auth_user_id" in client.session

    return post


@pytest.mark.parametrize(
    "password", ["", "ngan", "elevenchars", "password1234", "123456789012", "nguyenvanan1"]
)
def test_weak_passwords_are_refused(password, system, at):
    with pytest.raises(ValidationError):
        create_account(username="nguyenvanan", full_name="Nguyễn Văn An", password=password, by=system, at=at)
    assert not User.objects.filter(username="nguyenvanan").exists()


def test_a_password_is_never_kept_in_the_clear(system, at):
    user = create_account(username="binh", full_name="Bình", password=PASSWORD, by=system, at=at)
    assert PASSWORD not in str(vars(user))
    assert user.check_password(PASSWORD)


def test_two_accounts_do_not_differ_by_case_alone(system, at):
    with pytest.raises(ValidationError):
        create_account(username="CanBo", full_name="B", password=PASSWORD, by=system, at=at)


def test_nor_does_the_database_take_them(at):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="CANBO", full_name="B", created_at=at)


def test_signing_in_is_on_record_and_needs_the_right_password(attempt):
    before = AuditEvent.objects.filter(action="accounts.signed-in").count()
    assert not attempt("wrong")
    assert AuditEvent.objects.filter(action="accounts.signed-in").count() == before
    assert attempt(PASSWORD)
    event = AuditEvent.objects.filter(action="accounts.signed-in").latest("pk")
    assert event.actor_id == "user:canbo"


def test_the_name_may_be_typed_in_any_case(attempt):
    assert attempt(PASSWORD, username="CANBO")


def test_whoever_left_does_not_come_in(attempt):
    User.objects.filter(username="canbo").update(is_active=False)
    assert not attempt(PASSWORD)


def test_after_five_failures_even_the_right_password_waits(attempt):
    for _ in range(5):
        assert not attempt("wrong")
    assert not attempt(PASSWORD)


def test_four_failures_are_forgiven(attempt):
    for _ in range(4):
        assert not attempt("wrong")
    assert attempt(PASSWORD)


def test_a_lock_concerns_that_name_from_that_address_alone(attempt):
    for _ in range(6):
        attempt("wrong")
    assert attempt(PASSWORD, address="10.0.0.2")
    assert attempt(PASSWORD, username="dieuphoi")


def test_writing_the_name_differently_does_not_get_round_the_lock(attempt):
    for name in ("canbo", "Canbo", "CANBO", "cAnbo", "caNbo"):
        attempt("wrong", username=name)
    assert not attempt(PASSWORD)


def test_nobody_is_sent_elsewhere_after_signing_in(client):
    answer = client.post(
        reverse("accounts:sign-in") + "?next=https://evil.example/",
        {"username": "canbo", "password": PASSWORD, "next": "https://evil.example/"},
    )
    assert answer.status_code == 302
    assert answer.url == reverse("desk:home")
