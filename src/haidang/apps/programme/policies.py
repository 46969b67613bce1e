"""Who may see tasks: everybody who signs in. The programme is public knowledge inside the administration."""

from __future__ import annotations

from django.db.models import QuerySet

from haidang.apps.programme.models import Task
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks within the actor's reach."""
    return Task.objects.all() if actor.may(Permission.VIEW_PROGRAMME) else Task.objects.none()
