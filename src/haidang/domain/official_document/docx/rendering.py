"""render_docx: the whole document as a Word file."""

from collections.abc import Iterable, Iterator
from itertools import product

from lxml import etree

from haidang.domain.official_document import decree
from haidang.domain.official_document.blocks import Block, Heading, ListItem, Notice, Paragraph, Table
from haidang.domain.official_document.docx.blocks import block_elements, keep_with_next
from haidang.domain.official_document.docx.footnotes import SEPARATOR_IDS, build_footnotes
from haidang.domain.official_document.docx.frame import appendix_opening, closing, opening
from haidang.domain.official_document.docx.memory import (
    FRAME,
    BlockKind,
    MemoryWriter,
    Origin,
    build_properties,
)
from haidang.domain.official_document.docx.package import WordPackage
from haidang.domain.official_document.docx.provenance import build_custom_xml, build_custom_xml_properties
from haidang.domain.official_document.docx.runs import HyperlinkTargets, RunWriter
from haidang.domain.official_document.docx.sections import (
    build_header,
    header_id,
    section_break,
    section_properties,
)
from haidang.domain.official_document.docx.styles import LANGUAGE_TAGS, build_styles
from haidang.domain.official_document.docx.xml import Element, paragraph, twips, w
from haidang.domain.official_document.model import OfficialDocument, Orientation
from haidang.domain.official_document.runs import Footnote
from haidang.domain.official_document.walk import footnotes_in, runs_of

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_KINDS: dict[type[Block], BlockKind] = {
    Heading: "heading",
    Paragraph: "paragraph",
    ListItem: "list_item",
    Table: "table",
    Notice: "notice",
}
_ORIENTATIONS: tuple[Orientation, ...] = ("portrait", "landscape")


def render_docx(document: OfficialDocument, *, base_url: str | None = None) -> bytes:
    """Write the document as DOCX; the same document gives the same bytes.

    `base_url` (e.g. "https://pci.example.gov.vn", no trailing slash) completes local links; without it they
    are left out of the file, while the figures keep their identity.
    """
    figures = document.figures()
    figure_numbers = {figure.quote_id: number for number, figure in enumerate(figures, start=1)}
    footnote_numbers = {note.key: number for number, note in enumerate(document.footnotes(), start=1)}
    body_links, note_links = HyperlinkTargets(), HyperlinkTargets()

    def writer(links: HyperlinkTargets) -> RunWriter:
        return RunWriter(figure_numbers, footnote_numbers, document.labels, base_url, links)

    memory = MemoryWriter()
    body = w("document", w("body", *_remembered(_body(document, writer(body_links)), memory)))
    package = WordPackage(body, body_links.ids)
    package.add_core_properties(_core_properties(document))
    package.add_styles(build_styles(document.language))
    package.add_settings(_settings(document.language))
    owners = _owners_of_footnotes(document)

    def keep(note: Footnote, element: Element) -> None:
        memory.keep("notes", Origin("footnote", owners[note.key], note=note.key), element)

    notes = build_footnotes(document.footnotes(), writer(note_links), keep)
    package.add_footnotes(notes, note_links.ids)
    memory.keep_headers(_add_headers(package, document.draft_notice))
    provenance = build_custom_xml(figures, base_url)
    document_id = memory.write(provenance)
    package.add_custom_xml(provenance, build_custom_xml_properties())
    package.add_custom_properties(build_properties(document_id))
    return package.to_bytes()


def _add_headers(package: WordPackage, draft_notice: str | None) -> Iterator[Element]:
    for number, (orientation, first) in enumerate(product(_ORIENTATIONS, (False, True)), start=1):
        root = build_header(orientation, draft_notice, first=first)
        package.add_header(number, root, header_id(orientation, first=first))
        yield root


def _remembered(pieces: Iterable[tuple[Origin, Element]], memory: MemoryWriter) -> Iterator[Element]:
    for origin, element in pieces:
        memory.keep("text", origin, element)
        yield element


def _body(document: OfficialDocument, writer: RunWriter) -> Iterator[tuple[Origin, Element]]:
    """Body, then appendices; each section but the last ends in a break, the last in its properties."""
    yield from _from(FRAME, opening(document))
    text = list(_blocks(document.blocks, writer, decree.text_width()))
    if text and document.signature:
        keep_with_next(text[-1][1])
    yield from text
    yield from _from(FRAME, closing(document))
    orientation: Orientation = "portrait"
    for index, appendix in enumerate(document.appendices):
        yield FRAME, section_break(orientation)
        orientation = appendix.orientation
        yield from _from(Origin("appendix", appendix.key, 1), appendix_opening(document, index))
        if appendix.intro:
            yield Origin("paragraph", appendix.key), paragraph("BodyText", *writer.elements(appendix.intro))
        yield from _blocks(appendix.blocks, writer, decree.text_width(landscape=orientation == "landscape"))
    yield FRAME, section_properties(orientation)


def _owners_of_footnotes(document: OfficialDocument) -> dict[str, str]:
    """The block (or the appendix, for its introduction) that calls each footnote, by keys."""
    callers = [(appendix.key, appendix.intro) for appendix in document.appendices]
    callers += [(block.key, tuple(runs_of(block))) for _, part in document.parts for block in part]
    return {note.key: key for key, runs in callers for note in footnotes_in(runs)}


def _from(origin: Origin, elements: Iterable[Element]) -> Iterator[tuple[Origin, Element]]:
    return ((origin, element) for element in elements)


def _blocks(blocks: Iterable[Block], writer: RunWriter, width: float) -> Iterator[tuple[Origin, Element]]:
    for block in blocks:
        yield from _from(_origin(block), block_elements((block,), writer, width))


def _origin(block: Block) -> Origin:
    kind = _KINDS[type(block)]
    if isinstance(block, Heading):
        return Origin(kind, block.key, block.level, lead=f"{block.number} " if block.number else "")
    return Origin(kind, block.key, lead=f"{block.marker} " if isinstance(block, ListItem) else "")


def _settings(language: str) -> Element:
    tag = LANGUAGE_TAGS.get(language, language)
    mode = w(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15
    )
    return w(
        "settings",
        w("defaultTabStop", val=twips(decree.FIRST_LINE_INDENT)),
        w("characterSpacingControl", val="doNotCompress"),
        w("footnotePr", *(w("footnote", id=note_id) for note_id in SEPARATOR_IDS)),
        w("compat", mode),
        w("themeFontLang", val=tag),
        w("decimalSymbol", val=","),
        w("listSeparator", val=";"),
    )


def _core_properties(document: OfficialDocument) -> Element:
    """Title, organisation and language; no person, no machine, no time."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DUBLIN_CORE})
    properties = {
        "title": document.header.subject,
        "creator": document.header.issuing_body,
        "language": LANGUAGE_TAGS.get(document.language, document.language),
    }
    for name, value in properties.items():
        etree.SubElement(root, f"{{{_DUBLIN_CORE}}}{name}").text = value
    return root
