"""Sending what is due.

Each message is claimed in a transaction of its own before it is handed to the mail server, and marked after it. A
crash between the two leaves it claimed: after half an hour it is sent again. So each message arrives at least once. It
arrives twice only if the crash came after the mail server took it and before we noted that; then both carry the same
Message-ID, and the interruption stays noted with the message.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Final

from django.core.mail import get_connection
from django.db.models import F

from haidang.foundation.notifications.mail import mail_of
from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.quiet import is_quiet, sending_time

logger = logging.getLogger(__name__)

MAX_ATTEMPTS: Final = 8
BATCH: Final = 50
LEASE: Final = timedelta(minutes=30)  # longer than a whole batch takes
INTERRUPTED: Final = "an attempt was interrupted; the message may have arrived twice"
_MAX_ERROR: Final = 500
_ITS_OWN: Final = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError, SMTPNotSupportedError)


def send_pending(*, at: datetime) -> int:
    """Send what is due, the oldest first; returns how many left. Nothing leaves on days off or at night.

    A failure waits 2, 4, 8 … minutes; after eight the message has failed and keeps the error. An address that is
    refused concerns that message alone; if the mail server is away, the others wait for the next call.
    """
    due = Message.objects.filter(state=MessageState.QUEUED, not_before__lte=at, retry_at__lte=at)
    messages = list(due.select_related("recipient").order_by("retry_at", "id")[:BATCH])
    if not messages or is_quiet(at):
        return 0
    connection, sent = get_connection(), 0
    for message in messages:
        if not _claim(message, at):
            continue
        try:
            connection.open()
            mail_of(message, connection).send()
        except Exception as error:  # whatever is wrong with this one does not concern the others
            logger.warning("message %s was not sent: %s", message.pk, type(error).__name__)
            _note_failure(message, error, at)
            connection.close()  # it may be in the middle of a conversation
            if isinstance(error, OSError) and not isinstance(error, _ITS_OWN):
                break  # the server is away: nobody else is kept waiting for it
        else:
            _note_sent(message, at)
            sent += 1
    connection.close()
    return sent


def _claim(message: Message, at: datetime) -> bool:
    """Reserve a message for half an hour, unless somebody else was faster or it must not be sent."""
    claimed = Message.objects.filter(
        pk=message.pk, state=MessageState.QUEUED, attempts=message.attempts, retry_at=message.retry_at
    )
    if not message.recipient.is_active:
        claimed.update(state=MessageState.CANCELLED, claimed_at=None, error="the account is closed")
        return False
    was_interrupted = message.claimed_at is not None
    if was_interrupted:
        message.error = INTERRUPTED
        logger.warning("message %s: %s", message.pk, INTERRUPTED)
    if message.attempts >= MAX_ATTEMPTS:
        claimed.update(state=MessageState.FAILED, claimed_at=None, error=message.error)
        return False
    return bool(
        claimed.update(attempts=F("attempts") + 1, claimed_at=at, retry_at=at + LEASE, error=message.error)
    )


def _note_sent(message: Message, at: datetime) -> None:
    error = INTERRUPTED if message.error == INTERRUPTED else ""
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.SENT, sent_at=at, claimed_at=None, error=error
    )


def _note_failure(message: Message, error: Exception, at: datetime) -> None:
    attempts = message.attempts + 1
    has_failed = attempts >= MAX_ATTEMPTS
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED if has_failed else MessageState.QUEUED,
        retry_at=sending_time(at + timedelta(minutes=2**attempts)),
        claimed_at=None,
        error=f"{type(error).__name__}: {error}"[:_MAX_ERROR],
    )
