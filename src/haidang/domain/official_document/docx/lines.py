"""A Word file as a sequence of lines, a paragraph or a row of a table each: what two versions are compared by."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from lxml import etree

from haidang.domain.official_document.docx.collecting import Collector
from haidang.domain.official_document.docx.provenance import IssuedQuote, quote_id_of
from haidang.domain.official_document.docx.xml import NAMESPACES, Element, W
from haidang.domain.official_document.errors import DocxReadError
from haidang.domain.official_document.text import QuoteSpan

Story: TypeAlias = Literal["text", "notes", "header"]

_WRAPPERS: Final = frozenset(
    {"body", "footnote", "endnote", "ins", "moveTo", "customXml", "smartTag", "sdtContent"}
)
_MARK: Final = "\0"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LOOSE: Final = re.compile(r"^\s|\s$|\s\s|[^\S \n]|\s\n|\n\s|[\u00ad\u200b-\u200f\u2060\ufeff]")
_SQUEEZED: Final = re.compile(
    r"[\s\u00ad\u200b-\u200f\u2060\ufeff]{2,}|[^\S ]|[\u00ad\u200b-\u200f\u2060\ufeff]"
)
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """Text of a cell, or of a whole paragraph (column 0, span 1): runs of white space are one space or line feed.

    `tracked`: it holds tracked changes, which were read as if accepted. `marks`: start and end of marks of figures.
    """

    column: int
    span: int
    text: str
    quotes: tuple[QuoteSpan, ...]
    tracked: bool = False
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (`table` None, one cell) or a row; tables of a story and rows of a table count from 0."""

    story: Story
    cells: tuple[Cell, ...]
    table: int | None = None
    row: int | None = None

    @property
    def text(self) -> str:
        """Cells separated by tabs."""
        return "\t".join(cell.text for cell in self.cells)

    @property
    def quotes(self) -> Iterator[QuoteSpan]:
        """Figures of all cells; each span counts in its own cell."""
        return (span for cell in self.cells for span in cell.quotes)


@dataclass
class LineReader:
    """Reads the elements of one story in order; lines without any text are left out."""

    story: Story
    issued: Sequence[IssuedQuote]
    lines: list[Line] = field(default_factory=list)
    tables: int = 0
    _open: Collector | None = None

    def read(self, element: Element, owner: str | None = None) -> None:
        """Read a paragraph, a table or what holds them; `owner` is the quote whose control surrounds it."""
        name = _name(element)
        if name == "p":
            self._paragraph(element, owner)
        elif name == "tbl":
            self._table(element, owner)
        elif name == "altChunk":
            raise DocxReadError(
                "the file embeds another file (altChunk); save it again in Word, then send it"
            )
        elif name == "sdt":
            self._all(element, quote_id_of(element, self.issued) or owner)
        elif name in _WRAPPERS:
            self._all(element, owner)

    def close(self) -> list[Line]:
        """The lines read."""
        if self._open is not None:
            self._add((_cell(self._open, 0, 1),))
            self._open = None
        return self.lines

    def _all(self, element: Element, owner: str | None) -> None:
        for child in element.iterchildren(tag=etree.Element):
            self.read(child, owner)

    def _paragraph(self, element: Element, owner: str | None) -> None:
        collector = self._open or Collector(self.issued)
        _collect(collector, element, owner)
        self._open = collector
        if element.find("w:pPr/w:rPr/w:del", NAMESPACES) is None:
            self.close()
        else:  # accepting the change joins the next paragraph to this one
            collector.tracked = True
        for box in _text_boxes(element):
            self._all(box, owner)

    def _table(self, element: Element, owner: str | None) -> None:
        self.close()
        number, self.tables = self.tables, self.tables + 1
        for position, (row, row_owner) in enumerate(_within(element, "tr", owner, self.issued)):
            if row.find("w:trPr/w:del", NAMESPACES) is None:
                self._add(tuple(self._cells(row, row_owner)), number, position)

    def _cells(self, row: Element, owner: str | None) -> Iterator[Cell]:
        column = _count(row.find("w:trPr/w:gridBefore", NAMESPACES), 0)
        for element, cell_owner in _within(row, "tc", owner, self.issued):
            span = _count(element.find("w:tcPr/w:gridSpan", NAMESPACES), 1)
            collector = Collector(self.issued)
            for number, paragraph in enumerate(element.iter(f"{{{W}}}p")):
                if number:
                    collector.add("\n")
                _collect(collector, paragraph, _owner_within(paragraph, element, self.issued) or cell_owner)
            yield _cell(collector, column, span)
            column += span

    def _add(self, cells: tuple[Cell, ...], table: int | None = None, row: int | None = None) -> None:
        if any(cell.text for cell in cells):
            self.lines.append(Line(self.story, cells, table, row))


