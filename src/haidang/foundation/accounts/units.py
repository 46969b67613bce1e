"""Which units there are, told by the room that keeps them: down here a unit is an opaque code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

Units = Callable[[date | None], Sequence[tuple[str, str]]]
_OFFERED: list[Units] = []


def offer_units(units: Units) -> None:
    """Let `units(day)` answer with (code, name) of the units of a day, in order; None: of all times.

    Called once, from an app's `apps.py`.
    """
    _OFFERED[:] = [units]


def units_on(day: date | None) -> list[tuple[str, str]]:
    """Code and name of the units of a day (None: of all times), in alphabetical order; empty if no room keeps units."""
    return [unit for units in _OFFERED for unit in units(day)]
