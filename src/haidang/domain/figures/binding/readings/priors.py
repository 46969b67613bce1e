"""How likely each reading of a figure is from the words around it alone: a conditional logit with learnt weights."""

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Final

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.binding.readings.features import (
    ROLES,
    features_of_none,
    own_way,
    said_by_operand,
    said_together,
)
from haidang.domain.figures.binding.readings.reading import Reading
from haidang.domain.figures.claims import Form
from haidang.domain.figures.mentions import Mention

_FILE: Final = "weights.csv"


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature that tells something."""
    text = files(__package__).joinpath(_FILE).read_text(encoding="utf-8")
    return {row[0]: float(row[1]) for row in csv.reader(text.splitlines())}


@cache
def _weights_in(own: str) -> Mapping[str, float]:
    """Return the weights of what is said in one kind of way."""
    head = f"{own}|"
    return {name.removeprefix(head): weight for name, weight in weights().items() if name.startswith(head)}


def priors(context: Context, stated: Mention, readings: Sequence[Reading]) -> tuple[float, list[float]]:
    """Return the chance that `stated` is the result of no reading, and that of each reading. They sum to 1."""
    known = weights()
    scores = [sum(known.get(name, 0.0) for name in features_of_none(context, stated))]
    alone: dict[tuple[str, str, int], float] = {}
    scores += [_score(context, reading, alone) for reading in readings]
    greatest = max(scores)
    parts = [exp(score - greatest) for score in scores]
    whole = sum(parts)
    return parts[0] / whole, [part / whole for part in parts[1:]]


def _score(context: Context, reading: Reading, alone: dict[tuple[str, str, int], float]) -> float:
    """Return the sum of the weights of a reading's features; `alone` keeps what operands say by themselves."""
    known = _weights_in(own_way(reading))
    score = weights().get(reading.way, 0.0)
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
