"""Writing a draft report: who holds a block, and what every block said before."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.reporting.models.reports import Block, BlockKind, Report

IDLE: Final = timedelta(minutes=15)
"""After so long without a sign of life a block may be taken over."""


class BlockLock(models.Model):
    """Who writes on a block now. `draft` is what was typed and is not saved yet: a closed laptop loses nothing."""

    personal_data: ClassVar = ("by_id", "by_name")

    block = models.OneToOneField(Block, models.CASCADE, related_name="lock")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    since = models.DateTimeField()
    renewed_at = models.DateTimeField()
    draft = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.block_id} {self.by_id}"

    def holds_at(self, moment: datetime) -> bool:
        """Whether the block is still held; who was idle for too long may be relieved."""
        return moment - self.renewed_at < IDLE


class ChangeKind(models.TextChoices):
    """How a version came about."""

    FOUND = "found", _("Text before it was edited here")
    SAVED = "saved", _("Saved")
    RESTORED = "restored", _("Restored")
    SET_ASIDE = "set_aside", _("Typed and not saved, kept when somebody took over")
    REMOVED = "removed", _("Removed from the report")


class BlockVersion(models.Model):
    """What a block said, who wrote it, when and why. Append-only; it outlives its block (`block_key`)."""

    personal_data: ClassVar = ("by_id", "by_name")

    report = models.ForeignKey(Report, models.PROTECT, related_name="block_versions")
    block_key = models.CharField(max_length=60)
    block_kind = models.CharField(max_length=10, choices=BlockKind.choices, blank=True)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    text = models.TextField()
    why = models.CharField(max_length=250, blank=True)
    by_id = models.CharField(max_length=90, blank=True)
    by_name = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "block_key", "number"], name="block_version_number")
        ]

    def __str__(self) -> str:
        return f"{self.block_key} #{self.number}"


class BlockComment(models.Model):
    """What somebody says about a block while the report is a draft; settled once it is dealt with."""

    personal_data: ClassVar = ("by_id", "by_name", "settled_by")

    report = models.ForeignKey(Report, models.PROTECT, related_name="comments")
    block_key = models.CharField(max_length=60)
    text = models.TextField()
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["report", "block_key"], name="comment_of_block")]

    def __str__(self) -> str:
        return f"{self.block_key}: {self.text[:40]}"


class OpinionKind(models.TextChoices):
    """A step on the way of a draft to its freeze."""

    ASKED = "asked", _("Laid before the leader")
    APPROVED = "approved", _("Approved by the leader")
    RETURNED = "returned", _("Returned by the leader")


class ReportOpinion(models.Model):
    """The chain of approval of a report. Append-only; `text_sha256` is of the text that was laid before the leader."""

    personal_data: ClassVar = ("by_id", "by_name")

    report = models.ForeignKey(Report, models.PROTECT, related_name="opinions")
    kind = models.CharField(max_length=10, choices=OpinionKind.choices)
    note = models.TextField(blank=True)
    text_sha256 = models.CharField(max_length=64)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.kind}"
