"""Queueing, sending and looking after messages."""

from haidang.foundation.notifications.services.keeping import mark_all_read, mark_read, resend_message
from haidang.foundation.notifications.services.queueing import (
    Draft,
    cancel_messages,
    queue_message,
    queue_messages,
)
from haidang.foundation.notifications.services.sending import send_pending

__all__ = [
    "Draft",
    "cancel_messages",
    "mark_all_read",
    "mark_read",
    "queue_message",
    "queue_messages",
    "resend_message",
    "send_pending",
]
