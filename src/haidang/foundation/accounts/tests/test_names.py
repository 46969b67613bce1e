"""What an account may be called, whoever makes it: the page, the command or the code."""

import pytest
from django.core.exceptions import ValidationError

from haidang.foundation.accounts.lockout import name_of
from haidang.foundation.accounts.models import User
from haidang.foundation.accounts.services import create_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def make(system, at):
    def run(username="binh", full_name="Bình"):
        return create_account(
            username=username, full_name=full_name, password="mot-cau-dai-kho-doan", by=system, at=at
        )

    return run


@pytest.mark.parametrize("username", ["abc", "a.b", "0an", "an_binh-1", "a" * 60])
def test_user_names_that_are_taken(username, make):
    assert make(username=username).username == username


@pytest.mark.parametrize(
    "username",
    ["", "an", "An Binh", "BINH", "bình", ".binh", "-binh", "binh\n", "binh/..", "a" * 61, "b\x00inh"],
)
def test_user_names_that_are_refused(username, make):
    with pytest.raises(ValidationError):
        make(username=username)
    assert not User.objects.filter(full_name="Bình").exists()


@pytest.mark.parametrize("full_name", ["", "   ", "x" * 121])
def test_full_names_that_are_refused(full_name, make):
    with pytest.raises(ValidationError):
        make(full_name=full_name)
    assert not User.objects.filter(username="binh").exists()


def test_a_full_name_may_have_120_characters(make):
    assert make(full_name="x" * 120).full_name == "x" * 120


def test_a_lock_counts_no_more_than_a_name_can_hold(rf):
    assert name_of(None, {"username": " Ｃanbo "}) == "canbo"
    assert name_of(None, {"username": "X" * 100_000}) == "x" * 60
    assert name_of(rf.post("/", {"username": "İ" * 300})) == ("i̇" * 30)
