"""Reading a Word file back that we made and people may have edited. The file is not trusted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from haidang.domain.official_document.docx.provenance import (
    NAMESPACE,
    IssuedQuote,
    parse_custom_xml,
    quote_id_of,
)
from haidang.domain.official_document.docx.xml import Element, W
from haidang.domain.official_document.errors import DocxReadError
from haidang.domain.official_document.text import QuoteSpan

MAX_ENTRIES: Final = 2_000
MAX_BYTES: Final = 64 * 1024 * 1024
"""Uncompressed bytes accepted at most: a report of ten thousand figures has about 10 MB."""

_STORIES: Final = ("word/document.xml", "word/footnotes.xml")


@dataclass(frozen=True, slots=True)
class RecoveredQuote:
    """A figure found in a file. `texts`: what its controls now say (none: removed; several: copied).

    `issued`: what the file remembers of the figure as it was made; None if that part was lost.
    """

    quote_id: str
    texts: tuple[str, ...]
    issued: IssuedQuote | None


@dataclass(frozen=True, slots=True)
class RecoveredParagraph:
    """The text of a paragraph and the places of figures in it; `story` is the part it stands in."""

    story: str
    text: str
    quotes: tuple[QuoteSpan, ...]


@dataclass(frozen=True, slots=True)
class RecoveredDocument:
    """Figures (in the order of the text, removed ones last) and paragraphs of a file."""

    quotes: dict[str, RecoveredQuote]
    paragraphs: tuple[RecoveredParagraph, ...]


def read_quotes(docx_bytes: bytes) -> dict[str, RecoveredQuote]:
    """The figures of a file by quote id."""
    return read_docx(docx_bytes).quotes


def read_docx(docx_bytes: bytes) -> RecoveredDocument:
    """Figures and paragraphs of a file; DocxReadError if it is damaged, oversized or no Word file."""
    try:
        with ZipFile(BytesIO(docx_bytes)) as archive:
            _check_size(archive)
            issued = _issued(archive)
            paragraphs = tuple(_paragraphs(archive, issued))
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise DocxReadError(f"the file cannot be read: {error}") from error
    return RecoveredDocument(_quotes(paragraphs, issued), paragraphs)


def _check_size(archive: ZipFile) -> None:
    """Refuse archives that would unpack to too much; zipfile never reads beyond a declared size."""
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise DocxReadError(f"the file has more than {MAX_ENTRIES} parts")
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise DocxReadError(f"the file unpacks to more than {MAX_BYTES} bytes")
    if _STORIES[0] not in archive.namelist():
        raise DocxReadError("the file has no word/document.xml")


def _quotes(
    paragraphs: tuple[RecoveredParagraph, ...], issued: tuple[IssuedQuote, ...]
) -> dict[str, RecoveredQuote]:
    memory = {quote.quote_id: quote for quote in issued}
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        for span in paragraph.quotes:
            texts.setdefault(span.quote_id, []).append(paragraph.text[span.start : span.end])
    return {
        quote_id: RecoveredQuote(quote_id, tuple(texts.get(quote_id, ())), memory.get(quote_id))
        for quote_id in dict.fromkeys((*texts, *memory))
    }


def _parse(archive: ZipFile, name: str) -> Element:
    """Parse one part without entities, document types or network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocxReadError(f"{name} declares a document type")
    return root


def _paragraphs(archive: ZipFile, issued: tuple[IssuedQuote, ...]) -> Iterator[RecoveredParagraph]:
    for story in _STORIES:
        if story in archive.namelist():
            for element in _parse(archive, story).iter(f"{{{W}}}p"):
                collector = _Collector(issued)
                collector.collect(element)
                yield RecoveredParagraph(story, "".join(collector.pieces), tuple(collector.quotes))


_NOT_TEXT: Final = frozenset({"pPr", "rPr", "sdtPr", "del", "delText", "moveFrom", "p", "txbxContent"})
"""Properties, text deleted or moved away in tracked changes, and paragraphs within (read on their own)."""
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


@dataclass
class _Collector:
    """Gathers the text of a paragraph and the places of its figures."""

    issued: tuple[IssuedQuote, ...]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    quotes: list[QuoteSpan] = field(default_factory=list)

    def collect(self, element: Element) -> None:
        for child in element.iterchildren(tag=etree.Element):
            name = etree.QName(child).localname
            if name == "t":
                self._add(child.text or "")
            elif name in _SIGNS:
                self._add(_SIGNS[name])
            elif name == "sdt":
                self._control(child)
            elif name not in _NOT_TEXT:
                self.collect(child)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def _control(self, control: Element) -> None:
        start = self.length
        self.collect(control)
        if quote_id := quote_id_of(control, self.issued):
            self.quotes.append(QuoteSpan(quote_id, start, self.length))


def _issued(archive: ZipFile) -> tuple[IssuedQuote, ...]:
    """The custom XML part of ours, wherever Word has put it."""
    for name in archive.namelist():
        if name.startswith("customXml/item") and name.endswith(".xml") and "Props" not in name:
            root = _parse(archive, name)
            if root.tag == f"{{{NAMESPACE}}}provenance":
                return parse_custom_xml(root)
    return ()
