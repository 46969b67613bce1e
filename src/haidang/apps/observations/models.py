"""Indicators, figures and their observations (SDMX terms), relations between them and the findings of checks.

    Indicator ─┐
    Unit ──────┼─ Figure (key: indicator × unit × period × dimensions × basis) ── Observation, revision 1, 2, 3 …
    period ────┘            └─ latest ─────────────────────────────────────────────────────────────────┘

A figure is the thing that is quoted; an observation is what was recorded for it at a time, and is never changed.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from haidang.apps.organisations.models import Unit
from haidang.foundation.database import ExactDecimalField


class Category(models.Model):
    """A category of a category scheme; of the PCI's scheme: a sub-index (chỉ số thành phần)."""

    personal_data: ClassVar = ()

    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=40)
    name_vi = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["scheme", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["scheme", "code"], name="category_code_in_scheme")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi


class IndicatorKind(models.TextChoices):
    """What sort of quantity an indicator is."""

    COUNT = "count", _("Count")
    PERCENT = "percent", _("Percentage")
    MONEY = "money", _("Amount of money")
    DURATION = "duration", _("Duration")
    POINTS = "points", _("Points")
    RANK = "rank", _("Rank")


class Behaviour(models.TextChoices):
    """How the values of an indicator can be, as far as it is known; plausibility checks rest on it."""

    UNKNOWN = "", _("Not stated")
    CUMULATIVE = "cumulative", _("Cumulative within a year")
    SHARE = "share", _("Share between 0 and 100")
    CHANGE = "change", _("Change against another period or a plan")


class Indicator(models.Model):
    """What is observed. `unit_mult` is the power of ten in which values are stated (SDMX UNIT_MULT): 9 for tỷ."""

    personal_data: ClassVar = ()

    code = models.CharField(max_length=80, unique=True)
    name_vi = models.CharField(max_length=250)
    name_en = models.CharField(max_length=250, blank=True)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="indicators")
    kind = models.CharField(max_length=20, choices=IndicatorKind.choices)
    unit_measure = models.CharField(max_length=60)
    unit_mult = models.SmallIntegerField(default=0)
    decimals = models.PositiveSmallIntegerField(default=0)
    behaviour = models.CharField(max_length=12, choices=Behaviour.choices, default="", blank=True)
    search = models.CharField(max_length=600, blank=True, db_index=True)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi


class Basis(models.TextChoices):
    """On what basis a value stands: reported and computed stand side by side."""

    REPORTED = "reported", _("Reported")
    COMPUTED = "computed", _("Computed")
    TARGET = "target", _("Target")
    PUBLISHED = "published", _("Published")


class Figure(models.Model):
    """The key of a figure (SDMX observation key) and a pointer to what holds now. `dimensions` is "k=v;k=v", sorted."""

    personal_data: ClassVar = ()

    # of millions: by indicator they are found in the index of `figure_key`, by `latest` nobody looks for them
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="figures")
    period = models.CharField(max_length=40)
    basis = models.CharField(max_length=10, choices=Basis.choices)
    dimensions = models.CharField(max_length=200, blank=True)
    latest = models.ForeignKey("Observation", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        # the figures of an indicator in a period: without both, one period of all indicators is looked through
        indexes: ClassVar = [models.Index(fields=["period", "indicator"])]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period", "basis", "dimensions"], name="figure_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.unit_id}/{self.period}/{self.basis}"


