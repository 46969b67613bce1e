"""A file as text, with the way back to its places. What a file is, its bytes say; its name is a hint."""

import codecs
import re
from collections.abc import Sequence
from typing import Final

from haidang.domain.file_parts.archive import Archive, damage_told
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.opening import Kind, OfficeKind, kind_of, main_part
from haidang.domain.file_text.docx.commenting import Comment, add_comments
from haidang.domain.file_text.docx.reading import read_docx
from haidang.domain.file_text.html import read_html
from haidang.domain.file_text.model import FileText, Media
from haidang.domain.file_text.pdf.reading import read_pdf
from haidang.domain.file_text.plain import read_plain
from haidang.domain.file_text.xlsx.reading import read_xlsx

_HTML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|body|head)\b", re.I | re.S
)
_HTML_SUFFIXES: Final = ("html", "htm", "xhtml")
_BINARY_SUFFIXES: Final = ("docx", "docm", "xlsx", "xlsm", "pdf")


def read_file(content: bytes, name: str) -> FileText:
    """Return the text of a file (TXT, MD, HTML, DOCX, XLSX, PDF) and where its characters stand.

    Raises UnreadableFile with the reason, and nothing else, whatever the bytes are (MemoryError where memory ends).
    """
    kind = kind_of(content)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if kind is Kind.ARCHIVE:
        return _office(content)
    if kind is Kind.PDF:
        return read_pdf(content)
    if suffix in _BINARY_SUFFIXES:
        raise UnreadableFile(Unreadable.DAMAGED, f"not a {suffix.upper()} file inside")
    if suffix in _HTML_SUFFIXES or _HTML.match(content[:4096].removeprefix(codecs.BOM_UTF8)):
        return read_html(content)
    return read_plain(content, Media.MD if suffix in ("md", "markdown") else Media.TXT)


def comment_docx(content: bytes, comments: Sequence[Comment]) -> bytes:
    """Return the DOCX with Word comments at offsets of the text that `read_file` gives.

    Existing comments and everything else are kept. Raises UnreadableFile.
    """
    if kind_of(content) is not Kind.ARCHIVE:
        raise UnreadableFile(Unreadable.UNKNOWN_KIND, "not a DOCX file")
    with damage_told():
        archive = Archive(content)
        main, kind = main_part(archive)
        if kind is not OfficeKind.DOCUMENT:
            raise UnreadableFile(Unreadable.UNKNOWN_KIND, "not a DOCX file")
        return add_comments(archive, main, comments)


def _office(content: bytes) -> FileText:
    with damage_told():
        archive = Archive(content)
        main, kind = main_part(archive)
        if kind is OfficeKind.WORKBOOK:
            return read_xlsx(archive, main)
        writer, _ = read_docx(archive, main)
        return writer.result(Media.DOCX)
