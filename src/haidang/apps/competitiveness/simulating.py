"""What other scores would be worth: points exactly, a place among the others, and how far that place is certain.

Points are weight × change, in decimals. A place is counted among the provinces whose scores of the year are known. Its
interval comes from many runs of the index (`domain/composite`) in which two things vary, each only where something is
known of it: weights that were inferred, and the others' scores, which move as provinces did from year to year. The
sampling error of the survey behind the scores is not known, and nothing stands in for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from math import floor
from typing import Final

import numpy as np

from haidang.apps.competitiveness.methods import name_of
from haidang.apps.competitiveness.models import Scenario
from haidang.apps.competitiveness.profiles import rank_of
from haidang.apps.competitiveness.selectors import (
    Field,
    Known,
    Movements,
    Scores,
    find_field,
    list_movements,
)
from haidang.domain.composite import (
    Drawn,
    Factor,
    Lever,
    NoisyWeights,
    RankPath,
    SubIndex,
    Table,
    WeightStatus,
    cheapest_path,
    uncertainty,
)

LOWEST, HIGHEST = Decimal(1), Decimal(10)
"""Sub-indices of the PCI are published on a scale from 1 to 10."""
SPREAD: Final = Decimal("0.25")
SHARE: Final = Decimal("0.9")
STEP: Final = Decimal("0.1")
"""Steps of a path, in points of a sub-index."""
_LEAST_MOVEMENTS: Final = 20
_RUNS: Final = 1000
_SETS: Final = 500
_SEED: Final = 20_05
_MOST_NODES: Final = 2_000
"""How many choices the search for a path looks at: about a second."""


@dataclass(frozen=True)
class Base:
    """Where a simulation starts: a province in a year, all others of it, and how provinces moved year by year."""

    province: str
    field: Field
    movements: Sequence[Movements]

    @property
    def scores(self) -> Scores:
        """Own scores."""
        return self.field.scores[self.province]

    @property
    def subindices(self) -> list[SubIndex]:
        """Sub-indices that count, in their order."""
        weights = self.field.methodology.weights
        return [sub for sub in self.field.methodology.subindices if sub.code in weights]

    @property
    def others(self) -> int:
        """How many other provinces are known."""
        return len(self.field.scores) - 1

    @property
    def has_noisy_weights(self) -> bool:
        """Whether weights were inferred, so that another set is possible."""
        return WeightStatus.INFERRED in self.field.methodology.statuses

    @property
    def movement_years(self) -> list[int]:
        """The years into which provinces were seen to move."""
        return [pair.last for pair in self.movements]

    @property
    def movement_count(self) -> int:
        """How many movements of a province were seen."""
        return sum(len(pair.changes) for pair in self.movements)

    @cached_property
    def data_sha256(self) -> str:
        """Hash of every score that a result rests on."""
        plain = {
            "year": self.field.year,
            "ranked": self.field.ranked,
            "scores": {name: _plain(scores) for name, scores in self.field.scores.items()},
            "movements": [
                [pair.last, [_plain(change) for change in pair.changes]] for pair in self.movements
            ],
        }
        return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @cached_property
    def specification_sha256(self) -> str:
        """Hash of the methodology as the engine runs it."""
        return self.field.methodology.specification().hash

    def with_scores(self, scores: Mapping[str, Decimal]) -> Table:
        """The year with these scores as our own."""
        codes = tuple(sub.code for sub in self.subindices)
        known = {**self.field.scores, self.province: scores}
        values = [[float(row[code]) for code in codes] for row in known.values()]
        return Table(tuple(known), codes, np.array(values))


def find_base(province: str, year: int, known: Known | None = None) -> Base | None:
    """The start of simulations; None where the province lacks a score of the year or no weights are known."""
    field = find_field(year, known=known)
    if field is None or province not in field.scores:
        return None
    is_alone = len(field.scores) == 1
    movements = [] if is_alone else list_movements(field.methodology, _LEAST_MOVEMENTS, known=known)
    return Base(province, field, movements)


@dataclass(frozen=True)
class Effect:
    """A sub-index as it is and as assumed; `points` is exactly what the change is worth."""

    subindex: SubIndex
    name: str
    before: Decimal
    after: Decimal
    points: Decimal

    @property
    def change(self) -> Decimal:
        """After less before."""
        return self.after - self.before


@dataclass(frozen=True)
class Span:
    """Bounds of the middle 90 % of the runs."""

    low: int
    high: int


@dataclass(frozen=True)
class Simulation:
    """What assumed scores are worth. Places are None without other provinces, spans without anything that varies."""

    base: Base
    effects: list[Effect]
    total_before: Decimal
    total_after: Decimal
    place_before: int | None
    place_after: int | None
    span_before: Span | None
    span_after: Span | None
    gain_low: Decimal | None
    gain_high: Decimal | None

    @property
    def gain(self) -> Decimal:
        """Points of the total."""
        return self.total_after - self.total_before

    @property
    def moved(self) -> list[Effect]:
        """Sub-indices whose score is assumed to change."""
        return [effect for effect in self.effects if effect.change]

    @property
    def scores(self) -> Scores:
        """The assumed scores."""
        return {effect.subindex.code: effect.after for effect in self.effects}


def simulate(base: Base, assumed: Mapping[str, Decimal], *, with_spans: bool = True) -> Simulation:
    """What these scores would be worth; a sub-index that is not named stays as it is."""
    methodology, before = base.field.methodology, base.scores
    after = {code: assumed.get(code, score) for code, score in before.items()}
    effects = [
        Effect(
            sub,
            name_of(sub),
            before[sub.code],
            after[sub.code],
            methodology.multiplier * methodology.weights[sub.code] * (after[sub.code] - before[sub.code]),
        )
        for sub in base.subindices
    ]
    total_before, total_after = methodology.total(before), methodology.total(after)
    others = [standing for standing in base.field.standings if standing.province != base.province]
    factors = _factors(base) if with_spans and others else []
    low, high = _gains(base, effects) if base.has_noisy_weights else (None, None)
    return Simulation(
        base,
        effects,
        total_before,
        total_after,
        place_before=rank_of(total_before, others) if others else None,
        place_after=rank_of(total_after, others) if others else None,
        span_before=_span(base, before, factors),
        span_after=_span(base, after, factors),
        gain_low=low,
        gain_high=high,
    )


@dataclass(frozen=True)
class Rebuilt:
    """A scenario computed anew. `is_as_saved`: from the very scores and methodology that it was saved with."""

    simulation: Simulation
    is_as_saved: bool


def rebuild(scenario: Scenario, known: Known | None = None) -> Rebuilt | None:
    """What comes out of a scenario today, from the own scores that it was saved with; None where the year no longer
    weighs the same sub-indices."""
    base = find_base(scenario.province, scenario.year, known)
    own = {code: Decimal(text) for code, text in scenario.base.items()}
    if base is None or base.scores.keys() != own.keys():
        return None
    saved = scenario.specification_sha256, scenario.data_sha256
    is_as_saved = saved == (base.specification_sha256, base.data_sha256)
    field = replace(base.field, scores={**base.field.scores, scenario.province: own})
    assumed = {code: Decimal(text) for code, text in scenario.assumed.items()}
    return Rebuilt(simulate(replace(base, field=field), assumed), is_as_saved)


def _plain(scores: Mapping[str, Decimal]) -> dict[str, str]:
    return {code: format(score, "f") for code, score in sorted(scores.items())}


def _factors(base: Base) -> list[Factor]:
    """What varies between runs."""
    factors: list[Factor] = []
    if base.has_noisy_weights:
        factors.append(NoisyWeights(spread=float(SPREAD), seed=_SEED))
    if base.movements:
        factors.append(_drawn(base))
    return factors


def _drawn(base: Base) -> Drawn:
    """The others' scores after a year: all move as provinces did into one year, each as one of them did.

    The years are drawn first, so that what befell all provinces of a year befalls all here too.
    """
    table = base.with_scores(base.scores)
    names = tuple(name for name in table.units if name != base.province)
    start = table.values[[table.units.index(name) for name in names]]
    random = np.random.default_rng(_SEED)
    pools = [
        np.array([[float(change[code]) for code in table.columns] for change in pair.changes])
        for pair in base.movements
    ]
    sizes = np.array([len(pool) for pool in pools])
    values = np.empty((_SETS, *start.shape))
    for number, chosen in enumerate(random.choice(len(pools), size=_SETS, p=sizes / sizes.sum())):
        values[number] = start + pools[chosen][random.integers(sizes[chosen], size=len(names))]
    return Drawn("movement", names, table.columns, np.clip(values, float(LOWEST), float(HIGHEST)))


def _span(base: Base, scores: Mapping[str, Decimal], factors: Sequence[Factor]) -> Span | None:
    if not factors:
        return None
    runs = uncertainty(
        base.field.methodology.specification(), base.with_scores(scores), factors, runs=_RUNS, seed=_SEED
    )
    (own,) = (found for found in runs.intervals(float(SHARE)) if found.unit == base.province)
    return Span(int(own.low), int(own.high))


def _gains(base: Base, effects: Sequence[Effect]) -> tuple[Decimal, Decimal]:
    """Bounds of what the change is worth while the weights vary."""
    methodology = base.field.methodology
    specification = methodology.specification()
    (sets,) = NoisyWeights(spread=float(SPREAD), seed=_SEED).draw(specification.hierarchy).values()
    gains = float(methodology.multiplier) * sets @ np.array([float(effect.change) for effect in effects])
    tail = (1 - float(SHARE)) / 2
    low, high = np.quantile(gains, [tail, 1 - tail])
    return Decimal(repr(float(low))), Decimal(repr(float(high)))


@dataclass(frozen=True)
class Way:
    """The cheapest steps to a place: the scores they lead to, and what they cost in the unit of the costs."""

    path: RankPath
    scores: Scores
    cost: Decimal


def find_way(
    base: Base, target: int, costs: Mapping[str, Decimal], *, within_reach: bool = True
) -> Way | None:
    """The cheapest way to a place or a better one while all others stay; None where there is none.

    `costs` are per point of a sub-index; one without a cost is not moved. `within_reach`: no score goes above the best
    that a province has in that year.
    """
    levers = []
    for code, cost in costs.items():
        best = max(scores[code] for scores in base.field.scores.values()) if within_reach else HIGHEST
        most = floor((min(best, HIGHEST) - base.scores[code]) / STEP)
        if most > 0:
            levers.append(Lever(code, float(STEP), float(cost * STEP), most))
    table = base.with_scores(base.scores)
    path = cheapest_path(
        base.field.methodology.specification(), table, base.province, target, levers, nodes=_MOST_NODES
    )
    if path is None:
        return None
    moved = {code: base.scores[code] + steps * STEP for code, steps in path.steps.items()}
    cost = sum((costs[code] * steps * STEP for code, steps in path.steps.items()), Decimal(0))
    return Way(path, {**base.scores, **moved}, cost)
