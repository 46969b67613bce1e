"""The part of a DOCX that holds the comments: opened with those that are there, or begun."""

import posixpath
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.xml import whole

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES: Final = "[Content_Types].xml"
_TYPES_NS: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_CONTENT_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONS_NS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION_TYPE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_DEFAULT: Final[dict[str | None, str]] = {None: _RELATIONS_NS}
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class CommentsPart:
    """`others` are the parts that must change with it: the relations and content types when it is new."""

    name: str
    root: Element
    others: dict[str, Element] = field(default_factory=dict)
    _last: int = -1

    def __post_init__(self) -> None:
        self._last = max((whole(entry, -1, "id") for entry in self.root), default=-1)

    def add(self, text: str, author: str) -> int:
        """Add a comment, a paragraph for each line; return its number."""
        self._last += 1
        namespace = str(self.root.tag).partition("}")[0] + "}"
        comment = etree.SubElement(self.root, f"{namespace}comment")
        comment.set(f"{namespace}id", str(self._last))
        comment.set(f"{namespace}author", author)
        comment.set(f"{namespace}initials", "".join(word[0] for word in author.split()))
        for line in text.split("\n"):
            paragraph = etree.SubElement(comment, f"{namespace}p")
            run = etree.SubElement(paragraph, f"{namespace}r")
            written = etree.SubElement(run, f"{namespace}t")
            written.text = line
            written.set(_SPACE, "preserve")
        return self._last

    def changed_parts(self) -> dict[str, bytes]:
        """Return this part, and those that changed with it, by name."""
        return {
            name: bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
            for name, root in {self.name: self.root, **self.others}.items()
        }


def open_part(archive: Archive, main: str) -> CommentsPart:
    """Return the comments of the document `main`; an empty part, and what makes it known, if it has none."""
    name = archive.related(main, "comments")
    if name:
        return CommentsPart(name, archive.tree(name))
    folder = posixpath.dirname(main)
    name = _free_name(archive, folder)
    listing = posixpath.join(folder, "_rels", f"{posixpath.basename(main)}.rels")
    relations = _relations(archive, listing)
    taken = {entry.get("Id") for entry in relations}
    identifier = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
    etree.SubElement(
        relations,
        f"{{{_RELATIONS_NS}}}Relationship",
        Id=identifier, Type=_RELATION_TYPE, Target=posixpath.basename(name),
    )  # fmt: skip
    if _TYPES not in archive.names:
        raise UnreadableFile(Unreadable.DAMAGED, f"no {_TYPES}")
    types = archive.tree(_TYPES)
    etree.SubElement(types, f"{_TYPES_NS}Override", PartName=f"/{name}", ContentType=_CONTENT_TYPE)
    root = etree.Element(f"{{{_W}}}comments", nsmap={"w": _W})
    return CommentsPart(name, root, {listing: relations, _TYPES: types})


def _free_name(archive: Archive, folder: str) -> str:
    names = (
        posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(archive.names) + 1)
    )
    return next(name for name in names if name not in archive.names)


def _relations(archive: Archive, listing: str) -> Element:
    if listing in archive.names:
        return archive.tree(listing)
    return etree.Element(f"{{{_RELATIONS_NS}}}Relationships", nsmap=_DEFAULT)  # type: ignore[arg-type]  # the stubs know no default namespace
