"""What a file is: its bytes say it, its name is a hint."""

from enum import StrEnum
from typing import Final

from haidang.domain.file_parts.archive import Archive
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.xml import name_of

MAX_BYTES: Final = 20 * 1024 * 1024
"""Of a file: larger ones are refused unread."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PDF: Final = b"%PDF-"
_RTF: Final = b"{\\rtf"


class Kind(StrEnum):
    """What the bytes begin with; OTHER may be text."""

    ARCHIVE = "archive"
    PDF = "pdf"
    OTHER = "other"


class OfficeKind(StrEnum):
    """What an Office file begins with."""

    DOCUMENT = "document"
    WORKBOOK = "workbook"


def kind_of(content: bytes) -> Kind:
    """Return what a file is. Raises UnreadableFile: empty, over MAX_BYTES, encrypted, Office 97, RTF."""
    if not content:
        raise UnreadableFile(Unreadable.EMPTY)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"{len(content)} bytes, at most {MAX_BYTES} are read")
    if content.startswith(_ZIP):
        return Kind.ARCHIVE
    if content.startswith(_OLE):
        if _OLE_ENCRYPTED in content:
            raise UnreadableFile(Unreadable.ENCRYPTED)
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "the format of Office 97 (.doc, .xls)")
    if _PDF in content[:1024]:
        return Kind.PDF
    if content.startswith(_RTF):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "RTF")
    return Kind.OTHER


def main_part(archive: Archive) -> tuple[str, OfficeKind]:
    """Return the main part and what it is, by the element it begins with. Call within `damage_told`."""
    main = archive.related("", "officeDocument")
    if not main:
        main = next((n for n in ("word/document.xml", "xl/workbook.xml") if n in archive.names), "")
    if not main:
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "an archive that is neither DOCX nor XLSX")
    if main.endswith(".bin"):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "XLSB")
    kind = name_of(archive.tree(main))
    if kind not in (OfficeKind.DOCUMENT, OfficeKind.WORKBOOK):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "an Office file that is neither DOCX nor XLSX")
    return main, OfficeKind(kind)
