"""A call under a key changes something once, and is answered alike however often it is repeated."""

import zlib
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone

from haidang.foundation.events.models import OutboxEvent
from haidang.foundation.idempotency import calls
from haidang.foundation.idempotency.models import IdempotentCall
from haidang.foundation.idempotency.services import find_answered, keep_answer, prune_calls
from haidang.foundation.idempotency.tests import tiny

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(settings, signed_in):
    """`call("a", text="x")` writes a note under the key a; None: without a key."""
    settings.ROOT_URLCONF = tiny.__name__

    def post(key, *, username="dieuphoi", path="/t/notes", **content):
        client = signed_in(username)
        client.raise_request_exception = False
        headers = {} if key is None else {"Idempotency-Key": key}
        return client.post(path, {"text": "x", **content}, "application/json", headers=headers)

    return post


PLACE = zlib.crc32(b"call user:dieuphoi a")


def elsewhere():
    """Another connection to the PostgreSQL of the tests."""
    database = connection.settings_dict
    parameters = {
        "host": database["HOST"], "port": database["PORT"], "user": database["USER"],
        "password": database["PASSWORD"], "dbname": database["NAME"],
    }  # fmt: skip
    return psycopg.connect(**{k: v for k, v in parameters.items() if v})


def written():
    return OutboxEvent.objects.filter(name=tiny.NAME).count()


def is_replayed(answer):
    return answer.headers.get("Idempotency-Replayed") == "true"


def test_a_repeated_call_is_answered_alike_and_changes_nothing(call):
    first, again = call("a"), call("a")
    assert (first.status_code, first.json()) == (201, {"text": "x", "count": 1})
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert (is_replayed(first), is_replayed(again)) == (False, True)
    assert written() == 1


def test_without_a_key_every_call_counts(call):
    assert [call(None).json()["count"], call(None).json()["count"]] == [1, 2]
    assert not IdempotentCall.objects.exists()


def test_another_key_is_another_call(call):
    assert [call("a").json()["count"], call("b").json()["count"]] == [1, 2]


def test_the_keys_of_others_are_their_own(call):
    assert [call("a").json()["count"], call("a", username="canbo").json()["count"]] == [1, 2]


@pytest.mark.parametrize("other", [{"text": "y"}, {"path": "/t/notes?z=1"}])
def test_the_same_key_with_another_request_is_refused(other, call):
    call("a")
    answer = call("a", **other)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert written() == 1
    assert is_replayed(call("a")), "the first answer is still there"


@pytest.mark.parametrize("key", ["", "a b", "é", "x" * 201])
def test_what_is_no_key_is_refused(key, call):
    answer = call(key)
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency_key")
    assert written() == 0


def test_a_refusal_is_kept_and_nothing_it_wrote(call):
    first, again = call("a", ending="refused"), call("a", ending="refused")
    assert (first.status_code, again.status_code, again.content) == (404, 404, first.content)
    assert is_replayed(again)
    assert written() == 0


@pytest.mark.parametrize(("ending", "status"), [("broken", 500), ("unavailable", 503)])
def test_a_failure_of_the_server_is_not_kept_and_nothing_it_wrote(ending, status, call):
    assert call("a", ending=ending).status_code == status
    assert written() == 0
    assert not IdempotentCall.objects.exists()
    assert call("a").status_code == 201


def test_who_is_not_let_in_claims_nothing(call):
    assert call("a", username="").status_code == 401
    assert not IdempotentCall.objects.exists()


def test_an_invalid_body_claims_nothing(call):
    assert call("a", text=None).status_code == 422
    assert call("a").status_code == 201


def test_a_file_is_the_same_whatever_boundary_the_client_draws(settings, signed_in):
    settings.ROOT_URLCONF = tiny.__name__
    client = signed_in("dieuphoi")

    def send(content, boundary):
        body = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
            f"{content}\r\n--{boundary}--\r\n"
        )
        media_type = f"multipart/form-data; boundary={boundary}"
        return client.post("/t/files", body.encode(), media_type, headers={"Idempotency-Key": "f"})

    first, again = send("một", "aaaa"), send("một", "bbbb")
    assert first.json() == {"text": "một", "count": 1}
    assert (again.content, is_replayed(again)) == (first.content, True)
    assert send("hai", "cccc").status_code == 422


def test_the_description_names_the_header(settings):
    settings.ROOT_URLCONF = tiny.__name__
    described = tiny.api.get_openapi_schema()["paths"]["/t/notes"]["post"]
    assert [(p["name"], p["in"]) for p in described["parameters"]] == [("Idempotency-Key", "header")]


def test_answers_are_kept_for_a_week(call):
    call("a")
    now = timezone.now()
    assert prune_calls(at=now + timedelta(days=6)) == 0
    assert prune_calls(at=now + timedelta(days=8)) == 1
    assert not is_replayed(call("a"))


def test_a_call_is_claimed_in_a_transaction(monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="transaction of its change"):
        find_answered(None)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite the second call waits for the first")
def test_while_the_first_call_runs_the_second_is_told_to_wait(call):
    with elsewhere() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [PLACE])
        answer = call("a")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_in_progress")
    assert answer.headers["Retry-After"] == "2"
    assert written() == 0
    assert call("a").status_code == 201


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite the second call waits for the first")
def test_a_refused_call_holds_its_key_until_its_answer_is_kept(call, monkeypatch):
    free = []

    def keep(**arguments):
        with elsewhere() as other:
            free.extend(other.execute("SELECT pg_try_advisory_xact_lock(%s)", [PLACE]).fetchone())
        keep_answer(**arguments)

    monkeypatch.setattr(calls, "keep_answer", keep)
    assert call("a", ending="refused").status_code == 404
    assert call("b").status_code == 201
    assert free[0] is False
    assert written() == 1
