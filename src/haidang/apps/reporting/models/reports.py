"""The consolidated report: a tree of sections, blocks of text, and quotes of figures."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from haidang.apps.observations.models import Category, Figure, Observation
from haidang.apps.programme.models import Task
from haidang.apps.reporting.models.rounds import Round
from haidang.apps.reporting.models.submissions import Submission
from haidang.foundation.files.models import StoredFile


class ReportState(models.TextChoices):
    """A report is a draft until it is frozen; corrections after that are a new report."""

    DRAFT = "draft", _("Draft")
    FROZEN = "frozen", _("Frozen")


class Report(models.Model):
    """A consolidated report. `header`, `signature` and `recipients` hold what Decree 30/2020 puts around the text."""

    personal_data: ClassVar = ("frozen_by",)

    code = models.CharField(max_length=60, unique=True)
    round = models.ForeignKey(Round, models.PROTECT, related_name="reports")
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    header = models.JSONField()
    signature = models.JSONField()
    recipients = models.JSONField(default=list)
    remarks = models.JSONField(default=list, help_text="Explained findings, as they stood at the freeze.")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.CharField(max_length=120, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")
    correction_note = models.TextField(blank=True, help_text="What this version corrects in the one before.")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="draft", frozen_at=None, frozen_by="")
                | (Q(state="frozen") & ~Q(frozen_at=None) & ~Q(frozen_by="")),
                name="report_frozen_by_and_at",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_frozen(self) -> bool:
        return self.state == ReportState.FROZEN


class SectionKind(models.TextChoices):
    """Body or appendix."""

    BODY = "body", _("Body")
    APPENDIX = "appendix", _("Appendix")


NOTES_KEY: Final = "footnotes"
"""The section in which footnotes stand; it is part of no outline."""


class Section(models.Model):
    """A node of the outline. Its number (I., 1., a)) follows from its place; `key` never changes."""

    personal_data: ClassVar = ()

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=SectionKind.choices, default=SectionKind.BODY)
    position = models.PositiveIntegerField()
    title = models.TextField(blank=True)
    category = models.ForeignKey(Category, models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "key"], name="section_key_in_report")
        ]

    def __str__(self) -> str:
        return self.key


class BlockKind(models.TextChoices):
    """What a block is. A footnote is a block too: it has text, quotes and versions like any other."""

    PARAGRAPH = "paragraph", _("Paragraph")
    ITEM = "item", _("List item")
    TABLE = "table", _("Table")
    FOOTNOTE = "footnote", _("Footnote")


class Block(models.Model):
    """The unit of locking, versions and origin. `content` holds markup (see `haidang.domain.quoting`):

    paragraph, item  {"text": …}
    table            {"caption": …, "columns": […], "rows": [[…], …]}
    footnote         {"text": …, "items": […]}

    `generator` names what fills a generated table; its content is made again when a pack is loaded.
    `is_illustrative` marks what rests on illustrative data. `origin` is the report of a unit whose words it took over.
    """

    personal_data: ClassVar = ()

    section = models.ForeignKey(Section, models.CASCADE, related_name="blocks")
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=BlockKind.choices)
    position = models.PositiveIntegerField()
    content = models.JSONField()
    generator = models.CharField(max_length=40, blank=True)
    is_illustrative = models.BooleanField(default=False)
    origin = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+")
    last_serial = models.PositiveIntegerField(default=0, help_text="Last number given to a quote's tag.")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["section", "key"], name="block_key_in_section")
        ]

    def __str__(self) -> str:
        return self.key


class Quote(models.Model):
    """A place in the report where a figure stands: figure + style, the latest observation until pinned by a freeze.

    `tag` is its identity in every file; it is never given to another quote of the block.
    """

    personal_data: ClassVar = ()

    block = models.ForeignKey(Block, models.CASCADE, related_name="quotes")
    tag = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    figure = models.ForeignKey(Figure, models.PROTECT, related_name="quotes")
    style = models.CharField(max_length=20, blank=True)
    seen = models.ForeignKey(
        Observation,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="What held when its block was saved.",
    )
    pinned = models.ForeignKey(Observation, models.PROTECT, null=True, related_name="+")
    pinned_text = models.CharField(max_length=120, blank=True, help_text="How it was written at the freeze.")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["block", "tag"], name="quote_tag_in_block")]

    def __str__(self) -> str:
        return self.tag

    @property
    def observation(self) -> Observation:
        """What the quote shows now."""
        shown = self.pinned or self.figure.latest
        assert shown is not None, "a figure that is quoted has an observation"  # noqa: S101
        return shown


class Artefact(models.Model):
    """A file made from a frozen report."""

    personal_data: ClassVar = ()

    report = models.ForeignKey(Report, models.PROTECT, related_name="artefacts")
    name = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "name"], name="artefact_once")]

    def __str__(self) -> str:
        return self.name


class Deviation(models.Model):
    """A figure was revised after a report that quotes it was frozen. The report stays; this says it is outdated."""

    personal_data: ClassVar = ()

    quote = models.ForeignKey(Quote, models.PROTECT, related_name="deviations")
    observation = models.ForeignKey(Observation, models.PROTECT, related_name="+")
    noticed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["quote", "observation"], name="deviation_once")
        ]

    def __str__(self) -> str:
        return f"{self.quote_id} → {self.observation_id}"


class TextExplanation(models.Model):
    """Why a contradiction in the text of a report may stand. It stays as long as the contradiction does.

    `fingerprint` is of the figures as they are written in their block: with another figure it is another matter.
    """

    personal_data: ClassVar = ("explained_by",)

    report = models.ForeignKey(Report, models.CASCADE, related_name="text_explanations")
    fingerprint = models.CharField(max_length=64)
    arithmetic_vi = models.TextField()
    explanation = models.TextField()
    explained_by = models.CharField(max_length=120)
    explained_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "fingerprint"], name="text_explained_once")
        ]

    def __str__(self) -> str:
        return self.fingerprint[:12]
