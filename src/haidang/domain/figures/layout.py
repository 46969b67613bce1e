"""The shape of a text on the page: paragraphs, lists, tables, footnotes.

A paragraph torn by a page break (its second half begins in lower case, footnotes may stand between) is one passage
again; a line that ends with a colon and the list after it are one passage too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_ITEM: Final = re.compile(r"\s*(?:[-–+*•]\s+|[a-zđ]\)\s|[0-9]{1,2}[.)]\s|\([0-9a-zđ]{1,2}\)\s)")
_SUPERSCRIPT: Final = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_NOTE: Final = re.compile(rf"\s*(?:[{_SUPERSCRIPT}]{{1,3}}|\[[0-9]{{1,3}}\])\s*(?=\S)")
NOTE_MARK: Final = re.compile(rf"[{_SUPERSCRIPT}]{{1,3}}|\[[0-9]{{1,3}}\]")
_ENDS: Final = ".!?:…"


class LineKind(Enum):
    """What a line is."""

    BLANK = auto()
    PROSE = auto()
    ITEM = auto()
    NOTE = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text at `start`..`end`; `mark` is the mark of an item or a footnote."""

    kind: LineKind
    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Stretches of text that are read together. In a list the first stretch introduces the others."""

    spans: tuple[tuple[int, int], ...]
    is_list: bool = False
    is_table: bool = False

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.spans[-1][1]


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text with their kinds."""
    lines: list[Line] = []
    at = 0
    for raw in text.split("\n"):
        end = at + len(raw)
        lines.append(_line(raw, at, end))
        at = end + 1
    return lines


def _line(raw: str, start: int, end: int) -> Line:
    if not raw or raw.isspace():
        return Line(LineKind.BLANK, start, end, "")
    if raw.count("|") >= 2 or raw.strip().count("\t") >= 1:
        return Line(LineKind.TABLE, start, end, "")
    if note := _NOTE.match(raw):
        return Line(LineKind.NOTE, start, end, note.group().strip())
    if item := _ITEM.match(raw):
        return Line(LineKind.ITEM, start, end, item.group().strip())
    return Line(LineKind.PROSE, start, end, "")


def passages_of(text: str, lines: list[Line]) -> list[Passage]:
    """Return the passages of a text in the order of their beginnings."""
    passages: list[Passage] = []
    used: set[int] = set()
    for place, line in enumerate(lines):
        if place in used or line.kind is LineKind.BLANK:
            continue
        if line.kind is LineKind.TABLE:
            members = list(_while_kind(lines, place, LineKind.TABLE))
            passages.append(Passage(_spans(lines, members), is_table=True))
        else:
            members = _paragraph(text, lines, place, used)
            listed = _items_after(text, lines, members[-1], used)
            members += listed
            passages.append(Passage(_spans(lines, members), is_list=bool(listed)))
        used.update(members)
    return passages


def _spans(lines: list[Line], members: Iterable[int]) -> tuple[tuple[int, int], ...]:
    return tuple((lines[member].start, lines[member].end) for member in members)


def _while_kind(lines: list[Line], place: int, kind: LineKind) -> Iterator[int]:
    while place < len(lines) and lines[place].kind is kind:
        yield place
        place += 1


def _paragraph(text: str, lines: list[Line], place: int, used: set[int]) -> list[int]:
    """Return the line at `place` and the halves torn off it by page breaks."""
    members = [place]
    while (following := _torn_half(text, lines, members[-1], used)) is not None:
        members.append(following)
    return members


def _torn_half(text: str, lines: list[Line], place: int, used: set[int]) -> int | None:
    line = lines[place]
    if line.kind is LineKind.NOTE or text[line.start : line.end].rstrip()[-1] in _ENDS:
        return None
    for following in range(place + 1, min(place + 8, len(lines))):
        kind = lines[following].kind
        if kind in (LineKind.BLANK, LineKind.NOTE):
            continue
        begins_low = text[lines[following].start : lines[following].end].lstrip()[:1].islower()
        return following if kind is LineKind.PROSE and begins_low and following not in used else None
    return None


def _items_after(text: str, lines: list[Line], place: int, used: set[int]) -> list[int]:
    """Return the items of the list that the line at `place` introduces with a colon."""
    line = lines[place]
    if text[line.start : line.end].rstrip()[-1:] != ":":
        return []
    items: list[int] = []
    shape = ""
    for following in range(place + 1, len(lines)):
        kind, mark = lines[following].kind, lines[following].mark
        if kind is LineKind.BLANK:
            continue
        if (
            kind is not LineKind.ITEM
            or following in used
            or (line.kind is LineKind.ITEM and _shape(line.mark) == _shape(mark))
        ):
            break
        shape = shape or _shape(mark)
        if _shape(mark) != shape:
            break
        items.append(following)
    return items


def _shape(mark: str) -> str:
    """Return the kind of an item's mark: the mark with its number or letter taken out."""
    return "".join("1" if char.isdigit() else "a" if char.isalpha() else char for char in mark).replace(
        "11", "1"
    )
