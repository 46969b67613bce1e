"""Opening a Word file that somebody sends: nothing in it is trusted."""

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
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(archive.read(name), parser)
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
