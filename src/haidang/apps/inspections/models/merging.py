"""One joint team instead of several: proposed, answered by the units, decided, and the plan that came out."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models.plans import FilingState, PlanLine, PlanYear
from haidang.apps.organisations.models import Unit


class ProposalState(models.TextChoices):
    """Where a proposal to merge stands. Of a year one is open."""

    DRAFT = "draft", _("Being prepared")
    SENT = "sent", _("With the units")
    SETTLED = "settled", _("Decided")
    DROPPED = "dropped", _("Dropped")


class MergeProposal(models.Model):
    """All joint teams that are proposed for a year, with how good the arrangement is.

    `change` weighs what is moved, `overload` counts person-days over capacity; `gap` is how far from the least possible
    at most; `clashes` tell which rules cannot all be kept. `capacity` is what was reckoned with, by unit and month.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    first_month = models.PositiveSmallIntegerField(default=1)
    capacity = models.JSONField(default=dict)
    status = models.CharField(max_length=12)
    gap = models.FloatField()
    change = models.PositiveIntegerField()
    overload = models.PositiveIntegerField()
    clashes = models.JSONField(default=list)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    answer_by = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(state__in=["draft", "sent"]), name="one_open_proposal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year_id} {self.state}"


class MergeState(models.TextChoices):
    """What becomes of one joint team."""

    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    REFUSED = "refused", _("Not merged")
    REPLACED = "replaced", _("Replaced by a later one")


class MergeQuerySet(models.QuerySet["Merge"]):
    def adopted(self) -> MergeQuerySet:
        """Joint teams that were decided on and whose plans are all still in force."""
        gone = MergeTurn.objects.filter(merge=models.OuterRef("pk")).exclude(
            line__filing__state=FilingState.TAKEN
        )
        return self.filter(state=MergeState.ADOPTED).exclude(models.Exists(gone))


class Merge(models.Model):
    """One joint team at one enterprise: `lead` and `month` as they are now, with the reason of the proposal."""

    personal_data: ClassVar = ("decided_by", "name")

    proposal = models.ForeignKey(MergeProposal, models.PROTECT, related_name="merges")
    entity = models.CharField(max_length=30)
    name = models.CharField(max_length=300)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="merges")
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="led_merges")
    month = models.PositiveSmallIntegerField()
    proposed_lead = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    proposed_month = models.PositiveSmallIntegerField()
    reason = models.TextField()
    state = models.CharField(max_length=10, choices=MergeState.choices, default=MergeState.PROPOSED)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_note = models.TextField(blank=True)

    objects: Any = MergeQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["proposal", "entity"], name="one_team_for_an_enterprise")
        ]

    def __str__(self) -> str:
        return self.name


class MergeTurn(models.Model):
    """A line that goes into a joint team; `old_month` is None where the plan named none."""

    personal_data: ClassVar = ()

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="turns")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="turns")
    old_month = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["merge", "line"], name="turn_once")]

    def __str__(self) -> str:
        return f"{self.merge_id} ← {self.line_id}"


class MergeOpinion(models.Model):
    """What a unit says of a joint team; append-only (a trigger holds it), the last one counts."""

    personal_data: ClassVar = ("by_id", "by_name", "text")

    merge = models.ForeignKey(Merge, models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    agrees = models.BooleanField()
    text = models.TextField(blank=True)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.merge_id} {self.unit_id} {self.agrees}"


class IssuedPlan(models.Model):
    """The adjusted plan of a year as it was issued, with its letter; append-only but for its publication.

    `content` is what the files were made of: the letter's words, joint teams and visits that stand. A later one
    replaces it and says so by its number. The files are made by the worker: until then they are not there.
    """

    personal_data: ClassVar = ("by_id", "by_name", "content")

    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="issued_plans")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    letter_docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    letter_pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    plan_docx = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    plan_pdf = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["year", "number"], name="issued_plan_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.year_id} / {self.number}"

    @property
    def is_ready(self) -> bool:
        """Whether its files are made."""
        return self.plan_pdf_id is not None
