"""An audit event is part of the change it tells of: it is written with it, and disappears with it."""

import pytest
from django.db import transaction

from haidang.foundation.accounts import actions
from haidang.foundation.audit.actions import Action, register
from haidang.foundation.audit.models import AuditEvent
from haidang.foundation.audit.presenters import sentence
from haidang.foundation.audit.selectors import list_events
from haidang.foundation.audit.services import Told, record, record_each

pytestmark = pytest.mark.django_db


def sign_in(by, at, label="An"):
    return record(actions.SIGNED_IN, subject_type="accounts.user", subject_id="7", label=label, by=by, at=at)


def test_an_event_keeps_who_what_when_and_about_what(system, at):
    event = sign_in(system, at)
    event.refresh_from_db()
    assert (event.actor_id, event.actor_name, event.action) == (
        "system:test",
        "haidang test",
        "accounts.signed-in",
    )
    assert (event.subject_type, event.subject_id, event.label, event.at) == ("accounts.user", "7", "An", at)


def test_many_events_of_one_deed_are_as_if_each_were_recorded_by_itself(system, at):
    told = [Told("accounts.user", str(number), "An", "STP", {"n": number}) for number in range(1_100)]
    record_each(actions.SIGNED_IN, iter(told), by=system, at=at)
    alone = record(
        actions.SIGNED_IN, subject_type="accounts.user", subject_id="7", label="An", unit_code="STP", data={"n": 7},
        by=system, at=at,
    )  # fmt: skip
    events = AuditEvent.objects.filter(label="An", unit_code="STP").exclude(pk=alone.pk)
    assert events.count() == 1_100
    fields = [f.attname for f in AuditEvent._meta.concrete_fields if not f.primary_key]
    alone.refresh_from_db()
    same = events.get(subject_id="7")
    assert [getattr(same, name) for name in fields] == [getattr(alone, name) for name in fields]


def test_an_event_disappears_with_the_change_that_is_rolled_back(system, at):
    before = AuditEvent.objects.count()
    with transaction.atomic():
        sign_in(system, at)
        assert AuditEvent.objects.count() == before + 1
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == before


def test_an_event_outside_a_transaction_is_refused(system, at, monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    before = AuditEvent.objects.count()
    with pytest.raises(RuntimeError, match="transaction of its change"):
        sign_in(system, at)
    assert AuditEvent.objects.count() == before


def test_an_action_without_a_sentence_is_refused(system, at):
    with pytest.raises(ValueError, match="has no sentence"):
        record(Action("accounts.never-registered"), subject_type="x", by=system, at=at)


def test_one_action_has_one_sentence():
    with pytest.raises(ValueError, match="registered twice"):
        register("accounts.signed-in", "something else")


def test_long_labels_and_names_are_cut_not_refused(system, at):
    event = sign_in(system, at, label="ă" * 1000)
    event.refresh_from_db()
    assert event.label == "ă" * 250


def test_an_event_of_a_room_that_is_gone_is_still_shown():
    event = AuditEvent(action="petitions.answered", label="KN-12")
    assert sentence(event) == "petitions.answered KN-12"


def test_a_sentence_survives_data_that_lacks_what_it_speaks_of():
    event = AuditEvent(action="accounts.role-granted", label="an", data={})
    assert "an" in sentence(event)


@pytest.mark.parametrize(
    ("username", "sees"),
    [
        ("dieuphoi", True),
        ("kiemtra", True),
        ("quantri", True),
        ("lanhdao", False),
        ("thutruong", False),
        ("canbo", False),
    ],
)
def test_who_may_read_the_trail(username, sees, actor_for, system, at):
    sign_in(system, at)
    assert list_events(actor_for(username)).exists() is sees
