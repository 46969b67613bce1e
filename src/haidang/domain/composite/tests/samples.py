"""A small index, made so that it can be computed in the head; and where material outside the repository is."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from haidang.domain.composite import (
    Aggregate,
    Direction,
    Group,
    Hierarchy,
    Indicator,
    Normalise,
    Specification,
    Table,
)

REPOSITORY = Path(__file__).resolve().parents[5]
PACK = REPOSITORY / "packs" / "index-methodologies"
SHARED = REPOSITORY.parent / "shared" / "data"

INDICATORS = (
    Indicator(code="days", parent="service", direction=Direction.DOWN),
    Indicator(code="online", parent="service", weight=3),
    Indicator(code="trust", parent="climate"),
)
GROUPS = (
    Group(code="index"),
    Group(code="service", parent="index", weight=2),
    Group(code="climate", parent="index", weight=1),
)
UNITS = ("An", "Bình", "Cường", "Dung")
VALUES = ((2.0, 40.0, 1.0), (4.0, 60.0, 5.0), (10.0, 80.0, 3.0), (6.0, 20.0, 2.0))


def small(*steps, indicators=INDICATORS, groups=GROUPS, **more) -> Specification:
    """The small index with these steps before the aggregation (default: min–max from 0 to 100)."""
    steps = steps or (Normalise(), Aggregate())
    return Specification(
        code="small", hierarchy=Hierarchy(tuple(indicators), tuple(groups)), steps=steps, **more
    )


def data(values=VALUES, units=UNITS, columns=("days", "online", "trust"), **more) -> Table:
    """Its data."""
    return Table(tuple(units), tuple(columns), np.array(values, dtype=float), **more)
