"""Reference data of the registry: communes of today, and sectors of the economy. From packs, read once."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import get_language

from haidang.domain.vietnamese import fold, normalise, sort_key

WARDS: Final = Path("places") / "wards-2025.csv"
SECTORS: Final = Path("sectors") / "vsic-2018.csv"
_KINDS: Final = ("phuong ", "xa ", "dac khu ", "thi tran ")


@dataclass(frozen=True)
class Sector:
    """A section (one letter) or a division (two digits) of the classification of economic activities (VSIC)."""

    code: str
    section: str
    name_vi: str
    name_en: str

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi


def _rows(path: Path) -> list[dict[str, str]]:
    with (settings.PACKS_FOLDER / path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def sectors() -> Mapping[str, Sector]:
    """Sections and divisions by their code."""
    return {
        row["code"]: Sector(row["code"], row["section"], row["name_vi"], row["name_en"])
        for row in _rows(SECTORS)
    }


def find_sector(code: str) -> Sector | None:
    """The division of a code of two to five digits; None where there is none."""
    return sectors().get(code[:2])


@cache
def communes() -> tuple[str, ...]:
    """The communes, wards and special zones of today, in alphabetical order."""
    return tuple(sorted({row["commune"] for row in _rows(WARDS)}, key=sort_key))


@cache
def _by_bare_name() -> Mapping[str, tuple[str, ...]]:
    found = defaultdict(list)
    for commune in communes():
        found[bare(commune)].append(commune)
    return {name: tuple(same) for name, same in found.items()}


@cache
def _by_old_ward() -> Mapping[str, frozenset[str]]:
    found = defaultdict(set)
    for row in _rows(WARDS):
        found[fold(row["ward"])].add(row["commune"])
    return {ward: frozenset(where) for ward, where in found.items()}


def bare(name: str) -> str:
    """A commune without its kind, folded: "Phường Hồng Bàng" gives "hong bang"."""
    folded = fold(name)
    return next((folded.removeprefix(kind) for kind in _KINDS if folded.startswith(kind)), folded)


def find_commune(name: str) -> str | None:
    """The commune that a cell means: one of today, or what became of a ward; None where nobody can tell."""
    tidy = normalise(name)
    if tidy in communes():
        return tidy
    same = _by_bare_name().get(bare(tidy), ())
    if len(same) == 1:
        return same[0]
    now = _by_old_ward().get(fold(tidy), frozenset())
    return next(iter(now)) if len(now) == 1 else None


def name_commune(folded_name: str, address: str) -> str:
    """The official name of a commune that was found in an address; "" where it is none of ours.

    Two communes whose names differ in marks alone are told apart by how the address writes them.
    """
    same = _by_bare_name().get(folded_name, ())
    if len(same) < 2:
        return same[0] if same else ""
    written = normalise(address).lower()
    meant = [commune for commune in same if commune.split(" ", 1)[1].lower() in written]
    return meant[0] if len(meant) == 1 else ""
