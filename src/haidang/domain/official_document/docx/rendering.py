"""render_docx: the whole document as a Word file."""

from collections.abc import Iterator
from itertools import product

from lxml import etree

from haidang.domain.official_document import decree
from haidang.domain.official_document.docx.blocks import block_elements, keep_with_next
from haidang.domain.official_document.docx.footnotes import SEPARATOR_IDS, build_footnotes
from haidang.domain.official_document.docx.frame import appendix_opening, closing, opening
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

_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
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

    body = w("document", w("body", *_body(document, writer(body_links))))
    package = WordPackage(body, body_links.ids)
    package.add_core_properties(_core_properties(document))
    package.add_styles(build_styles(document.language))
    package.add_settings(_settings(document.language))
    notes = build_footnotes(document.footnotes(), writer(note_links))
    package.add_footnotes(notes, note_links.ids)
    for number, (orientation, first) in enumerate(product(_ORIENTATIONS, (False, True)), start=1):
        root = build_header(orientation, document.draft_notice, first=first)
        package.add_header(number, root, header_id(orientation, first=first))
    package.add_custom_xml(build_custom_xml(figures, base_url), build_custom_xml_properties())
    return package.to_bytes()


def _body(document: OfficialDocument, writer: RunWriter) -> Iterator[Element]:
    """Body, then appendices; each section but the last ends in a break, the last in its properties."""
    yield from opening(document)
    text = list(block_elements(document.blocks, writer, decree.text_width()))
    if text and document.signature:
        keep_with_next(text[-1])
    yield from text
    yield from closing(document)
    orientation: Orientation = "portrait"
    for index, appendix in enumerate(document.appendices):
        yield section_break(orientation)
        orientation = appendix.orientation
        yield from appendix_opening(document, index)
        if appendix.intro:
            yield paragraph("BodyText", *writer.elements(appendix.intro))
        width = decree.text_width(landscape=orientation == "landscape")
        yield from block_elements(appendix.blocks, writer, width)
    yield section_properties(orientation)


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
