"""The number of unread messages, for the head of every page."""

from __future__ import annotations

from django import template

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.notifications.selectors import count_unread

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_messages(context: template.Context) -> int:
    """`{% unread_messages as unread %}`: how many messages the actor has not read. One query, none for strangers."""
    actor: Actor | None = context.get("actor")
    return count_unread(actor) if actor is not None else 0
