"""Proposals of a report, what was decided on them, and the tasks that came of it.

Report ──< Proposal ──< ProposalDecision ──< ProposalTask >── programme.Task
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.programme.models import Task
from haidang.apps.reporting.models.reports import Report


class Outcome(models.TextChoices):
    """What became of a proposal."""

    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Accepted with changes")
    REFUSED = "refused", _("Refused")


class Proposal(models.Model):
    """A block of a report that asks for a decision. Its words are those of the block, which a freeze fixes."""

    personal_data: ClassVar = ("registered_by_id", "registered_by_name")

    report = models.ForeignKey(Report, models.PROTECT, related_name="proposals")
    number = models.PositiveIntegerField()
    block_key = models.CharField(max_length=60)
    registered_by_id = models.CharField(max_length=90)
    registered_by_name = models.CharField(max_length=120)
    registered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "block_key"], name="proposal_once_per_block"),
            models.UniqueConstraint(fields=["report", "number"], name="proposal_number_in_report"),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.number}"


class ProposalDecision(models.Model):
    """A decision on a proposal, with the document it stands in. Append-only; the newest one counts.

    `decided_by` is the body or office; `by_name` is who entered it here.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    text = models.TextField(blank=True)
    decided_by = models.CharField(max_length=200)
    document_number = models.CharField(max_length=60)
    decided_on = models.DateField()
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.outcome}"


class ProposalTask(models.Model):
    """A task that came of a decision. Append-only."""

    personal_data: ClassVar = ()

    decision = models.ForeignKey(ProposalDecision, models.PROTECT, related_name="given")
    task = models.OneToOneField(Task, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.decision_id} → {self.task_id}"
