"""What an inspection found, what became of it, and the answers of its checklist."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.inspections.models.conduct import Inspection
from haidang.foundation.files.models import StoredFile


class RemedyState(models.TextChoices):
    """How far a finding is mended."""

    OPEN = "open", _("To be mended")
    PARTLY = "partly", _("Partly mended")
    DONE = "done", _("Put right")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FoundQuerySet(models.QuerySet["FoundFault"]):
    def unmended(self) -> FoundQuerySet:
        """Those that are still followed."""
        return self.filter(state__in=[RemedyState.OPEN, RemedyState.PARTLY])

    def overdue_on(self, day: date) -> FoundQuerySet:
        """Those whose remedy was due before `day`."""
        return self.unmended().filter(due_on__lt=day)


class FoundFault(models.Model):
    """A finding (sai phạm, tồn tại): what it is stays as written; `state` and `due_on` repeat its newest entry.

    `amount` is in đồng, None where no money is at stake. `item` is the question of the checklist that it comes from.
    """

    personal_data: ClassVar = ("what", "by_id", "by_name")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="faults")
    number = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=20, blank=True)
    what = models.TextField()
    basis = models.TextField(blank=True)
    amount = models.BigIntegerField(null=True)
    remedy = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=RemedyState.choices, default=RemedyState.OPEN)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: Any = FoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["inspection_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["inspection", "number"], name="fault_number_once")
        ]
        indexes: ClassVar = [models.Index(fields=["state", "due_on"], name="fault_by_due")]

    def __str__(self) -> str:
        return f"{self.inspection_id}.{self.number}"

    @property
    def is_followed(self) -> bool:
        return self.state in (RemedyState.OPEN, RemedyState.PARTLY)


class RemedyEntry(models.Model):
    """An entry of the follow-up; append-only, a trigger holds it. `recovered` is in đồng, in all so far."""

    personal_data: ClassVar = ("text", "by_id", "by_name")

    fault = models.ForeignKey(FoundFault, models.PROTECT, related_name="entries")
    state = models.CharField(max_length=10, choices=RemedyState.choices)
    text = models.TextField()
    done_on = models.DateField(null=True)
    due_on = models.DateField()
    recovered = models.BigIntegerField(null=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.fault_id} {self.state}"


class Reply(models.TextChoices):
    """How a question of a checklist is answered."""

    YES = "yes", _("Yes")
    PARTLY = "partly", _("Partly")
    NO = "no", _("No")
    NONE = "none", _("Does not apply")


class ChecklistAnswer(models.Model):
    """An answer to one question; append-only, a trigger holds it, the newest one counts."""

    personal_data: ClassVar = ("note", "by_id", "by_name")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="answers")
    item = models.CharField(max_length=20)
    reply = models.CharField(max_length=10, choices=Reply.choices)
    note = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["inspection", "item"], name="answer_by_item")]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.item} {self.reply}"
