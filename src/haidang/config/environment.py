"""Reads the few settings that differ between machines; every one is documented in docs/operations/settings.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

REPOSITORY = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    """HAIDANG_DATA: the folder of the embedded database and of the stored files (default ./var)."""
    return Path(os.environ.get("HAIDANG_DATA", "var")).resolve()


def port() -> int:
    """HAIDANG_PORT: where `haidang serve` listens on the loopback interface (default 8000)."""
    return int(os.environ.get("HAIDANG_PORT", "8000"))


def base_url() -> str:
    """HAIDANG_BASE_URL: the address people use; decides allowed hosts, secure cookies and links in documents."""
    return os.environ.get("HAIDANG_BASE_URL", f"http://127.0.0.1:{port()}").rstrip("/")


def allowed_hosts() -> list[str]:
    """The host of the base URL, and the loopback names."""
    return sorted({urlsplit(base_url()).hostname or "localhost", "127.0.0.1", "localhost", "[::1]"})


def database_url() -> str:
    """HAIDANG_DATABASE_URL selects PostgreSQL; without it the embedded SQLite in the data folder is used."""
    return os.environ.get("HAIDANG_DATABASE_URL") or f"sqlite:///{data_folder() / 'haidang.sqlite3'}"


def secret_key() -> str:
    """HAIDANG_SECRET_KEY, else a key made once and kept, readable by the owner alone, in the data folder."""
    if key := os.environ.get("HAIDANG_SECRET_KEY"):
        return key
    path = data_folder() / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:  # another process of the same start was faster
            return _wait_for_key(path)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return _wait_for_key(path)


def _wait_for_key(path: Path) -> str:
    for _ in range(100):
        if key := path.read_text().strip():
            return key
    raise RuntimeError(f"{path} is empty: delete it, or set HAIDANG_SECRET_KEY")


def packs_folder() -> Path:
    """The versioned data packages that come with the source."""
    return REPOSITORY / "packs"


def assets_folder() -> Path:
    """Where the set-up put the installed fonts and scripts (npm)."""
    return REPOSITORY / "node_modules"
