"""What figures of units look like, as far as distributions can say."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from math import exp, floor

from haidang.domain.plausibility import Scale

Draw = Callable[[random.Random], float]


@dataclass(frozen=True)
class Source:
    """A distribution of figures; `slip` is what a typical mistake makes of a figure."""

    name: str
    scale: Scale
    decimals: int
    draw: Draw
    slip: Callable[[Decimal], Decimal]

    def figure(self, chance: random.Random) -> Decimal:
        """A figure as it would be written."""
        return Decimal(f"{self.draw(chance):.{self.decimals}f}")


def poisson(mean: float) -> Draw:
    """Counts by waiting times; large means by their normal approximation."""

    def draw(chance: random.Random) -> float:
        if mean > 200:
            return max(0, round(chance.gauss(mean, mean**0.5)))
        count, waited = 0, chance.expovariate(1)
        while waited < mean:
            count, waited = count + 1, waited + chance.expovariate(1)
        return count

    return draw


def overdispersed(mean: float, shape: float) -> Draw:
    """Counts whose mean varies itself: the negative binomial distribution."""
    return lambda chance: poisson(chance.gammavariate(shape, mean / shape))(chance)


def mostly_zero(share: float, draw: Draw) -> Draw:
    """A share of zeros among other figures."""
    return lambda chance: 0 if chance.random() < share else draw(chance)


def lognormal(median: float, sigma: float) -> Draw:
    """Sizes."""
    return lambda chance: median * exp(chance.gauss(0, sigma))


def beta(a: float, b: float) -> Draw:
    """Shares in percent."""
    return lambda chance: 100 * chance.betavariate(a, b)


def of_few_cases(cases: int, share: float) -> Draw:
    """Shares in percent of a few cases: often exactly 0 or 100."""
    return lambda chance: 100 * sum(chance.random() < share for _ in range(cases)) / cases


def _tenfold(value: Decimal) -> Decimal:
    return value * 10


def _complement(value: Decimal) -> Decimal:
    return 100 - value


def _count(name: str, draw: Draw) -> Source:
    return Source(name, Scale.COUNT, 0, lambda chance: floor(draw(chance)), _tenfold)


SOURCES = (
    _count("Poisson, mean 1", poisson(1)),
    _count("Poisson, mean 5", poisson(5)),
    _count("Poisson, mean 50", poisson(50)),
    _count("Poisson, mean 1000", poisson(1000)),
    _count("negative binomial, mean 20, shape 2", overdispersed(20, 2)),
    _count("half zeros, else log-normal counts", mostly_zero(0.5, lognormal(100, 1))),
    Source("log-normal, sigma 0.2", Scale.AMOUNT, 1, lognormal(500, 0.2), _tenfold),
    Source("log-normal, sigma 1", Scale.AMOUNT, 1, lognormal(500, 1), _tenfold),
    Source("beta(50, 50) in percent", Scale.PERCENT, 2, beta(50, 50), _complement),
    Source("beta(18, 2) in percent", Scale.PERCENT, 2, beta(18, 2), _complement),
    Source("beta(2, 38) in percent", Scale.PERCENT, 2, beta(2, 38), _complement),
    Source("share of 20 cases, 95 %", Scale.PERCENT, 2, of_few_cases(20, 0.95), _complement),
    Source("growth, normal, 8 ± 4 points", Scale.GROWTH, 1, lambda chance: chance.gauss(8, 4), _tenfold),
)
