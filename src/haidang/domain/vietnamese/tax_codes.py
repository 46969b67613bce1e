"""Tax codes as they stand in officials' tables: with blanks, dashes, and without the zeros that Excel ate.

Kinds (Law on tax administration 38/2019, art. 30; Circular 86/2024/TT-BTC, art. 5 and 7):

- 10 digits: an enterprise; the last digit is a checksum over the nine before it.
- 13 digits: a dependent unit (branch, office, place of business) of the enterprise whose 10 digits come first.
- 12 digits: since 2025-07-01 the personal identification number of the owner of a household business. It is
  **personal data**: `TaxCode` does not show it.
  Its first three digits are a province of birth, 001 to 096 (Circular 59/2021/TT-BCA, annex), so it begins with 0.

Zeros that a spreadsheet ate: 9 digits are 10 without the leading 0, if the checksum then holds; 12 digits that do
not begin with 0 are 13 without it; 11 digits are a personal number without it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from stdnum.vn import mst

LAST_PROVINCE: Final = 96
NOTE_PATTERN: Final = r"(?i)^\s*(?:m[aã]\s*s[oố]\s*thu[eế]|mst|msdn)\W*"
_NOTE: Final = re.compile(NOTE_PATTERN)
ROUNDED: Final = "[0-9][eE][+]?[0-9]"
"""2,01E+11: the digits are gone."""
FLOAT_TAIL: Final = r"\.0+$"


class CodeKind(StrEnum):
    """What a cell of the column of tax codes holds."""

    EMPTY = "empty"
    ENTERPRISE = "enterprise"
    BRANCH = "branch"
    PERSONAL = "personal"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class TaxCode:
    """One code; `digits` is the code without separators and with its zeros, and stays out of `repr` and `str`."""

    kind: CodeKind
    digits: str = field(repr=False)
    restored: bool
    """Whether a leading zero was put back."""

    @property
    def base(self) -> str:
        """The ten digits of the enterprise, "" where there are none."""
        return self.digits[:10] if self.kind in (CodeKind.ENTERPRISE, CodeKind.BRANCH) else ""

    @property
    def masked(self) -> str:
        """The code for people's eyes: enterprises in clear, persons never, what cannot be told apart neither."""
        if self.kind in (CodeKind.ENTERPRISE, CodeKind.BRANCH):
            return self.digits
        return "•" * len(self.digits)

    def __str__(self) -> str:
        return self.masked


def parse_tax_code(value: str | int | float | None) -> TaxCode:
    """Return what a cell holds: text or number, with any separators. Never raises: bad codes are `INVALID`."""
    if value is None:
        return TaxCode(CodeKind.EMPTY, "", False)
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    text = re.sub(FLOAT_TAIL, "", _NOTE.sub("", text.strip()))
    digits = "".join(re.findall("[0-9]", text))
    if not digits:
        return TaxCode(CodeKind.INVALID if text else CodeKind.EMPTY, "", False)
    if re.search(ROUNDED, text):
        return TaxCode(CodeKind.INVALID, digits, False)
    return _sorted_out(digits)


def _sorted_out(digits: str) -> TaxCode:
    length = len(digits)
    if length in (9, 12) and _company("0" + digits) and not digits.startswith("0"):
        return TaxCode(_kind("0" + digits), _whole("0" + digits), True)
    if length in (10, 13) and _company(digits):
        return TaxCode(_kind(digits), _whole(digits), False)
    if length == 12 and _person(digits):
        return TaxCode(CodeKind.PERSONAL, digits, False)
    if length == 11 and _person("0" + digits):
        return TaxCode(CodeKind.PERSONAL, "0" + digits, True)
    return TaxCode(CodeKind.INVALID, digits, False)


def _company(digits: str) -> bool:
    return mst.is_valid(digits[:10]) and not digits.startswith("00")


def _kind(digits: str) -> CodeKind:
    return CodeKind.BRANCH if len(_whole(digits)) == 13 else CodeKind.ENTERPRISE


def _whole(digits: str) -> str:
    """A suffix 000 is the head office."""
    return digits[:10] if digits[10:] == "000" else digits


def _person(digits: str) -> bool:
    return digits.startswith("0") and 1 <= int(digits[:3]) <= LAST_PROVINCE
