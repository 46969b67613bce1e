"""Methodologies as versioned data: which sub-indices weigh what in which years, and how sure that is."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from haidang.domain.composite.errors import SpecificationError
from haidang.domain.composite.hierarchy import Group, Hierarchy, Indicator
from haidang.domain.composite.specification import Specification
from haidang.domain.composite.steps import Aggregate, Normalise, Scaling


class WeightStatus(Enum):
    """How sure a weight is; see the README of the pack."""

    OFFICIAL = "official"
    RECOVERED = "recovered"
    INFERRED = "inferred"
    CHOSEN = "chosen"


@dataclass(frozen=True)
class SubIndex:
    """A sub-index of a methodology; `weight` None: not known."""

    code: str
    name_vi: str
    name_en: str
    weight: Decimal | None
    status: WeightStatus | None
    basis: str = ""


@dataclass(frozen=True)
class Misfit:
    """A year whose published totals are known not to follow from the weights, and by how much at most."""

    year: int
    largest: Decimal
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Methodology:
    """total = multiplier × Σ weight × score, for the years `valid_from` to `valid_to` (None: open).

    Scores lie on `scale` (both ends included). Raises SpecificationError when known weights do not sum to 1.
    """

    code: str
    version: str
    valid_from: int
    valid_to: int | None
    scale: tuple[Decimal, Decimal]
    multiplier: Decimal
    subindices: tuple[SubIndex, ...]
    title_vi: str = ""
    title_en: str = ""
    misfits: tuple[Misfit, ...] = field(default=())

    def __post_init__(self) -> None:
        if not self.subindices:
            raise SpecificationError(self.code, "has no sub-indices")
        if self.scale[0] >= self.scale[1]:
            raise SpecificationError(self.code, f"its scale is reversed: {self.scale[0]} to {self.scale[1]}")
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise SpecificationError(
                self.code, f"ends in {self.valid_to}, before it begins in {self.valid_from}"
            )
        known = [sub.weight for sub in self.subindices if sub.weight is not None]
        if known and len(known) < len(self.subindices):
            lost = next(sub.code for sub in self.subindices if sub.weight is None)
            raise SpecificationError(f"{self.code}.{lost}", "has no weight, and others have")
        if known and sum(known) != 1:
            raise SpecificationError(self.code, f"its weights sum to {sum(known)}, not 1")
        if any(weight < 0 for weight in known):
            raise SpecificationError(self.code, "has a weight below 0")

    @property
    def has_weights(self) -> bool:
        """False for a frame: sub-indices that are named and not yet weighed."""
        return self.subindices[0].weight is not None

    @cached_property
    def weights(self) -> Mapping[str, Decimal]:
        """Weights that count, by sub-index: those above 0. Raises SpecificationError for a frame without weights."""
        if not self.has_weights:
            raise SpecificationError(self.code, "its weights are not known: no total can be computed")
        return {sub.code: sub.weight for sub in self.subindices if sub.weight}

    @cached_property
    def codes(self) -> frozenset[str]:
        """All sub-indices, those of weight 0 too."""
        return frozenset(sub.code for sub in self.subindices)

    @property
    def statuses(self) -> frozenset[WeightStatus]:
        """How sure the weights are, one status for each kind among them."""
        return frozenset(sub.status for sub in self.subindices if sub.status is not None)

    def holds_in(self, year: int) -> bool:
        """Whether a year is its."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)

    def misfit(self, year: int) -> Misfit | None:
        """What is known not to fit in a year."""
        return next((misfit for misfit in self.misfits if misfit.year == year), None)

    def total(self, scores: Mapping[str, Decimal]) -> Decimal:
        """The exact total. Raises KeyError naming a sub-index that counts and is not there."""
        return self.multiplier * sum((w * scores[code] for code, w in self.weights.items()), Decimal(0))

    def specification(self) -> Specification:
        """The same as a specification over sub-index scores, for all that the engine can do with one.

        Raises SpecificationError for a frame without weights.
        """
        weights = self.weights
        low, high = (float(end) for end in self.scale)
        leaves = tuple(
            Indicator(
                code=sub.code,
                parent=self.code,
                weight=float(weights[sub.code]),
                goalposts=(low, high),
                name_vi=sub.name_vi,
                name_en=sub.name_en,
            )
            for sub in self.subindices
            if sub.code in weights
        )
        scale = float(self.multiplier)
        steps = (
            Normalise(method=Scaling.GOALPOSTS, low=low * scale, high=high * scale),
            Aggregate(at_least=1.0),
        )
        return Specification(
            code=self.code, version=self.version, title_vi=self.title_vi, title_en=self.title_en, steps=steps,
            hierarchy=Hierarchy(leaves, (Group(code=self.code, name_vi=self.title_vi, name_en=self.title_en),)),
            unit_column="province", period_column="year",
        )  # fmt: skip


