"""What must be published, and what was promised in public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from django.db.models import F, Q, QuerySet

from haidang.apps.programme.models import Obligation, Status, Task
from haidang.apps.programme.policies import visible_tasks
from haidang.apps.programme.selectors.tasks import with_units
from haidang.foundation.accounts.actor import Actor

STALE_AFTER_DAYS: Final = 90


def list_gaps(actor: Actor, on: date) -> QuerySet[Task]:
    """Duties to publish without an address, never seen there, or last seen more than 90 days ago."""
    stale = Q(published_url="") | Q(seen_on=None) | Q(seen_on__lt=on - timedelta(days=STALE_AFTER_DAYS))
    tasks = visible_tasks(actor).filter(stale, obligation=Obligation.PUBLICATION)
    oldest_first = F("seen_on").asc(nulls_first=True)
    return with_units(tasks.exclude(status=Status.CANCELLED)).order_by(oldest_first, "position", "pk")


def list_released_commitments() -> QuerySet[Task]:
    """Commitments that the co-ordinator released: everybody may see them, signed in or not."""
    tasks = Task.objects.filter(obligation=Obligation.COMMITMENT, released=True)
    return with_units(tasks.exclude(status=Status.CANCELLED)).order_by(
        F("due_date").asc(nulls_last=True), "position", "pk"
    )
