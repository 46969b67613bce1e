"""The shape of a text on the page: paragraphs, lists, tables, footnotes.

A paragraph torn by a page break (its second half begins in lower case, footnotes may stand between) is one passage
again; a line that ends with a colon and the list after it are one passage too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, NamedTuple

_ITEM: Final = re.compile(
    r"\s*(?:[-–+*•▪○·]\s+|[a-zđ][)/]\s|[ivx]{1,4}[.)/]\s|[0-9]{1,2}[.)/]\s|\([0-9a-zđ]{1,2}\)\s)"
)
_SUPERSCRIPT: Final = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_NOTE: Final = re.compile(rf"\s*(?:[{_SUPERSCRIPT}]{{1,3}}|\[[0-9]{{1,3}}\])\s*(?=\S)")
NOTE_MARK: Final = re.compile(rf"[{_SUPERSCRIPT}]{{1,3}}|\[[0-9]{{1,3}}\]")
_LONGEST_LABEL: Final = 80
_ENDS: Final = ".!?:…"
_TOTAL_LINE: Final = re.compile(r"[\s=>-]*(?:tổng|cộng)\b", re.IGNORECASE)
_LABELLED: Final = re.compile(
    r"\s*(?!tổng|cộng|Tổng|Cộng)[^\W\d_][^:|\n]{0,60}:\s*(?:[^\W\d_]+ ){0,3}[0-9][^:\n]{0,80}$"
)
_NUMERAL_OR_LETTERS: Final = re.compile(r"[0-9]+|[^\W\d_]+")
_LONGEST_TITLE: Final = 140
_FEWEST_ITEMS: Final = 2


class LineKind(Enum):
    """What a line is."""

    BLANK = auto()
    PROSE = auto()
    ITEM = auto()
    NOTE = auto()
    TABLE = auto()


class Line(NamedTuple):
    """A line of the text at `start`..`end`; `mark` is the mark of an item or a footnote."""

    kind: LineKind
    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Stretches of text that are read together. In a list the first `heads` introduce `items` others.

    One more after them gives their total.
    """

    spans: tuple[tuple[int, int], ...]
    items: int = 0
    heads: int = 1
    is_table: bool = False

    @property
    def is_list(self) -> bool:
        """True for a list with its introduction."""
        return self.items > 0

    @property
    def total_line(self) -> int:
        """Line (the introduction being line 0) of the total after a list, or -1."""
        return self.items + 1 if self.is_list and len(self.spans) > self.heads + self.items else -1

    def line_of(self, span: int) -> int:
        """Return the line of a stretch: 0 for the introduction, then one an item."""
        return max(0, span - self.heads + 1)

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
    if _is_row(raw):
        return Line(LineKind.TABLE, start, end, "")
    if note := _NOTE.match(raw):
        return Line(LineKind.NOTE, start, end, note.group().strip())
    if item := _ITEM.match(raw):
        return Line(LineKind.ITEM, start, end, item.group().strip())
    return Line(LineKind.PROSE, start, end, "")


def _is_row(raw: str) -> bool:
    """True for a row of a table. A tab after the mark of a long item parts no cells: "1.\\tĐã giải quyết …"."""
    text = raw.strip()
    item = _ITEM.match(text) if len(text) > _LONGEST_LABEL else None
    return text.count("|") >= 2 or text.count("\t") > (1 if item and "\t" in item.group() else 0)


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
            count = sum(not _TOTAL_LINE.match(text, lines[item].start, lines[item].end) for item in listed)
            heads = len(members)
            members += listed
            passages.append(Passage(_spans(lines, members), count, heads))
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
    members = [place, *_items_to_total(text, lines, place, used)]
    while (following := _torn_half(text, lines, members[-1], used)) is not None:
        members.append(following)
    if len(members) == 1 and (total := _total_below(text, lines, members[-1], used)) is not None:
        members.append(total)
    return members


def _total_below(text: str, lines: list[Line], place: int, used: set[int]) -> int | None:
    """Return the short line right after a paragraph of parts that gives their total: "Tổng cộng: 3.440"."""
    following = place + 1
    if following >= len(lines) or following in used or lines[following].kind is not LineKind.PROSE:
        return None
    if not _TOTAL_LINE.match(text, lines[following].start, lines[following].end):
        return None
    words = text[lines[following].start : lines[following].end].strip()
    named = len(words) <= _LONGEST_LABEL and words[-1:] != ":"
    return following if named and lines[place].kind is LineKind.PROSE else None


def _items_to_total(text: str, lines: list[Line], place: int, used: set[int]) -> list[int]:
    """Return the items after the first one of a list without introduction, and the line of their total."""
    first = lines[place]
    if first.kind is not LineKind.ITEM or place in used:
        return []
    items = [place]
    while items[-1] + 1 < len(lines) and _is_alike(first, lines[items[-1] + 1]):
        items.append(items[-1] + 1)
    total = _total_after(text, lines, items, used)
    return [*items[1:], *total] if total else []


def _is_alike(one: Line, other: Line) -> bool:
    return other.kind is LineKind.ITEM and _shape(other.mark) == _shape(one.mark)


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
    """Return the items of the list that the line at `place` introduces, and the line of their total after them.

    A line with a colon introduces what follows it; a short line without one, where items follow at once.
    """
    line = lines[place]
    words = text[line.start : line.end].rstrip()
    titled = words[-1:] != "." or words[:4].lower() == "tổng"
    if words[-1:] != ":" and (line.kind is not LineKind.PROSE or len(words) > _LONGEST_TITLE or not titled):
        return []
    items: list[int] = []
    shape, indent = "", 0
    for following in range(place + 1, len(lines)):
        kind, mark = lines[following].kind, lines[following].mark
        if kind is LineKind.BLANK:
            continue
        if kind is LineKind.PROSE and _is_labelled(text, lines[following]) and words[-1:] == ":":
            mark = ":"
        elif kind is not LineKind.ITEM or (line.kind is LineKind.ITEM and _shape(line.mark) == _shape(mark)):
            break
        shape = shape or _shape(mark)
        if following in used or (_shape(mark) != shape and _indent(text, lines[following]) <= indent):
            break
        if _shape(mark) == shape:
            indent = _indent(text, lines[following])
            items.append(following)
    if len(items) < _FEWEST_ITEMS and words[-1:] != ":":
        return []
    return items + _total_after(text, lines, items, used)


def _is_labelled(text: str, line: Line) -> bool:
    """True for "Đợt 1: 4.215 triệu đồng": an item without a mark."""
    return _LABELLED.match(text, line.start, line.end) is not None


def _indent(text: str, line: Line) -> int:
    raw = text[line.start : line.end]
    return len(raw) - len(raw.lstrip())


def _total_after(text: str, lines: list[Line], items: list[int], used: set[int]) -> list[int]:
    """Return the line right after a list that gives its total: "Cộng 04 ngày: 14.945 lượt"."""
    if len(items) < _FEWEST_ITEMS or items[-1] + 1 >= len(lines):
        return []
    place = items[-1] + 1
    line = lines[place]
    is_total = line.kind is LineKind.PROSE and _TOTAL_LINE.match(text, line.start, line.end)
    return [place] if is_total and place not in used else []


def _shape(mark: str) -> str:
    """Return the kind of an item's mark: the mark with its number or letters taken out."""
    return _NUMERAL_OR_LETTERS.sub(lambda found: "1" if found.group().isdigit() else "a", mark)
