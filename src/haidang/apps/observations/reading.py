"""How people write a value of an indicator, read by one rule wherever it is typed: "1.237", "64,56 %", "gần 9"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidang.apps.observations.formatting import MULTIPLES_VI, format_value
from haidang.apps.observations.models import Indicator, IndicatorKind, Qualifier
from haidang.domain.vietnamese import NumberFormatError, fold, parse_number

MOST_DIGITS: Final = 15
_WHOLE: Final = (IndicatorKind.COUNT, IndicatorKind.RANK)
_NEVER_BELOW_ZERO: Final = (*_WHOLE, IndicatorKind.DURATION)
_QUALIFIERS: Final = {
    "khoang": Qualifier.ABOUT,
    "gan": Qualifier.NEARLY,
    "hon": Qualifier.MORE_THAN,
    "tren": Qualifier.MORE_THAN,
    "it nhat": Qualifier.AT_LEAST,
    "toi da": Qualifier.AT_MOST,
    "khong qua": Qualifier.AT_MOST,
    "duoi": Qualifier.LESS_THAN,
}
WORDS: Final = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "khoảng ",
    Qualifier.NEARLY: "gần ",
    Qualifier.MORE_THAN: "hơn ",
    Qualifier.AT_LEAST: "ít nhất ",
    Qualifier.AT_MOST: "tối đa ",
    Qualifier.LESS_THAN: "dưới ",
}


def measure_of(indicator: Indicator) -> str:
    """The unit of measure as one reads it: "tỷ đồng", "hồ sơ", "%"."""
    return f"{MULTIPLES_VI.get(indicator.unit_mult, '')} {indicator.unit_measure}".strip()


def is_whole(indicator: Indicator) -> bool:
    """Whether its values have no decimals: counts and ranks in ones."""
    return indicator.kind in _WHOLE and not indicator.unit_mult


def split_qualifier(text: str) -> tuple[str, str]:
    """The qualifier with which a value is written, and the rest: "gần 9" gives ("nearly", "9")."""
    words = text.split()
    for count in (2, 1):
        found = _QUALIFIERS.get(fold(" ".join(words[:count])))
        if found and len(words) > count:
            return found, " ".join(words[count:])
    return Qualifier.EXACT, text.strip()


def read_value(text: str, indicator: Indicator) -> Decimal:
    """A number as officials write it. Raises ValidationError that says what is wrong and what to do."""
    text = text.strip()
    if text.endswith("%") and indicator.kind != IndicatorKind.PERCENT:
        raise ValidationError(
            _("“%(text)s” is a percentage, but this figure is stated in %(measure)s.")
            % {"text": text, "measure": measure_of(indicator)}
        )
    try:
        value = parse_number(text.removesuffix("%").strip())
    except NumberFormatError as error:
        raise ValidationError(
            _("“%(text)s” is not a number: write it like 1.237 or 64,56.") % {"text": error.text}
        ) from error
    check_value(value, text, indicator)
    return value or abs(value)  # zero has no sign


def check_value(value: Decimal, text: str, indicator: Indicator) -> None:
    """Raises ValidationError for a number that this indicator cannot have; `text` is how it was written."""
    if value.adjusted() >= MOST_DIGITS:
        raise ValidationError(
            _("“%(text)s” has too many digits: check it and its unit of measure.") % {"text": text},
            code="too_many_digits",
        )
    if is_whole(indicator) and value % 1:
        raise ValidationError(
            _(
                "“%(text)s” has decimals, but this figure is a whole number. "
                "Thousands are set off with a point: 1.237."
            )
            % {"text": text},
            code="decimals_in_whole",
        )
    if value < 0 and indicator.kind in _NEVER_BELOW_ZERO:
        raise ValidationError(
            _("“%(text)s” is below zero: a count never is.") % {"text": text}, code="negative"
        )


def write_value(value: Decimal, qualifier: str, indicator: Indicator) -> str:
    """A value as one types it into a field, without its unit: "gần 9", "64,56"."""
    number = format_value(value, indicator, leading_zero=False).split(" ", 1)[0].removesuffix("%")
    return f"{WORDS[Qualifier(qualifier)]}{number}"
