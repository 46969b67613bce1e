"""Who may see the registry."""

from __future__ import annotations

from django.db import models

from haidang.apps.enterprises.models import Enterprise
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.permissions import Permission


def visible_enterprises(actor: Actor) -> models.QuerySet[Enterprise]:
    """All for whoever may look into the registry, none for others."""
    everything = Enterprise.objects.all()
    return everything if actor.may(Permission.VIEW_ENTERPRISES) else everything.none()
