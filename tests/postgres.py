"""Which PostgreSQL the tests may use: HAIDANG_TEST_DATABASE_URL, else one on this machine that asks for no password."""

from __future__ import annotations

import os

import psycopg

LOCAL = "postgres://postgres@127.0.0.1:5432/postgres"


def reachable_url() -> str:
    """The address of a PostgreSQL that answers, or an empty string."""
    url = os.environ.get("HAIDANG_TEST_DATABASE_URL") or LOCAL
    try:
        with psycopg.connect(url, connect_timeout=3):
            return url
    except psycopg.Error:
        return ""


if __name__ == "__main__":
    print(reachable_url())
