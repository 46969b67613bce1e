"""Who may see which messages."""

from __future__ import annotations

from django.db.models import QuerySet

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.notifications.models import Message
from haidang.foundation.permissions import Permission


def own_messages(actor: Actor) -> QuerySet[Message]:
    """The messages to the actor himself or herself."""
    if actor.user_id is None:
        return Message.objects.none()
    return Message.objects.filter(recipient_id=actor.user_id)


def outgoing_messages(actor: Actor) -> QuerySet[Message]:
    """All messages, for who oversees that they arrive."""
    return Message.objects.all() if actor.may(Permission.VIEW_OUTGOING_MAIL) else Message.objects.none()
