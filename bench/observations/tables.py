"""The tables that are imported: units × indicators of one period, and relations of every unit between them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

INDICATORS: Final = 300
RELATIONS: Final = 100
PERIOD: Final = "2026-9M"
SLIPS: Final = 0.001
"""The share of relations that somebody miscounted."""


def code(number: int) -> str:
    """The code of an indicator."""
    return f"i{number:03d}"


def is_share(relation: int) -> bool:
    """Whether the relation of this number is a rate of two counts; the others are sums of two."""
    return relation % 2 == 1


def write_observations(path: Path, units: int) -> int:
    """Write the values of all units; how many."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["indicator", "unit", "period", "value"])
        for unit in range(1, units + 1):
            for number, value in enumerate(_values(chance)):
                writer.writerow([code(number), f"U{unit:05d}", PERIOD, value])
    return units * INDICATORS


def _values(chance: random.Random) -> Iterator[str]:
    """One unit: for each relation the result and its two operands."""
    for relation in range(RELATIONS):
        first, second = chance.randrange(1, 2_000), chance.randrange(2_000, 9_000)
        slip = 7 if chance.random() < SLIPS else 0
        share = (Decimal(100 * first) / second).quantize(Decimal("0.01"))
        yield str(share + slip if is_share(relation) else first + second + slip)
        yield str(first)
        yield str(second)


def write_relations(path: Path) -> None:
    """Write the relations, each for every unit."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["code", "kind", "anchor_period", "result", "operands", "formula", "compare", "decimals"]
        )
        for relation in range(RELATIONS):
            result, first, second = (f"{code(3 * relation + n)}/*/reported/same" for n in range(3))
            what = ("ratio", "100*o1/o2", 2) if is_share(relation) else ("sum", "o1+o2", 0)
            writer.writerow(
                [f"R{relation}", what[0], PERIOD, result, f"{first};{second}", what[1], "eq", what[2]]
            )
