"""Who calls the API with a key acts for a unit; who calls with a session is protected from forged requests."""

import logging
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import path
from django.utils import timezone
from ninja import NinjaAPI

from haidang.api.access import Requires, tell_problems
from haidang.foundation.accounts.keys.services import create_api_key, revoke_api_key
from haidang.foundation.accounts.models import ApiKey, User
from haidang.foundation.permissions import Permission

pytestmark = pytest.mark.django_db

api = NinjaAPI(urls_namespace="test-access", docs_url=None, openapi_url=None)
tell_problems(api)


@api.post("/write", auth=Requires(Permission.EXPLAIN_FINDING))
def write(request):
    actor = request.actor
    return {"actor": actor.identifier, "units": sorted(actor.scope(Permission.EXPLAIN_FINDING).unit_codes)}


@api.post("/freeze", auth=Requires(Permission.FREEZE_REPORT))
def freeze(request):
    return {}


urlpatterns = [path("api/t/", api.urls)]


@pytest.fixture
def made(system):
    """`made()` is a key of the court and its text; `days` is how long it is valid from today."""
    now = timezone.now()
    return create_api_key(
        unit_code="TAND", name="Phần mềm án", expires_on=timezone.localdate(now) + timedelta(days=9),
        by=system, at=now,
    )  # fmt: skip


@pytest.fixture
def strict(settings):
    """A browser whose writing calls must bring the CSRF token."""
    settings.ROOT_URLCONF = __name__
    return Client(enforce_csrf_checks=True)


def bearer(text):
    return {"Authorization": f"Bearer {text}"}


def test_a_key_reads_like_a_reporting_officer_of_its_unit(made, client):
    _key, text = made
    assert client.get("/api/v1/figures", headers=bearer(text)).status_code == 200
    answer = client.get("/api/v1/figures", headers=bearer(text))
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_the_use_of_a_key_is_noted_once_a_day(made, client, django_assert_num_queries):
    key, text = made
    client.get("/api/v1/units", headers=bearer(text))
    key.refresh_from_db()
    assert key.last_used_on == timezone.localdate()
    with django_assert_num_queries(2):  # the key, the units
        client.get("/api/v1/units", headers=bearer(text))


def test_the_description_says_that_keys_are_taken(client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["components"]["securitySchemes"]["Requires"]["scheme"] == "bearer"
    assert described["paths"]["/api/v1/figures"]["get"]["security"] == [{"Requires": []}]


def refused(answer, code, status=401):
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code
    assert ("WWW-Authenticate" in answer.headers) == (status == 401)


def test_strangers_are_told_to_sign_in(client):
    refused(client.get("/api/v1/figures"), "not_signed_in")


@pytest.mark.parametrize("header", ["Bearer ", "Bearer x", "bearer hd_aaaaaaaaaa_" + "a" * 43, "Bearer é"])
def test_what_is_no_key_is_refused_even_with_a_session(header, signed_in):
    refused(signed_in("dieuphoi").get("/api/v1/figures", headers={"Authorization": header}), "key_unknown")


def test_another_scheme_is_no_key(client, signed_in):
    """A proxy in front may ask for a password of its own; people still come in by their session."""
    basic = {"Authorization": "Basic YTpi"}
    refused(client.get("/api/v1/figures", headers=basic), "not_signed_in")
    assert signed_in("dieuphoi").get("/api/v1/figures", headers=basic).status_code == 200


def test_an_expired_and_a_revoked_key_say_so_to_their_holder(made, client, system, at):
    key, text = made
    ApiKey.objects.filter(pk=key.pk).update(expires_on=timezone.localdate() - timedelta(days=1))
    refused(client.get("/api/v1/figures", headers=bearer(text)), "key_expired")
    revoke_api_key(key=key, by=system, at=at)
    refused(client.get("/api/v1/figures", headers=bearer(text)), "key_revoked")
    assert ApiKey.objects.get().last_used_on is None


def test_the_wrong_role_is_a_problem_too(made, strict):
    _key, text = made
    refused(strict.post("/api/t/freeze", headers=bearer(text)), "wrong_role", 403)


def test_a_key_needs_no_csrf_token_and_the_session_beside_it_counts_for_nothing(made, strict):
    key, text = made
    strict.force_login(
        User.objects.get(username="dieuphoi"), backend="django.contrib.auth.backends.ModelBackend"
    )
    answer = strict.post("/api/t/write", headers=bearer(text))
    assert answer.json() == {"actor": f"key:{key.prefix}", "units": ["TAND"]}


def test_a_session_needs_the_csrf_token_to_write(strict):
    strict.force_login(
        User.objects.get(username="canbo"), backend="django.contrib.auth.backends.ModelBackend"
    )
    refused(strict.post("/api/t/write"), "csrf", 403)
    strict.cookies["csrftoken"] = "a" * 32
    refused(strict.post("/api/t/write"), "csrf", 403)
    answer = strict.post("/api/t/write", headers={"X-CSRFToken": "a" * 32})
    assert answer.json()["actor"] == "user:canbo"


def test_no_key_is_written_to_a_log(made, client, strict, caplog):
    _key, text = made
    caplog.set_level(logging.DEBUG)
    for spelled in (text, text[:-1] + "~", text + "x"):
        client.get("/api/v1/figures", headers=bearer(spelled))
        strict.post("/api/t/freeze", headers=bearer(spelled))
    secret = text.split("_", 2)[2]
    assert caplog.records
    assert not [record for record in caplog.records if secret[:20] in record.getMessage()]
