"""The steps from data to index, as typed objects. Each is plain data: what it does stands in the module of its name."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.errors import SpecificationError

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Denominate:
    """Divide each indicator that names a denominator by it (times its scale)."""


class Fill(Enum):
    """What takes the place of a missing value."""

    MEAN = "mean"
    MEDIAN = "median"
    ZERO = "zero"
    LATEST = "latest"
    LINEAR = "linear"

    @property
    def in_time(self) -> bool:
        """Whether it looks at other periods of the same unit rather than at other units."""
        return self in {Fill.LATEST, Fill.LINEAR}


@dataclass(frozen=True)
class Impute:
    """Fill missing values from other units of the same period (`group`: with the same entry in that column).

    `latest` takes the newest earlier value of the unit, `linear` the line between its neighbours in time: never
    beyond the first or last. What was there stays as it was, to the bit.
    """

    method: Fill = Fill.MEAN
    group: str | None = None


class ScreenBy(Enum):
    """What counts as not there."""

    MISSING = "missing"
    ZERO = "zero"
    MISSING_OR_ZERO = "missing_or_zero"


@dataclass(frozen=True)
class Screen:
    """Leave out units of which a smaller share of indicators than `at_least` is there."""

    by: ScreenBy = ScreenBy.MISSING
    at_least: float = 2 / 3

    def __post_init__(self) -> None:
        if not 0 <= self.at_least <= 1:
            raise SpecificationError("screen", f"at_least is {self.at_least}", "give a share from 0 to 1")


class Form(Enum):
    """Transformations of a skewed indicator (log forms of the JRC's COIN Tool; Box and Cox, 1964)."""

    LOG = "log"
    LOG_CT = "log_ct"
    LOG_CT_ORIGINAL = "log_ct_original"
    LOG_GII = "log_gii"
    BOX_COX = "box_cox"


@dataclass(frozen=True)
class Treat:
    """Treat what is skewed *and* heavy in its tails: |skewness| >= `skew` and excess kurtosis >= `kurtosis`.

    First winsorise at most `winsorise` values (a tie at the end may exceed it); where that is not enough, transform
    the untreated values by `then` (or the winsorised ones, with `combine`). `box_cox_lambda` None: most likely.
    """

    winsorise: int = 5
    skew: float = 2.0
    kurtosis: float = 3.5
    then: Form | None = Form.LOG_CT
    combine: bool = False
    box_cox_lambda: float | None = None

    def __post_init__(self) -> None:
        if self.winsorise < 0:
            raise SpecificationError(
                "treat", f"winsorise is {self.winsorise}", "give a number of values, 0 for none"
            )
        if self.skew <= 0:
            raise SpecificationError("treat", f"skew is {self.skew}", "give a limit above 0")


class Scaling(Enum):
    """How an indicator is brought to a common scale."""

    MIN_MAX = "min_max"
    GOALPOSTS = "goalposts"
    SCALED = "scaled"
    Z_SCORE = "z_score"
    FRACTION_OF_MAX = "fraction_of_max"
    PERCENTILE_RANK = "percentile_rank"
    RANK = "rank"
    BORDA = "borda"
    DISTANCE_TO_MAX = "distance_to_max"
    DISTANCE_TO_REFERENCE = "distance_to_reference"
    DISTANCE_TO_TARGET = "distance_to_target"


class Scope(Enum):
    """Whose values the bounds are taken from."""

    PANEL = "panel"
    PERIOD = "period"


CustomScaling = Callable[[Floats], Floats]


_BOUNDS: dict[Scaling, tuple[float, float] | None] = {
    Scaling.MIN_MAX: (0.0, 100.0),
    Scaling.GOALPOSTS: (0.0, 100.0),
    Scaling.Z_SCORE: (0.0, 1.0),
    Scaling.SCALED: None,
}
"""Scales that take a low and a high, and what these are unless given; None: they must be."""


@dataclass(frozen=True)
class Normalise:
    """Bring indicators to a common scale; every result is better the higher it is.

    `low`, `high`: the ends of the scale (min_max, goalposts: 0 and 100), the ends of the data (scaled), mean and
    standard deviation (z_score: 0 and 1). `clip`: keep values beyond goalposts or better than the target within the
    scale. `reference`: the unit distances are measured to. `scope`: min–max over all periods (panel), which keeps
    years comparable, or within each. `custom` is a pure function of directed values (units × indicators), from Python
    alone; its `custom_name` is hashed.
    """

    method: Scaling = Scaling.MIN_MAX
    low: float | None = None
    high: float | None = None
    clip: bool = True
    reference: str | None = None
    scope: Scope = Scope.PANEL
    custom: CustomScaling | None = None
    custom_name: str = ""

    def __post_init__(self) -> None:
        given = self.low is not None or self.high is not None
        if given and (self.method not in _BOUNDS or self.custom is not None):
            raise SpecificationError("normalise", f"{self._name} takes no low and high", "leave them out")
        if self.method is Scaling.SCALED and (self.low is None or self.high is None):
            raise SpecificationError("normalise", "scaled needs low and high", "give the ends of the data")
        if self.method in _BOUNDS:
            self._check_bounds()
        if (self.method is Scaling.DISTANCE_TO_REFERENCE) != (self.reference is not None):
            raise SpecificationError(
                "normalise", "the distance to a reference, and only it, names a unit as reference"
            )
        if (self.custom is not None) != bool(self.custom_name):
            raise SpecificationError("normalise", "a custom function and its custom_name come together")

    def _check_bounds(self) -> None:
        low, high = self.bounds
        bad = high <= 0 if self.method is Scaling.Z_SCORE else low >= high
        if bad or not (math.isfinite(low) and math.isfinite(high)):
            raise SpecificationError("normalise", f"bounds are reversed or equal: low {low:g}, high {high:g}")

    @property
    def _name(self) -> str:
        return self.custom_name or self.method.value

    @property
    def bounds(self) -> tuple[float, float]:
        """Low and high, given or not."""
        low, high = _BOUNDS.get(self.method) or (0.0, 1.0)
        return (low if self.low is None else self.low, high if self.high is None else self.high)


class Mean(Enum):
    """How a group follows from what is right below it."""

    ARITHMETIC = "arithmetic"
    GEOMETRIC = "geometric"
    HARMONIC = "harmonic"
    GENERALISED = "generalised"
    COPELAND = "copeland"


@dataclass(frozen=True)
class Aggregate:
    """Aggregate upwards by `method`, or as `by_level` (2: right above indicators) or `by_group` say; groups go first.

    `at_least`: the share of a group's weight that must be there; the weights of what is there are made to sum to 1.
    Geometric and harmonic means refuse values that are not above 0. `power` belongs to the generalised mean.
    """

    method: Mean = Mean.ARITHMETIC
    by_level: tuple[tuple[int, Mean], ...] = ()
    by_group: tuple[tuple[str, Mean], ...] = ()
    power: float = 1.0
    at_least: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.at_least <= 1:
            raise SpecificationError("aggregate", f"at_least is {self.at_least}", "give a share from 0 to 1")
        if not math.isfinite(self.power) or (self.power != 1 and Mean.GENERALISED not in self.methods):
            raise SpecificationError(
                "aggregate", f"power is {self.power}", "it is a number of the generalised mean"
            )

    @property
    def methods(self) -> frozenset[Mean]:
        """All means that are named."""
        return frozenset({self.method, *(m for _, m in self.by_level), *(m for _, m in self.by_group)})

    def method_of(self, group: str, level: int) -> Mean:
        """The mean for a group at a level."""
        return dict(self.by_group).get(group) or dict(self.by_level).get(level) or self.method


Step = Denominate | Impute | Screen | Treat | Normalise | Aggregate

STEPS: dict[str, type[Any]] = {
    "denominate": Denominate,
    "impute": Impute,
    "screen": Screen,
    "treat": Treat,
    "normalise": Normalise,
    "aggregate": Aggregate,
}


def step_name(step: Step) -> str:
    """The word for a step in files."""
    return type(step).__name__.lower()
