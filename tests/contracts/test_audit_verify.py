"""`haidang audit verify`: 0 and the head of the chain, or 1 and the first broken link."""

import json
import re

import psycopg
import pytest

CHANGE = "UPDATE audit_auditevent SET label = 'x' WHERE id = 3"


@pytest.fixture
def tampered(home):
    """Somebody with the keys of the database changed an event."""
    if home.database:
        with psycopg.connect(home.database) as connection:
            connection.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
            connection.execute(CHANGE)
    else:
        home.query("DROP TRIGGER audit_auditevent_no_update")
        home.query(CHANGE)
    return home


def test_a_whole_chain(prepared):
    done = prepared.run("audit", "verify")
    assert done.returncode == 0
    events = prepared.count("audit_auditevent")
    assert re.fullmatch(
        rf"chain verified up to event \d+ \({events} links, 0 events not yet sealed\), head [0-9a-f]{{64}}\n",
        done.stdout,
    )


def test_a_whole_chain_for_machines(prepared):
    answer = json.loads(prepared.run("audit", "verify", "--format", "json").stdout)
    assert (answer["intact"], answer["broken_at"], answer["unsealed"]) == (True, None, 0)
    assert len(answer["head"]) == 64


def test_a_broken_chain(tampered):
    done = tampered.run("audit", "verify")
    assert (done.returncode, done.stdout) == (
        1,
        "broken at event 3: the event, or the link before it, was changed\n",
    )
    answer = tampered.run("audit", "verify", "--format", "json")
    assert answer.returncode == 1
    assert json.loads(answer.stdout)["broken_at"] == 3
