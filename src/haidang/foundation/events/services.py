"""Publishing and delivering.

subscribe("observations.revised", mark_deviation)      # in apps.py of the upper room
publish("observations.revised", {...}, at=at)           # in the lower room, inside its transaction
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from haidang.foundation.events.models import Delivery, OutboxEvent

logger = logging.getLogger(__name__)

Handler = Callable[[Mapping[str, Any], datetime], None]
MAX_ATTEMPTS = 8
BATCH = 200

_SUBSCRIBERS: dict[str, dict[str, Handler]] = defaultdict(dict)


def subscribe(name: str, handler: Handler) -> None:
    """Let `handler(payload, at)` hear of the event; it runs in its own transaction and must bear repetition."""
    _SUBSCRIBERS[name][f"{handler.__module__}.{handler.__qualname__}"] = handler


def publish(name: str, payload: Mapping[str, Any], *, at: datetime) -> OutboxEvent:
    """Put an event into the outbox, once for each subscriber known now."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is published in the transaction of its change: use transaction.atomic")
    event = OutboxEvent.objects.create(name=name, payload=dict(payload), at=at)
    Delivery.objects.bulk_create(
        Delivery(event=event, subscriber=subscriber, retry_at=at) for subscriber in _SUBSCRIBERS[name]
    )
    return event


def deliver_pending(*, at: datetime) -> int:
    """Deliver what is due; returns how many went through. Failures wait 2, 4, 8 … minutes, then stay for a look."""
    due = Delivery.objects.filter(delivered_at=None, retry_at__lte=at, attempts__lt=MAX_ATTEMPTS)
    done = 0
    for delivery in due.select_related("event").order_by("event_id", "id")[:BATCH]:
        done += _deliver(delivery, at)
    return done


def _deliver(delivery: Delivery, at: datetime) -> bool:
    handler = _SUBSCRIBERS[delivery.event.name].get(delivery.subscriber)
    delivery.attempts += 1
    try:
        if handler is None:
            raise LookupError(f"nobody listens as {delivery.subscriber} any more")
        with transaction.atomic():
            handler(delivery.event.payload, at)
            delivery.delivered_at, delivery.error = at, ""
            delivery.save()
    except Exception as error:
        logger.exception("delivery %s failed", delivery)
        delivery.delivered_at = None
        delivery.error = f"{type(error).__name__}: {error}"
        delivery.retry_at = at + timedelta(minutes=2**delivery.attempts)
        delivery.save()
        return False
    return True
