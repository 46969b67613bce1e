"""What this room does by itself."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from haidang.apps.reporting.services import send_reminders


@task()
def remind() -> int:
    """Queue the reminders that are due today."""
    return send_reminders(at=timezone.now())
