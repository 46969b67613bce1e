"""The marks of list items: Word keeps "1.", "a)" and bullets apart from the text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from haidang.domain.file_parts.archive import Element
from haidang.domain.file_parts.xml import child, children, name_of, value, whole

_PLACE: Final = re.compile(r"%([1-9])")
_DEEPEST: Final = 8
_ROMAN: Final = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Level:
    shape: str
    text: str
    start: int


_NO_LEVEL: Final = _Level("none", "", 1)


def _roman(number: int) -> str:
    if not 0 < number < 40:
        return str(number)
    written = ""
    for size, sign in _ROMAN:
        written += sign * (number // size)
        number %= size
    return written


def _letter(number: int) -> str:
    return _LETTERS[number - 1] if 0 < number <= len(_LETTERS) else str(number)


_SHAPES: Final[dict[str, Callable[[int], str]]] = {
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "none": lambda _: "",
}


@dataclass(slots=True)
class Numbering:
    """Counts the items of all lists of a document. `lists`: levels by list and depth; `styles`: list by style."""

    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _families: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Element | None, styles: Element | None) -> "Numbering":
        """Return the numbering of a document from its parts, each of which may be absent."""
        made = cls()
        levels = {
            value(family, "abstractNumId"): dict(_levels(family))
            for family in children(numbering)
            if name_of(family) == "abstractNum"
        }
        for entry in children(numbering):
            if name_of(entry) == "num":
                number, family = value(entry, "numId"), value(child(entry, "abstractNumId"))
                made.lists[number] = levels.get(family, {})
                made._families[number] = family
        made.styles = dict(_lists_of_styles(styles))
        return made

    def mark(self, paragraph: Element) -> str:
        """Return the mark of the next paragraph with a space after it, or "" if it is no list item."""
        listed = self._list_of(paragraph)
        if listed is None:
            return ""
        number, depth = listed
        levels = self.lists.get(number, {})
        level = levels.get(depth, _NO_LEVEL)
        counts = self._counts.setdefault(self._families.get(number, number), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [known for known in counts if known > depth]:
            del counts[deeper]
        if level.shape == "bullet":
            return "- "
        written = _PLACE.sub(lambda found: self._number(levels, counts, int(found.group(1)) - 1), level.text)
        return f"{written.strip()} " if written.strip() else ""

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = child(paragraph, "pPr")
        own = child(properties, "numPr")
        style = self.styles.get(value(child(properties, "pStyle")))
        if own is None:
            return style
        number = value(child(own, "numId")) or (style[0] if style else "")
        depth = min(whole(child(own, "ilvl")), _DEEPEST)
        return None if number in ("", "0") else (number, depth)

    @staticmethod
    def _number(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth, _NO_LEVEL)
        return _SHAPES.get(level.shape, str)(counts.get(depth, level.start))


def _levels(family: Element) -> Iterator[tuple[int, _Level]]:
    for entry in children(family):
        if name_of(entry) == "lvl":
            shape = value(child(entry, "numFmt")) or "decimal"
            start = whole(child(entry, "start"), 1)
            yield whole(entry, name="ilvl"), _Level(shape, value(child(entry, "lvlText")), start)


def _lists_of_styles(styles: Element | None) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in children(styles):
        own = child(style, "pPr", "numPr")
        number = value(child(own, "numId"))
        if name_of(style) == "style" and number not in ("", "0"):
            yield value(style, "styleId"), (number, min(whole(child(own, "ilvl")), _DEEPEST))
