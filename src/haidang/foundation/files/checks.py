"""An uploaded file is hostile until shown otherwise: what is it really, how large, does it unpack to a bomb?"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

import puremagic
from django.utils.translation import gettext_lazy as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
PDF = "application/pdf"
YAML = "application/yaml"
JSON = "application/json"
HTML = "text/html"
PNG = "image/png"
JPEG = "image/jpeg"

_OFFICE = {XLSX: "xl/workbook.xml", DOCX: "word/document.xml"}
_TEXT_SUFFIXES = {".csv": CSV, ".yaml": YAML, ".yml": YAML, ".json": JSON, ".html": HTML}

_IMAGES: Final = (  # what they begin and end with
    (PNG, b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"),
    (JPEG, b"\xff\xd8\xff", b"\xff\xd9"),
)

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

MAX_UNPACKED_BYTES = 300 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 5_000


class RefusedFile(ValueError):
    """The file is not taken. `str()` is a translated sentence for the person who brought it."""


@dataclass(frozen=True)
class CheckedFile:
    """What the bytes turned out to be."""

    media_type: str
    size: int


def check_content(content: bytes, name: str, *, max_bytes: int, images: bool = False) -> CheckedFile:
    """The media type, by the bytes. Refuses what is too large, disguised, encrypted, a bomb or has macros.

    Pictures (PNG, JPEG) are taken only where a picture can be meant.
    """
    if not content:
        raise RefusedFile(_("The file is empty."))
    if len(content) > max_bytes:
        raise RefusedFile(_("The file is larger than %(limit)s MB.") % {"limit": max_bytes // 1024**2})
    if content.startswith(b"PK"):
        return CheckedFile(_office_type(content), len(content))
    if content.startswith(b"%PDF-"):
        return CheckedFile(PDF, len(content))
    if images and (media_type := _image_type(content)):
        return CheckedFile(media_type, len(content))
    return CheckedFile(_text_type(content, name), len(content))


def _image_type(content: bytes) -> str:
    """The type of a whole picture; empty for what is none. One that was cut off is refused."""
    for media_type, start, end in _IMAGES:
        if content.startswith(start):
            if not content.endswith(end):
                raise RefusedFile(_("The picture is damaged or not complete: save it again."))
            return media_type
    return ""


def _office_type(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            _refuse_bomb(entries)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        if isinstance(error, RefusedFile):
            raise
        raise RefusedFile(_("The file is damaged: open it in Excel or Word and save it again.")) from error
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise RefusedFile(_("The file contains macros: save it as .xlsx or .docx without macros."))
    for media_type, marker in _OFFICE.items():
        if marker in names:
            return media_type
    raise RefusedFile(_("Only Excel (.xlsx), Word (.docx), CSV and PDF files are taken."))


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RefusedFile(_("The file is protected by a password: remove it and try again."))
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED_BYTES:
        raise RefusedFile(_("The file unpacks to an unreasonable size and is refused."))
    if unpacked > 10 * 1024 * 1024 and unpacked / packed > MAX_RATIO:
        raise RefusedFile(_("The file unpacks to an unreasonable size and is refused."))


def _text_type(content: bytes, name: str) -> str:
    suffix = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    media_type = _TEXT_SUFFIXES.get(suffix)
    if media_type is None:
        raise RefusedFile(_("Only Excel (.xlsx), Word (.docx), CSV and PDF files are taken."))
    has_control = _CONTROL.search(content) is not None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        if not content.startswith(_UTF_16) and (has_control or _looks_binary(content)):
            raise RefusedFile(_("The file is not what its name says: it is not text.")) from error
        raise RefusedFile(
            _("The text is not in UTF-8 (byte %(byte)s): save it as “CSV UTF-8”.") % {"byte": error.start}
        ) from error
    if has_control:
        raise RefusedFile(_("The file is not what its name says: it is not text."))
    return media_type


def _looks_binary(content: bytes) -> bool:
    try:
        found = puremagic.from_string(content[:4096], mime=True)
    except (puremagic.PureError, ValueError):
        return False
    return found.startswith(
        ("image/", "audio/", "video/", "application/x-executable", "application/x-dosexec")
    )
