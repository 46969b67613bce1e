"""Reading the trail, and verifying it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.models import AuditEvent, AuditSeal
from haidang.foundation.audit.services import GENESIS
from haidang.foundation.permissions import Permission

CHUNK = 2_000


@dataclass(frozen=True)
class Verification:
    """What the chain says: `broken_at` is the event id of the first broken link, with the reason."""

    links: int
    unsealed: int
    last_event: int | None
    head: str
    broken_at: int | None = None
    reason: str = ""

    @property
    def intact(self) -> bool:
        return self.broken_at is None


def list_events(actor: Actor, *, subject_type: str = "", subject_id: str = "") -> QuerySet[AuditEvent]:
    """Events the actor may see, newest first."""
    scope = actor.scope(Permission.VIEW_AUDIT)
    events = AuditEvent.objects.all()
    if not scope.everything:
        events = events.filter(unit_code__in=scope.unit_codes)
    if subject_type:
        events = events.filter(subject_type=subject_type, subject_id=subject_id)
    return events


def verify_chain() -> Verification:
    """Recompute every link. Reads in chunks: memory does not grow with the trail.

    A removed tail (events with their seals) cannot be seen from inside: keep the printed head elsewhere.
    """
    position, digest, last_event = 0, GENESIS, None
    while True:
        links = list(AuditSeal.objects.filter(position__gt=position).order_by("position")[:CHUNK])
        if not links:
            break
        events = AuditEvent.objects.in_bulk([link.event_id for link in links])
        for link in links:
            event = events.get(link.event_id)
            reason = _fault(link, event, position, digest)
            if reason or event is None:
                return Verification(position, 0, last_event, digest, link.event_id, reason)
            position, digest, last_event = link.position, link.digest, link.event_id
    unsealed = AuditEvent.objects.count() - position
    return Verification(position, unsealed, last_event, digest)


def _fault(link: AuditSeal, event: AuditEvent | None, position: int, digest: str) -> str:
    if link.position != position + 1:
        return f"link {position + 1} is missing"
    if event is None:
        return "the event was removed"
    if event.digest(digest) != link.digest:
        return "the event, or the link before it, was changed"
    return ""
