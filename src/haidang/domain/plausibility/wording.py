"""Numbers and sentences in the two languages."""

from decimal import Decimal
from typing import Final

from haidang.domain.plausibility.model import Kind, Scale, Severity, Suspicion
from haidang.domain.vietnamese import MAX_DIGITS, format_number

_SWAP: Final = str.maketrans(".,", ",.")
_UNITS: Final = {Scale.PERCENT: "%", Scale.GROWTH: "%"}

Sentences = tuple[str, str]
"""Vietnamese and English, with {placeholders} for numbers."""


def suspicion(kind: Kind, severity: Severity, sentences: Sentences, **numbers: str) -> Suspicion:
    """Return a suspicion with its sentences filled in; `numbers` are in Vietnamese writing."""
    english = {name: number.translate(_SWAP) for name, number in numbers.items()}
    return Suspicion(kind, severity, sentences[0].format(**numbers), sentences[1].format(**english))


def written(value: Decimal, scale: Scale, decimals: int) -> str:
    """Return a value with its decimals, and more if it has more: "1.237", "64,56%"."""
    exponent = value.normalize().as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return f"{plain(value, max(decimals, own, 0))}{_UNITS.get(scale, '')}"


def plain(value: Decimal, decimals: int) -> str:
    """Return a number without unit; very long ones with a power of ten."""
    if value.adjusted() >= MAX_DIGITS or decimals > MAX_DIGITS:
        return f"{value:.2E}".replace(".", ",")
    return format_number(value, decimals=decimals).replace("-", "\u2212")
