"""Opening a Word file that somebody sends: nothing in it is trusted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from lxml import etree

from haidang.domain.official_document.docx.xml import Element
from haidang.domain.official_document.errors import DocxReadError

MAX_ENTRIES: Final = 2_000
MAX_BYTES: Final = 64 * 1024 * 1024
"""Uncompressed bytes accepted at most: a report of ten thousand figures has about 10 MB."""

DOCUMENT: Final = "word/document.xml"

_TRACKING: Final = re.compile(rb"<w:(?:ins|del)\s[^<>]*(?<!/)>|</w:(?:ins|del)>")


@contextmanager
def opened(docx_bytes: bytes) -> Iterator[ZipFile]:
    """The parts of a file; DocxReadError if it is damaged, oversized or no Word file."""
    try:
        with ZipFile(BytesIO(docx_bytes)) as archive:
            _check_parts(archive)
            yield archive
    except (BadZipFile, etree.XMLSyntaxError, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise DocxReadError(f"the file cannot be read: {error}") from error


def parse(archive: ZipFile, name: str) -> Element:
    """Parse one part without entities, document types or network."""
    return _parse(archive.read(name), name)


def parse_or_mend(archive: ZipFile, name: str) -> tuple[Element, bool]:
    """As parse, and whether marks of tracked changes had to be taken out first.

    LibreOffice 7.4 writes them across content controls when somebody types in one while changes are tracked:
    `<w:ins><w:sdt><w:sdtContent></w:ins>…`. No program opens such a file. Without the marks it is well-formed and reads
    as if the changes were accepted: deleted text has elements of its own.
    """
    content = archive.read(name)
    try:
        return _parse(content, name), False
    except etree.XMLSyntaxError:
        return _parse(_TRACKING.sub(b"", content), name), True


def _parse(content: bytes, name: str) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocxReadError(f"{name} declares a document type")
    return root


def _check_parts(archive: ZipFile) -> None:
    """Refuse archives that would unpack to too much; zipfile never reads beyond a declared size.

    A name that occurs twice is refused too: two programs might read two different texts.
    """
    entries = archive.infolist()
    if len(entries) > MAX_ENTRIES:
        raise DocxReadError(f"the file has more than {MAX_ENTRIES} parts")
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise DocxReadError(f"the file unpacks to more than {MAX_BYTES} bytes")
    names = {entry.filename for entry in entries}
    if len(names) < len(entries):
        raise DocxReadError("the file holds two parts of the same name; save it again in Word or LibreOffice")
    if DOCUMENT not in names:
        raise DocxReadError(f"the file has no {DOCUMENT}")
