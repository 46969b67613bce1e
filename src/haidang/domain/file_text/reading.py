"""A file as text, with the way back to its places. What a file is, its bytes say; its name is a hint."""

import codecs
import re
from collections.abc import Sequence
from typing import Final

from haidang.domain.file_text.archive import Archive, damage_told
from haidang.domain.file_text.docx.commenting import Comment, add_comments
from haidang.domain.file_text.docx.reading import read_docx
from haidang.domain.file_text.html import read_html
from haidang.domain.file_text.model import FileText, Media, Unreadable, UnreadableFile
from haidang.domain.file_text.pdf.reading import read_pdf
from haidang.domain.file_text.plain import read_plain
from haidang.domain.file_text.xlsx.reading import read_xlsx

MAX_BYTES: Final = 20 * 1024 * 1024
"""Of a file: larger ones are refused unread."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PDF: Final = b"%PDF-"
_RTF: Final = b"{\\rtf"
_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|body|head)\b", re.I | re.S
)
_HTML_SUFFIXES: Final = ("html", "htm", "xhtml")
_BINARY_SUFFIXES: Final = ("docx", "docm", "xlsx", "xlsm", "pdf")


def read_file(content: bytes, name: str) -> FileText:
    """Return the text of a file (TXT, MD, HTML, DOCX, XLSX, PDF) and where its characters stand.

    Raises UnreadableFile with the reason, and nothing else, whatever the bytes are (MemoryError where memory ends).
    """
    _check_size(content)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if content.startswith(_ZIP):
        return _office(content)
    if content.startswith(_OLE):
        raise _old_office(content)
    if _PDF in content[:1024]:
        return read_pdf(content)
    if content.startswith(_RTF):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "RTF")
    if suffix in _BINARY_SUFFIXES:
        raise UnreadableFile(Unreadable.DAMAGED, f"not a {suffix.upper()} file inside")
    if suffix in _HTML_SUFFIXES or _HTML.match(content[:4096].removeprefix(codecs.BOM_UTF8)):
        return read_html(content)
    return read_plain(content, Media.MD if suffix in ("md", "markdown") else Media.TXT)


def comment_docx(content: bytes, comments: Sequence[Comment]) -> bytes:
    """Return the DOCX with Word comments at offsets of the text that `read_file` gives.

    Existing comments and everything else are kept. Raises UnreadableFile.
    """
    _check_size(content)
    if not content.startswith(_ZIP):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "not a DOCX file")
    with damage_told():
        archive = Archive(content)
        main, media = _main_part(archive)
        if media is not Media.DOCX:
            raise UnreadableFile(Unreadable.UNKNOWN_KIND, "not a DOCX file")
        return add_comments(archive, main, comments)


def _check_size(content: bytes) -> None:
    if not content:
        raise UnreadableFile(Unreadable.EMPTY)
    if len(content) > MAX_BYTES:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"{len(content)} bytes, at most {MAX_BYTES} are read")


def _office(content: bytes) -> FileText:
    with damage_told():
        archive = Archive(content)
        main, media = _main_part(archive)
        if media is Media.XLSX:
            return read_xlsx(archive, main)
        writer, _ = read_docx(archive, main)
        return writer.result(media)


def _main_part(archive: Archive) -> tuple[str, Media]:
    """Return the main part and what it is, by the element it begins with."""
    main = archive.related("", "officeDocument")
    if not main:
        main = next((n for n in ("word/document.xml", "xl/workbook.xml") if n in archive.names), "")
    if not main:
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "an archive that is neither DOCX nor XLSX")
    if main.endswith(".bin"):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "XLSB")
    kind = str(archive.tree(main).tag).rpartition("}")[2]
    if kind not in ("document", "workbook"):
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "an Office file that is neither DOCX nor XLSX")
    return main, Media.DOCX if kind == "document" else Media.XLSX


def _old_office(content: bytes) -> UnreadableFile:
    if _OLE_ENCRYPTED in content:
        return UnreadableFile(Unreadable.ENCRYPTED)
    return UnreadableFile(Unreadable.UNKNOWN_KIND, "the format of Office 97 (.doc, .xls)")
