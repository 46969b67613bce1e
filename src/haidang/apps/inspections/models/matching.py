"""Who is who: pairs that people are asked about, and what they answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.inspections.models.plans import PlanLine, PlanYear


class Answer(models.TextChoices):
    """What somebody who looked at two entries says."""

    SAME = "same", _("One enterprise")
    DIFFERENT = "different", _("Two enterprises")
    LATER = "later", _("Cannot tell yet")


class ReviewPair(models.Model):
    """Two entries that may be one enterprise: a line beside another line, or beside an entry of the registry.

    Worked out anew each time; `rank` counts from the question that helps most, from `PUT_OFF` for one that somebody
    put off. `chance` is that of being one, 0 to 1; `reasons` what speaks for and against.
    """

    personal_data: ClassVar = ()
    PUT_OFF: ClassVar = 1_000_000

    year = models.ForeignKey(PlanYear, models.CASCADE, related_name="pairs")
    rank = models.PositiveIntegerField()
    line = models.ForeignKey(PlanLine, models.CASCADE, related_name="+")
    other = models.ForeignKey(PlanLine, models.CASCADE, null=True, related_name="+")
    enterprise = models.ForeignKey(Enterprise, models.CASCADE, null=True, related_name="+")
    chance = models.FloatField()
    reasons = models.TextField()

    class Meta:
        ordering: ClassVar = ["rank"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(other=None) ^ models.Q(enterprise=None), name="pair_has_one_other_side"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} ? {self.other_id or self.enterprise_id}"


class MatchDecision(models.Model):
    """What somebody answered, kept for later years: it speaks of appearances ("a…") and registered entries ("e…").

    An answer that is taken back stays, with who took it back.
    """

    personal_data: ClassVar = ("by_id", "by_name", "undone_by", "shown")

    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="decisions")
    one = models.CharField(max_length=30, db_index=True)
    other = models.CharField(max_length=30, db_index=True)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    chance = models.FloatField()
    reasons = models.TextField()
    shown = models.JSONField(help_text="Both sides as they were shown.")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return f"{self.one} {self.answer} {self.other}"


class FoundOverlap(models.Model):
    """Lines at one enterprise that together break a rule, or that one team could do. Made anew with the matches.

    `rule` is the key of the rule in `domain/overlaps`, `degree` how grave it is.
    """

    personal_data: ClassVar = ()

    year = models.ForeignKey(PlanYear, models.CASCADE, related_name="overlaps")
    entity = models.CharField(max_length=30)
    rule = models.CharField(max_length=40)
    degree = models.CharField(max_length=20)
    lines = models.ManyToManyField(PlanLine, related_name="overlaps")

    class Meta:
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["year", "entity"], name="overlap_by_entity")]

    def __str__(self) -> str:
        return f"{self.entity} {self.rule}"
