"""A document as plain text with the places of its figures, for re-checking it as a reader would read it.

Left out: everything the layout adds by itself (header boxes but the subject, page numbers, marks) and the
notices of a draft, which are not part of the report's own text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from haidang.domain.official_document.blocks import Block, Heading, ListItem, Notice, Table
from haidang.domain.official_document.model import OfficialDocument
from haidang.domain.official_document.runs import Citation, Footnote, FootnoteReference, QuotedFigure, Run

PassageKind: TypeAlias = Literal[
    "subject", "heading", "paragraph", "list_item", "table", "footnote", "appendix"
]


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """Characters start (inclusive) to end (exclusive) are the text of a quoted figure."""

    quote_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """Characters start (inclusive) to end (exclusive)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The characters of one block, footnote or title. `key` is that of the block; "" for the subject."""

    kind: PassageKind
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text and what stands where. `citations` name other documents; `numbering` is no statement of fact."""

    text: str
    quotes: tuple[QuoteSpan, ...]
    citations: tuple[Span, ...]
    numbering: tuple[Span, ...]
    passages: tuple[Passage, ...]


def plain_text(document: OfficialDocument) -> PlainText:
    """Write the document as text, one block a line, each footnote after the block that refers to it."""
    writer = _Writer()
    writer.passage("subject", "", (), document.header.subject)
    for block in document.blocks:
        writer.block(block)
    for appendix in document.appendices:
        writer.passage("appendix", appendix.key, appendix.intro, appendix.title + "\n" * bool(appendix.intro))
        for block in appendix.blocks:
            writer.block(block)
    return writer.result()


@dataclass
class _Writer:
    """Collects pieces of text and remembers at which character each began."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    quotes: list[QuoteSpan] = field(default_factory=list)
    citations: list[Span] = field(default_factory=list)
    numbering: list[Span] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    pending: list[Footnote] = field(default_factory=list)

    def write(self, text: str) -> Span:
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return Span(start, self.length)

    def number(self, number: str) -> None:
        if number:
            self.numbering.append(self.write(number))
            self.write(" ")

    def runs(self, runs: Iterable[Run]) -> None:
        for run in runs:
            if isinstance(run, FootnoteReference):
                self.pending.append(run.footnote)
                continue
            span = self.write(run.text)
            if isinstance(run, QuotedFigure):
                self.quotes.append(QuoteSpan(run.quote_id, span.start, span.end))
            elif isinstance(run, Citation):
                self.citations.append(span)

    def passage(
        self, kind: PassageKind, key: str, runs: Iterable[Run], opening: str = "", number: str = ""
    ) -> None:
        start = self.length
        self.number(number)
        self.write(opening)
        self.runs(runs)
        self._close(kind, key, start)

    def block(self, block: Block) -> None:
        match block:
            case Heading():
                self.passage("heading", block.key, (), block.text, block.number)
            case ListItem():
                self.passage("list_item", block.key, block.runs, number=block.marker)
            case Table():
                self.table(block)
            case Notice():
                pass
            case _:
                self.passage("paragraph", block.key, block.runs)

    def table(self, table: Table) -> None:
        """Cells separated by tabs, rows by line feeds."""
        start = self.length
        for line in (table.caption, table.measure_note):
            if line:
                self.write(line + "\n")
        self.write("\t".join(column.header for column in table.columns))
        for row in table.rows:
            for position, cell in enumerate(row):
                self.write("\t" if position else "\n")
                self.runs(cell)
        self._close("table", table.key, start)

    def _close(self, kind: PassageKind, key: str, start: int) -> None:
        self.passages.append(Passage(kind, key, start, self.length))
        self.write("\n")
        footnotes, self.pending = self.pending, []
        for footnote in footnotes:
            self._footnote(footnote)

    def _footnote(self, footnote: Footnote) -> None:
        start = self.length
        self.runs(footnote.lead)
        for item in footnote.items:
            self.write("\n")
            self.runs(item)
        self._close("footnote", footnote.key, start)

    def result(self) -> PlainText:
        return PlainText(
            "".join(self.pieces),
            tuple(self.quotes),
            tuple(self.citations),
            tuple(self.numbering),
            tuple(self.passages),
        )
