"""The value of a numeral as written: "1.237", "64,56", "32,375,467", "1 916".

A point groups thousands and a comma begins the decimals. English separators are read only where they cannot be
meant in the Vietnamese way: two or more groups after commas, a group and a point, one or two digits after a point.
"""

import re
from decimal import Decimal
from typing import Final

from haidang.domain.vietnamese import format_number

MAX_DIGITS: Final = 18
"""Longer runs of digits are identifiers: no administrative figure has more."""

NUMBER: Final = (
    r"(?:[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9])(?:,[0-9]+)?"
    r"|[0-9]{1,3}(?:,[0-9]{3}){2,}(?![0-9])(?:\.[0-9]+)?"
    r"|[0-9]{1,3}(?:,[0-9]{3})\.[0-9]{1,2}(?![0-9])"
    r"|[0-9]{1,3}(?:[\u00a0\u2009\u202f ][0-9]{3})+(?![0-9.])(?:,[0-9]+)?"
    r"|[0-9]+\.[0-9]{1,2}"
    r"|[0-9]+(?:,[0-9]+)?)"
    r"(?![0-9]|[.,]{1,2}[0-9])"
)
"""Nothing is read where groups and decimals do not come out: "1.23.456", "1.237.45", "1,,5"."""
_SPACES: Final = str.maketrans("", "", "\u00a0\u2009\u202f ")
_ENGLISH_GROUPS: Final = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|[0-9]{1,3},[0-9]{3}\.[0-9]{1,2}"
)
_ENGLISH_DECIMAL: Final = re.compile(r"[0-9]+\.[0-9]{1,2}")
POWERS: Final = {
    "nghìn": 3,
    "ngàn": 3,
    "triệu": 6,
    "tr": 6,
    "tỷ": 9,
    "tỉ": 9,
    "nghìn tỷ": 12,
    "ngàn tỷ": 12,
    "triệu tỷ": 15,
}
"""Multiplier words and the powers of ten they stand for."""


def read_numeral(text: str) -> tuple[Decimal, int] | None:
    """Return value and stated decimals of a text of the shape NUMBER; None when it has too many digits."""
    if text.isdigit():
        return (Decimal(text), 0) if len(text) <= MAX_DIGITS else None
    plain = text.translate(_SPACES)
    if _ENGLISH_GROUPS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif not _ENGLISH_DECIMAL.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if len(plain) > MAX_DIGITS + 1:
        return None
    return Decimal(plain), len(plain.partition(".")[2])


def decimals_with_point(text: str) -> bool:
    """True for "5.5": decimals in the English way, or the version of a thing."""
    return _ENGLISH_DECIMAL.fullmatch(text) is not None


def is_thousands_by_comma(text: str) -> bool:
    """True for "12,345": a decimal by rule, but thousands when things are counted that come whole."""
    whole, comma, part = text.partition(",")
    return bool(comma) and len(part) == 3 and part.isdigit() and whole.isdigit() and 0 < int(whole) < 1000


def write_like(value: Decimal, model: str, decimals: int) -> str:
    """Write `value` with `decimals` in the style of the numeral `model`: its grouping, its leading zero."""
    grouped = "." in model or not (model.isdigit() and len(model) > 3)
    leading = len(model) == 2 and model[0] == "0"
    text = format_number(value, decimals=decimals, leading_zero=leading, grouping=grouped)
    english = _ENGLISH_GROUPS.fullmatch(model) or _ENGLISH_DECIMAL.fullmatch(model)
    return text.translate(str.maketrans(".,", ",.")) if english else text
