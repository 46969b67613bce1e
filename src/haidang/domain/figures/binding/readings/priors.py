"""How likely each reading of a figure is from the words around it alone: a conditional logit with learnt weights."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final, TypeAlias

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.readings.features import (
    NONE,
    ROLES,
    own_way,
    said_by_operand,
    said_of_none,
    said_together,
)
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.claims import Form
from haidang.domain.figures.mentions import Mention

Weights: TypeAlias = Mapping[str, Mapping[str, float]]
_FILE: Final = "weights.csv"


@cache
def weights() -> Weights:
    """Return the weight of each feature that tells something."""
    text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    return by_way({row[0]: float(row[1]) for row in csv.reader(text.splitlines())})


def by_way(flat: Mapping[str, float]) -> Weights:
    """Return weights by the kind of way in which a feature is said: "rate|order abs" is "order abs" of "rate".

    Those of the ways themselves stand under "".
    """
    parted: dict[str, dict[str, float]] = {}
    for name, weight in flat.items():
        own, bar, said = name.partition("|")
        parted.setdefault(own if bar else "", {})[said if bar else name] = weight
    return parted


def priors(context: Context, stated: Mention, readings: Sequence[Reading]) -> tuple[float, list[float]]:
    """Return the chance that `stated` is the result of no reading, and that of each reading. They sum to 1."""
    known = weights()
    none = known.get(NONE, {})
    scores = [
        known.get("", {}).get(NONE, 0.0) + sum(none.get(name, 0.0) for name in said_of_none(context, stated))
    ]
    alone: dict[tuple[str, str, int], float] = {}
    scores += [_score(context, reading, known, alone) for reading in readings]
    greatest = max(scores)
    parts = [exp(score - greatest) for score in scores]
    whole = sum(parts)
    return parts[0] / whole, [part / whole for part in parts[1:]]


def _score(
    context: Context, reading: Reading, parted: Weights, alone: dict[tuple[str, str, int], float]
) -> float:
    """Return the sum of the weights of a reading's features; `alone` keeps what operands say by themselves."""
    known = parted.get(own_way(reading), {})
    score = parted.get("", {}).get(reading.way, 0.0)
    score += sum([known.get(name, 0.0) for name in said_together(context, reading)])
    if reading.form is Form.SUM or len(reading.operands) != len(ROLES):
        return score
    for role, operand in zip(ROLES, reading.operands, strict=True):
        key = (reading.way, role, operand.place)
        if key not in alone:
            said = said_by_operand(context, reading, role, operand)
            alone[key] = sum([known.get(name, 0.0) for name in said])
        score += alone[key]
    return score
