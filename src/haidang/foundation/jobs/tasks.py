"""The periodic work of the house."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from haidang.foundation.audit.services import seal_events
from haidang.foundation.events.services import deliver_pending
from haidang.foundation.idempotency.services import prune_calls
from haidang.foundation.notifications.services import send_pending


@task()
def seal_audit_trail() -> int:
    """Seal new audit events into the hash chain."""
    return seal_events(at=timezone.now())


@task()
def deliver_events() -> int:
    """Deliver due events from the outbox to their subscribers."""
    return deliver_pending(at=timezone.now())


@task()
def send_messages() -> int:
    """Send the messages that are due."""
    return send_pending(at=timezone.now())


@task()
def prune_idempotent_calls() -> int:
    """Forget the answers to calls of the API that are older than a week."""
    return prune_calls(at=timezone.now())


@task()
def prune_results() -> None:
    """Forget the results of tasks that ended more than two weeks ago."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("prune_db_task_results", min_age_days=14)
