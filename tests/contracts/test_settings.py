"""The environment: what cannot be meant stops a command with 2 and a sentence; what is written is its owner's alone."""

import json
import re
from pathlib import Path

import pytest

SHOW = "import json; from django.conf import settings as s; print(json.dumps({n: getattr(s, n, None) for n in %r}))"
SECURE = ["SESSION_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS"]
SENTENCE = "the database is not prepared"
REPOSITORY = Path(__file__).resolve().parents[2]
DOCUMENT = REPOSITORY / "docs" / "operations" / "settings.md"
CODE = REPOSITORY / "src" / "haidang" / "config" / "environment.py"


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
        *(("HAIDANG_EMAIL_URL", value) for value in ("thu.example:25", "http://thu.example", "smtp://", "smtp://x:0")),
        *(("HAIDANG_EMAIL_URL", f"smtp://thu.example?{choice}") for choice in ("tls=2", "tls=yes", "ssl=1")),
        ("HAIDANG_EMAIL_URL", "smtps://thu.example?tls=1"),
        *(("HAIDANG_EMAIL_FROM", value) for value in ("haidang", "Hải Đăng", "a@b.vn\nBcc: c@d.vn", "a@b.vn, c@d.vn")),
    ],
)  # fmt: skip
def test_a_wrong_value_is_a_wrong_call(variable, value, empty):
    done = empty.run("audit", "verify", **{variable: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert variable in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("HAIDANG_DATABASE_URL", "mysql://user:geheim@host/x"),
        ("HAIDANG_EMAIL_URL", "smtp://user:geheim@thu.example?tls=maybe"),
    ],
)
def test_a_password_in_an_address_is_not_repeated(variable, value, empty):
    done = empty.run("audit", "verify", **{variable: value})
    assert done.returncode == 2
    assert "geheim" not in done.stderr


def test_every_variable_is_documented_and_every_documented_one_exists():
    documented = set(
        re.findall(r"^\| `(HAIDANG_[A-Z_]+)` \|", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    )
    read = set(re.findall(r'environ\.get\(\s*"(HAIDANG_[A-Z_]+)"', CODE.read_text(encoding="utf-8")))
    assert len(read) > 6
    assert documented == read | {"HAIDANG_TEST_DATABASE_URL"}


MAIL = [
    "EMAIL_HOST",
    "EMAIL_PORT",
    "EMAIL_HOST_USER",
    "EMAIL_HOST_PASSWORD",
    "EMAIL_USE_TLS",
    "EMAIL_USE_SSL",
]


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("smtp://thu.example", ["thu.example", 25, "", "", False, False]),
        ("smtp://thu.example?tls=1", ["thu.example", 587, "", "", True, False]),
        ("smtp://hd%40x:p%3Aw%2F@thu.example:2525?tls=1", ["thu.example", 2525, "hd@x", "p:w/", True, False]),
        ("smtps://hd:pw@thu.example", ["thu.example", 465, "hd", "pw", False, True]),
    ],
)
def test_the_mail_server_is_taken_from_its_address(url, meant, empty):
    found = settings(empty, [*MAIL, "EMAIL_BACKEND"], HAIDANG_EMAIL_URL=url)
    assert [found[name] for name in MAIL] == meant
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")


def test_without_a_mail_server_messages_become_files_in_the_data_folder(empty):
    show = "from django.conf import settings as s; print(s.EMAIL_BACKEND, s.EMAIL_FILE_PATH, s.DEFAULT_FROM_EMAIL)"
    done = empty.run("django", "shell", "--no-imports", "-c", show, HAIDANG_BASE_URL="https://hd.example")
    assert "filebased" in done.stdout
    assert str(empty.folder / "outgoing-mail") in done.stdout
    assert "<no-reply@hd.example>" in done.stdout


@pytest.mark.parametrize("sender", ["hd@tinh.example", "Hải Đăng <hd@tinh.example>"])
def test_the_sender_is_an_address_perhaps_with_a_name(sender, empty):
    assert settings(empty, ["DEFAULT_FROM_EMAIL"], HAIDANG_EMAIL_FROM=sender) == {
        "DEFAULT_FROM_EMAIL": sender
    }


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
