"""The characters and the ruled lines of a PDF page, in the coordinates of the page as it is seen."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

_SOFT_HYPHEN: Final = "\u00ad"
_LINE_END_HYPHENS: Final = "\x02\ufffe"  # what pdfium makes of a hyphen at the end of a line
_BLANKS: Final = " \u00a0\t\r\n\u2002\u2003\u2007\u2009\u202f\u200b"
_THIN: Final = 3.0
_SHORTEST_RULE: Final = 5.0
_MOST_PATHS: Final = 20_000


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character: its horizontal extent, the baseline, the size of type, the foot of its ink."""

    char: str
    left: float
    right: float
    base: float
    size: float
    foot: float
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line at `at` (x of an upright one, y of a level one) from `low` to `high`."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page; `number` counts pages from 1."""

    number: int
    width: float
    glyphs: tuple[Glyph, ...]
    upright: tuple[Rule, ...]
    level: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a page is turned for the reader, in quarters clockwise."""

    quarters: int
    width: float
    height: float

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if self.quarters == 1:
            return bottom, self.width - right, top, self.width - left
        if self.quarters == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.quarters == 3:
            return self.height - top, left, self.height - bottom, right
        return left, bottom, right, top


def sheet_of(page: "pypdfium2.PdfPage", number: int) -> Sheet:
    """Return what stands on a page."""
    turned = page.get_rotation() // 90
    width, height = page.get_size()
    turn = _Turn(turned, *((height, width) if turned % 2 else (width, height)))  # before it is turned
    boxes = list(_paths(page, turn))
    return Sheet(number, width, tuple(_glyphs(page, turn)), tuple(_upright(boxes)), tuple(_level(boxes)))


def _glyphs(page: "pypdfium2.PdfPage", turn: _Turn) -> Iterator[Glyph]:
    text = page.get_textpage()
    loose = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    after_blank = False
    for index in range(text.count_chars()):
        char = _char(pdfium.FPDFText_GetUnicode(text, index))
        if char == _SOFT_HYPHEN:
            continue
        if char in _BLANKS:
            after_blank |= not pdfium.FPDFText_IsGenerated(text, index)
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, loose)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
        box = turn.box(loose.left, loose.bottom, loose.right, loose.top)
        base = turn.box(x.value, y.value, x.value, y.value)[1]
        foot = turn.box(left.value, bottom.value, right.value, top.value)[1]
        size = _size(pdfium.FPDFText_GetFontSize(text, index), box[3] - box[1])
        yield Glyph(char, box[0], box[2], base, size, foot, after_blank)
        after_blank = False


def _size(stated: float, height: float) -> float:
    """Return the size of type: as stated, unless the height of the letter says that it was scaled."""
    is_scaled = not 0.6 * stated < height < 2 * stated
    return max(height if is_scaled else stated, 1.0)


def _char(code: int) -> str:
    """Return the character of a code; a blank for what is none."""
    char = chr(code) if 0 < code <= 0x10FFFF else " "
    if char in _LINE_END_HYPHENS:
        return "-"
    return " " if 0xD800 <= code <= 0xDFFF or code < 0x20 else char


def _paths(page: "pypdfium2.PdfPage", turn: _Turn) -> Iterator[tuple[float, float, float, float]]:
    for count, item in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=2)):
        if count == _MOST_PATHS:
            return
        yield turn.box(*item.get_bounds())


def _upright(boxes: list[tuple[float, float, float, float]]) -> Iterator[Rule]:
    for left, bottom, right, top in boxes:
        if top - bottom > _SHORTEST_RULE:
            if right - left <= _THIN:
                yield Rule((left + right) / 2, bottom, top)
            else:
                yield Rule(left, bottom, top)
                yield Rule(right, bottom, top)


def _level(boxes: list[tuple[float, float, float, float]]) -> Iterator[Rule]:
    for left, bottom, right, top in boxes:
        if right - left > _SHORTEST_RULE:
            if top - bottom <= _THIN:
                yield Rule((top + bottom) / 2, left, right)
            else:
                yield Rule(top, left, right)
                yield Rule(bottom, left, right)
