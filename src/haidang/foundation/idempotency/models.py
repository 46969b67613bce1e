"""Calls that were answered, kept for a week."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class IdempotentCall(models.Model):
    """A call with its answer, written in the transaction of what the call changed: there are both, or neither.

    So there is no row for a call in progress, and none that a crash could leave behind; see `services`.
    """

    personal_data: ClassVar = ("actor_id", "body")

    actor_id = models.CharField(max_length=90)
    key = models.CharField(max_length=200)
    call = models.TextField()
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.BinaryField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor_id", "key"], name="idempotent_call_once_per_actor")
        ]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.key} {self.call}"
