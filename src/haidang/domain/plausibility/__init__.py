"""Checks of a reported figure that need no relation: against other periods, other units and what can be."""

from haidang.domain.plausibility.comparisons import (
    DEFAULT_FACTOR,
    DEFAULT_POINTS,
    below_previous,
    change_last_year,
    differs_from_computed,
    out_of_range,
)
from haidang.domain.plausibility.model import Kind, Scale, Severity, Suspicion
from haidang.domain.plausibility.outliers import LEAST_EARLIER, LEAST_PEERS, outlier_history, outlier_peers

__all__ = [
    "DEFAULT_FACTOR",
    "DEFAULT_POINTS",
    "LEAST_EARLIER",
    "LEAST_PEERS",
    "Kind",
    "Scale",
    "Severity",
    "Suspicion",
    "below_previous",
    "change_last_year",
    "differs_from_computed",
    "out_of_range",
    "outlier_history",
    "outlier_peers",
]
