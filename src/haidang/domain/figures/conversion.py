"""Weights and areas in another unit: what is reaped is counted in tấn, what a hectare bears in tạ."""

from dataclasses import replace
from decimal import Decimal
from typing import Final

from haidang.domain.figures.model import Quantity

_WEIGHTS: Final = {
    "tấn": Decimal(1000),
    "tạ": Decimal(100),
    "yến": Decimal(10),
    "kg": Decimal(1),
}
_AREAS: Final = {
    "ha": Decimal(10_000),
    "hecta": Decimal(10_000),
    "m2": Decimal(1),
    "m²": Decimal(1),
    "km2": Decimal(1_000_000),
    "km²": Decimal(1_000_000),
}


def converted(quantity: Quantity, unit: str) -> Quantity:
    """Return a weight or an area in another unit of its kind; anything else as it is."""
    for units in (_WEIGHTS, _AREAS):
        if quantity.unit in units and unit in units and quantity.unit != unit:
            scale = units[quantity.unit] / units[unit]
            return replace(
                quantity,
                value=quantity.value * scale,
                step=quantity.step * scale,
                low=quantity.low * scale,
                high=quantity.high * scale,
            )
    return quantity
