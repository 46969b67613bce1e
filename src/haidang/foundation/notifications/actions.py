"""What is recorded about messages."""

from django.utils.translation import gettext_noop as _

from haidang.foundation.audit.actions import register

MESSAGES_QUEUED = register("notifications.messages-queued", _("queued {count} message(s): {label}"))
MESSAGE_RESENT = register(
    "notifications.message-resent", _("sent the message “{label}” to {recipient} again")
)
