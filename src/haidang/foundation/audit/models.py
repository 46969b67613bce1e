"""The audit trail. Rows hold no foreign keys and so outlive what they speak of; both tables are append-only."""

from __future__ import annotations

import hashlib
import json
from typing import ClassVar

from django.db import models


class AuditEvent(models.Model):
    """Something that was done, by whom, when, to what. Written in the transaction of the deed."""

    personal_data: ClassVar = ("actor_id", "actor_name")

    at = models.DateTimeField(db_index=True)
    actor_id = models.CharField(max_length=90, db_index=True)
    actor_name = models.CharField(max_length=120)
    action = models.CharField(max_length=80, db_index=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=80)
    label = models.CharField(max_length=250, blank=True)
    unit_code = models.CharField(max_length=40, blank=True, db_index=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.pk} {self.action} {self.label}"

    def digest(self, previous: str) -> str:
        """SHA-256 over the previous digest and every column of this row, in a canonical form."""
        row = [
            previous,
            self.pk,
            self.at.isoformat(),
            self.actor_id,
            self.actor_name,
            self.action,
            self.subject_type,
            self.subject_id,
            self.label,
            self.unit_code,
            self.data,
        ]
        return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class AuditSeal(models.Model):
    """One link of the hash chain over committed events, in the order in which they were sealed."""

    personal_data: ClassVar = ()

    position = models.PositiveBigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.position} {self.digest[:12]}"
