"""The ASEM example of COINr where it lies beside the repository, else data of its shape; and the shape of the PCI."""

import csv
from pathlib import Path

import numpy as np

from haidang.domain.composite import (
    Aggregate,
    Choice,
    Denominate,
    Direction,
    Group,
    Hierarchy,
    Impute,
    Indicator,
    Mean,
    NoisyWeights,
    Normalise,
    Scaling,
    Screen,
    Specification,
    Table,
    Treat,
    read_csv,
)

ASEM = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "coinr-asem"
SCALE = Normalise(low=1, high=100)
FACTORS = (
    Choice("most values winsorised", tuple(Treat(winsorise=most) for most in range(1, 6))),
    Choice("scale", (SCALE, Normalise(method=Scaling.Z_SCORE, low=10, high=2))),
    Choice("mean", (Aggregate(), Aggregate(Mean.GEOMETRIC))),
    NoisyWeights(levels=(2, 3), sets=100),
)
"""The four assumptions of COINr's own example: 600 runs are 100 × (4 + 2)."""


def asem() -> tuple[str, Specification, Table]:
    """What it is, the index, and its data."""
    if not ASEM.exists():
        spec, table = shaped_like_asem()
        return "data of the shape of ASEM (51 × 49; the example is not beside this repository)", spec, table
    with (ASEM / "ASEM_iMeta.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    leaves = tuple(
        Indicator(
            code=row["iCode"], parent=row["Parent"],
            direction=Direction.UP if row["Direction"] == "1" else Direction.DOWN,
            denominator=None if row["Denominator"] == "NA" else row["Denominator"],
        )
        for row in rows if row["Type"] == "Indicator"
    )  # fmt: skip
    groups = tuple(
        Group(code=row["iCode"], parent=None if row["Parent"] == "NA" else row["Parent"])
        for row in rows
        if row["Type"] == "Aggregate"
    )
    steps = (Denominate(), Impute(group="EurAsia_group"), Screen(at_least=0.9), Treat(), SCALE, Aggregate())
    spec = Specification(code="ASEM", hierarchy=Hierarchy(leaves, groups), steps=steps)
    return (
        "ASEM (51 × 49)",
        spec,
        read_csv((ASEM / "ASEM_iData.csv").read_bytes(), "ASEM_iData.csv", unit="uCode"),
    )


def shaped_like_asem() -> tuple[Specification, Table]:
    """51 units, 49 skewed indicators in eight groups under two, gaps, outliers."""
    chance = np.random.default_rng(51)
    leaves = tuple(Indicator(code=f"i{n}", parent=f"p{n % 8}") for n in range(49))
    groups = (
        Group(code="index"),
        *(Group(code=f"s{n}", parent="index") for n in range(2)),
        *(Group(code=f"p{n}", parent=f"s{n % 2}") for n in range(8)),
    )
    values = np.exp(chance.normal(0, 1.2, (51, 49)))
    values[chance.random(values.shape) < 0.025] = np.nan
    steps = (Impute(), Screen(at_least=0.5), Treat(), SCALE, Aggregate())
    spec = Specification(code="like ASEM", hierarchy=Hierarchy(leaves, groups), steps=steps)
    return spec, Table(tuple(f"u{n}" for n in range(51)), spec.hierarchy.codes, values)


def pci_shaped(*steps: Treat | Normalise | Aggregate) -> tuple[Specification, Table]:
    """63 units, 142 indicators between 0 and 1 in ten sub-indices, on goalposts unless told otherwise."""
    chance = np.random.default_rng(63)
    leaves = tuple(
        Indicator(
            code=f"i{n}", parent=f"s{n * 10 // 142}", goalposts=(0.0, 1.0),
            direction=Direction.DOWN if n % 3 == 0 else Direction.UP,
        )
        for n in range(142)
    )  # fmt: skip
    groups = (Group(code="index"), *(Group(code=f"s{n}", parent="index") for n in range(10)))
    steps = steps or (Normalise(method=Scaling.GOALPOSTS, low=1, high=10), Aggregate())
    spec = Specification(code="like the PCI", hierarchy=Hierarchy(leaves, groups), steps=steps)
    return spec, Table(tuple(f"p{n}" for n in range(63)), spec.hierarchy.codes, chance.beta(3, 5, (63, 142)))
