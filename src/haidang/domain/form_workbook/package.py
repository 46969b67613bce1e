"""The parts of an uploaded workbook. It comes from anywhere: nothing is believed, everything is bounded."""

import lzma
import posixpath
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Final, TypeAlias
from zipfile import BadZipFile, ZipFile

from lxml import etree

from haidang.domain.form_workbook.result import FaultCode, UnreadableWorkbook

Element: TypeAlias = etree._Element

MAX_BYTES: Final = 10 * 1024 * 1024
"""Size of the file as it comes."""
MAX_UNPACKED: Final = 24 * 1024 * 1024
"""Bytes of all parts that are read; pictures and the like are never unpacked."""
MAX_RATIO: Final = 60
UNSUSPECTED: Final = 6 * 1024 * 1024
"""More than so many bytes may only be unpacked from a file that is at least a sixtieth as large."""
MAX_ENTRIES: Final = 2_000

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_CHUNK: Final = 256 * 1024
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_MEMORY: Final = 2  # XML_ERR_NO_MEMORY
_BROKEN: Final = (
    BadZipFile,
    zlib.error,
    lzma.LZMAError,
    etree.LxmlError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn whatever a damaged file raises into UnreadableWorkbook; running out of memory stays what it is."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == _NO_MEMORY:
            raise MemoryError from error
        raise UnreadableWorkbook(FaultCode.DAMAGED, str(error)) from error
    except _BROKEN as error:
        raise UnreadableWorkbook(FaultCode.DAMAGED, str(error)) from error


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part names: the last word of its type, and its name in the archive."""

    identifier: str
    kind: str
    target: str


@dataclass(slots=True)
class Package:
    """A workbook as an archive of parts. Call within `damage_told`."""

    content: bytes
    main: str = field(init=False)
    _zip: ZipFile = field(init=False)
    _names: frozenset[str] = field(init=False)
    _left: int = field(init=False)

    def __post_init__(self) -> None:
        self._left = min(MAX_UNPACKED, max(UNSUSPECTED, MAX_RATIO * len(self.content)))
        if len(self.content) > MAX_BYTES:
            raise UnreadableWorkbook(FaultCode.TOO_LARGE, str(len(self.content)))
        if self.content.startswith(_OLE):
            is_encrypted = _ENCRYPTED_PACKAGE in self.content
            raise UnreadableWorkbook(FaultCode.ENCRYPTED if is_encrypted else FaultCode.OLD_WORKBOOK)
        if not self.content.startswith(b"PK"):
            raise UnreadableWorkbook(FaultCode.NOT_A_WORKBOOK)
        self._zip = ZipFile(BytesIO(self.content))
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableWorkbook(FaultCode.UNPACKS_TO_TOO_MUCH, f"{len(entries)} parts")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UnreadableWorkbook(FaultCode.ENCRYPTED)
        self._names = frozenset(self._zip.namelist())
        self.main = self.related("", "officeDocument")
        if not self.main or name_of(self.tree(self.main)) != "workbook":
            raise UnreadableWorkbook(FaultCode.NOT_A_WORKBOOK)

    def tree(self, name: str) -> Element:
        """Return a part as a tree: no document types, entities or network; nested 256 deep at most."""
        with self._opened(name) as source:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            root = etree.fromstring(source.read(), parser)
        _refuse_document_type(root)
        return root

    def elements(self, name: str, *tags: str) -> Iterator[Element]:
        """Yield the elements of a part one by one; each is emptied when the next is asked for."""
        with self._opened(name) as source:
            pull = etree.XMLPullParser(
                ("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            while chunk := source.read(_CHUNK):
                pull.feed(chunk)
                yield from _emptied(pull)
            pull.close()
            yield from _emptied(pull)

    def relations(self, part: str) -> list[Relation]:
        """Return what `part` names inside the archive ("" is the archive itself)."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._names:
            return []
        return [
            Relation(
                entry.get("Id", ""),
                entry.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join(folder, entry.get("Target", ""))).lstrip("/"),
            )
            for entry in self.tree(listing).iter("{*}Relationship")
            if entry.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str:
        """Return the name of the first part of a kind that `part` names and that exists, or ""."""
        targets = (relation.target for relation in self.relations(part) if relation.kind == kind)
        return next((target for target in targets if target in self._names), "")

    def _opened(self, name: str) -> IO[bytes]:
        """Open a part after its size is counted; zipfile never reads beyond a declared size."""
        self._left -= self._zip.getinfo(name).file_size
        if self._left < 0:
            raise UnreadableWorkbook(FaultCode.UNPACKS_TO_TOO_MUCH, name)
        return self._zip.open(name)


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace; "" for comments."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def child(element: Element, name: str) -> Element | None:
    """Return the first child of that name."""
    return next((part for part in element if name_of(part) == name), None)


def attribute(element: Element, name: str) -> str:
    """Return an attribute, whatever its namespace; "" when there is none."""
    plain = element.get(name)
    if plain is not None:
        return plain
    return next((str(value) for key, value in element.items() if str(key).endswith(f"}}{name}")), "")


def is_on(element: Element, name: str) -> bool:
    """True for an attribute that says yes."""
    return attribute(element, name) in ("1", "true")


def whole(text: str, default: int) -> int:
    """Return a whole number of at most eight digits, or the default."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default


def unescaped(text: str) -> str:
    """Return a text with the escapes of workbooks (_x000D_) resolved; those for no characters are dropped."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _NO_TEXT.sub("", chr(int(match[1], 16))), text)


def _emptied(pull: "etree.XMLPullParser") -> Iterator[Element]:
    for _, element in pull.read_events():
        if not isinstance(element, etree._Element):
            continue
        _refuse_document_type(element)
        yield element
        element.clear()
        while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
            parent.remove(before)


def _refuse_document_type(element: Element) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableWorkbook(FaultCode.DAMAGED, "a document type is declared")
