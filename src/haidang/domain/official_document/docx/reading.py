"""Reading a Word file back that we made and people may have edited. The file is not trusted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zipfile import ZipFile

from haidang.domain.official_document.docx.archive import DOCUMENT, opened, parse
from haidang.domain.official_document.docx.collecting import Collector
from haidang.domain.official_document.docx.provenance import NAMESPACE, IssuedQuote, parse_custom_xml
from haidang.domain.official_document.docx.xml import Element, W
from haidang.domain.official_document.text import QuoteSpan

_STORIES: Final = (DOCUMENT, "word/footnotes.xml")


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
    with opened(docx_bytes) as archive:
        store = find_custom_xml(archive)
        issued = () if store is None else parse_custom_xml(store)
        paragraphs = tuple(_paragraphs(archive, issued))
    return RecoveredDocument(_quotes(paragraphs, issued), paragraphs)


def find_custom_xml(archive: ZipFile) -> Element | None:
    """The custom XML part of ours, wherever a program has put it."""
    for name in archive.namelist():
        if name.startswith("customXml/item") and name.endswith(".xml") and "Props" not in name:
            root = parse(archive, name)
            if root.tag == f"{{{NAMESPACE}}}provenance":
                return root
    return None


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


def _paragraphs(archive: ZipFile, issued: tuple[IssuedQuote, ...]) -> Iterator[RecoveredParagraph]:
    for story in _STORIES:
        if story in archive.namelist():
            for element in parse(archive, story).iter(f"{{{W}}}p"):
                collector = Collector(issued)
                collector.collect(element)
                yield RecoveredParagraph(story, collector.text, tuple(collector.quotes))
