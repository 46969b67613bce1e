"""Plans of inspections: a year of them, what agencies filed, and each line with the way back to its cells."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.apps.enterprises.models import Enterprise
from haidang.apps.organisations.models import Unit
from haidang.domain.plan_tables import FaultCode, Scope, scope_of


class Form(models.TextChoices):
    """What is done at an enterprise: each has a counter of its own (Resolution 198/2025/QH15, art. 4)."""

    INSPECTION = "thanh_tra", _("Inspection")
    CHECK = "kiem_tra", _("Check")
    AUDIT = "kiem_toan", _("Audit")


class PlanYear(models.Model):
    """The inspection plans of one calendar year.

    `changed_at` is when a plan or a decision last changed who is who; `resolved_at` is up to when that was counted in:
    while it lies before, matches and overlaps are being worked out. `notes` of the last run are its
    numbers, and as `links` the first pairs that were linked because of what people answered.
    """

    personal_data: ClassVar = ()

    year = models.PositiveSmallIntegerField(unique=True)
    changed_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    notes = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["-year"]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def has_synthetic_plans(self) -> bool:
        """Whether plans in force were made up for the demonstration."""
        return self.filings.filter(state=FilingState.TAKEN, is_synthetic=True).exists()

    @property
    def is_stale(self) -> bool:
        """Whether matches and overlaps are behind the plans."""
        return self.changed_at is not None and (
            self.resolved_at is None or self.resolved_at < self.changed_at
        )


class FilingState(models.TextChoices):
    """Where a filed plan stands. Of an agency and year one is taken."""

    DRAFT = "draft", _("Read, not yet taken")
    TAKEN = "taken", _("In force")
    REPLACED = "replaced", _("Replaced by a later one")
    DROPPED = "dropped", _("Dropped")


class PlanFiling(models.Model):
    """A plan as an agency filed it. `counts`: rows of the file by what they are; `faults`: how many of each code.

    `sha256` is of the file as it came. The file itself is kept where it is of this plan alone and no number of a person
    stands in it; what stood in its cells is always kept (`FilingContent`). `against` is the plan in force that a draft
    was set beside when it was read.
    """

    personal_data: ClassVar = ("by_id", "by_name", "file_name")

    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="filings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_filings")
    state = models.CharField(max_length=10, choices=FilingState.choices, default=FilingState.DRAFT)
    file = models.ForeignKey("files.StoredFile", models.PROTECT, null=True)
    file_name = models.CharField(max_length=200)
    media = models.CharField(max_length=10)
    sha256 = models.CharField(max_length=64)
    against = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    mappings = models.JSONField(default=list, help_text="What each column holds, table by table.")
    counts = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    is_synthetic = models.BooleanField(default=False)
    has_personal_numbers = models.BooleanField(default=False)
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["year", "unit"], condition=Q(state="taken"), name="one_plan_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year} ({self.file_name})"

    @property
    def lost(self) -> dict[str, int]:
        """How many cells and rows could not be read, and what is wrong with the file as a whole; no remarks."""
        found = dict.fromkeys(map(str, Scope), 0)
        for fault in self.faults:
            if not fault["is_remark"]:
                found[scope_of(FaultCode(fault["code"]))] += fault.get("count", 1)
        return found

    @property
    def seen(self) -> str:
        """What somebody has seen who looks at it now: its columns, and the plan in force beside it."""
        return f"{self.version}-{self.against_id or 0}"


class FilingContent(models.Model):
    """What stood in the cells of a filed file, compressed; numbers of persons are tokens (`foundation/protection`).

    `shown` is what is shown of it before it is taken (`drafts`), made with each reading.
    """

    personal_data: ClassVar = ("content",)

    filing = models.OneToOneField(PlanFiling, models.CASCADE, related_name="stored_content", primary_key=True)
    content = models.BinaryField()
    shown = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.filing_id}"


class ColumnMemory(models.Model):
    """What an agency's columns hold under given headings, as somebody agreed: the next file is read the same way."""

    personal_data: ClassVar = ("by_id", "by_name")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="column_memories")
    fingerprint = models.CharField(max_length=32)
    mapping = models.JSONField()
    by_id = models.CharField(max_length=90)
    by_name = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "fingerprint"], name="columns_remembered_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.fingerprint}"


class PlanLineQuerySet(models.QuerySet["PlanLine"]):
    def in_force(self) -> PlanLineQuerySet:
        """Lines of the plans that are taken."""
        return self.filter(filing__state=FilingState.TAKEN)


class PlanLine(models.Model):
    """One visit to one enterprise as a plan has it; "" or None where it does not say.

    `place` says where in the file: sheet, page, table, row. `raw` holds every cell of the row by its column, as stored;
    a person's number is a token in it, and stands as one in `personal_number`. `appearance` is the same for lines that
    write the enterprise alike: what people decide about it holds for next year's lines too. `entity` is the same for
    lines that mean one enterprise: "e" and the id of a registered one, else "a" and an appearance.
    """

    personal_data: ClassVar = ("name", "address", "raw", "personal_number", "note")

    filing = models.ForeignKey(PlanFiling, models.CASCADE, related_name="lines")
    year = models.ForeignKey(PlanYear, models.PROTECT, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_lines")
    number = models.PositiveIntegerField(help_text="Counted within the filing, from 1.")
    place = models.JSONField(default=dict)
    raw = models.JSONField(default=dict)
    name = models.CharField(max_length=300)
    tax_code = models.CharField(max_length=20, blank=True)
    personal_number = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=300, blank=True)
    content = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    form = models.CharField(max_length=10, choices=Form.choices)
    lead = models.CharField(max_length=200, blank=True)
    co_units = models.CharField(max_length=500, blank=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    examined = models.CharField(max_length=200, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    staff = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    section = models.CharField(max_length=300, blank=True)
    appearance = models.CharField(max_length=24, db_index=True)
    entity = models.CharField(max_length=30, blank=True, db_index=True)
    enterprise = models.ForeignKey(Enterprise, models.PROTECT, null=True, related_name="plan_lines")

    objects: Any = PlanLineQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["filing_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["filing", "number"], name="plan_line_number_once")
        ]
        indexes: ClassVar = [models.Index(fields=["year", "entity"], name="plan_line_by_entity")]

    def __str__(self) -> str:
        return self.name

    @property
    def month(self) -> int | None:
        """The month in which it begins."""
        return self.first.month if self.first else None
