"""Reads about messages."""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.shortcuts import get_object_or_404

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.policies import outgoing_messages, own_messages


def list_own_messages(actor: Actor) -> QuerySet[Message]:
    """The actor's messages: unread first, then the newest."""
    return own_messages(actor).order_by(F("read_at").desc(nulls_first=True), "-created_at", "-id")


def get_own_message(actor: Actor, pk: int) -> Message:
    """One of the actor's messages; 404 if it is not there or somebody else's."""
    return get_object_or_404(own_messages(actor), pk=pk)


def count_unread(actor: Actor) -> int:
    """How many messages the actor has not read (one query; none for strangers and programs)."""
    return own_messages(actor).filter(read_at=None).count() if actor.user_id is not None else 0


def list_outgoing(actor: Actor, *, state: str = "", words: str = "") -> QuerySet[Message]:
    """Messages with their delivery, newest first, perhaps only of one state or to people whose name matches."""
    messages = outgoing_messages(actor).select_related("recipient")
    if state in MessageState.values:
        messages = messages.filter(state=state)
    if words:
        messages = messages.filter(recipient__full_name__icontains=words)
    return messages


def get_outgoing(actor: Actor, pk: int) -> Message:
    """One message of anybody; 404 for who does not oversee the mail."""
    return get_object_or_404(outgoing_messages(actor).select_related("recipient"), pk=pk)
