"""Word comments at places of the text; nothing else in the file changes.

A comment begins and ends between characters: runs are split there, formatting kept. Footnotes and text boxes hold no
comments in Word: what stands there is commented at the mark of the note, at the run with the box.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from haidang.domain.file_parts.archive import Archive, Element
from haidang.domain.file_parts.xml import name_of
from haidang.domain.file_text.docx import comments_part
from haidang.domain.file_text.docx.reading import read_docx
from haidang.domain.file_text.docx.runs import Source
from haidang.domain.file_text.writing import Written

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_UNBROKEN: Final = ("sdt", "fldSimple", "oMath", "oMathPara", "ruby")
"""Elements that a comment encloses as a whole."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on the characters `start`..`end` of the text; each line of `text` is a paragraph."""

    start: int
    end: int
    text: str
    author: str


@dataclass(frozen=True, slots=True)
class _Cut:
    """Between two characters: before the one at `index` of the source (or after all of it)."""

    offset: int
    source: Source
    index: int
    number: int
    is_start: bool


def add_comments(archive: Archive, main: str, comments: Sequence[Comment]) -> bytes:
    """Return the archive with `comments` in it. Comments on no text of the document are left out."""
    writer, root = read_docx(archive, main)
    part = comments_part.open_part(archive, main)
    namespace = str(root.tag).partition("}")[0] + "}"
    cuts: list[_Cut] = []
    order = {element: place for place, element in enumerate(root.iter("{*}r"))}
    for comment in comments:
        ends = _ends(writer.written, order, comment)
        if ends is not None:
            number = part.add(comment.text, comment.author)
            cuts += _cuts(ends, comment, number)
    for cut in sorted(cuts, key=lambda cut: (cut.offset, cut.is_start, cut.number), reverse=True):
        _mark(cut, namespace)
    changed = part.changed_parts() if cuts else {}
    return _rewritten(archive, changed | ({main: _serialised(root)} if cuts else {}))


def _ends(
    written: Sequence[Written[Source]], order: dict[Element, int], comment: Comment
) -> tuple[Written[Source], Written[Source]] | None:
    """Return what the first and the last character of a comment come from."""
    if not written:
        return None
    first = min(bisect_right(written, comment.start, key=lambda w: w.end), len(written) - 1)
    last = max(bisect_left(written, comment.end, key=lambda w: w.start) - 1, first)
    start, end = written[first], written[last]
    if order.get(end.origin.run, 0) < order.get(start.origin.run, 0):
        end = start
    return start, end


def _cuts(ends: tuple[Written[Source], Written[Source]], comment: Comment, number: int) -> list[_Cut]:
    start, end = ends
    first = max(comment.start - start.start, 0)
    last = min(comment.end, end.end) - end.start
    if end is start and last <= first:
        last = end.end - end.start
    return [
        _Cut(start.start + first, start.origin, first, number, True),
        _Cut(end.start + last, end.origin, last, number, False),
    ]


def _mark(cut: _Cut, namespace: str) -> None:
    """Put the beginning or the end of a comment at a cut; cuts come from the end of the text to its beginning."""
    anchor, is_whole = _anchor(cut.source)
    if cut.is_start:
        anchor = anchor if is_whole else _split(anchor, cut)[1]
        anchor.addprevious(_element(anchor, namespace, "commentRangeStart", cut.number))
        return
    anchor = anchor if is_whole else _split(anchor, cut)[0]
    reference = anchor.makeelement(f"{namespace}r")
    reference.append(_element(anchor, namespace, "commentReference", cut.number))
    anchor.addnext(reference)
    anchor.addnext(_element(anchor, namespace, "commentRangeEnd", cut.number))


def _anchor(source: Source) -> tuple[Element, bool]:
    """Return the run, or the outermost element around it that is not to be broken up; and whether it stays whole."""
    anchor, is_whole = source.run, source.part is None
    for outer in source.run.iterancestors():
        if name_of(outer) == "p":
            break
        if name_of(outer) in _UNBROKEN:
            anchor, is_whole = outer, True
    return anchor, is_whole


def _element(beside: Element, namespace: str, name: str, number: int) -> Element:
    element = beside.makeelement(f"{namespace}{name}")
    element.set(f"{namespace}id", str(number))
    return element


def _split(run: Element, cut: _Cut) -> tuple[Element, Element]:
    """Return the run before and the run after a cut; the same one twice where there is nothing to divide."""
    part = cut.source.part
    if part is None:
        return run, run
    behind = list(part.itersiblings())
    if 0 < cut.index < len(part.text or ""):
        behind.insert(0, _tail(part, cut.index))
    elif cut.index == 0:
        behind.insert(0, part)
    ahead = [e for e in run if e not in behind and name_of(e) != "rPr"]
    if not behind or not ahead:
        return run, run
    after = run.makeelement(run.tag, _attributes(run))
    properties = [deepcopy(e) for e in run if name_of(e) == "rPr"]
    after.extend([*properties, *behind])
    run.addnext(after)
    return run, after


def _tail(part: Element, index: int) -> Element:
    """Cut the text of a <w:t> and return a new one with the rest."""
    text = part.text or ""
    rest = part.makeelement(part.tag, _attributes(part))
    part.text, rest.text = text[:index], text[index:]
    for half in (part, rest):
        half.set(_SPACE, "preserve")
    return rest


def _attributes(element: Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.items()}


def _serialised(root: Element) -> bytes:
    return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _rewritten(archive: Archive, parts: dict[str, bytes]) -> bytes:
    """Return the archive with some parts replaced or added, the others byte for byte."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as made:
        for entry in archive.entries:
            content = parts.pop(entry.filename, None)
            made.writestr(entry, archive.raw(entry) if content is None else content)
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()
