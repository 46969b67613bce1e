"""Links with which somebody without an account may read a report for a time."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.reporting.models.reports import Report


class LinkState(models.TextChoices):
    """Whether a link still opens."""

    VALID = "valid", _("still valid")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")


class ReportLink(models.Model):
    """A link to one report. Only the SHA-256 of its secret is kept; it opens up to and on `expires_on`."""

    personal_data: ClassVar = ("made_by_id", "made_by_name", "revoked_by_name")

    report = models.ForeignKey(Report, models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField()
    made_by_id = models.CharField(max_length=90)
    made_by_name = models.CharField(max_length=120)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.purpose

    def state_on(self, day: date) -> LinkState:
        """Revoked stays revoked; otherwise the last day decides."""
        if self.revoked_at is not None:
            return LinkState.REVOKED
        return LinkState.EXPIRED if day > self.expires_on else LinkState.VALID


class LinkOpening(models.Model):
    """That a link was opened, and when; nothing about who did. Append-only."""

    personal_data: ClassVar = ()

    link = models.ForeignKey(ReportLink, models.PROTECT, related_name="openings")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.link_id} {self.at:%Y-%m-%d}"
