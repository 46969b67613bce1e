"""The parts of a workbook that its sheets refer to: names of sheets, number formats, shared texts."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.number_formats import format_of
from haidang.domain.file_parts.superscript import raised
from haidang.domain.file_parts.xml import child, children, name_of, value, whole

MAX_CHARACTERS: Final = 50 * 1024 * 1024
"""Of text in one file."""

_MOST_TEXTS: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Workbook:
    """`sheets`, `hidden`: name and part of those that are shown, and that are not; `formats`: of each cell style."""

    sheets: tuple[tuple[str, str], ...]
    hidden: tuple[tuple[str, str], ...]
    formats: tuple[str, ...]
    texts: tuple[str, ...]
    is_1904: bool


def open_workbook(archive: Archive, main: str) -> Workbook:
    """Return what stands in the workbook beside its sheets."""
    root = archive.tree(main)
    return Workbook(
        sheets=tuple(_sheets(archive, main, root, are_shown=True)),
        hidden=tuple(_sheets(archive, main, root, are_shown=False)),
        formats=tuple(_formats(archive, archive.related(main, "styles"))),
        texts=tuple(_texts(archive, archive.related(main, "sharedStrings"))),
        is_1904=value(child(root, "workbookPr"), "date1904") in ("1", "true"),
    )


def _sheets(archive: Archive, main: str, root: Element, are_shown: bool) -> Iterator[tuple[str, str]]:
    targets = {r.identifier: r.target for r in archive.relations(main) if r.kind == "worksheet"}
    for sheet in children(child(root, "sheets")):
        part = targets.get(value(sheet, "id"), "")
        if (value(sheet, "state") in ("", "visible")) == are_shown and part in archive.names:
            yield value(sheet, "name"), part


def _formats(archive: Archive, part: str) -> Iterator[str]:
    if not part:
        return
    root = archive.tree(part)
    own = {
        whole(entry, -1, "numFmtId"): value(entry, "formatCode") for entry in children(child(root, "numFmts"))
    }
    for style in children(child(root, "cellXfs")):
        yield format_of(whole(style, 0, "numFmtId"), own)


def _texts(archive: Archive, part: str) -> Iterator[str]:
    if not part:
        return
    length = count = 0
    for entry in archive.elements(part, "{*}si"):
        text = text_of(entry)
        length, count = length + len(text), count + 1
        if length > MAX_CHARACTERS or count > _MOST_TEXTS:
            raise UnreadableFile(Unreadable.UNPACKS_TO_TOO_MUCH, "the shared texts of the workbook")
        yield text


def text_of(entry: Element) -> str:
    """Return the text of a shared or inline string; without the reading aids of Japanese."""
    return "".join(_pieces(entry))


def _pieces(entry: Element) -> Iterator[str]:
    for part in children(entry):
        if name_of(part) == "t":
            yield part.text or ""
        elif name_of(part) == "r":
            is_raised = value(child(part, "rPr", "vertAlign")) == "superscript"
            text = "".join(inner.text or "" for inner in children(part) if name_of(inner) == "t")
            yield raised(text) if is_raised else text
