"""Tax codes in cells: numbers that Excel made of them, codes inside names."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from haidang.domain.plan_tables.sources import Cell
from haidang.domain.vietnamese import CodeKind, TaxCode, parse_tax_code

NO_CODE: Final = TaxCode(CodeKind.EMPTY, "", restored=False)
_POWER: Final = re.compile(r"([0-9])[.,]([0-9]+)[eE]\+?([0-9]{1,2})")
_NONE: Final = frozenset(("-", "–", "—", "x", "không", "không có", "chưa có", "0", "n/a"))
_IN_NAME: Final = re.compile(
    r"[\s,;:(–-]*(?:mst|msdn|mã số thuế|mã số dn|mã số doanh nghiệp|ma so thue|ma so doanh nghiep)\W{0,4}"
    r"([0-9][0-9 .-]{7,17}[0-9])\s*\)?",
    re.IGNORECASE,
)
_MOST_LETTERS: Final = 20
"""Beside a code ("Mã số thuế: …"); more is a text with numbers in it."""
_SEVERAL: Final = re.compile(r"[0-9]{9,14}(?:-[0-9]{3})?")


@dataclass(frozen=True, slots=True)
class ReadCode:
    """`is_rounded`: digits are gone (2,01E+08); `are_several`: the cell holds more than one code."""

    code: TaxCode
    is_rounded: bool = False
    are_several: bool = False


def read_code(cell: Cell) -> ReadCode:
    """Return the code in a cell, text or number; empty, "-" and "không có" are no code."""
    return _read(cell.raw)


@lru_cache(maxsize=4_096)
def _read(text: str) -> ReadCode:
    if text.lower() in _NONE:
        return ReadCode(NO_CODE)
    if power := _POWER.search(text):
        digits, exponent = power[2], int(power[3])
        if len(digits) < exponent:
            return ReadCode(parse_tax_code(text), is_rounded=True)
        text = f"{Decimal(f'{power[1]}.{digits}').scaleb(exponent):f}".partition(".")[0]
    if sum(char.isalpha() for char in text) > _MOST_LETTERS:
        return ReadCode(TaxCode(CodeKind.INVALID, "", restored=False))
    code = parse_tax_code(text)
    if code.kind is CodeKind.INVALID and len(_SEVERAL.findall(text)) > 1:
        return ReadCode(code, are_several=True)
    return ReadCode(code)


def code_in_name(name: str) -> tuple[str, TaxCode]:
    """Return a name without the code that is written into it, and that code; "CTY A (MST: 0201234567)"."""
    found = _IN_NAME.search(name)
    if found is None:
        return name, NO_CODE
    code = parse_tax_code(found[1])
    if code.kind in (CodeKind.EMPTY, CodeKind.INVALID):
        return name, NO_CODE
    return " ".join((name[: found.start()] + " " + name[found.end() :]).split()), code
