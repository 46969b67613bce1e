"""Plans and obligations: what was promised, who leads, who helps, by when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Final

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidang.apps.documents.models import Document
from haidang.apps.observations.models import Category, Indicator
from haidang.apps.organisations.models import Unit
from haidang.domain.worktime import Rhythm


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


class Obligation(models.TextChoices):
    """What kind of obligation a task is: by plan, by public promise, by the duty to publish, or by direction."""

    TASK = "task", _("Task")
    COMMITMENT = "commitment", _("Public commitment")
    PUBLICATION = "publication", _("Duty to publish")
    DIRECTION = "direction", _("Direction")


class Repeats(models.TextChoices):
    """How often an answer is due; the days are those of `worktime.Rhythm`."""

    MONTHLY = Rhythm.MONTHLY.value, _("Every month")
    QUARTERLY = Rhythm.QUARTERLY.value, _("Every quarter")
    HALF_YEARLY = Rhythm.HALF_YEARLY.value, _("Every half-year")
    YEARLY = Rhythm.YEARLY.value, _("Every year")


class Status(models.TextChoices):
    """How far a task is, as last reported."""

    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    DELAYED = "delayed", _("Delayed")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


CLOSED: Final = (Status.DONE, Status.CANCELLED)
PUBLISHABLE: Final = (Obligation.PUBLICATION, Obligation.COMMITMENT)


class Task(models.Model):
    """An obligation of the programme (nhiệm vụ), under a sub-index; without one it concerns the whole programme.

    `due_date` is empty where nothing states it; with a `rhythm` it is the day of the next answer. `lead_is_inferred`:
    the source names no lead. `status`, `done_on`, `expected_on` and `seen_on` repeat what the newest entries of the
    history say; `version` counts the changes. `by_hand`: the due date or the units were set here, so an import of
    the plan leaves them alone. Times in days.
    """

    personal_data: ClassVar = ()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=40)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="tasks")
    title_vi = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    obligation = models.CharField(max_length=12, choices=Obligation.choices, default=Obligation.TASK)
    kind = models.CharField(max_length=12, choices=TaskKind.choices)
    rhythm = models.CharField(max_length=12, choices=Repeats.choices, blank=True)
    lead_is_inferred = models.BooleanField(default=False)
    basis = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="tasks")
    starts_on = models.DateField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NOT_STARTED)
    done_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)
    by_hand = models.BooleanField(default=False)
    # Commitments and duties to publish: where it stands; when somebody last saw it there; shown to everybody?
    published_url = models.URLField(
        max_length=500, blank=True, validators=[URLValidator(schemes=["http", "https"])]
    )
    seen_on = models.DateField(null=True, blank=True)
    released = models.BooleanField(default=False)
    # Directions: on which proposal, which body decided, by which document.
    proposal = models.CharField(max_length=500, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decision_number = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    origin_line = models.PositiveIntegerField(null=True)
    note = models.TextField(blank=True)
    search = models.CharField(max_length=700, blank=True)
    indicators: Any = models.ManyToManyField(Indicator, related_name="tasks")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["plan", "code"], name="task_code_in_plan")]
        indexes: ClassVar = [models.Index(fields=["status", "due_date"], name="task_by_state")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" and self.title_en else self.title_vi

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    def is_overdue(self, on: date) -> bool:
        """Due before that day, and not done; one that was cancelled is owed by nobody."""
        return self.due_date is not None and self.due_date < on and not self.is_closed

    def days_late(self, on: date) -> int:
        """How many days after the due date it was done, or, if it is overdue, has been waited for; else 0."""
        if self.due_date is None or self.status == Status.CANCELLED:
            return 0
        until = self.done_on if self.status == Status.DONE else on
        return max(0, (until - self.due_date).days) if until else 0


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
