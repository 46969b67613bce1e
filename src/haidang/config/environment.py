"""Reads the few settings that differ between machines; every one is documented in docs/operations/settings.md."""

from __future__ import annotations

import os
import re
import secrets
import time
from dataclasses import dataclass
from email.utils import getaddresses
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

REPOSITORY = Path(__file__).resolve().parents[3]
DATABASES = ("sqlite", "postgres", "postgresql")
ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")


class WrongSetting(ValueError):
    """A variable of the environment holds what it cannot mean; the message is one sentence for people."""


def data_folder() -> Path:
    """HAIDANG_DATA: the folder of the embedded database and of the stored files (default ./var)."""
    return Path(os.environ.get("HAIDANG_DATA", "var")).resolve()


def port() -> int:
    """HAIDANG_PORT: where `haidang serve` listens on the loopback interface (default 8000)."""
    text = os.environ.get("HAIDANG_PORT", "8000")
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 5 else 0
    if not 1 <= number <= 65_535:
        raise WrongSetting(f"HAIDANG_PORT is {text!r}, it must be a number from 1 to 65535")
    return number


def base_url() -> str:
    """HAIDANG_BASE_URL: the address people use; decides allowed hosts, secure cookies and links in documents."""
    url = os.environ.get("HAIDANG_BASE_URL", f"http://127.0.0.1:{port()}").rstrip("/")
    scheme, host = _scheme_and_host(url)
    if scheme not in ("http", "https") or not host:
        raise WrongSetting(
            f"HAIDANG_BASE_URL is {url!r}, it must begin with http:// or https:// and name a host"
        )
    return url


def _scheme_and_host(url: str) -> tuple[str, str]:
    """Both empty if this is no address at all, or its port is none."""
    try:
        parts = urlsplit(url)
        return (parts.scheme, parts.hostname or "") if parts.port != 0 else ("", "")
    except ValueError:
        return "", ""


def allowed_hosts() -> list[str]:
    """The host of the base URL, and the loopback names."""
    return sorted({urlsplit(base_url()).hostname or "localhost", "127.0.0.1", "localhost", "[::1]"})


def database_url() -> str:
    """HAIDANG_DATABASE_URL selects PostgreSQL; without it the embedded SQLite in the data folder is used."""
    url = os.environ.get("HAIDANG_DATABASE_URL")
    if not url:
        return f"sqlite:///{data_folder() / 'haidang.sqlite3'}"
    if _scheme_and_host(url)[0] not in DATABASES:  # the address may hold a password: it is not repeated
        raise WrongSetting("HAIDANG_DATABASE_URL must be like postgres://user:password@host:5432/name")
    return url


@dataclass(frozen=True)
class MailServer:
    """Where messages are handed over. `starttls`: encrypted after the greeting; `tls`: from the first byte on."""

    host: str
    port: int
    user: str
    password: str
    starttls: bool
    tls: bool


def mail_server() -> MailServer | None:
    """HAIDANG_EMAIL_URL: smtp://user:password@host:port?tls=1, or smtps://…; None without it."""
    url = os.environ.get("HAIDANG_EMAIL_URL")
    if not url:
        return None
    scheme, host = _scheme_and_host(url)
    choices = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True)) if host else {}
    is_meant = scheme in ("smtp", "smtps") and host and set(choices) <= {"tls"}
    if not is_meant or choices.get("tls", "0") not in ("0", "1") or (scheme == "smtps" and choices):
        # the address may hold a password: it is not repeated
        raise WrongSetting(
            "HAIDANG_EMAIL_URL must be like smtp://user:password@host:587?tls=1 or smtps://user:password@host"
        )
    parts = urlsplit(url)
    starttls, tls = choices.get("tls") == "1", scheme == "smtps"
    port_ = parts.port or (465 if tls else 587 if starttls else 25)
    return MailServer(
        host, port_, unquote(parts.username or ""), unquote(parts.password or ""), starttls, tls
    )


def mail_from() -> str:
    """HAIDANG_EMAIL_FROM: the sender, an address or "Name <address>" (default: no-reply at the base URL's host)."""
    text = os.environ.get("HAIDANG_EMAIL_FROM")
    if not text:
        return f"Hải Đăng <no-reply@{urlsplit(base_url()).hostname}>"
    addresses = [address for _name, address in getaddresses([text])]
    if not text.isprintable() or len(addresses) != 1 or not ADDRESS.fullmatch(addresses[0]):
        raise WrongSetting(
            f"HAIDANG_EMAIL_FROM is {text!r}, it must be like no-reply@tinh.example or Name <no-reply@tinh.example>"
        )
    return text


def secret_key() -> str:
    """HAIDANG_SECRET_KEY, else a key made once and kept, readable by the owner alone, in the data folder."""
    if key := os.environ.get("HAIDANG_SECRET_KEY"):
        return key
    path = data_folder() / "secret-key"
    if not path.exists():
        make_data_folder()
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of the same start was faster
            return _wait_for_key(path)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return _wait_for_key(path)


def make_data_folder() -> None:
    """Make the data folder if it is not there, open to its owner alone."""
    try:
        data_folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise WrongSetting(f"HAIDANG_DATA is {str(data_folder())!r}: {error.strerror}") from error


def _wait_for_key(path: Path) -> str:
    """The key, once the process that makes it has written it: two seconds at most."""
    for _ in range(100):
        if key := path.read_text().strip():
            return key
        time.sleep(0.02)
    raise WrongSetting(f"{path} is empty: delete it, or set HAIDANG_SECRET_KEY")


def packs_folder() -> Path:
    """The versioned data packages that come with the source."""
    return REPOSITORY / "packs"


def assets_folder() -> Path:
    """Where the set-up put the installed fonts and scripts (npm)."""
    return REPOSITORY / "node_modules"
