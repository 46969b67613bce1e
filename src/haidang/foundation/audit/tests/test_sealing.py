"""The hash chain: sealing leaves writers alone, and whoever changes the past is found out."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from haidang.foundation.accounts import actions
from haidang.foundation.audit import selectors
from haidang.foundation.audit.models import AuditEvent, AuditSeal
from haidang.foundation.audit.selectors import verify_chain
from haidang.foundation.audit.services import record, seal_events

pytestmark = pytest.mark.django_db


@pytest.fixture
def events(system, at):
    """Three sealed events, after whatever the pack left behind."""
    seal_events(at=at)
    made = [
        record(
            actions.SIGNED_IN,
            subject_type="accounts.user",
            label=label,
            data={"n": 1.5, "ă": ["ơ"]},
            by=system,
            at=at,
        )
        for label in ("An", "Bình", "Chi")
    ]
    seal_events(at=at)
    return made


def tamper(statement, *values, table="audit_auditevent"):
    """What somebody with the keys of the database may do: switch the guard off and write."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"DROP TRIGGER {table}_no_update")
            cursor.execute(f"DROP TRIGGER {table}_no_delete")
        else:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def test_new_events_wait_for_the_seal_and_are_counted(system, at):
    seal_events(at=at)
    record(actions.SIGNED_IN, subject_type="accounts.user", by=system, at=at)
    waiting = verify_chain()
    assert (waiting.intact, waiting.unsealed) == (True, 1)
    assert seal_events(at=at) == 1
    sealed = verify_chain()
    assert (sealed.intact, sealed.unsealed, sealed.links) == (True, 0, waiting.links + 1)


def test_sealing_again_does_nothing(events, at):
    head = verify_chain().head
    assert seal_events(at=at) == 0
    assert verify_chain().head == head


def test_the_head_depends_on_every_event_before_it(events, at):
    heads = list(AuditSeal.objects.order_by("position").values_list("digest", flat=True))
    assert len(set(heads)) == len(heads)


@pytest.mark.parametrize(
    ("column", "value"),
    [("label", "Dung"), ("actor_id", "user:nobody"), ("actor_name", "x"), ("action", "accounts.role-ended"),
     ("subject_type", "x"), ("subject_id", "x"), ("unit_code", "TAND"), ("data", '{"n": 2}')],
)  # fmt: skip
def test_a_changed_event_is_found(column, value, events):
    tamper(f"UPDATE audit_auditevent SET {column} = %s WHERE id = %s", value, events[1].pk)  # noqa: S608
    found = verify_chain()
    assert (found.intact, found.broken_at) == (False, events[1].pk)
    assert found.last_event == events[0].pk


def test_a_changed_time_is_found(events, at):
    tamper("UPDATE audit_auditevent SET at = %s WHERE id = %s", at + timedelta(seconds=1), events[1].pk)
    assert verify_chain().broken_at == events[1].pk


def test_a_removed_event_is_found(events):
    tamper("DELETE FROM audit_auditevent WHERE id = %s", events[1].pk)
    found = verify_chain()
    assert (found.broken_at, found.reason) == (events[1].pk, "the event was removed")


def test_a_removed_event_with_its_link_is_found(events):
    tamper("DELETE FROM audit_auditevent WHERE id = %s", events[1].pk)
    tamper("DELETE FROM audit_auditseal WHERE event_id = %s", events[1].pk, table="audit_auditseal")
    found = verify_chain()
    assert found.broken_at == events[2].pk
    assert "is missing" in found.reason


def test_a_forged_link_is_found(events):
    tamper(
        "UPDATE audit_auditseal SET digest = %s WHERE event_id = %s",
        "f" * 64,
        events[0].pk,
        table="audit_auditseal",
    )
    assert verify_chain().broken_at == events[0].pk


def test_an_event_that_is_committed_late_under_a_lower_number_is_sealed_later(events, at):
    last = events[-1].pk
    values = {
        "actor_id": "x",
        "actor_name": "x",
        "action": "x",
        "subject_type": "x",
        "subject_id": "x",
        "at": at,
    }
    AuditEvent.objects.create(pk=last + 20, **values)
    assert seal_events(at=at) == 1
    AuditEvent.objects.create(pk=last + 10, **values)
    assert verify_chain().unsealed == 1
    assert seal_events(at=at) == 1
    order = list(AuditSeal.objects.order_by("position").values_list("event_id", flat=True))
    assert order[-2:] == [last + 20, last + 10]
    assert verify_chain().intact


def test_of_two_sealers_at_once_one_gives_way_and_the_chain_stays_whole(events, system, at, monkeypatch):
    event = record(actions.SIGNED_IN, subject_type="accounts.user", by=system, at=at)
    link = AuditSeal(position=AuditSeal.objects.count() + 1, event_id=event.pk, sealed_at=at)
    link.digest = event.digest(AuditSeal.objects.order_by("-position")[0].digest)
    read = AuditEvent.digest

    def faster_rival(self, previous):
        if not AuditSeal.objects.filter(event_id=event.pk).exists():
            link.save(force_insert=True)
        return read(self, previous)

    monkeypatch.setattr(AuditEvent, "digest", faster_rival)
    with pytest.raises(IntegrityError), transaction.atomic():
        seal_events(at=at)
    monkeypatch.undo()
    assert seal_events(at=at) == 1
    assert (verify_chain().intact, verify_chain().unsealed) == (True, 0)


def test_a_long_trail_is_verified_in_pieces(events, monkeypatch):
    whole = verify_chain()
    monkeypatch.setattr(selectors, "CHUNK", 2)
    assert verify_chain() == whole


def test_the_trail_of_the_pack_is_whole(at):
    while seal_events(at=at):
        pass
    found = verify_chain()
    assert (found.intact, found.links) == (True, AuditEvent.objects.count())
