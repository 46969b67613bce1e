"""Reading a Word file that comes back, for comparison with what it was made with. The file is not trusted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zipfile import ZipFile

from haidang.domain.official_document.docx.archive import DOCUMENT, opened, parse, parse_or_mend
from haidang.domain.official_document.docx.lines import Line, Story, distinct, read_lines
from haidang.domain.official_document.docx.memory import Original, document_id_in, document_id_of, read_memory
from haidang.domain.official_document.docx.provenance import IssuedQuote, parse_custom_xml
from haidang.domain.official_document.docx.reading import find_custom_xml
from haidang.domain.official_document.docx.xml import Element, W

_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
_PICTURES: Final = ("drawing", "pict", "object")


@dataclass(frozen=True, slots=True)
class Content:
    """`lines`: text, notes, headers and footers, each text of those once.

    `pictures`: images and embedded objects, whose text nobody reads here. `mended`: see parse_or_mend.
    """

    lines: tuple[Line, ...]
    pictures: int
    mended: bool


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file as it came back.

    `document_id`: of the document it was made from, as the file says ("" if it does not). `memory`: what it remembers
    of it, None if that was lost, or not asked for because the original is there. `shown`: by quote id, the text Word
    will show of a figure, as far as the file says.
    """

    document_id: str
    memory: Original | None
    content: Content
    shown: dict[str, str]


def read_returned(docx_bytes: bytes, trusted: Original | None = None) -> ReturnedFile:
    """Read a file; `trusted` is what the server remembers of it. DocxReadError if it cannot be read safely."""
    with opened(docx_bytes) as archive:
        store = find_custom_xml(archive)
        own = () if store is None else parse_custom_xml(store)
        memory = None if store is None or trusted else read_memory(store, own)
        document_id = (memory.document_id if memory else "") or _stated_id(store, archive)
        content = _content(archive, trusted.quotes if trusted else own)
    shown = {quote.quote_id: quote.present for quote in own if quote.present is not None}
    return ReturnedFile(document_id, memory, content, shown)


def _stated_id(store: Element | None, archive: ZipFile) -> str:
    """The document id by the custom XML part, else by the properties."""
    if store is not None and (stated := document_id_of(store)):
        return stated
    name = "docProps/custom.xml"
    return document_id_in(parse(archive, name)) if name in archive.namelist() else ""


def _content(archive: ZipFile, quotes: tuple[IssuedQuote, ...]) -> Content:
    found: dict[Story, list[Line]] = {"text": [], "notes": [], "header": []}
    pictures, mended = 0, False
    for name, story in _stories(set(archive.namelist())):
        root, was_mended = parse_or_mend(archive, name)
        mended = mended or was_mended
        found[story] += read_lines(root, story, quotes)
        pictures += sum(1 for kind in _PICTURES for _ in root.iter(f"{{{W}}}{kind}"))
    return Content((*found["text"], *found["notes"], *distinct(found["header"])), pictures, mended)


def _stories(names: set[str]) -> Iterator[tuple[str, Story]]:
    yield DOCUMENT, "text"
    yield from ((name, "notes") for name in _NOTES if name in names)
    around = (
        name for name in names if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    )
    yield from ((name, "header") for name in sorted(around))
