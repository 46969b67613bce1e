"""One inspection or check from its opening to the end of its follow-up, and the plan of inspecting reform."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models.merging import Merge
from haidang.apps.inspections.models.plans import Form, PlanLine
from haidang.apps.organisations.models import Unit
from haidang.foundation.files.models import StoredFile


class Origin(models.TextChoices):
    """What an inspection was opened from."""

    PLAN = "plan", _("A visit of the plan")
    JOINT = "joint", _("A joint team")
    ADHOC = "adhoc", _("Outside the plan")
    REFORM = "reform", _("The plan of inspecting administrative reform")


class Stage(models.TextChoices):
    """How far an inspection is, by its steps."""

    PREPARED = "prepared", _("Being prepared")
    WORKING = "working", _("At the place")
    PAUSED = "paused", _("Suspended for a time")
    REPORTING = "reporting", _("Being reported on")
    CONCLUDED = "concluded", _("Concluded")
    FOLLOWED = "followed", _("Followed up")
    CLOSED = "closed", _("Closed")
    CANCELLED = "cancelled", _("Called off")


class ReformPlan(models.Model):
    """Which units a unit inspects on administrative reform in a year, by which document and checklist."""

    personal_data: ClassVar = ("by_id", "by_name")

    year = models.PositiveSmallIntegerField()
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="reform_plans")
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    checklist = models.CharField(max_length=40)
    units: Any = models.ManyToManyField(Unit, related_name="+")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-year", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "lead"], name="one_reform_plan_of_a_lead")
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.year})"


class FormerReformPlan(models.Model):
    """A plan of inspecting reform as it was before another replaced it; append-only, a trigger holds it.

    `units` are codes; `by_name` and `at` tell who had planned it so, and when.
    """

    personal_data: ClassVar = ("by_name",)

    plan = models.ForeignKey(ReformPlan, models.PROTECT, related_name="former")
    version = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    units = models.JSONField()
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "version"], name="former_reform_plan_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.plan_id}.{self.version})"


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def counted(self) -> InspectionQuerySet:
        """Those that count as a visit: all but the ones that were called off."""
        return self.exclude(stage=Stage.CANCELLED)

    def overdue_on(self, day: date) -> InspectionQuerySet:
        """Those with a step that should have been done before `day`."""
        return self.filter(due_on__lt=day).exclude(stage__in=[Stage.CANCELLED, Stage.CLOSED])


class Inspection(models.Model):
    """One inspection or check of an enterprise or, of administrative reform, of a unit.

    `entity` is that of its plan lines: "e" and the id of a registered enterprise, else "a" and an appearance.
    `contents` are what counts as "the same content", one for each line. `judgement` is what the check before opening
    found, as it stood; `exception` is the evidence of clear signs of violation, "" where none was claimed.
    `stage`, `announced_on`, `ended_on` and `due_on` (the first deadline that runs) repeat what the steps say.
    """

    personal_data: ClassVar = ("name", "decision_by", "by_id", "by_name", "exception")

    year = models.PositiveSmallIntegerField()
    origin = models.CharField(max_length=10, choices=Origin.choices)
    line = models.OneToOneField(PlanLine, models.PROTECT, null=True, related_name="inspection")
    merge = models.OneToOneField(Merge, models.PROTECT, null=True, related_name="inspection")
    reform_plan = models.ForeignKey(ReformPlan, models.PROTECT, null=True, related_name="inspections")
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="inspections")
    subject_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="reform_inspections")
    entity = models.CharField(max_length=30, blank=True)
    name = models.CharField(max_length=300)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="led_inspections")
    co_units: Any = models.ManyToManyField(Unit, related_name="joined_inspections")
    form = models.CharField(max_length=10, choices=Form.choices)
    contents = models.JSONField(default=list)
    content = models.TextField()
    examined = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=40)
    checklist = models.CharField(max_length=40, blank=True)
    is_complex = models.BooleanField(default=False)
    decision_number = models.CharField(max_length=60)
    decision_on = models.DateField()
    decision_by = models.CharField(max_length=120)
    decision_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    start_on = models.DateField()
    end_on = models.DateField()
    judgement = models.JSONField(default=list)
    exception = models.TextField(blank=True)
    exception_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage.choices, default=Stage.PREPARED)
    announced_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    due_on = models.DateField(null=True, db_index=True)
    due_step = models.CharField(max_length=20, blank=True)
    conclusion_number = models.CharField(max_length=60, blank=True)
    conclusion_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    published_at = models.URLField(max_length=500, blank=True)
    is_synthetic = models.BooleanField(default=False)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    objects: Any = InspectionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-start_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(subject_unit__isnull=True) & ~Q(entity="")
                | Q(subject_unit__isnull=False, entity="", enterprise__isnull=True),
                name="inspection_of_one_subject",
            ),
            models.CheckConstraint(
                condition=Q(end_on__gte=models.F("start_on")), name="inspection_ends_last"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["year", "entity"], name="inspection_by_entity"),
            models.Index(fields=["year", "stage"], name="inspection_by_stage"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_number} {self.name}"

    @property
    def is_reform(self) -> bool:
        return self.subject_unit_id is not None

    @property
    def is_open(self) -> bool:
        return self.stage not in (Stage.CLOSED, Stage.CANCELLED)


class Task(models.TextChoices):
    """What a member does in the team (nhiệm vụ trong đoàn)."""

    LEADER = "leader", _("Team leader")
    DEPUTY = "deputy", _("Deputy leader")
    MEMBER = "member", _("Member")
    SECRETARY = "secretary", _("Secretary")


class Member(models.Model):
    """Somebody in a team from one day to another; has an account if he or she writes the diary in person."""

    personal_data: ClassVar = ("name", "position", "account")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="members")
    name = models.CharField(max_length=120)
    position = models.CharField(max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    task = models.CharField(max_length=10, choices=Task.choices, default=Task.MEMBER)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    left_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["inspection"], condition=Q(task="leader", left_on=None), name="one_team_leader"
            )
        ]

    def __str__(self) -> str:
        return self.name


class StepEntry(models.Model):
    """A step that was done (or waived, with its reason); append-only, a trigger holds it.

    A correction names what it corrects; one without a day says that the step was not done. `until` is the new last
    day of an extension or resumption.
    """

    personal_data: ClassVar = ("by_id", "by_name", "note")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=20)
    done_on = models.DateField(null=True)
    is_waived = models.BooleanField(default=False)
    until = models.DateField(null=True)
    note = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.step} {self.done_on}"
