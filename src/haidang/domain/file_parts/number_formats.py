"""Numbers as a cell shows them, with the Vietnamese separators: 0.6456 under "0.00%" is 64,56%."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

_TOKEN: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([0#?.,%/@]|E[+-])|(.)')
_ELAPSED: Final = re.compile(r"\[(h|m|s)+\]")
_GENERAL_DIGITS: Final = 10
_EXACT: Final = Context(prec=15, rounding=ROUND_HALF_UP)
"""A spreadsheet keeps fifteen digits: 0.64559999999999995 is 0.6456."""
_WIDE: Final = Context(prec=60, rounding=ROUND_HALF_UP)
_LARGEST_POWER: Final = 30


@dataclass(frozen=True, slots=True)
class _Shape:
    """One section of a number format."""

    before: str
    after: str
    is_general: bool
    least_whole: int
    least_decimals: int
    most_decimals: int
    has_groups: bool
    power: int


def format_of(number: int, own: dict[int, str]) -> str:
    """Return the code of a number format by its number, from the workbook's own and the built-in ones."""
    return own.get(number) or BUILTIN_FORMATS.get(number, "General")


def shown(raw: str, code: str, is_1904: bool = False) -> str:
    """Return a stored number as its cell shows it; what is no number as it stands."""
    try:
        value = _EXACT.create_decimal(raw.strip())
        if not value.is_finite() or abs(value.adjusted()) > _LARGEST_POWER:
            return raw
        if is_date_format(code):
            return _date(value, code, is_1904)
        return _number(value, code)
    except (InvalidOperation, ValueError, OverflowError):
        return raw


def _date(value: Decimal, code: str, is_1904: bool) -> str:
    """Return a date as dd/mm/yyyy, with the time where the format has one; only the parts that the format names."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", code.lower()).replace("am/pm", "")
    if (elapsed := _ELAPSED.search(code.lower())) is not None:
        return _elapsed(value, elapsed[1])
    moment = from_excel(float(value), CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900)
    if isinstance(moment, timedelta):
        return _number(value, "General")
    has_time = "h" in bare or "s" in bare
    clock = moment.strftime("%H:%M" if "h" in bare else "%M:%S") if has_time else ""
    if isinstance(moment, time):
        return clock or moment.strftime("%H:%M")
    if not isinstance(moment, datetime):
        return str(moment.strftime("%d/%m/%Y"))
    day = "/".join(
        written
        for sign, written in (
            ("d", f"{moment.day:02}"),
            ("m", f"{moment.month:02}"),
            ("y", f"{moment.year:04}"),
        )
        if sign in bare and not (sign == "m" and has_time and "d" not in bare and "y" not in bare)
    )
    return f"{day} {clock}".strip()


def _elapsed(value: Decimal, unit: str) -> str:
    """Return days as the hours, minutes or seconds that have passed: 1.5 under "[h]:mm" is 36:00."""
    seconds = int((value * 86_400).to_integral_value(ROUND_HALF_UP))
    if unit == "s":
        return str(seconds)
    whole, rest = divmod(seconds // 60, 60) if unit == "h" else divmod(seconds, 60)
    return f"{whole}:{rest:02}"


def _number(value: Decimal, code: str) -> str:
    sections = _sections(code)
    shape, own_sign = sections[0], False
    if value < 0 and len(sections) > 1:
        shape, own_sign = sections[1], True
    elif value == 0 and len(sections) > 2:
        shape = sections[2]
    if shape.is_general:
        return f"{shape.before}{_general(value)}{shape.after}"
    digits = _digits(abs(value), shape)
    is_nought = not digits.strip("0,.")
    sign = "-" if value < 0 and not own_sign and not is_nought else ""
    return f"{sign}{shape.before}{digits}{shape.after}".strip()


def _digits(value: Decimal, shape: _Shape) -> str:
    if shape.least_whole < 0:  # a section of words only, such as "-" for nought
        return ""
    scaled = value.scaleb(shape.power, _WIDE)
    rounded = scaled.quantize(Decimal(1).scaleb(-shape.most_decimals), context=_WIDE)
    whole, _, decimals = f"{rounded:f}".partition(".")
    while len(decimals) > shape.least_decimals and decimals.endswith("0"):
        decimals = decimals[:-1]
    whole = whole.lstrip("0").rjust(shape.least_whole, "0")
    if shape.has_groups:
        whole = f"{int(whole or '0'):,}".replace(",", ".").rjust(shape.least_whole, "0")
    return f"{whole},{decimals}" if decimals else whole


def _general(value: Decimal) -> str:
    rounded = Context(prec=_GENERAL_DIGITS, rounding=ROUND_HALF_UP).plus(value)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@lru_cache(maxsize=500)
def _sections(code: str) -> tuple[_Shape, ...]:
    return (
        tuple(_shape(section) for section in code[:500].split(";"))
        if '"' not in code
        else _quoted(code[:500])
    )


def _quoted(code: str) -> tuple[_Shape, ...]:
    """Return the sections of a code in which a semicolon may stand in quotes."""
    parts, quoted = [""], False
    for char in code:
        quoted ^= char == '"'
        if char == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += char
    return tuple(_shape(part) for part in parts)


def _shape(section: str) -> _Shape:
    before, after, digits, percents = "", "", "", 0
    is_general = section.strip().lower() in ("general", "", "@")
    for quoted, escaped, currency, sign, other in _TOKEN.findall("" if is_general else section):
        literal = quoted or escaped or currency or other or ("%" if sign == "%" else "")
        percents += sign == "%"
        if sign and sign != "%":
            digits += sign
        elif digits:
            after += literal
        else:
            before += literal
    if {"/", "@"} & set(digits) or "E" in digits:
        return _Shape("", "", True, 0, 0, 0, False, 0)
    whole, _, decimals = digits.partition(".")
    trailing = len(whole) - len(whole.rstrip(",")) + decimals.count(",")
    return _Shape(
        before=before,
        after=after,
        is_general=is_general,
        least_whole=whole.count("0") if digits else -1,
        least_decimals=decimals.count("0"),
        most_decimals=sum(decimals.count(sign) for sign in "0#?"),
        has_groups="," in whole.rstrip(","),
        power=2 * percents - 3 * trailing,
    )
