"""Enterprises with what their register says of them, the names they had, and every change that was recorded."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.domain.overlaps.tax_codes import CodeKind, TaxCode

PERSONAL_DIGITS: Final = 12
FIELDS: Final = (
    "kind", "name", "short_name", "foreign_name", "address", "former_address", "commune", "sector", "further_sectors",
    "state", "state_since", "founded_on", "register_name", "provenance",
)  # fmt: skip
"""What a file says of an enterprise; each is a column of the same name."""


class EnterpriseKind(models.TextChoices):
    """Kinds of those who do business (loại hình)."""

    ENTERPRISE = "enterprise", _("Enterprise")
    BRANCH = "branch", _("Branch or dependent unit")
    COOPERATIVE = "cooperative", _("Co-operative")
    HOUSEHOLD = "household", _("Household business")


class State(models.TextChoices):
    """Whether it does business (tình trạng)."""

    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    DISSOLVED = "dissolved", _("Dissolved")


class Provenance(models.TextChoices):
    """Whether somebody's register says it, or it was made up for the demonstration."""

    REGISTERED = "registered", _("from a register")
    SYNTHETIC = "synthetic", _("synthetic")


class Enterprise(models.Model):
    """One entry of the registry, known by a tax code or, a household, by the personal number of its owner.

    `tax_code` is 10 digits, or 13 of a dependent unit. `personal_number` is the protected form of the 12 digits that
    households have since 2025-07-01 (`foundation/protection.py`): equal numbers are equal, none can be read. Dates are
    those of the register. `source_urn` names the file and row that last said something of it.
    """

    personal_data: ClassVar = ("personal_number", "name", "address", "former_address")

    kind = models.CharField(max_length=12, choices=EnterpriseKind.choices)
    tax_code = models.CharField(max_length=13, null=True, blank=True, unique=True)
    personal_number = models.CharField(max_length=60, null=True, blank=True, unique=True)
    head = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="branches")
    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=100, blank=True)
    foreign_name = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=300, blank=True)
    former_address = models.CharField(max_length=300, blank=True)
    commune = models.CharField(max_length=60, blank=True, db_index=True)
    sector = models.CharField(max_length=5, blank=True, db_index=True)
    further_sectors = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    state_since = models.DateField(null=True, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    register_name = models.CharField(max_length=120, blank=True)
    provenance = models.CharField(max_length=12, choices=Provenance.choices, default=Provenance.REGISTERED)
    gone_since = models.DateField(
        null=True, blank=True, help_text="The day a complete list did not hold it any more."
    )
    search = models.CharField(max_length=600, db_index=True)
    source_urn = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(tax_code__isnull=True, personal_number__isnull=False)
                | Q(tax_code__isnull=False, personal_number__isnull=True),
                name="enterprise_has_one_code",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "state"], name="enterprise_by_kind")]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code for people's eyes: a personal number is masked."""
        return self.tax_code or TaxCode(CodeKind.PERSONAL, "0" * PERSONAL_DIGITS, False).masked

    @property
    def is_personal(self) -> bool:
        return self.personal_number is not None

    @property
    def is_synthetic(self) -> bool:
        return self.provenance == Provenance.SYNTHETIC


class FormerName(models.Model):
    """A name that an enterprise had; `last_day` where it is known. Either the register says it, or we saw it change."""

    personal_data: ClassVar = ("name",)

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=300)
    last_day = models.DateField(null=True)
    seen = models.BooleanField(default=False, help_text="The name changed from one import to the next.")
    source_urn = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-last_day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["enterprise", "name"], name="former_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class What(models.TextChoices):
    """What an entry of the history tells of."""

    ENTERED = "entered", _("Entered in the registry")
    CHANGED = "changed", _("Changed")
    GONE = "gone", _("Not in the complete list any more")
    BACK = "back", _("In the list again")


class EnterpriseChange(models.Model):
    """What one import did to one enterprise, append-only (a trigger holds it).

    `changes` maps fields to [before, after], as text; a personal number is never among them.
    """

    personal_data: ClassVar = ("changes", "by_id", "by_name")

    enterprise = models.ForeignKey(Enterprise, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=What.choices)
    changes = models.JSONField(default=dict)
    source_urn = models.CharField(max_length=200)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.enterprise_id} {self.what} {self.at:%Y-%m-%d}"
