"""Reviewers who know the truth and answer the first question, see what that changes, and answer the next."""

from __future__ import annotations

import polars as pl

from haidang.domain.overlaps.resolving import Linking, Resolution, resolve


def answered(rows: pl.DataFrame, true: list, counts: tuple[int, ...]) -> dict[int, Resolution]:
    """The resolution after so many answers, each to the first question of the resolution with the answers so far."""
    answers: list[tuple[int, int, bool]] = []
    found, kept = resolve(rows, Linking.SURE), {}
    for count in range(1, max(counts) + 1):
        if found.reviews:
            first = found.reviews[0]
            answers.append((first.a, first.b, true[first.a] == true[first.b]))
            found = resolve(rows, Linking.SURE, answers=answers)
        if count in counts:
            kept[count] = found
    return kept
