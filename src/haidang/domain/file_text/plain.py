"""Text files: UTF-8, or UTF-16 that says so."""

import codecs
import re
from typing import Final

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_text.model import FileText, Media, plain_text
from haidang.domain.file_text.writing import MAX_CHARACTERS

_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(content: bytes) -> str:
    """Return the characters with line feeds only. Raises UnreadableFile naming the first byte that is no text."""
    encoding = "utf-16" if content.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        skipped = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
        byte = error.start + skipped
        raise UnreadableFile(Unreadable.NOT_TEXT, f"not UTF-8 (byte {byte})", byte) from error
    if found := _NO_TEXT.search(text):
        byte = len(text[: found.start()].encode("utf-8"))
        raise UnreadableFile(Unreadable.NOT_TEXT, f"a control character (byte {byte})", byte)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_plain(content: bytes, media: Media) -> FileText:
    """Return the text of a TXT or MD file as it stands. Raises UnreadableFile."""
    text = decode(content)
    if not text.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    if len(text) > MAX_CHARACTERS:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {MAX_CHARACTERS} characters of text")
    return plain_text(text, media)
