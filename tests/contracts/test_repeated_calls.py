"""Calls under one key, with real transactions: killed in the middle, and two at once."""

import pytest

from tests.contracts.conftest import POSTGRES

CALLS = """
import threading
from django.conf import settings
settings.ROOT_URLCONF = "haidang.foundation.idempotency.tests.tiny"
from django.db import connections
from django.test import Client
from haidang.foundation.accounts.models import User

clients = [Client(SERVER_NAME="127.0.0.1") for _ in range({times})]
for client in clients:
    client.force_login(User.objects.get(username="dieuphoi"), "django.contrib.auth.backends.ModelBackend")
together = threading.Barrier({times})

def call(client):
    together.wait()
    answer = client.post("/t/notes", {{"text": "x", "ending": "{ending}"}}, "application/json",
                         headers={{"Idempotency-Key": "a"}})
    print(answer.status_code, answer.headers.get("Idempotency-Replayed", "first"), flush=True)
    connections.close_all()

threads = [threading.Thread(target=call, args=(client,)) for client in clients]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.fixture
def call(home):
    """`call("well", times=2)` calls so often at the same time; the exit code, and the answers in order."""

    def run(ending, times=1):
        script = CALLS.format(ending=ending, times=times)
        done = home.run("django", "shell", "--no-imports", "-c", script)
        return done.returncode, sorted(done.stdout.splitlines())

    return run


def test_killed_in_the_middle_there_is_neither_the_change_nor_the_answer(call, home):
    before = home.count("events_outboxevent")
    assert call("killed") == (-9, [])
    assert home.count("events_outboxevent") == before
    assert home.count("idempotency_idempotentcall") == 0
    assert call("well") == (0, ["201 first"])
    assert call("well") == (0, ["201 true"])
    assert home.count("events_outboxevent") == before + 1


def test_of_two_calls_at_once_one_changes_something(call, home):
    before = home.count("events_outboxevent")
    code, answers = call("slow", times=2)
    assert code == 0
    assert answers == (["201 first", "409 first"] if POSTGRES else ["201 first", "201 true"])
    assert home.count("events_outboxevent") == before + 1
    assert call("slow") == (0, ["201 true"])
