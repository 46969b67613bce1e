"""Messages to people and how far each has come."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.foundation.accounts.models import User


class MessageState(models.TextChoices):
    """How far a message has come by e-mail. On the desk it stands from the beginning."""

    QUEUED = "queued", _("waiting to be sent")
    SENT = "sent", _("sent by e-mail")
    FAILED = "failed", _("not delivered")
    NO_ADDRESS = "no_address", _("no e-mail address")
    CANCELLED = "cancelled", _("taken back")


class Message(models.Model):
    """A message to one person. `key` names the occasion: what has the same key is the same message, sent once.

    `to_address` is the address at the time, `about` a path on this site or a URN. A message leaves when both
    `not_before` and `retry_at` have come. `claimed_at` is set while it is being handed to the mail server.
    """

    personal_data: ClassVar = ("recipient", "to_address", "subject", "body", "read_at")

    recipient = models.ForeignKey(User, models.PROTECT, related_name="messages")
    to_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=MessageState.choices, default=MessageState.QUEUED)
    not_before = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["state", "retry_at"]),
            models.Index(fields=["recipient", "read_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {self.state}"
