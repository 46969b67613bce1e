"""Office files are archives of XML parts, and come from anywhere: nothing is believed, everything is bounded."""

import lzma
import posixpath
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO, Final, TypeAlias
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile

Element: TypeAlias = etree._Element

MAX_UNPACKED: Final = 200 * 1024 * 1024
"""Bytes read from one archive, all parts together."""
MAX_TREE: Final = 64 * 1024 * 1024
"""Bytes of a part that is held in memory as a whole."""
MAX_ENTRIES: Final = 10_000

_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_NO_MEMORY: Final = 2  # XML_ERR_NO_MEMORY
_CHUNK: Final = 1024 * 1024
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
    """Turn whatever a damaged archive or part raises into UnreadableFile; running out of memory stays what it is."""
    try:
        yield
    except UnreadableFile:
        raise
    except etree.XMLSyntaxError as error:
        if getattr(error, "code", 0) == _NO_MEMORY:
            raise MemoryError from error
        raise UnreadableFile(Unreadable.DAMAGED, str(error)) from error
    except _BROKEN as error:
        raise UnreadableFile(Unreadable.DAMAGED, str(error)) from error


@dataclass(frozen=True, slots=True)
class Relation:
    """A part that another part names: the last word of its type, and its name in the archive."""

    identifier: str
    kind: str
    target: str


@dataclass(slots=True)
class Archive:
    """The parts of an Office file. Call within `damage_told`."""

    content: bytes
    _zip: ZipFile = field(init=False)
    _left: int = MAX_UNPACKED

    def __post_init__(self) -> None:
        self._zip = ZipFile(BytesIO(self.content))
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH, f"more than {MAX_ENTRIES} parts")
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UnreadableFile(Unreadable.ENCRYPTED)

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return self._zip.namelist()

    @property
    def entries(self) -> list[ZipInfo]:
        """All parts, in the order of the archive."""
        return self._zip.infolist()

    def raw(self, entry: ZipInfo) -> bytes:
        """Return a part of any size, as long as all that is read stays within MAX_UNPACKED."""
        with self._opened(entry) as source:
            return source.read()

    def read(self, name: str) -> bytes:
        """Return a part. Raises UnreadableFile when it unpacks to too much."""
        entry = self._zip.getinfo(name)
        if entry.file_size > MAX_TREE:
            raise UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH, f"{name} has more than {MAX_TREE} bytes")
        return self.raw(entry)

    def _opened(self, entry: ZipInfo) -> IO[bytes]:
        """Open a part after its size is counted; zipfile never reads beyond a declared size."""
        self._left -= entry.file_size
        if self._left < 0:
            raise UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH, f"more than {MAX_UNPACKED} bytes")
        return self._zip.open(entry)

    def tree(self, name: str) -> Element:
        """Return a part as a tree: no document types, entities or network; nested 256 deep at most."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root = etree.fromstring(self.read(name), parser)
        _refuse_document_type(root, name)
        return root

    def elements(self, name: str, *tags: str) -> Iterator[Element]:
        """Yield the elements of a part one by one; each is emptied when the next is asked for."""
        with self._opened(self._zip.getinfo(name)) as source:
            pull = etree.XMLPullParser(
                ("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            is_checked = False
            for chunk in _chunks(source):
                if chunk:
                    pull.feed(chunk)
                else:
                    pull.close()
                for _, element in pull.read_events():
                    if not isinstance(element, etree._Element):
                        continue
                    if not is_checked:  # a document type stands before the first element
                        _refuse_document_type(element, name)
                        is_checked = True
                    yield element
                    _empty(element)

    def relations(self, part: str) -> list[Relation]:
        """Return what `part` names ("" is the archive itself)."""
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self.names:
            return []
        return [
            Relation(
                entry.get("Id", ""),
                entry.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join(folder, entry.get("Target", ""))).lstrip("/"),
            )
            for entry in self.tree(listing).iter(_RELATIONSHIP)
            if entry.get("TargetMode") != "External"
        ]

    def related(self, part: str, kind: str) -> str:
        """Return the name of the first part of a kind that `part` names and that exists, or ""."""
        targets = (relation.target for relation in self.relations(part) if relation.kind == kind)
        return next((target for target in targets if target in self.names), "")


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    """Yield a part piece by piece, then an empty piece for its end."""
    while chunk := source.read(_CHUNK):
        yield chunk
    yield b""


def _empty(element: Element) -> None:
    """Let go of an element and of all before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while (before := element.getprevious()) is not None:
            parent.remove(before)


def _refuse_document_type(element: Element, name: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(Unreadable.DAMAGED, f"{name} declares a document type")
