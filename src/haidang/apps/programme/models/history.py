"""The history of an obligation: entries that are never changed, with the files that prove them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.programme.models.obligations import Status, Task
from haidang.foundation.files.models import StoredFile


class What(models.TextChoices):
    """What an entry of the history tells of."""

    CREATED = "created", _("Registered")
    PROGRESS = "progress", _("Progress reported")
    CONTRIBUTION = "contribution", _("Contribution of a co-ordinating unit")
    CORRECTED = "corrected", _("Corrected")
    REOPENED = "reopened", _("Opened again")
    CHECKED = "checked", _("Publication checked")
    RELEASED = "released", _("Shown to the public")
    WITHDRAWN = "withdrawn", _("No longer shown to the public")


class TaskUpdate(models.Model):
    """One entry, append-only (a trigger holds it). `status` and the dates say how the task stood after it.

    `due_date` is the date that the entry speaks of: that of the answer, where answers come again. `seen` tells of a
    check whether the publication was there. `changes` maps what was corrected to [before, after], as text.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    task = models.ForeignKey(Task, models.PROTECT, related_name="updates")
    what = models.CharField(max_length=12, choices=What.choices)
    status = models.CharField(max_length=12, choices=Status.choices)
    text = models.TextField(blank=True)
    due_date = models.DateField(null=True)
    done_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    address = models.URLField(max_length=500, blank=True)
    seen = models.BooleanField(null=True)
    seen_on = models.DateField(null=True)
    changes = models.JSONField(default=dict)
    unit_code = models.CharField(max_length=40, blank=True)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.what} {self.at:%Y-%m-%d}"

    @property
    def days_late(self) -> int:
        """How many days after the due date it was done; 0 if in time or not done."""
        if self.done_on is None or self.due_date is None:
            return 0
        return max(0, (self.done_on - self.due_date).days)


class Evidence(models.Model):
    """A file that proves what an entry says; append-only like the entry. `name` is what it was called this time."""

    personal_data: ClassVar = ()

    update = models.ForeignKey(TaskUpdate, models.PROTECT, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="proves")
    name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["update", "file"], name="evidence_once_per_update")
        ]

    def __str__(self) -> str:
        return self.name