class Qualifier(models.TextChoices):
    """What the source said about precision."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    NEARLY = "nearly", _("nearly")
    MORE_THAN = "more_than", _("more than")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    LESS_THAN = "less_than", _("less than")


class ObservationStatus(models.TextChoices):
    """Missing, zero and not applicable are three different things."""

    VALUE = "value", _("Value")
    MISSING = "missing", _("Missing")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class Stage(models.TextChoices):
    """Provisional until the submission is accepted."""

    PROVISIONAL = "provisional", _("Provisional")
    FINAL = "final", _("Final")


class Provenance(models.TextChoices):
    """How the value came about."""

    REPORTED = "reported", _("Reported by a unit")
    COUNTED = "counted", _("Counted from a list")
    MEASURED = "measured", _("Computed by the system")
    ILLUSTRATIVE = "illustrative", _("Illustrative")


class Observation(models.Model):
    """One recorded state of a figure. Append-only: a later revision supersedes it.

    Valid time is the figure's period; recording time is `recorded_at`. `source_urn` is opaque here; whoever
    recorded the value can resolve it. `depends_on_illustration` is true of illustrative values and of all that
    is computed from them.
    """

    personal_data: ClassVar = ("recorded_by_id", "recorded_by_name")

    figure = models.ForeignKey(Figure, models.PROTECT, related_name="observations")
    revision = models.PositiveIntegerField()
    status = models.CharField(max_length=15, choices=ObservationStatus.choices)
    value = ExactDecimalField(null=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier.choices, default=Qualifier.EXACT)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    provenance = models.CharField(max_length=12, choices=Provenance.choices)
    source_urn = models.CharField(max_length=200)
    source_sha256 = models.CharField(max_length=64, blank=True)
    origin_line = models.PositiveIntegerField(
        null=True, help_text="Line in the document the source was taken from."
    )
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True, help_text="Why an earlier revision was superseded.")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.CharField(max_length=90)
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["figure", "revision"], name="observation_revision"),
            models.CheckConstraint(
                condition=Q(status="value", value__isnull=False)
                | (~Q(status="value") & Q(value__isnull=True)),
                name="observation_value_iff_status_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} r{self.revision}"

    @property
    def is_illustrative(self) -> bool:
        return self.provenance == Provenance.ILLUSTRATIVE


class Relation(models.Model):
    """An arithmetic statement that must hold between figures of a period; see `haidang.domain.relations`."""

    personal_data: ClassVar = ()

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20)
    formula = models.CharField(max_length=200)
    compare = models.CharField(max_length=10)
    decimals = models.PositiveSmallIntegerField(default=0)
    first_period = models.CharField(max_length=40, help_text="The period the relation was written for.")
    reference = models.CharField(
        max_length=20, blank=True, help_text="Name of a known contradiction, e.g. C3."
    )
    explanation_vi = models.TextField(blank=True)
    explanation_en = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.code

    @property
    def explanation(self) -> str:
        return self.explanation_en if get_language() == "en" and self.explanation_en else self.explanation_vi


class RelationTerm(models.Model):
    """A place in a relation: position 0 is the stated result, 1 … n are o1 … on of the formula.

    `period_rule` is "same", "year", "previous", "last_year" (against the checked period) or a period's code. Without a
    `unit` the term stands for every unit: the relation is judged for each by itself.
    """

    personal_data: ClassVar = ()

    relation = models.ForeignKey(Relation, models.CASCADE, related_name="terms")
    position = models.PositiveSmallIntegerField()
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="terms")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    basis = models.CharField(max_length=10, choices=Basis.choices)
    period_rule = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["relation", "position"], name="relation_term_position")
        ]

    def __str__(self) -> str:
        return f"{self.relation_id}[{self.position}]"


class FindingState(models.TextChoices):
    """A finding is open until somebody mends the figures or explains them."""

    OPEN = "open", _("Open")
    EXPLAINED = "explained", _("Explained")
    MENDED = "mended", _("Mended")


class Finding(models.Model):
    """A relation that does not hold in a period, with the arithmetic. Explained by people, mended by new figures.

    `unit` is set where the relation is one of every unit.
    """

    personal_data: ClassVar = ("explained_by",)

    relation = models.ForeignKey(Relation, models.PROTECT, related_name="findings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=40, db_index=True)
    state = models.CharField(max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    arithmetic_vi = models.TextField()
    arithmetic_en = models.TextField()
    repairs = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, help_text="Of the observations that were compared.")
    figures: Any = models.ManyToManyField(Figure, related_name="findings")
    found_at = models.DateTimeField()
    explanation = models.TextField(blank=True)
    explained_by = models.CharField(max_length=120, blank=True)
    explained_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["relation__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["relation", "period", "unit"], nulls_distinct=False, name="finding_once_per_period"
            ),
            models.CheckConstraint(
                condition=Q(explained_at=None, explained_by="")
                | (~Q(explained_at=None) & ~Q(explained_by="")),
                name="finding_explained_by_and_at",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.relation_id} {self.period} {self.state}"

    @property
    def arithmetic(self) -> str:
        return self.arithmetic_en if get_language() == "en" else self.arithmetic_vi

    @property
    def name(self) -> str:
        return self.relation.reference or self.relation.code
