"""Putting the parts of a Word file together, byte for byte the same for the same content."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from haidang.domain.official_document.docx.xml import Element, serialise

_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time a ZIP entry can bear."""


class WordPackage:
    """A Word file under construction. Relationship ids are given, so that parts can refer to them."""

    def __init__(self, document: Element, links: Mapping[str, str]) -> None:
        self._package = OpcPackage()
        self._document = self._part("/word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, document)
        self._package.load_rel(RELATIONSHIP_TYPE.OFFICE_DOCUMENT, self._document, "rId1")
        _add_links(self._document, links)

    def add_core_properties(self, root: Element) -> None:
        """Title, language and the like."""
        part = self._part("/docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, root)
        self._package.load_rel(RELATIONSHIP_TYPE.CORE_PROPERTIES, part, "rId2")

    def add_custom_properties(self, root: Element) -> None:
        """Properties of our own."""
        part = self._part("/docProps/custom.xml", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, root)
        self._package.load_rel(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, part, "rId3")

    def add_styles(self, root: Element) -> None:
        """word/styles.xml."""
        part = self._part("/word/styles.xml", CONTENT_TYPE.WML_STYLES, root)
        self._document.load_rel(RELATIONSHIP_TYPE.STYLES, part, "rIdStyles")

    def add_settings(self, root: Element) -> None:
        """word/settings.xml."""
        part = self._part("/word/settings.xml", CONTENT_TYPE.WML_SETTINGS, root)
        self._document.load_rel(RELATIONSHIP_TYPE.SETTINGS, part, "rIdSettings")

    def add_footnotes(self, root: Element, links: Mapping[str, str]) -> None:
        """word/footnotes.xml with its external links."""
        part = self._part("/word/footnotes.xml", CONTENT_TYPE.WML_FOOTNOTES, root)
        self._document.load_rel(RELATIONSHIP_TYPE.FOOTNOTES, part, "rIdFootnotes")
        _add_links(part, links)

    def add_header(self, number: int, root: Element, relationship_id: str) -> None:
        """word/headerN.xml."""
        part = self._part(f"/word/header{number}.xml", CONTENT_TYPE.WML_HEADER, root)
        self._document.load_rel(RELATIONSHIP_TYPE.HEADER, part, relationship_id)

    def add_custom_xml(self, root: Element, properties: Element) -> None:
        """customXml/item1.xml with the part that identifies it."""
        item = self._part("/customXml/item1.xml", CONTENT_TYPE.XML, root)
        identity = self._part("/customXml/itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, properties)
        item.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML_PROPS, identity, "rId1")
        self._document.load_rel(RELATIONSHIP_TYPE.CUSTOM_XML, item, "rIdProvenance")

    def to_bytes(self) -> bytes:
        """The finished file."""
        stream = BytesIO()
        self._package.save(stream)
        return _without_timestamps(stream)

    def _part(self, name: str, content_type: str, root: Element) -> Part:
        return Part(PackURI(name), content_type, serialise(root))


def _add_links(part: Part, links: Mapping[str, str]) -> None:
    for href, relationship_id in links.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, href, relationship_id, is_external=True)


def _without_timestamps(stream: BytesIO) -> bytes:
    result = BytesIO()
    with ZipFile(stream) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()
