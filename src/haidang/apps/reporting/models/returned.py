"""Word files of a report that went out, those that came back edited by hand, and what was decided on them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.reporting.models.reports import Report
from haidang.foundation.files.models import StoredFile


class IssuedFile(models.Model):
    """A Word file of a report as it was handed out, found again by its document id. Append-only.

    `versions` are those of the blocks at that time, by key.
    """

    personal_data: ClassVar = ()

    report = models.ForeignKey(Report, models.PROTECT, related_name="issued_files")
    document_id = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    versions = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["document_id"], name="issued_document")]

    def __str__(self) -> str:
        return self.document_id[:12]


class ReturnedFile(models.Model):
    """A Word file that came back, with what a comparison told of it (the record of the comparison). Append-only.

    `issued` is what it was compared with; None: its own memory.
    """

    personal_data: ClassVar = ("brought_by_id", "brought_by_name")

    report = models.ForeignKey(Report, models.PROTECT, related_name="returned_files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    issued = models.ForeignKey(IssuedFile, models.PROTECT, null=True, related_name="returned")
    comparison = models.JSONField()
    brought_by_id = models.CharField(max_length=90)
    brought_by_name = models.CharField(max_length=120)
    brought_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Verdict(models.TextChoices):
    """What becomes of a block that was changed by hand."""

    TAKEN = "taken", _("Taken over from the Word file")
    REFUSED = "refused", _("Passed over")


class ReturnedDecision(models.Model):
    """What was decided on one block of a returned file: `number` is its place in the comparison. Append-only.

    `version`: of the block after it was taken over.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    returned = models.ForeignKey(ReturnedFile, models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    block = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    reason = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(null=True)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["returned", "number"], name="returned_block_decided_once")
        ]

    def __str__(self) -> str:
        return f"{self.returned_id}#{self.number} {self.verdict}"
