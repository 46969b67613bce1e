"""Reporting rounds: a period, a cut-off, a deadline, the units that are asked, and what became of each report."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Category
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Plan


class Round(models.Model):
    """A reporting round (kỳ báo cáo): a period, its cut-off, who is asked by when.

    `due_on` is empty where not stated. `deadline_days` keeps the rule it follows from: so many working days after the
    cut-off (Decree 09/2019/NĐ-CP, article 13). A round without `opened_at` was imported: its reports came on paper.
    """

    personal_data: ClassVar = ("opened_by", "closed_by")

    code = models.CharField(max_length=40, unique=True)
    period = models.CharField(max_length=40)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, related_name="rounds")
    coordinator = models.ForeignKey(Unit, models.PROTECT, related_name="rounds_coordinated")
    cutoff_scheme = models.CharField(max_length=10)
    due_on = models.DateField(null=True, blank=True)
    deadline_days = models.PositiveSmallIntegerField(null=True, blank=True)
    urging_letter = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    head_approves_own = models.BooleanField(
        default=False, help_text="Whether a head may approve a report with answers that he or she entered."
    )
    note = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.CharField(max_length=120, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by="") | (~Q(opened_at=None) & ~Q(opened_by="")),
                name="round_opened_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="") | (~Q(closed_at=None) & ~Q(closed_by="")),
                name="round_closed_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_run_here(self) -> bool:
        """Whether units answer here; an imported round only tells what came in."""
        return self.opened_at is not None

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class AssignmentStatus(models.TextChoices):
    """How far a unit's report is. Late, extended and without appendix are facts beside it, no states."""

    EXPECTED = "expected", _("Not opened")
    OPENED = "opened", _("Being written")
    HANDED_OVER = "handed_over", _("With the head")
    RECEIVED = "received", _("Received")
    RETURNED = "returned", _("Returned")
    ACCEPTED = "accepted", _("Accepted")
    EXCUSED = "excused", _("Excused")
    MISSING = "missing", _("Not received")


WITH_THE_UNIT = (AssignmentStatus.EXPECTED, AssignmentStatus.OPENED, AssignmentStatus.RETURNED)
"""States in which the unit's officers write."""


class AppendixStatus(models.TextChoices):
    """Whether the tables came with it."""

    YES = "yes", _("Enclosed")
    PARTLY = "partly", _("Incomplete")
    NO = "no", _("Missing")
    UNKNOWN = "unknown", _("Not known")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def received(self) -> AssignmentQuerySet:
        """Reports that came in: approved by a head at least once, or known to have come on paper."""
        return self.filter(Q(status=AssignmentStatus.RECEIVED) | Q(received_on__isnull=False))

    def outstanding(self) -> AssignmentQuerySet:
        """Units that still owe their report."""
        return self.filter(received_on=None).exclude(
            status__in=(AssignmentStatus.RECEIVED, AssignmentStatus.EXCUSED)
        )

    def to_chase(self) -> AssignmentQuerySet:
        """Units that owe their report, or a better one than they sent."""
        return self.filter(
            Q(status=AssignmentStatus.RETURNED)
            | (Q(received_on=None) & ~Q(status__in=(AssignmentStatus.RECEIVED, AssignmentStatus.EXCUSED)))
        )

    def overdue_on(self, day: date) -> AssignmentQuerySet:
        """Units that owe their report although their own deadline is over."""
        return self.outstanding().annotate(due=Coalesce("extended_to", "round__due_on")).filter(due__lt=day)

    def late(self) -> AssignmentQuerySet:
        """Reports that came in after the deadline of their unit."""
        return self.annotate(due=Coalesce("extended_to", "round__due_on")).filter(received_on__gt=F("due"))


class Assignment(models.Model):
    """A unit asked in a round, and what it sent.

    `received_on` is the day on which a head first approved the report (for imported rounds: as far as it is stated).
    """

    personal_data: ClassVar = ()

    round = models.ForeignKey(Round, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    status = models.CharField(max_length=12, choices=AssignmentStatus.choices)
    appendix = models.CharField(max_length=10, choices=AppendixStatus.choices)
    received_on = models.DateField(null=True, blank=True)
    extended_to = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(
        default=0, help_text="The place of the unit in alphabetical order when the round was opened."
    )
    is_illustrative = models.BooleanField(default=False)
    basis = models.CharField(max_length=200, blank=True)

    objects: Any = AssignmentQuerySet.as_manager()
    is_overdue: bool  # set by selectors.list_owing

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["round", "unit"], name="assignment_once")]
        indexes: ClassVar = [
            models.Index(fields=["round", "status"]),
            models.Index(fields=["round", "position"]),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.unit_id}"

    @property
    def due_on(self) -> date | None:
        """The deadline of this unit."""
        return self.extended_to or self.round.due_on

    @property
    def is_with_the_unit(self) -> bool:
        return self.status in WITH_THE_UNIT

    @property
    def is_received(self) -> bool:
        return self.received_on is not None or self.status == AssignmentStatus.RECEIVED

    def days_late(self, today: date) -> int:
        """Calendar days after the deadline: until it was received, or until today while it is owed. 0 if in time."""
        if self.due_on is None or self.status == AssignmentStatus.EXCUSED:
            return 0
        if self.received_on is None and self.is_received:
            return 0
        return max(0, ((self.received_on or today) - self.due_on).days)


class Tally(models.Model):
    """How many figures a unit was asked for under a sub-index, and how many it has answered. Kept with each answer."""

    personal_data: ClassVar = ()

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="tallies")
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "category"], nulls_distinct=False, name="tally_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.answered}/{self.asked}"
