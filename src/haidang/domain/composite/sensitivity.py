"""Which uncertain factor matters: Sobol' indices with intervals, told only when there were runs enough to tell them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from haidang.domain.composite.errors import NotPreciseError, SpecificationError
from haidang.domain.composite.factors import Factor
from haidang.domain.composite.ranking import ranks
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import Floats
from haidang.domain.composite.table import Table
from haidang.domain.composite.uncertainty import Runner, nominal_ranks

RESAMPLES = 500
PRECISION = 0.1
"""Half the width that the 95 % interval of an index may have at most before it is told."""


@dataclass(frozen=True)
class FactorIndex:
    """What share of the variance is due to a factor alone (first) and with all it interacts with (total).

    Intervals hold 95 %: of bootstrap samples over the base runs. Estimates below 0 are noise about 0.
    """

    factor: str
    first: float
    first_interval: tuple[float, float]
    total: float
    total_interval: tuple[float, float]

    @property
    def half_width(self) -> float:
        """Half of the wider interval."""
        return max(high - low for low, high in (self.first_interval, self.total_interval)) / 2


@dataclass(frozen=True)
class Sensitivity:
    """Estimates and how many runs they rest on. `indices` tells them once they are precise; `rough` at any time."""

    specification_hash: str
    data_hash: str
    seed: int
    base_runs: int
    rough: tuple[FactorIndex, ...]
    variance: float

    @property
    def half_width(self) -> float:
        """Half of the widest interval."""
        return max(index.half_width for index in self.rough)

    def indices(self, precision: float = PRECISION) -> tuple[FactorIndex, ...]:
        """The estimates. Raises NotPreciseError, saying how many base runs it would take, where they are too vague."""
        if not self.variance:
            raise NotPreciseError("sensitivity", "nothing varies: no factor changes the ranks")
        if self.half_width > precision:
            needed = math.ceil(self.base_runs * (self.half_width / precision) ** 2 * 1.1)
            raise NotPreciseError(
                "sensitivity",
                f"intervals are ±{self.half_width:.2f} after {self.base_runs} base runs, ±{precision:g} is asked",
                f"take about {needed} base runs",
            )
        return self.rough


def sensitivity(
    specification: Specification,
    table: Table,
    factors: Sequence[Factor],
    *,
    base_runs: int = 1000,
    seed: int = 0,
) -> Sensitivity:
    """Variance-based sensitivity of the mean absolute shift in rank (Saisana, Saltelli, Tarantola, JRSS A 168, 2005).

    base_runs × (factors + 2) runs. First-order indices after Saltelli et al. (CPC 181, 2010), total after Jansen
    (CPC 117, 1999). Raises SpecificationError for fewer than two factors or 16 base runs.
    """
    if len(factors) < 2:
        raise SpecificationError("factors", "sensitivity compares factors: give two or more")
    if base_runs < 16:
        raise SpecificationError("base_runs", f"is {base_runs}", "give hundreds")
    random = np.random.default_rng(seed)
    first, second = random.random((2, base_runs, len(factors)))
    plans = [first, second]
    for place in range(len(factors)):
        mixed = first.copy()
        mixed[:, place] = second[:, place]
        plans.append(mixed)
    scores = Runner(specification, table, factors).scores(np.concatenate(plans))
    nominal = nominal_ranks(specification, table)
    shift = np.nanmean(np.abs(ranks(scores) - nominal), axis=-1).reshape(len(plans), base_runs)
    found, variance = _estimates(shift)
    samples = random.integers(0, base_runs, (RESAMPLES, base_runs))
    spread = np.array([_estimates(shift[:, sample])[0] for sample in samples])
    low, high = np.quantile(spread, [0.025, 0.975], axis=0)
    told = tuple(
        FactorIndex(
            factor.name, float(found[0, i]), (float(low[0, i]), float(high[0, i])),
            float(found[1, i]), (float(low[1, i]), float(high[1, i])),
        )
        for i, factor in enumerate(factors)
    )  # fmt: skip
    return Sensitivity(specification.hash, table.hash, seed, base_runs, told, variance)


def _estimates(shift: Floats) -> tuple[Floats, float]:
    """First-order and total indices (2 × factors) and the variance, from outputs (A, B, then a mixture per factor)."""
    a, b, mixed = shift[0], shift[1], shift[2:]
    variance = float(np.var(shift[:2]))
    if variance == 0:
        return np.zeros((2, len(mixed))), 0.0
    first = ((b - shift[:2].mean()) * (mixed - a)).mean(axis=-1) / variance
    total = ((a - mixed) ** 2).mean(axis=-1) / (2 * variance)
    return np.stack([first, total]), variance
