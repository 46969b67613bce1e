"""Ranks: of unrounded values, 1 for the best; equals share the better rank (1, 2, 2, 4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from haidang.domain.composite.steps import Floats

TIE = 1e-12
"""Values that differ by no more than this share of the greatest are equal: arithmetic cannot tell them apart."""


def ranks(scores: Floats, *, tie: float = TIE) -> Floats:
    """Rank of each entry along the last axis; NaN where the score is.

    Neighbours in order whose difference is within `tie` (times the greatest absolute score) are ties, so that noise
    of the last bit makes no order. Scores must not be rounded before: rounding makes ties that are none.
    """
    return _positions(-scores, tie)


def _positions(keys: Floats, tie: float) -> Floats:
    order = np.argsort(keys, axis=-1, kind="stable")
    ordered = np.take_along_axis(keys, order, axis=-1)
    scale = np.nanmax(np.abs(keys), axis=-1, keepdims=True, initial=0.0, where=~np.isnan(keys))
    place = np.broadcast_to(np.arange(keys.shape[-1], dtype=np.float64), keys.shape)
    first = np.ones(keys.shape, dtype=np.bool_)
    first[..., 1:] = ~(np.diff(ordered, axis=-1) <= tie * scale)
    start = np.maximum.accumulate(np.where(first, place, 0.0), axis=-1)
    result = np.empty(keys.shape)
    np.put_along_axis(result, order, start + 1, axis=-1)
    result[np.isnan(keys)] = np.nan
    return result


def counts_below(values: Floats) -> Floats:
    """How many units are worse, for each (…, units × indicators); equals count alike (the least rank less 1)."""
    turned = np.swapaxes(values, -1, -2)
    return np.swapaxes(_positions(turned, TIE) - 1, -1, -2)


def rank_order(scores: Floats) -> NDArray[np.intp]:
    """Places from best to worst, equals in the order given, NaN last."""
    return np.argsort(-scores, kind="stable")
