"""Chasing a round: when units are reminded, and the letters that urge those who are late."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.reporting.models.rounds import Round
from haidang.foundation.files.models import StoredFile


class Audience(models.TextChoices):
    """Who of a unit is reminded."""

    OFFICERS = "officers", _("Reporting officers")
    HEADS = "heads", _("Heads of units")
    BOTH = "both", _("Officers and heads")


class ReminderRule(models.Model):
    """When those who still owe their report are reminded: `offset` working days after (below 0: before) the deadline.

    The texts may use {don_vi}, {ky}, {han} and {lien_ket}: unit, period, deadline, address of the form.
    """

    personal_data: ClassVar = ()

    round = models.ForeignKey(Round, models.CASCADE, related_name="reminder_rules")
    offset = models.SmallIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["offset", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "offset", "audience"], name="reminder_rule_once")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.offset:+d}"

    @property
    def offset_days(self) -> int:
        """How many working days before or after."""
        return abs(self.offset)


class UrgingLetter(models.Model):
    """An urging letter (công văn đôn đốc) drafted for those who were late, with the files made from it.

    `content` holds what it said: subject, paragraphs, and the list of units with their deadlines. It gets its number
    from the register of outgoing documents, not here.
    """

    personal_data: ClassVar = ("drafted_by",)

    round = models.ForeignKey(Round, models.PROTECT, related_name="letters")
    serial = models.PositiveSmallIntegerField()
    content = models.JSONField()
    docx = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    drafted_by = models.CharField(max_length=120)
    drafted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["serial"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "serial"], name="urging_letter_serial")
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.serial}"
