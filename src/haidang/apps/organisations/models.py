"""Units through time, the people in them and the positions they hold."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidang.foundation.permissions import Role


class UnitKind(models.TextChoices):
    """Kinds of units (đơn vị)."""

    PROVINCE = "province", _("Province or city")
    DEPARTMENT = "department", _("Department of the province")
    CENTRAL = "central", _("Central agency in the province")
    DISTRICT = "district", _("District")
    COMMUNE = "commune", _("Commune, ward or special zone")
    ORGANISATION = "organisation", _("Organisation")


class UnitQuerySet(models.QuerySet["Unit"]):
    def valid_on(self, day: date) -> UnitQuerySet:
        """Units that existed on that day; an unknown beginning counts as long ago."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=day)).filter(
            Q(valid_to=None) | Q(valid_to__gte=day)
        )


class Unit(models.Model):
    """A unit under one name and kind. A merger or renaming ends it and begins another: codes are never reused.

    `valid_to` is the last day (inclusive); empty means still there, or (`valid_from`) since before our records.
    """

    personal_data: ClassVar = ()

    code = models.CharField(max_length=40, unique=True)
    name_vi = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=UnitKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    in_programme = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    search = models.CharField(max_length=450, blank=True, db_index=True)

    objects: Any = UnitQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    def exists_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class SuccessionKind(models.TextChoices):
    """How one unit follows another."""

    MERGE = "merge", _("merged into")
    RENAME = "rename", _("renamed to")
    UPGRADE = "upgrade", _("became")
    END = "end", _("ended")


class Succession(models.Model):
    """An edge from a unit that ended to the one that took over; no successor for a level that was abolished."""

    personal_data: ClassVar = ()

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="origins")
    kind = models.CharField(max_length=10, choices=SuccessionKind.choices)
    effective_on = models.DateField(help_text="First day of the new state.")
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], nulls_distinct=False, name="succession_once"
            ),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Person(models.Model):
    """Somebody who holds positions; has an account if he or she works in the system."""

    personal_data: ClassVar = ("full_name", "account")

    full_name = models.CharField(max_length=120)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="person"
    )

    def __str__(self) -> str:
        return self.full_name


class Position(models.Model):
    """Person × unit × role for a time (chức vụ, vị trí). It confers the role's grant to the person's account."""

    personal_data: ClassVar = ("person",)

    person = models.ForeignKey(Person, models.PROTECT, related_name="positions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="positions")
    title = models.CharField(max_length=120)
    role = models.CharField(max_length=30, choices=Role.choices)
    grant = models.OneToOneField("accounts.RoleGrant", models.PROTECT, null=True, related_name="position")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="position_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} — {self.title}"
