"""How a figure is written in an official text: number, qualifier, unit. One rule for screens and documents."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.apps.observations.models import (
    Indicator,
    IndicatorKind,
    Observation,
    ObservationStatus,
    Qualifier,
)
from haidang.domain.vietnamese import format_number

PATTERNS_VI: Final = {
    Qualifier.EXACT: "{}",
    Qualifier.ABOUT: "khoảng {}",
    Qualifier.NEARLY: "gần {}",
    Qualifier.MORE_THAN: "hơn {}",
    Qualifier.AT_LEAST: "từ {} trở lên",
    Qualifier.AT_MOST: "không quá {}",
    Qualifier.LESS_THAN: "dưới {}",
}
STATUS_VI: Final = {
    ObservationStatus.MISSING: "chưa có số liệu",
    ObservationStatus.NOT_APPLICABLE: "không áp dụng",
}
MULTIPLES_VI: Final = {3: "nghìn", 6: "triệu", 9: "tỷ"}


class UnknownStyle(ValueError):
    """A quote asks for a style that does not exist."""


@dataclass(frozen=True)
class Style:
    """How a quote departs from the usual: `plain` no leading zero, `trên` instead of "hơn", or fixed words for zero."""

    plain: bool = False
    above: bool = False
    words_for_zero: str = ""

    @classmethod
    def named(cls, name: str) -> Style:
        """The style of a token such as {{code|plain}}; `UnknownStyle` otherwise."""
        try:
            return _STYLES[name]
        except KeyError as error:
            raise UnknownStyle(name) from error


_STYLES: Final = {
    "": Style(),
    "plain": Style(plain=True),
    "trên": Style(above=True),
    "same_day": Style(words_for_zero="trong ngày làm việc"),
    "unchanged": Style(words_for_zero="giữ nguyên"),
}


def format_observation(observation: Observation, indicator: Indicator, style: Style = Style()) -> str:
    """The text of a figure: "1.237", "64,56%", "05", "gần 9 triệu lượt", "24,5 tỷ đồng"."""
    if observation.status != ObservationStatus.VALUE or observation.value is None:
        return STATUS_VI[ObservationStatus(observation.status)]
    if style.words_for_zero and observation.value == 0:
        return style.words_for_zero
    number = format_value(observation.value, indicator, leading_zero=not style.plain)
    pattern = PATTERNS_VI[Qualifier(observation.qualifier)]
    if style.above and observation.qualifier == Qualifier.MORE_THAN:
        pattern = "trên {}"
    return pattern.format(number)


def format_value(value: Decimal, indicator: Indicator, *, leading_zero: bool = True) -> str:
    """Number and, where it belongs to it, unit. Small counts and days get the customary leading zero."""
    small = indicator.kind == IndicatorKind.COUNT or indicator.unit_measure in ("ngày", "tháng")
    zero = leading_zero and small and indicator.unit_mult == 0 and 0 < value < 10
    number = format_number(value, decimals=_decimals(value, indicator), leading_zero=zero)
    if indicator.kind == IndicatorKind.PERCENT:
        return f"{number}%"
    multiple = MULTIPLES_VI.get(indicator.unit_mult, "")
    return f"{number} {multiple} {indicator.unit_measure}" if multiple else number


def _decimals(value: Decimal, indicator: Indicator) -> int:
    """The indicator's decimals, but never fewer than the value has: nothing recorded is rounded away."""
    exponent = value.normalize().as_tuple().exponent
    return max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)
