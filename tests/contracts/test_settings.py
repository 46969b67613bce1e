"""The environment: what cannot be meant stops a command with 2 and a sentence; what is written is its owner's alone."""

import json

import pytest

SHOW = "import json; from django.conf import settings as s; print(json.dumps({n: getattr(s, n, None) for n in %r}))"
SECURE = ["SESSION_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS"]
SENTENCE = "the database is not prepared"


def settings(home, names, **environment):
    done = home.run("django", "shell", "--no-imports", "-c", SHOW % (names,), **environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        *(("HAIDANG_PORT", value) for value in ("", "http", "0", "65536", "-1", "80.5", "²", "9" * 5000)),
        *(("HAIDANG_BASE_URL", value) for value in ("haidang.vn", "ftp://haidang.vn", "https://", "http://[", "//x")),
        *(("HAIDANG_BASE_URL", value) for value in ("http://x:99999", "http://x:port", "http://x:0")),
        *(("HAIDANG_DATABASE_URL", value) for value in ("mysql://x/y", "haidang", "postgres://h:port/x")),
        ("HAIDANG_DATA", "/dev/null/folder"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_wrong_call(variable, value, empty):
    done = empty.run("audit", "verify", **{variable: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert variable in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_password_in_the_address_of_the_database_is_not_repeated(empty):
    done = empty.run("audit", "verify", HAIDANG_DATABASE_URL="mysql://user:geheim@host/x")
    assert "geheim" not in done.stderr


def test_a_key_that_never_comes_is_a_wrong_call(empty):
    (empty.folder / "secret-key").touch()
    done = empty.run("audit", "verify")
    assert (done.returncode, "HAIDANG_SECRET_KEY" in done.stderr, "Traceback" in done.stderr) == (
        2,
        True,
        False,
    )


def test_behind_a_proxy_with_tls(empty):
    assert settings(empty, SECURE, HAIDANG_BASE_URL="https://haidang.example") == {
        "SESSION_COOKIE_SECURE": True,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
        "SECURE_HSTS_SECONDS": 31_536_000,
    }


def test_without_tls_no_header_is_believed(empty):
    assert settings(empty, SECURE) == {
        "SESSION_COOKIE_SECURE": False,
        "SECURE_PROXY_SSL_HEADER": None,
        "SECURE_HSTS_SECONDS": 0,
    }


def test_what_is_written_is_its_owners_alone(empty):
    data = empty.folder / "new" / "data"
    done = empty.run("django", "migrate", HAIDANG_DATA=str(data))
    assert done.returncode == 0, done.stderr
    assert data.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in data.rglob("*") if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", "verify"],
        ["import", "units", __file__],
        ["report", "build", "--round", "HP-PCI-2024-9M", "--out", "out"],
        ["account", "create", "quantri", "--name", "Quản trị"],
    ],
    ids=" ".join,
)
def test_a_database_without_tables_is_a_wrong_call(arguments, empty):
    done = empty.run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert SENTENCE in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("username", "name"),
    [("An Binh", "An"), ("an", "An"), ("anbinh", " "), ("anbinh", "x" * 121), ("canbo", "An")],
)
def test_an_account_that_cannot_be_is_a_wrong_call(username, name, prepared):
    before = prepared.count("accounts_user")
    done = prepared.run("account", "create", username, "--name", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert prepared.count("accounts_user") == before
