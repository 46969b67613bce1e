"""From normalised indicators to the index, group by group, for one or for many sets of weights and values at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from haidang.domain.composite.errors import DataError
from haidang.domain.composite.hierarchy import Hierarchy
from haidang.domain.composite.steps import Aggregate, Floats, Mean

Weights = Mapping[str, Floats]
"""Weights right below a group: (children,) or (runs × children)."""


def shares_of(hierarchy: Hierarchy) -> dict[str, Floats]:
    """The weights of the specification below each group, summing to 1."""
    return {group: np.array(hierarchy.shares(group)) for group in hierarchy.upwards}


def aggregate(
    values: Floats, hierarchy: Hierarchy, step: Aggregate, weights: Weights, *, units: Sequence[str] = ()
) -> dict[str, Floats]:
    """Scores of every group: (units,) or, where values or weights come in runs, (runs × units).

    `values` are (units × indicators) or (runs × units × indicators) in the order of `hierarchy.codes`.
    Raises DataError naming the group where a mean is not defined.
    """
    places = {code: place for place, code in enumerate(hierarchy.codes)}
    known = {code: values[..., place] for code, place in places.items()}
    complete = not np.isnan(values).any()
    for group in hierarchy.upwards:
        codes = hierarchy.children[group]
        method = step.method_of(group, hierarchy.levels[group])
        if (
            complete
            and method is Mean.ARITHMETIC
            and weights[group].ndim == 1
            and places.keys() >= set(codes)
        ):
            known[group] = _product(values, [places[code] for code in codes], weights[group])
            continue
        try:
            known[group] = combine([known[code] for code in codes], weights[group], method, step)
        except _Undefined as error:
            _explain(error, group, hierarchy, units, method)
    return {group: known[group] for group in hierarchy.upwards}


def _product(values: Floats, places: Sequence[int], weights: Floats) -> Floats:
    """Plain weighted means of complete indicators, by far the most frequent case.

    A single run goes row by row: a product of matrices adds up a row otherwise where it stands last, and equal units
    are to tie.
    """
    start, stop = places[0], places[-1] + 1
    block = values[..., start:stop] if list(places) == list(range(start, stop)) else values[..., list(places)]
    share = weights / weights.sum()
    return np.asarray(block @ share) if block.ndim > 2 else np.einsum("nk,k->n", block, share)


class _Undefined(Exception):
    """A value for which a mean is not defined: which child, which place."""

    def __init__(self, child: int, place: int, value: float) -> None:
        self.child, self.place, self.value = child, place, value
        super().__init__(child, place)


def _explain(error: _Undefined, group: str, hierarchy: Hierarchy, units: Sequence[str], method: Mean) -> None:
    child = hierarchy.children[group][error.child]
    unit = units[error.place] if error.place < len(units) else f"unit {error.place + 1}"
    raise DataError(
        child,
        f"is {error.value:g} for {unit}, and the {method.value} mean of {group} needs values above 0",
        "normalise to a scale that begins above 0, 1 to 100 say",
    ) from error


def combine(children: Sequence[Floats], weights: Floats, method: Mean, step: Aggregate) -> Floats:
    """One group from its children, each (units,) or (runs × units); weights (children,) or (runs × children)."""
    counts = np.flatnonzero(weights.reshape(-1, len(children)).any(axis=0))
    if len(counts) < len(
        children
    ):  # what weighs nothing is not looked at: 0 times the logarithm of 0 is no number
        try:
            return combine([children[int(place)] for place in counts], weights[..., counts], method, step)
        except _Undefined as error:
            raise _Undefined(int(counts[error.child]), error.place, error.value) from error
    if method is Mean.COPELAND:
        return _copeland(children, weights)
    if method in {Mean.GEOMETRIC, Mean.HARMONIC} or (method is Mean.GENERALISED and step.power != 1):
        _refuse_nonpositive(children)
    forth, back = forms(method, step.power)
    if not any(np.isnan(child).any() for child in children):
        return back(_weighted(children, weights, forth) / weights.sum(axis=-1)[..., None])
    present = [(~np.isnan(child)).astype(np.float64) for child in children]
    there = _weighted(present, weights, lambda x: x)
    total = _weighted([np.nan_to_num(child, nan=1.0) for child in children], weights, forth, present)
    with np.errstate(invalid="ignore", divide="ignore"):
        result = back(total / there)
    enough = (there > 0) & (there >= step.at_least * weights.sum(axis=-1)[..., None] * (1 - 1e-12))
    return np.where(enough, result, np.nan)


_Form = Callable[[Floats], Floats]


def forms(method: Mean, power: float) -> tuple[_Form, _Form]:
    """A mean is the arithmetic one of transformed values, transformed back."""
    if method is Mean.GENERALISED:
        method = {0.0: Mean.GEOMETRIC, 1.0: Mean.ARITHMETIC, -1.0: Mean.HARMONIC}.get(power, method)
    match method:
        case Mean.GEOMETRIC:
            return np.log, np.exp
        case Mean.HARMONIC:
            return np.reciprocal, np.reciprocal
        case Mean.GENERALISED:
            return lambda x: x**power, lambda x: x ** (1 / power)
    return lambda x: x, lambda x: x


def _weighted(
    children: Sequence[Floats], weights: Floats, form: _Form, present: Sequence[Floats] = ()
) -> Floats:
    """Weighted sums; children without runs times weights with runs is one product of matrices.

    Of a single run each unit is added up alike, wherever it stands: equal units tie.
    """
    parts = [form(child) for child in children]
    if present:
        parts = [part * there for part, there in zip(parts, present, strict=True)]
    if weights.ndim > 1 and all(part.ndim == 1 for part in parts):
        return np.asarray(weights @ np.stack(parts))
    total = np.zeros(1) if weights.ndim == 1 else np.zeros((1, 1))
    for place, part in enumerate(parts):
        total = total + weights[..., place, None] * part
    return np.asarray(total)


def _refuse_nonpositive(children: Sequence[Floats]) -> None:
    for number, child in enumerate(children):
        low = child <= 0
        if low.any():
            place = np.argwhere(low)[0]
            raise _Undefined(number, int(place[-1]), float(child[tuple(place)]))


def _copeland(children: Sequence[Floats], weights: Floats) -> Floats:
    """Pairs won less pairs lost: a pair is won where more weight prefers the unit (Copeland, 1951)."""
    share = weights / weights.sum(axis=-1)[..., None]
    runs = np.broadcast_shapes(share.shape[:-1], *(child.shape[:-1] for child in children))
    size = children[0].shape[-1]
    better = np.zeros((*runs, size, size))
    for place, child in enumerate(children):
        with np.errstate(invalid="ignore"):
            beats = np.sign(np.nan_to_num(child[..., :, None] - child[..., None, :]))
        better += share[..., place, None, None] * beats
    wins = np.where(np.abs(better) < 1e-12, 0.0, np.sign(better)).sum(axis=-1)
    nothing = np.all([np.isnan(child) for child in np.broadcast_arrays(*children)], axis=0)
    return np.where(np.broadcast_to(nothing, wins.shape), np.nan, wins)
