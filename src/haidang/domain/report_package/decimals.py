"""Numbers as systems exchange them: digits, and a point before the decimals ("64.56"). Nothing else."""

import re
from decimal import Decimal
from typing import Final

_DECIMAL: Final = re.compile(r"-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,12})?", re.ASCII)


def decimal_from(text: str) -> Decimal:
    """The number, digit for digit; "-0" is 0.

    Raises ValueError for "64,56", "1.237.000", "01", "1e3", "+1", "" and " 1".
    """
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text[:40])
    return Decimal(text.removeprefix("-")) if not Decimal(text) else Decimal(text)


def decimal_text(value: Decimal) -> str:
    """The number as it is exchanged, without an exponent."""
    return format(value, "f")