@dataclass(frozen=True)
class Methodologies:
    """All methodologies of an index through the years. Raises SpecificationError where two claim the same year."""

    all: tuple[Methodology, ...]

    def __post_init__(self) -> None:
        order = sorted(self.all, key=lambda m: m.valid_from)
        for earlier, later in pairwise(order):
            if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
                raise SpecificationError(
                    later.code, f"begins in {later.valid_from}, when {earlier.code} still holds"
                )

    def find(self, year: int) -> Methodology | None:
        """The methodology of a year, or None."""
        return next((m for m in self.all if m.holds_in(year)), None)

    def get(self, code: str) -> Methodology:
        """The methodology of a code. Raises SpecificationError if there is none."""
        found = next((m for m in self.all if m.code == code), None)
        if found is None:
            raise SpecificationError(
                code, "is no methodology", f"there are: {', '.join(m.code for m in self.all)}"
            )
        return found


def load_methodologies(folder: Path) -> Methodologies:
    """The methodologies of a pack: methodologies.csv, subindices.csv, weights.csv, misfits.csv.

    Raises SpecificationError naming the row that does not fit.
    """
    tables = {
        name: _rows(folder / f"{name}.csv") for name in ("methodologies", "subindices", "weights", "misfits")
    }
    known = {row["code"] for row in tables["methodologies"]}
    for name in ("subindices", "weights", "misfits"):
        for row in tables[name]:
            if row["methodology"] not in known:
                raise SpecificationError(
                    f"{name}.csv", f"names {row['methodology']}, and there is no such methodology"
                )
    return Methodologies(tuple(_methodology(row, tables) for row in tables["methodologies"]))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _methodology(row: Mapping[str, str], tables: Mapping[str, list[dict[str, str]]]) -> Methodology:
    code = row["code"]
    weights = {w["subindex"]: w for w in _of(code, tables["weights"])}
    named = sorted(_of(code, tables["subindices"]), key=lambda s: _whole(s["position"], code))
    if unknown := weights.keys() - {sub["code"] for sub in named}:
        raise SpecificationError(f"{code}.{min(unknown)}", "has a weight, and there is no such sub-index")
    return Methodology(
        code=code,
        version=row["version"],
        valid_from=_whole(row["valid_from"], code),
        valid_to=_whole(row["valid_to"], code) if row["valid_to"] else None,
        scale=(_decimal(row["scale_low"], code), _decimal(row["scale_high"], code)),
        multiplier=_decimal(row["multiplier"], code),
        subindices=tuple(_subindex(code, sub, weights.get(sub["code"])) for sub in named),
        title_vi=row["title_vi"],
        title_en=row["title_en"],
        misfits=tuple(
            Misfit(_whole(m["year"], code), _decimal(m["largest"], code), m["note_vi"], m["note_en"])
            for m in _of(code, tables["misfits"])
        ),
    )


def _of(code: str, rows: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["methodology"] == code]


def _subindex(code: str, row: Mapping[str, str], weight: Mapping[str, str] | None) -> SubIndex:
    if weight is None:
        return SubIndex(row["code"], row["name_vi"], row["name_en"], None, None)
    where = f"{code}.{row['code']}"
    try:
        status = WeightStatus(weight["status"])
    except ValueError:
        raise SpecificationError(
            where, f"its weight has the status {weight['status']!r}, which is none"
        ) from None
    return SubIndex(
        row["code"],
        row["name_vi"],
        row["name_en"],
        _decimal(weight["weight"], where),
        status,
        weight["basis"],
    )


def _decimal(text: str, where: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise SpecificationError(where, f"{text!r} is no number")
    return number


def _whole(text: str, where: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise SpecificationError(where, f"{text!r} is no whole number") from None
