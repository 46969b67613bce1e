"""What is found, and what kinds of figures there are."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Scale(StrEnum):
    """What a figure measures: that decides how it varies and what it can be."""

    COUNT = "count"
    """Cases counted one by one: firms, files, visits."""
    AMOUNT = "amount"
    """Money, hectares, tonnes: positive and of any size."""
    PERCENT = "percent"
    """A share: between 0 and 100."""
    GROWTH = "growth"
    """A change in percent: negative or above 100 as it comes."""


class Kind(StrEnum):
    """Which check found something."""

    BELOW_PREVIOUS = "below_previous"
    CHANGE_LAST_YEAR = "change_last_year"
    OUTLIER_HISTORY = "outlier_history"
    OUTLIER_PEERS = "outlier_peers"
    OUT_OF_RANGE = "out_of_range"
    DIFFERS_FROM_COMPUTED = "differs_from_computed"


class Severity(StrEnum):
    """A contradiction cannot be; what is conspicuous may well be true and is worth a question."""

    CONTRADICTION = "contradiction"
    CONSPICUOUS = "conspicuous"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is wrong with a figure or striking about it, each sentence without a full stop."""

    kind: Kind
    severity: Severity
    arithmetic_vi: str
    arithmetic_en: str


def require_finite(*values: Decimal) -> None:
    """Raise ValueError for a value that is no number."""
    for value in values:
        if not value.is_finite():
            raise ValueError(f"{value} is not a finite number")


def half_last_place(decimals: int) -> Decimal:
    """Return how far a true value may lie from one stated with `decimals` digits after the comma."""
    return Decimal(5).scaleb(-decimals - 1)


def rounding(scale: Scale, decimals: int) -> Decimal:
    """Return half a last place; a count stated in full is exact."""
    return Decimal(0) if scale is Scale.COUNT and decimals == 0 else half_last_place(decimals)
