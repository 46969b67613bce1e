"""Runs: what a line of an official document is made of (text, quoted figures, citations, footnote marks)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from haidang.domain.official_document.checks import check_href, check_identifier, check_line, check_text
from haidang.domain.official_document.errors import DocumentError

_PROVENANCE_TEXTS: Final = (
    "indicator", "unit", "period", "basis", "value", "qualifier", "source_urn", "recorded_by", "indicator_label",
    "source_label",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """Words written by a person. A line feed is a forced line break."""

    text: str
    bold: bool = False
    italic: bool = False

    def __post_init__(self) -> None:
        check_text(self.text, "Text")


@dataclass(frozen=True, slots=True)
class FigureProvenance:
    """Where a quoted figure comes from, in words and identifiers fit to be printed.

    `unit` is the organisation the figure is about, not a unit of measurement. `value` is the raw value in
    plain decimal notation ("1237", "64.56"), whatever the text in the report looks like. `qualifier` is "",
    or what the source said about precision ("more than", "about"). `indicator_label` and `source_label` are
    what people read in place of code and URN. `recorded_at` is printed in its own time zone. `recorded_by`
    never leaves the system: no renderer prints it.
    """

    indicator: str
    unit: str
    period: str
    basis: str
    value: str
    qualifier: str
    source_urn: str
    recorded_at: datetime
    recorded_by: str
    observation_revision: str
    sha256: str
    indicator_label: str = ""
    source_label: str = ""

    def __post_init__(self) -> None:
        for name in _PROVENANCE_TEXTS:
            check_text(getattr(self, name), f"provenance {name}")
        check_line(self.observation_revision, "observation revision")
        check_line(self.sha256, "sha256 of the observation")
        if self.recorded_at.tzinfo is None:
            raise DocumentError(f"recorded_at {self.recorded_at.isoformat()} has no time zone")


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """A figure that is a live reference to an observation; `text` is how this report prints it.

    `illustrative` figures are made up for a demonstration; `flagged` ones have an open finding. Both are
    marked in words wherever the document is shown.
    """

    quote_id: str
    text: str
    provenance: FigureProvenance
    href: str | None = None
    illustrative: bool = False
    flagged: bool = False
    bold: bool = False

    def __post_init__(self) -> None:
        check_identifier(self.quote_id, "quote id")
        check_line(self.text, f"text of quote {self.quote_id}")
        if self.href is not None:
            check_href(self.href, f"link of quote {self.quote_id}")


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another document, e.g. "Nghị định số 30/2020/NĐ-CP", with a link if known."""

    text: str
    href: str | None = None

    def __post_init__(self) -> None:
        check_text(self.text, "citation")
        if self.href is not None:
            check_href(self.href, f"link of citation {self.text!r}")


InlineRun: TypeAlias = Text | QuotedFigure | Citation
"""A run that may stand anywhere, footnotes included."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page: a lead sentence, then (often) one line per unit or item."""

    key: str
    lead: tuple[InlineRun, ...]
    items: tuple[tuple[InlineRun, ...], ...] = ()

    def __post_init__(self) -> None:
        check_identifier(self.key, "footnote key")
        if not self.lead and not self.items:
            raise DocumentError(f"footnote {self.key!r} is empty")
        for run in (*self.lead, *(run for item in self.items for run in item)):
            if not isinstance(run, Text | QuotedFigure | Citation):
                raise DocumentError(f"footnote {self.key!r} holds a {type(run).__name__}; notes do not nest")


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """The raised number in the text; it carries its note, so that neither can be lost without the other."""

    footnote: Footnote


Run: TypeAlias = InlineRun | FootnoteReference
Runs: TypeAlias = tuple[Run, ...]
