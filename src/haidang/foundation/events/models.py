"""The outbox: what lower rooms tell upper rooms, kept until every listener has heard it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class OutboxEvent(models.Model):
    """Something that happened, written in the transaction in which it happened."""

    personal_data: ClassVar = ()

    name = models.CharField(max_length=80)
    payload = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class Delivery(models.Model):
    """One event for one subscriber. Delivered at least once; a subscriber that fails is tried again, then set aside."""

    personal_data: ClassVar = ()

    event = models.ForeignKey(OutboxEvent, models.CASCADE, related_name="deliveries")
    subscriber = models.CharField(max_length=120)
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "subscriber"], name="delivery_once_per_subscriber")
        ]
        indexes: ClassVar = [models.Index(fields=["delivered_at", "retry_at"])]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.subscriber}"
