"""The world in which tests live: a fresh database with the pack of Hải Phòng, made once per test process.

Each test runs in a transaction that is rolled back. Time and actors are passed in, as in the code.
"""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.config.settings")
os.environ.setdefault("HAIDANG_DATA", tempfile.mkdtemp(prefix="haidang-test-"))
if url := os.environ.get("HAIDANG_TEST_DATABASE_URL"):
    os.environ["HAIDANG_DATABASE_URL"] = url

import hypothesis
import pytest

hypothesis.settings.register_profile("untimed", deadline=None)  # no test is timed: machines are busy
hypothesis.settings.load_profile("untimed")

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def pytest_report_header() -> str:
    from django.conf import settings

    database = settings.DATABASES["default"]
    return f"database: {database['ENGINE'].rsplit('.', 1)[-1]}"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name bytes by their place: an archive made at collection carries the clock, and workers must agree on names."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session", autouse=True)
def _plain_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files go to a folder of this process; static files need no collecting; passwords hash fast."""
    from django.conf import settings

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, _plain_settings):
    """Load the pack and the demonstration accounts once; tests see them and never change them for each other."""
    from django.conf import settings

    from haidang.config.demo import DEMO_PACKS, create_sign_ins
    from haidang.config.packs import load_pack
    from haidang.foundation.accounts.actor import Actor

    with django_db_blocker.unblock():
        by = Actor.system("test")
        for pack in DEMO_PACKS:
            load_pack(settings.PACKS_FOLDER / pack, by=by, at=AT)
        create_sign_ins(by=by, at=AT)


@pytest.fixture
def at() -> datetime:
    """The moment at which things happen in tests."""
    return AT


@pytest.fixture
def system():
    """An actor who may do everything."""
    from haidang.foundation.accounts.actor import Actor

    return Actor.system("test")


@pytest.fixture
def actor_for(db):
    """`actor_for("dieuphoi")` is the actor of a demonstration account today."""
    from haidang.foundation.accounts.actor import actor_of
    from haidang.foundation.accounts.models import User

    return lambda username: actor_of(User.objects.get(username=username), AT.date())


@pytest.fixture
def signed_in(db, client):
    """`signed_in("canbo")` is a test client signed in with a demonstration account; "" signs nobody in."""
    from haidang.foundation.accounts.models import User

    def sign_in(username: str):
        if username:
            client.force_login(
                User.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend"
            )
        return client

    return sign_in
