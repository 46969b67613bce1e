"""What a unit writes in a round, what was approved of it, and what was decided and said about it.

Assignment ─┬─ Entry, Narrative, Evidence      the draft: changed by the unit, with versions
            ├─ Submission 1, 2 …               what a head approved; never changed
            ├─ Decision                        handed over, approved, returned, extended …; never changed
            └─ Remark                          the conversation; never changed
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.models import Indicator, ObservationStatus, Qualifier
from haidang.apps.organisations.models import Unit
from haidang.apps.programme.models import Task
from haidang.apps.reporting.models.rounds import Assignment
from haidang.foundation.database import ExactDecimalField
from haidang.foundation.files.models import StoredFile


class AnswerStatus(models.TextChoices):
    """Not answered, zero, missing and not applicable are four different things."""

    NONE = "", _("Not answered")
    VALUE = ObservationStatus.VALUE.value, _("Value")
    MISSING = ObservationStatus.MISSING.value, _("No data")
    NOT_APPLICABLE = ObservationStatus.NOT_APPLICABLE.value, _("Not applicable")


class Entry(models.Model):
    """A figure that a unit is asked for, with the draft of its answer: a cell of the form.

    `about` is the unit that the figure describes (SDMX reference area): mostly the reporting unit itself, the province
    where a department reports for all of it. `version` grows with every change: whoever saves says which version was
    seen. `returned` holds the reason while the co-ordinator waits for a better answer.
    """

    personal_data: ClassVar = ("entered_by_id", "entered_by_name")

    # a country has a million cells in each round: they are looked for by their assignment, in the index of `entry_once`
    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="entries", db_index=False)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+", db_index=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    about = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    period = models.CharField(max_length=40)
    dimensions = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField()
    status = models.CharField(max_length=15, choices=AnswerStatus.choices, default="", blank=True)
    value = ExactDecimalField(null=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT)
    note = models.TextField(blank=True)
    source_urn = models.CharField(max_length=200, blank=True, help_text="The workbook's cell, if it came so.")
    returned = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    entered_by_id = models.CharField(max_length=90, blank=True)
    entered_by_name = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "indicator", "about", "period", "dimensions"], name="entry_once"
            ),
            models.CheckConstraint(
                condition=(Q(status="value") & Q(value__isnull=False))
                | (~Q(status="value") & Q(value__isnull=True)),
                name="entry_value_iff_status_value",
            ),
            models.CheckConstraint(
                condition=Q(entered_at=None, entered_by_id="") | (~Q(entered_at=None) & ~Q(entered_by_id="")),
                name="entry_entered_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}/{self.indicator_id}"

    @property
    def is_answered(self) -> bool:
        return self.status != AnswerStatus.NONE


class Narrative(models.Model):
    """What a unit says in words on a task: what was done, what hinders, what it proposes."""

    personal_data: ClassVar = ("entered_by_id", "entered_by_name")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="narratives")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    is_required = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    returned = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    entered_by_id = models.CharField(max_length=90, blank=True)
    entered_by_name = models.CharField(max_length=120, blank=True)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "task"], name="narrative_once"),
            models.CheckConstraint(
                condition=Q(entered_at=None, entered_by_id="") | (~Q(entered_at=None) & ~Q(entered_by_id="")),
                name="narrative_entered_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}/{self.task_id}"


class Evidence(models.Model):
    """A file that shows what the report says. Taking it back leaves the row: what was enclosed stays known."""

    personal_data: ClassVar = ("added_by", "removed_by")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="evidence")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()
    removed_by = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["added_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_by="") | (~Q(removed_at=None) & ~Q(removed_by="")),
                name="evidence_removed_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Explanation(models.Model):
    """Why a suspicion about draft figures may stand. It holds as long as the compared values do (`fingerprint`)."""

    personal_data: ClassVar = ("explained_by",)

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="explanations")
    fingerprint = models.CharField(max_length=64)
    arithmetic_vi = models.TextField()
    arithmetic_en = models.TextField()
    text = models.TextField()
    explained_by = models.CharField(max_length=120)
    explained_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "fingerprint"], name="suspicion_explained_once")
        ]

    def __str__(self) -> str:
        return self.fingerprint[:12]


class Submission(models.Model):
    """What a head approved: answers, narratives, evidence and explanations as they stood. Append-only.

    `content` is a JSON object (see `services.snapshots`), `sha256` the hash of its canonical form; observations name
    this row as their source.
    """

    personal_data: ClassVar = ("approved_by_id", "approved_by_name")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    approved_by_id = models.CharField(max_length=90)
    approved_by_name = models.CharField(max_length=120)
    approved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assignment", "number"], name="submission_number")
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} #{self.number}"

    @property
    def urn(self) -> str:
        return f"urn:haidang:submission:{self.pk}"


class DecisionKind(models.TextChoices):
    """A step of a report, or a fact about its deadline."""

    OPENED = "opened", _("opened the report")
    HANDED_OVER = "handed_over", _("handed the report to the head")
    TAKEN_BACK = "taken_back", _("took the report back to go on writing")
    SENT_BACK = "sent_back", _("sent the report back to the officer")
    APPROVED = "approved", _("approved the report and sent it")
    RETURNED = "returned", _("returned the report")
    ACCEPTED = "accepted", _("accepted the report")
    EXTENDED = "extended", _("extended the deadline")
    EXCUSED = "excused", _("excused the unit")
    ASKED_AGAIN = "asked_again", _("asked the unit again")


class Decision(models.Model):
    """Who decided what about a unit's report, when, and why. Append-only."""

    personal_data: ClassVar = ("by_id", "by_name")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=12, choices=DecisionKind.choices)
    reason = models.TextField(blank=True)
    due_on = models.DateField(null=True, help_text="The new deadline, of an extension.")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.kind}"


class Remark(models.Model):
    """Something said about a report or one cell of it: by the unit, or by the centre. Append-only.

    `decision` is set where the remark is the reason for which that cell was returned.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="remarks")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="remarks")
    narrative = models.ForeignKey(Narrative, models.PROTECT, null=True, related_name="remarks")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="remarks")
    text = models.TextField()
    from_the_centre = models.BooleanField()
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(entry=None) | Q(narrative=None), name="remark_on_one_cell_at_most"
            )
        ]

    def __str__(self) -> str:
        return self.text[:40]
