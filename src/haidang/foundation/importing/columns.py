"""What a column holds: how its cells are read, and what is said when they cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from haidang.domain.vietnamese import (
    MAX_DIGITS,
    DateFormatError,
    NumberFormatError,
    fold,
    normalise,
    parse_cell,
    parse_date,
)
from haidang.domain.worktime import PeriodFormatError, parse_period

_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_GROUPED: Final = re.compile(r"-?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_LARGEST_INTEGER: Final = 2**31 - 1
_SHOWN: Final = 60


class CellError(ValueError):
    """A cell cannot be read: what is wrong, and what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


CODE: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.\-]{0,79}")
RESERVED: Final = frozenset(
    {"hop-nhat", "nhan-su", "don-vi", "bao-cao", "dong-thoi-gian", "cong-khai", "them-moi", "tai-ve", "mo"}
)


@dataclass(frozen=True)
class Column:
    """`name` is the stable English heading; `heading_vi` the one officials see. Both are accepted, in any case."""

    name: str
    heading_vi: str
    read: Callable[[Any], Any]
    required: bool = False
    empty: Any = None

    @property
    def names(self) -> frozenset[str]:
        return frozenset({fold(self.name), fold(self.heading_vi)})


def shown(value: Any) -> str:
    """A cell as a fault quotes it: the beginning is enough to find it again."""
    words = str(value)
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"


def text(value: Any) -> str:
    """Any cell as tidy text; 12.0 typed as a code becomes "12"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return normalise(str(value))


def code(value: Any) -> str:
    """A code that stands in addresses: letters, digits, dots, hyphens; not a word that an address uses itself."""
    word = text(value)
    if not CODE.fullmatch(word) or word in RESERVED:
        raise CellError(
            _("“%(text)s” cannot be a code") % {"text": shown(word)},
            _("use letters without marks, digits, dots and hyphens, at most 80"),
        )
    return word


def number(value: Any) -> Decimal:
    """A number in a spreadsheet cell, or written in Vietnamese style in text."""
    try:
        return parse_cell(value)
    except NumberFormatError as error:
        raise CellError(
            _("“%(text)s” is not a number") % {"text": shown(error.text)},
            _("write it like 1.237 or 64,56"),
        ) from error


def plain_number(value: Any) -> Decimal:
    """A number in the exchange format of packs (64.56), as officials write it (64,56), or a spreadsheet number.

    The texts "1.237" and "1,237" are refused: to one reader a thousand and more, to another one and a quarter.
    """
    if not isinstance(value, str):
        return number(value)
    plain = value.strip()
    if _GROUPED.fullmatch(plain):
        raise CellError(
            _("“%(text)s” can be read in two ways") % {"text": shown(plain)},
            _("write it without points between thousands, or with a fourth decimal"),
        )
    if "," in plain:
        return number(plain)
    if not _PLAIN.fullmatch(plain) or sum(char.isdigit() for char in plain) > MAX_DIGITS:
        raise CellError(
            _("“%(text)s” is not a number") % {"text": shown(plain)}, _("write it like 1237 or 64.56")
        )
    return Decimal(plain)


def integer(value: Any) -> int:
    """A whole number."""
    read = plain_number(value)
    if read != read.to_integral_value():
        raise CellError(
            _("“%(text)s” is not a whole number") % {"text": shown(value)}, _("write it without decimals")
        )
    if abs(read) > _LARGEST_INTEGER:
        raise CellError(
            _("“%(text)s” is too large") % {"text": shown(value)}, _("check the number of digits")
        )
    return int(read)


def count(value: Any) -> int:
    """A whole number, zero or more."""
    read = integer(value)
    if read < 0:
        raise CellError(_("“%(text)s” is below zero") % {"text": shown(value)}, _("remove the minus sign"))
    return read


def period(value: Any) -> str:
    """The code of a period."""
    try:
        return parse_period(text(value)).code
    except PeriodFormatError as error:
        raise CellError(
            _("“%(text)s” is not a period") % {"text": shown(value)},
            _("write it like 2024-9M, 2024-Q3 or 2024-Y"),
        ) from error


def day(value: Any) -> date:
    """A date cell, or dd/mm/yyyy or yyyy-mm-dd in text."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return parse_date(str(value))
    except DateFormatError as error:
        raise CellError(
            _("“%(text)s” is not a date") % {"text": shown(value)}, _("write it as dd/mm/yyyy")
        ) from error


def codes(value: Any) -> tuple[str, ...]:
    """Several codes separated by semicolons."""
    return tuple(part for part in (piece.strip() for piece in text(value).split(";")) if part)


def one_of(*allowed: str) -> Callable[[Any], str]:
    """One of a few words."""

    def read(value: Any) -> str:
        word = text(value)
        if word not in allowed:
            raise CellError(
                _("“%(text)s” is not known here") % {"text": shown(word)},
                _("use one of: %(allowed)s") % {"allowed": ", ".join(allowed)},
            )
        return word

    return read


def truth(value: Any) -> bool:
    """1/0, true/false, có/không."""
    word = fold(text(value))
    if word in {"1", "true", "yes", "co", "x"}:
        return True
    if word in {"0", "false", "no", "khong", ""}:
        return False
    raise CellError(_("“%(text)s” is neither yes nor no") % {"text": shown(value)}, _("write 1 or 0"))
