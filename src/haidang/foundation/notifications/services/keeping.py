"""Looking after messages: reading them, and sending again what did not arrive."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidang.foundation.accounts.actor import Actor
from haidang.foundation.audit.services import record
from haidang.foundation.notifications import actions
from haidang.foundation.notifications.models import Message, MessageState
from haidang.foundation.notifications.quiet import sending_time
from haidang.foundation.notifications.services.queueing import usable_address
from haidang.foundation.permissions import Permission


@transaction.atomic
def resend_message(*, message: Message, by: Actor, at: datetime) -> None:
    """Send a message again, to the address that the account has now.

    Raises `ValidationError` while it still waits, and if there is no address, or nobody, to send it to.
    """
    by.require(Permission.RESEND_MESSAGES)
    message = Message.objects.select_for_update(of=("self",)).select_related("recipient").get(pk=message.pk)
    if message.state == MessageState.QUEUED:
        raise ValidationError(_("This message is still waiting to be sent."))
    address, _reason = usable_address(message.recipient)
    if not message.recipient.is_active:
        raise ValidationError(_("The account of %(name)s is closed.") % {"name": message.recipient})
    if not address:
        raise ValidationError(
            _("The account of %(name)s has no e-mail address that can be used: enter one first.")
            % {"name": message.recipient}
        )
    message.to_address, message.state = address, MessageState.QUEUED
    message.attempts, message.error, message.claimed_at, message.sent_at = 0, "", None, None
    message.not_before = message.retry_at = sending_time(at)
    message.save()
    record(
        actions.MESSAGE_RESENT,
        subject=message,
        label=message.subject,
        data={"recipient": str(message.recipient)},
        by=by,
        at=at,
    )


@transaction.atomic
def mark_read(*, message: Message, by: Actor, at: datetime) -> None:
    """Note that the recipient has read a message; only he or she may. The first time counts.

    Like `mark_all_read` it leaves no trace in the audit trail: what people read, and when, is their own affair.
    """
    if by.user_id is None or message.recipient_id != by.user_id:
        raise PermissionDenied("a message is read by its recipient")
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=at)


@transaction.atomic
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Note that a person has read all messages up to now; returns how many were unread."""
    if by.user_id is None:
        raise PermissionDenied("messages are read by people")
    unread = Message.objects.filter(recipient_id=by.user_id, read_at=None, created_at__lte=at)
    return unread.update(read_at=at)
