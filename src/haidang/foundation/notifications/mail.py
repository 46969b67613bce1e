"""A message as an e-mail: plain text, in Vietnamese, with a way back to the site."""

from __future__ import annotations

import hashlib
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from haidang.foundation.files.sources import resolve_source
from haidang.foundation.notifications.models import Message

CLOSING: Final = "Thư này do hệ thống Hải Đăng gửi tự động. Xin không trả lời thư này."


def address_of(message: Message) -> str:
    """Where on this site the matter of the message can be seen, as a path; empty if nowhere."""
    about = message.about
    return resolve_source(about).url if about.startswith("urn:") else about


def mail_of(message: Message, connection: BaseEmailBackend) -> EmailMessage:
    """The e-mail. Every attempt carries the same Message-ID, so that one that arrives twice is seen to be one."""
    path = address_of(message)
    parts = [message.body.rstrip()]
    if path:
        parts.append(f"Xem chi tiết tại: {settings.BASE_URL}{path}")
    parts.append(f"-- \n{CLOSING}")
    return EmailMessage(
        subject=message.subject,
        body="\n\n".join(parts) + "\n",
        to=[message.to_address],
        headers={"Message-ID": _identifier(message), "Auto-Submitted": "auto-generated"},
        connection=connection,
    )


def _identifier(message: Message) -> str:
    """The same for all attempts, another one when somebody sends the message again (which moves `not_before`)."""
    occasion = f"{message.key} {message.not_before.timestamp()}"
    digest = hashlib.sha256(occasion.encode()).hexdigest()[:24]
    return f"<{message.pk}.{digest}@{urlsplit(settings.BASE_URL).hostname}>"
