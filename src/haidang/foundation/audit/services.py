"""Writing the trail, and sealing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from haidang.foundation.audit.actions import Action, is_registered
from haidang.foundation.audit.models import AuditEvent, AuditSeal
from haidang.foundation.database import queue_for

if TYPE_CHECKING:
    from haidang.foundation.accounts.actor import Actor

GENESIS = "0" * 64
SEAL_BATCH = 5_000
BATCH = 500


@dataclass(frozen=True)
class Told:
    """What one event of many speaks of."""

    subject_type: str
    subject_id: str
    label: str = ""
    unit_code: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def record(
    action: Action,
    *,
    by: Actor,
    at: datetime,
    subject: models.Model | None = None,
    subject_type: str = "",
    subject_id: str = "",
    label: str = "",
    unit_code: str = "",
    data: Mapping[str, Any] | None = None,
) -> AuditEvent:
    """Append one event. Must run inside the transaction of the change it tells of, else `RuntimeError`."""
    if subject is not None:
        subject_type, subject_id = subject._meta.label_lower, str(subject.pk)
    event = _event(action, Told(subject_type, subject_id, label, unit_code, data or {}), by, at)
    event.save(force_insert=True)
    return event


def record_each(action: Action, told: Iterable[Told], *, by: Actor, at: datetime) -> None:
    """Append an event for each of many subjects of one deed, as `record` would, in a few statements."""
    AuditEvent.objects.bulk_create((_event(action, each, by, at) for each in told), batch_size=BATCH)


def _event(action: Action, told: Told, by: Actor, at: datetime) -> AuditEvent:
    if not is_registered(action):
        raise ValueError(f"the action {action} has no sentence: register it in the room's actions.py")
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(
            "an audit event is written in the transaction of its change: use transaction.atomic"
        )
    return AuditEvent(
        at=at.astimezone(UTC),
        actor_id=by.identifier,
        actor_name=by.name[:120],
        action=action,
        subject_type=told.subject_type,
        subject_id=told.subject_id,
        label=told.label[:250],
        unit_code=told.unit_code,
        data=dict(told.data),
    )


@transaction.atomic
def seal_events(*, at: datetime) -> int:
    """Link all committed, not yet sealed events into the chain; returns how many. Writers never wait for it."""
    queue_for("audit seal")
    last = AuditSeal.objects.order_by("-position").first()
    position, digest = (last.position, last.digest) if last else (0, GENESIS)
    sealed = AuditSeal.objects.filter(event_id=models.OuterRef("pk"))
    fresh = AuditEvent.objects.filter(~models.Exists(sealed)).order_by("pk")[:SEAL_BATCH]
    links = []
    for event in fresh:
        position, digest = position + 1, event.digest(digest)
        links.append(AuditSeal(position=position, event_id=event.pk, digest=digest, sealed_at=at))
    AuditSeal.objects.bulk_create(links, batch_size=500)
    return len(links)
