"""What a column holds: how its cells are read, and what is said when they cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from haidang.domain.vietnamese import (
    DateFormatError,
    NumberFormatError,
    fold,
    normalise,
    parse_cell,
    parse_date,
)


class CellError(ValueError):
    """A cell cannot be read: what is wrong, and what to do."""

    def __init__(self, what: str, todo: str) -> None:
        super().__init__(what)
        self.what, self.todo = what, todo


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


def text(value: Any) -> str:
    """Any cell as tidy text; 12.0 typed as a code becomes "12"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    return normalise(str(value))


def number(value: Any) -> Decimal:
    """A number in a spreadsheet cell, or written in Vietnamese style in text."""
    try:
        return parse_cell(value)
    except NumberFormatError as error:
        raise CellError(
            _("“%(text)s” is not a number") % {"text": error.text},
            _("write it like 1.237 or 64,56"),
        ) from error


def plain_number(value: Any) -> Decimal:
    """A number in the exchange format of packs (decimal point, no grouping), or a spreadsheet number."""
    if not isinstance(value, str):
        return number(value)
    try:
        return Decimal(value.strip())
    except ArithmeticError as error:
        raise CellError(
            _("“%(text)s” is not a number") % {"text": value}, _("write it like 1237 or 64.56")
        ) from error


def integer(value: Any) -> int:
    """A whole number."""
    read = plain_number(value)
    if read != read.to_integral_value():
        raise CellError(
            _("“%(text)s” is not a whole number") % {"text": value}, _("write it without decimals")
        )
    return int(read)


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
            _("“%(text)s” is not a date") % {"text": value}, _("write it as dd/mm/yyyy")
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
                _("“%(text)s” is not known here") % {"text": word},
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
    raise CellError(_("“%(text)s” is neither yes nor no") % {"text": value}, _("write 1 or 0"))
