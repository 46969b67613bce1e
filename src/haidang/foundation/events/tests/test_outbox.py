"""What a lower room tells is heard by every listener, at least once, however often one of them fails."""

from collections import defaultdict
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from haidang.foundation.events import services
from haidang.foundation.events.models import Delivery, OutboxEvent
from haidang.foundation.events.services import MAX_ATTEMPTS, deliver_pending, publish, subscribe

pytestmark = pytest.mark.django_db

NAME = "test.something-happened"


@pytest.fixture(autouse=True)
def _own_subscribers(monkeypatch):
    """Subscribers of a test do not outlive it."""
    known = defaultdict(dict, {name: dict(handlers) for name, handlers in services._SUBSCRIBERS.items()})
    monkeypatch.setattr(services, "_SUBSCRIBERS", known)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def listen(heard):
    """`listen("a")` subscribes a handler called a that notes what it hears; `fails` makes it fail so many times."""

    def subscribe_one(name, fails=0, before_failing=lambda: None):
        left = [fails]

        def handler(payload, at):
            if left[0]:
                left[0] -= 1
                before_failing()
                raise ConnectionError("the other side is away")
            heard.append((name, payload["n"], at))

        handler.__qualname__ = name
        subscribe(NAME, handler)

    return subscribe_one


def due(at):
    return deliver_pending(at=at)


def test_an_event_disappears_with_the_change_that_is_rolled_back(listen, at):
    listen("a")
    with transaction.atomic():
        publish(NAME, {"n": 1}, at=at)
        transaction.set_rollback(True)
    assert not OutboxEvent.objects.filter(name=NAME).exists()
    assert due(at) == 0


def test_an_event_outside_a_transaction_is_refused(at, monkeypatch):
    monkeypatch.setattr(transaction.get_connection(), "in_atomic_block", False)
    with pytest.raises(RuntimeError, match="transaction of its change"):
        publish(NAME, {"n": 1}, at=at)


def test_nobody_hears_before_delivery_and_everybody_hears_once(listen, heard, at):
    listen("a")
    listen("b")
    publish(NAME, {"n": 1}, at=at)
    assert heard == []
    assert due(at) == 2
    assert heard == [("a", 1, at), ("b", 1, at)]
    assert due(at + timedelta(days=1)) == 0
    assert len(heard) == 2


def test_events_are_heard_in_the_order_in_which_they_happened(listen, heard, at):
    listen("a")
    for number in (1, 2, 3):
        publish(NAME, {"n": number}, at=at)
    due(at)
    assert [number for _name, number, _at in heard] == [1, 2, 3]


def test_who_listens_later_does_not_hear_of_the_past(listen, heard, at):
    publish(NAME, {"n": 1}, at=at)
    listen("a")
    assert due(at) == 0
    assert heard == []


def test_subscribing_twice_is_subscribing_once(listen, heard, at):
    listen("a")
    listen("a")
    publish(NAME, {"n": 1}, at=at)
    assert due(at) == 1


def test_a_failure_is_tried_again_later_and_later_until_it_succeeds(listen, heard, at):
    listen("a", fails=3)
    publish(NAME, {"n": 1}, at=at)
    moment = at
    for wait in (2, 4, 8):
        assert due(moment) == 0
        delivery = Delivery.objects.get(event__name=NAME)
        assert delivery.retry_at == moment + timedelta(minutes=wait)
        assert delivery.error == "ConnectionError: the other side is away"
        assert delivery.delivered_at is None
        assert due(delivery.retry_at - timedelta(seconds=1)) == 0
        delivery.refresh_from_db()
        assert delivery.retry_at == moment + timedelta(minutes=wait), "tried before its time"
        moment = delivery.retry_at
    assert due(moment) == 1
    delivery.refresh_from_db()
    assert (delivery.delivered_at, delivery.attempts, delivery.error) == (moment, 4, "")
    assert heard == [("a", 1, moment)]


def test_the_failure_of_one_listener_does_not_concern_the_others(listen, heard, at):
    listen("a", fails=1)
    listen("b")
    publish(NAME, {"n": 1}, at=at)
    assert due(at) == 1
    assert heard == [("b", 1, at)]


def test_what_a_failing_listener_wrote_is_undone(listen, at):
    listen(
        "a", fails=1, before_failing=lambda: OutboxEvent.objects.create(name="half done", payload={}, at=at)
    )
    publish(NAME, {"n": 1}, at=at)
    due(at)
    assert not OutboxEvent.objects.filter(name="half done").exists()


def test_a_listener_that_trips_over_the_database_does_not_take_delivery_down(listen, heard, at):
    event = publish(NAME, {"n": 1}, at=at)

    def collide():
        Delivery.objects.create(event=event, subscriber="same", retry_at=at)
        Delivery.objects.create(event=event, subscriber="same", retry_at=at)

    listen("a", fails=1, before_failing=collide)
    listen("b")
    publish(NAME, {"n": 2}, at=at)
    assert due(at) == 1
    assert heard == [("b", 2, at)]
    assert Delivery.objects.get(subscriber__endswith="a").error.startswith(IntegrityError.__name__)
    assert not Delivery.objects.filter(subscriber="same").exists()


def test_a_listener_that_never_succeeds_is_set_aside(listen, at):
    listen("a", fails=1000)
    publish(NAME, {"n": 1}, at=at)
    moment = at
    for _ in range(MAX_ATTEMPTS + 3):
        moment += timedelta(days=1)
        due(moment)
    assert Delivery.objects.get(event__name=NAME).attempts == MAX_ATTEMPTS


def test_a_listener_that_is_gone_is_reported_not_forgotten(listen, heard, at):
    listen("a")
    publish(NAME, {"n": 1}, at=at)
    services._SUBSCRIBERS[NAME].clear()
    assert due(at) == 0
    delivery = Delivery.objects.get(event__name=NAME)
    assert "nobody listens" in delivery.error
    listen("a")
    assert due(delivery.retry_at) == 1
    assert heard


def test_a_repeated_delivery_reaches_the_listener_again(listen, heard, at):
    """At least once: a crash between the deed and its note repeats it, so listeners must bear it."""
    listen("a")
    publish(NAME, {"n": 1}, at=at)
    due(at)
    Delivery.objects.filter(event__name=NAME).update(delivered_at=None)
    due(at)
    assert heard == [("a", 1, at)] * 2