def read_lines(root: Element, story: Story, issued: Sequence[IssuedQuote]) -> list[Line]:
    """The lines of one part."""
    if not root.tag.startswith(f"{{{W}}}"):
        raise DocxReadError(
            "the file is no Word document of the usual kind (transitional Open XML); save it as DOCX"
        )
    _drop_doubles(root)
    reader = LineReader(story, issued)
    for child in root.iterchildren(tag=etree.Element):
        reader.read(child)
    return reader.close()


def distinct(lines: Iterable[Line]) -> list[Line]:
    """Each text once: programs make as many headers as they like."""
    return list({line.text: line for line in lines}.values())


def _collect(collector: Collector, paragraph: Element, owner: str | None) -> None:
    """Gather a paragraph; a control around all of it (so do some programs) counts as one within."""
    start = collector.length
    collector.collect(paragraph)
    if owner is not None:
        collector.quotes.append(QuoteSpan(owner, start, collector.length))


def _cell(collector: Collector, column: int, span: int) -> Cell:
    marks = tuple(QuoteSpan(_MARK, start, end) for start, end in collector.marks)
    text, spans = squeezed(collector.text, (*collector.quotes, *marks))
    quotes = tuple(span for span in spans if span.quote_id != _MARK)
    places = tuple(
        (span.start - text[: span.start].endswith(" "), span.end) for span in spans if span.quote_id == _MARK
    )
    return Cell(column, span, text, quotes, collector.tracked, places)


def squeezed(text: str, spans: tuple[QuoteSpan, ...]) -> tuple[str, tuple[QuoteSpan, ...]]:
    """Text composed (NFC), with white space made one space or line feed, invisible signs left out; spans follow."""
    if not _LOOSE.search(text) and unicodedata.is_normalized("NFC", text):
        return text, tuple(_trimmed(span, text) for span in spans)
    cuts = sorted({cut for span in spans for cut in (span.start, span.end)})
    places: dict[int, int] = {}
    result = ""
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        piece = _SQUEEZED.sub(_one_space, text[start:end])
        result = _joined(result, unicodedata.normalize("NFC", piece))
        places[end] = len(result)
        places.setdefault(start, 0)
    ended = result.rstrip()
    places = {place: min(there, len(ended)) for place, there in places.items()}
    moved = (QuoteSpan(s.quote_id, places[s.start], places[s.end]) for s in spans)
    return ended, tuple(_trimmed(span, ended) for span in moved)


def _joined(text: str, more: str) -> str:
    """`more` behind `text`, with no white space at the beginning or twice."""
    if not text or text[-1].isspace():
        more = more.lstrip()
    return text + more


def _one_space(match: re.Match[str]) -> str:
    visible = _INVISIBLE.sub("", match.group())
    return "\n" if "\n" in visible else " " if visible else ""


def _trimmed(span: QuoteSpan, text: str) -> QuoteSpan:
    """The span without white space at its ends."""
    inner = text[span.start : span.end]
    if inner == inner.strip():
        return span
    start = span.start + len(inner) - len(inner.lstrip())
    return QuoteSpan(span.quote_id, start, start + len(inner.strip()))


def _within(
    element: Element, wanted: str, owner: str | None, issued: Sequence[IssuedQuote]
) -> Iterator[tuple[Element, str | None]]:
    """Rows of a table or cells of a row, also those that controls surround."""
    for child in element.iterchildren(tag=etree.Element):
        name = _name(child)
        if name == wanted:
            yield child, owner
        elif name == "sdt":
            yield from _within(child, wanted, quote_id_of(child, issued) or owner, issued)
        elif name in _WRAPPERS:
            yield from _within(child, wanted, owner, issued)


def _owner_within(paragraph: Element, cell: Element, issued: Sequence[IssuedQuote]) -> str | None:
    """The quote whose control surrounds a paragraph of a cell."""
    parent = paragraph.getparent()
    while parent is not None and parent is not cell:
        if _name(parent) == "sdt" and (quote_id := quote_id_of(parent, issued)):
            return quote_id
        parent = parent.getparent()
    return None


def _text_boxes(paragraph: Element) -> Iterator[Element]:
    """The text boxes anchored in a paragraph; those in their paragraphs are found when these are read."""
    for box in paragraph.iter(f"{{{W}}}txbxContent"):
        if next(box.iterancestors(f"{{{W}}}p")) is paragraph:
            yield box


def _drop_doubles(root: Element) -> None:
    """Take out the second copies of text boxes that older programs are given."""
    for double in list(root.iter(_FALLBACK)):
        parent = double.getparent()
        if parent is not None:
            parent.remove(double)


def _count(element: Element | None, default: int) -> int:
    """A small number in `w:val`."""
    value = "" if element is None else element.get(f"{{{W}}}val", "")
    return int(value) if value.isdecimal() and len(value) < 4 else default


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
