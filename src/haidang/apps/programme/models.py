"""Plans and tasks: what was promised, who leads, who helps, by when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Category, Indicator
from haidang.apps.organisations.models import Unit


class Plan(models.Model):
    """A plan of the programme, issued as a document (kế hoạch)."""

    personal_data: ClassVar = ()

    code = models.CharField(max_length=60, unique=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="plans")

    def __str__(self) -> str:
        return self.code


class TaskKind(models.TextChoices):
    """Whether a task recurs or is done once."""

    RECURRING = "recurring", _("Recurring")
    ONE_OFF = "one_off", _("One-off")


class Task(models.Model):
    """A task (nhiệm vụ) under a sub-index; without one it concerns the whole programme.

    `due_date` is empty where the plan does not state it. `lead_is_inferred`: the source names no lead.
    """

    personal_data: ClassVar = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="tasks")
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=TaskKind.choices)
    lead_is_inferred = models.BooleanField(default=False)
    basis = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="tasks")
    due_date = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    origin_line = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    search = models.CharField(max_length=700, blank=True)
    indicators: Any = models.ManyToManyField(Indicator, related_name="tasks")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "code"], name="task_code_in_plan")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title_vi

    def is_overdue(self, on: date) -> bool:
        return self.due_date is not None and self.due_date < on


class Part(models.TextChoices):
    """A unit's part in a task."""

    LEAD = "lead", _("Leads")
    COORDINATE = "coordinate", _("Co-ordinates")


class TaskUnit(models.Model):
    """Who leads a task (chủ trì) and who helps (phối hợp)."""

    personal_data: ClassVar = ()

    task = models.ForeignKey(Task, models.CASCADE, related_name="participants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    part = models.CharField(max_length=12, choices=Part.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["task", "unit"], name="task_unit_once")]
        indexes: ClassVar = [models.Index(fields=["unit", "part"])]

    def __str__(self) -> str:
        return f"{self.task_id} {self.part} {self.unit_id}"
