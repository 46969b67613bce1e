"""`haidang demo --no-serve`: one command from nothing to a database with the pack and people who can sign in."""

import re

import pytest

SIGN_INS = {"dieuphoi", "lanhdao", "thutruong", "canbo", "kiemtra", "quantri"}
TABLES = [
    "organisations_unit", "observations_observation", "observations_finding", "programme_task", "documents_document",
    "reporting_report", "reporting_quote", "accounts_user", "organisations_position",
]  # fmt: skip


def test_it_prints_who_may_sign_in_on_stdout_and_what_it_does_on_stderr(demonstration):
    _home, said = demonstration
    lines = [re.split(r"\s{2,}|\s(?=ngon)", line) for line in said["stdout"].splitlines()]
    assert {line[0].strip() for line in lines} >= SIGN_INS
    assert all(len(line) >= 3 for line in lines if line[0].strip() in SIGN_INS)
    assert "migrating" in said["stderr"]
    assert "migrating" not in said["stdout"]


def test_doing_it_again_changes_nothing(home):
    before = {table: home.count(table) for table in TABLES}
    assert all(before.values())
    again = home.run("demo", "--no-serve")
    assert again.returncode == 0
    assert {table: home.count(table) for table in TABLES} == before
    assert not re.search(r"units: [1-9]|observations: [1-9]", again.stderr)


def test_the_key_is_readable_by_its_owner_alone(prepared):
    assert (prepared.folder / "secret-key").stat().st_mode & 0o077 == 0


def test_everything_that_happened_is_sealed(prepared):
    sealed = prepared.run("audit", "verify", "--format", "json")
    assert '"unsealed": 0' in sealed.stdout
    assert prepared.count("audit_auditseal") == prepared.count("audit_auditevent")


def test_an_unknown_command_or_option_is_a_wrong_call(prepared):
    for arguments in (["no-such"], ["demo", "--loud"], ["report", "build"], ["import"]):
        wrong = prepared.run(*arguments)
        assert wrong.returncode == 2, arguments
        assert wrong.stdout == ""
        assert wrong.stderr


@pytest.mark.parametrize("address", ["https://haidang.example", "http://192.168.1.7:8000", "http://0.0.0.0"])
def test_it_does_not_put_known_passwords_where_others_can_reach(address, empty):
    done = empty.run("demo", "--no-serve", HAIDANG_BASE_URL=address)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this machine only" in done.stderr
    assert "migrating" not in done.stderr


@pytest.mark.parametrize("address", ["http://localhost:8123", "http://127.0.0.1:8123", "http://[::1]:8123"])
def test_this_machine_has_several_names(address, home):
    assert home.run("demo", "--no-serve", HAIDANG_BASE_URL=address).returncode == 0


def test_it_does_not_join_accounts_of_real_people(home):
    assert home.run("account", "create", "nguyen.van.an", "--name", "Nguyễn Văn An").returncode == 0
    before = home.count("audit_auditevent")
    done = home.run("demo", "--no-serve")
    assert (done.returncode, done.stdout) == (2, "")
    assert "real people" in done.stderr
    assert home.count("audit_auditevent") == before


def test_a_real_administrator_may_have_a_name_of_the_demonstration(empty):
    assert empty.run("django", "migrate").returncode == 0
    assert empty.run("account", "create", "quantri", "--name", "Nguyễn Văn An").returncode == 0
    assert empty.run("demo", "--no-serve").returncode == 2
    assert empty.count("accounts_user") == 1
