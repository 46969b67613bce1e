"""What stands in a cell: its kind, its text, its number, and whether a formula stands behind it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum, auto
from math import isfinite
from typing import Final

from haidang.domain.form_workbook.package import Element, attribute, child, name_of, unescaped, whole
from haidang.domain.vietnamese import format_date

_PERCENT_FORMATS: Final = frozenset({9, 10})
_DATE_FORMATS: Final = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_CODE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_MAX_FORMAT: Final = 255
MAX_CELL: Final = 32_767
"""Characters that a spreadsheet allows in a cell; longer texts are cut just behind it and so seen as too long."""
_EXCEL_DIGITS: Final = 15
_DAY_ZERO: Final = date(1899, 12, 30)
_LAST_DAY: Final = 2_958_466


class CellKind(Enum):
    """What a cell holds. A number shown as a date is a DATE."""

    EMPTY = auto()
    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    BOOLEAN = auto()
    ERROR = auto()


class Shape(Enum):
    """What a number format makes of a number."""

    PLAIN = auto()
    PERCENT = auto()
    DATE = auto()


_SIMPLE_KINDS: Final = {"b": CellKind.BOOLEAN, "e": CellKind.ERROR, "d": CellKind.DATE}
_BOOLEANS: Final = {"1": "TRUE", "0": "FALSE"}


@dataclass(frozen=True, slots=True)
class Cell:
    """`reference` is its address ("H12"), `text` what was typed or stored; `number` is in percent if `is_percent`."""

    reference: str
    kind: CellKind = CellKind.EMPTY
    text: str = ""
    number: Decimal | None = None
    is_percent: bool = False
    is_formula: bool = False

    @property
    def is_blank(self) -> bool:
        """True when neither a value nor a formula is there."""
        return self.kind is CellKind.EMPTY and not self.is_formula


def shape_of(number_format: int, code: str) -> Shape:
    """Return what a number format does, by its number or its code (`code` "" for a built-in one)."""
    if not code:
        if number_format in _PERCENT_FORMATS:
            return Shape.PERCENT
        return Shape.DATE if number_format in _DATE_FORMATS else Shape.PLAIN
    bare = _NOT_CODE.sub("", code[:_MAX_FORMAT]).split(";")[0].lower().replace("general", "")
    if "%" in bare:
        return Shape.PERCENT
    return Shape.DATE if re.search(r"[dmyhs]", bare) else Shape.PLAIN


def cell_of(element: Element, reference: str, texts: Sequence[str], shapes: Sequence[Shape]) -> Cell:
    """Return the cell that an element of a sheet describes."""
    stored = child(element, "v")
    raw = (stored.text or "") if stored is not None else ""
    is_formula = child(element, "f") is not None
    type_name = attribute(element, "t")
    if type_name in ("s", "inlineStr", "str"):
        return _text_cell(reference, _stored_text(element, type_name, raw, texts), is_formula)
    if kind := _SIMPLE_KINDS.get(type_name):
        text = _BOOLEANS.get(raw, raw) if kind is CellKind.BOOLEAN else raw
        return Cell(reference, kind, text, is_formula=is_formula)
    if not raw:
        return Cell(reference, is_formula=is_formula)
    style = whole(attribute(element, "s"), 0)
    return _number_cell(reference, raw, shapes[style] if style < len(shapes) else Shape.PLAIN, is_formula)


def text_of(entry: Element) -> str:
    """Return the text of a shared or inline string, without the reading aids of Japanese."""
    pieces: list[str] = []
    for part in entry:
        if name_of(part) == "t":
            pieces.append(part.text or "")
        elif name_of(part) == "r":
            pieces += [inner.text or "" for inner in part if name_of(inner) == "t"]
    return unescaped("".join(pieces)[: MAX_CELL + 1])


def _stored_text(element: Element, type_name: str, raw: str, texts: Sequence[str]) -> str:
    if type_name == "str":
        return unescaped(raw[: MAX_CELL + 1])
    if type_name == "s":
        index = whole(raw, -1)
        return texts[index] if 0 <= index < len(texts) else ""
    inline = child(element, "is")
    return "" if inline is None else text_of(inline)


def _text_cell(reference: str, text: str, is_formula: bool) -> Cell:
    kind = CellKind.TEXT if text.strip() else CellKind.EMPTY
    return Cell(reference, kind, text, is_formula=is_formula)


def _number_cell(reference: str, raw: str, shape: Shape, is_formula: bool) -> Cell:
    """Read a stored number as a spreadsheet shows it: fifteen digits are sure, the rest is noise of the binary form."""
    try:
        stored = float(raw)
    except ValueError:
        return Cell(reference, CellKind.TEXT, raw[: MAX_CELL + 1], is_formula=is_formula)
    if shape is Shape.DATE:
        return Cell(reference, CellKind.DATE, _date_text(stored) or raw, is_formula=is_formula)
    if not isfinite(stored):
        return Cell(reference, CellKind.ERROR, raw, is_formula=is_formula)
    number = Decimal(f"{stored:.{_EXCEL_DIGITS}g}")
    is_percent = shape is Shape.PERCENT
    return Cell(
        reference, CellKind.NUMBER, raw, number.scaleb(2) if is_percent else number, is_percent, is_formula
    )


def _date_text(days: float) -> str:
    """Return a stored date as people see it; "" for a time of day or a day outside the calendar."""
    return format_date(_DAY_ZERO + timedelta(int(days))) if 1 <= days < _LAST_DAY else ""
