"""What a Word file remembers of the text it was made with: every line with its block, the figures by place.

It stands as JSON in one element of the custom XML part (LibreOffice 7.4 drops attributes there, but keeps elements)
under its SHA-256. The hash is the document id: it is also a document property, so that a file whose custom XML was
dropped can still be held against the stored copy.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias, get_args

from lxml import etree

from haidang.domain.official_document.docx.lines import Cell, Line, LineReader, Story, distinct
from haidang.domain.official_document.docx.provenance import NAMESPACE, IssuedQuote, parse_custom_xml
from haidang.domain.official_document.docx.xml import Element
from haidang.domain.official_document.text import QuoteSpan

BlockKind: TypeAlias = Literal[
    "frame", "heading", "paragraph", "list_item", "table", "notice", "footnote", "appendix"
]

PROPERTY: Final = "HaiDangDocument"
"""Name of the document property that holds the document id."""

_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PROPERTY_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_TEXT: Final = f"{{{NAMESPACE}}}lines"
_DIGEST: Final = f"{{{NAMESPACE}}}document"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line comes from. `block`: key, that of the block whose mark calls it for a footnote; "" for the frame.

    `level`: of a heading 1 to 3, 1 for the title of an appendix, else 0. `note`: key of the footnote.
    `lead`: what the layout put before the text: the number of a heading, the marker of a list item, with a space.
    """

    kind: BlockKind
    block: str = ""
    level: int = 0
    note: str = ""
    lead: str = ""


FRAME: Final = Origin("frame")


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A line as the file was made with it."""

    origin: Origin
    line: Line


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was made: its document id, its figures in the order bindings refer to, its lines."""

    document_id: str
    quotes: tuple[IssuedQuote, ...]
    lines: tuple[IssuedLine, ...]


@dataclass
class MemoryWriter:
    """Collects lines while a file is made, by the very reader that will read them back."""

    lines: list[IssuedLine] = field(default_factory=list)
    _tables: dict[Story, int] = field(default_factory=dict)

    def keep(self, story: Story, origin: Origin, element: Element) -> None:
        """Remember an element of a story."""
        reader = LineReader(story, (), tables=self._tables.get(story, 0))
        reader.read(element)
        self.lines += [IssuedLine(origin, line) for line in reader.close()]
        self._tables[story] = reader.tables

    def keep_headers(self, roots: Iterable[Element]) -> None:
        """Remember what stands on every page."""
        reader = LineReader("header", ())
        for root in roots:
            for paragraph in root:
                reader.read(paragraph)
        self.lines += [IssuedLine(FRAME, line) for line in distinct(reader.close())]

    def write(self, root: Element) -> str:
        """Put the memory into the root of the custom XML part; returns the document id.

        The id also covers the figures: another revision of a figure makes another document.
        """
        text = json.dumps([_record(line) for line in self.lines], ensure_ascii=False, separators=(",", ":"))
        etree.SubElement(root, _TEXT).text = text
        document_id = _document_id(parse_custom_xml(root), text)
        etree.SubElement(root, _DIGEST).text = document_id
        return document_id


def document_id_of(root: Element) -> str:
    """The document id that a custom XML part states; "" if none."""
    return root.findtext(_DIGEST) or ""


def read_memory(root: Element, quotes: tuple[IssuedQuote, ...]) -> Original | None:
    """The memory of a custom XML part, whose figures were read already; None if it is missing or damaged."""
    text, document_id = root.findtext(_TEXT), document_id_of(root)
    if not text or document_id != _document_id(quotes, text):
        return None
    try:
        return Original(document_id, quotes, tuple(_line(record) for record in json.loads(text)))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _document_id(quotes: Iterable[IssuedQuote], text: str) -> str:
    facts = [
        [quote.quote_id, quote.observation_revision, quote.value, quote.text, quote.sha256]
        for quote in quotes
    ]
    return sha256(json.dumps([facts, text]).encode()).hexdigest()


def build_properties(document_id: str) -> Element:
    """The root of docProps/custom.xml."""
    root = etree.Element(f"{{{_PROPERTIES}}}Properties", nsmap={"op": _PROPERTIES, "vt": _TYPES})
    entry = etree.SubElement(root, f"{{{_PROPERTIES}}}property", fmtid=_PROPERTY_SET, pid="2", name=PROPERTY)
    etree.SubElement(entry, f"{{{_TYPES}}}lpwstr").text = document_id
    return root


def document_id_in(root: Element) -> str:
    """The document id among the properties of a file; "" if it is not there."""
    for entry in root.iterchildren(f"{{{_PROPERTIES}}}property"):
        if entry.get("name") == PROPERTY:
            return (entry.findtext(f"{{{_TYPES}}}lpwstr") or "").strip()
    return ""


def _record(issued: IssuedLine) -> dict[str, Any]:
    origin, line = issued.origin, issued.line
    cells = [
        [cell.column, cell.span, cell.text, [[s.quote_id, s.start, s.end] for s in cell.quotes]]
        for cell in line.cells
    ]
    return {
        "kind": origin.kind, "block": origin.block, "level": origin.level, "note": origin.note,
        "lead": origin.lead,
        "story": line.story, "table": line.table, "row": line.row, "cells": cells,
    }  # fmt: skip


def _line(record: dict[str, Any]) -> IssuedLine:
    """A remembered line; ValueError where it contradicts itself: the file is not trusted."""
    story, kind = record["story"], record["kind"]
    if story not in get_args(Story) or kind not in get_args(BlockKind) or not record["cells"]:
        raise ValueError("no such story or kind, or no cells")
    cells = tuple(_remembered_cell(*cell) for cell in record["cells"])
    origin = Origin(
        kind, str(record["block"]), _count(record["level"]), str(record["note"]), str(record["lead"])
    )
    table, row = record["table"], record["row"]
    if (table is None) != (row is None):
        raise ValueError("a row belongs to a table")
    return IssuedLine(
        origin,
        Line(story, cells, None if table is None else _count(table), None if row is None else _count(row)),
    )


def _remembered_cell(column: object, span: object, text: str, quotes: list[tuple[str, int, int]]) -> Cell:
    places = [(str(quote_id), _count(start), _count(end)) for quote_id, start, end in quotes]
    if not isinstance(text, str) or any(start > end or end > len(text) for _, start, end in places):
        raise ValueError("a figure outside its text")
    return Cell(_count(column), _count(span), text, tuple(QuoteSpan(*place) for place in places))


def _count(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value
