"""The diary of a team: what each member did on each day; nothing of it is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from haidang.apps.inspections.models.conduct import Inspection, Member


class DiaryEntry(models.Model):
    """A member's day (Circular 06/2021/TT-TTCP); append-only, a trigger holds it.

    `minutes` were spent at the enterprise, with `begins` and `ends` where they were told. `is_idle`: no work on this
    day. `is_late`: recorded after the end of the next working day. A correction names the entry that it corrects;
    both stay.
    """

    personal_data: ClassVar = ("work", "met", "directions", "difficulties", "by_id", "by_name")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="diary")
    member = models.ForeignKey(Member, models.PROTECT, related_name="diary")
    day = models.DateField()
    is_idle = models.BooleanField(default=False)
    work = models.TextField(blank=True)
    met = models.TextField(blank=True)
    directions = models.TextField(blank=True)
    difficulties = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=0)
    begins = models.TimeField(null=True)
    ends = models.TimeField(null=True)
    is_late = models.BooleanField(default=False)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=300, blank=True)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "day"], condition=Q(corrects=None), name="one_diary_entry_a_day"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["inspection", "day"], name="diary_by_day")]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.day} {self.member_id}"


class DayConfirmation(models.Model):
    """The team leader confirms a day as it stood: up to the entry `up_to`; append-only, a trigger holds it.

    An entry that comes later leaves the day unconfirmed until it is confirmed again.
    """

    personal_data: ClassVar = ("by_id", "by_name")

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="confirmations")
    day = models.DateField()
    up_to = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="+")
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.inspection_id} {self.day}"
