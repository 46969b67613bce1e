"""The ASEM example of COINr 1.1.14 (Becker et al., SoftwareX 2022), stage by stage, to twelve digits."""

import csv

import numpy as np
import pytest

from haidang.domain.composite import (
    Aggregate,
    Denominate,
    Direction,
    Group,
    Hierarchy,
    Impute,
    Indicator,
    Normalise,
    Result,
    Screen,
    Specification,
    Treat,
    read_csv,
    run,
)
from haidang.domain.composite.tests.samples import SHARED

FOLDER = SHARED / "coinr-asem"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.exists(), reason="the example of COINr is not beside this repository"),
]

STEPS = (
    Denominate(),
    Impute(group="EurAsia_group"),
    Screen(at_least=0.9),
    Treat(winsorise=5, skew=2, kurtosis=3.5),
    Normalise(low=0, high=100),
    Aggregate(),
)


def asem(*steps) -> Specification:
    """The index as the metadata of the example say."""
    with (FOLDER / "ASEM_iMeta.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    leaves = tuple(
        Indicator(
            code=row["iCode"], parent=row["Parent"], weight=float(row["Weight"]),
            direction=Direction.UP if row["Direction"] == "1" else Direction.DOWN,
            denominator=None if row["Denominator"] == "NA" else row["Denominator"],
        )
        for row in rows if row["Type"] == "Indicator"
    )  # fmt: skip
    groups = tuple(
        Group(
            code=row["iCode"],
            parent=None if row["Parent"] == "NA" else row["Parent"],
            weight=float(row["Weight"]),
        )
        for row in rows
        if row["Type"] == "Aggregate"
    )
    return Specification(
        code="ASEM", hierarchy=Hierarchy(leaves, groups), steps=steps or STEPS, unit_column="uCode"
    )


def read(name: str):
    return read_csv((FOLDER / name).read_bytes(), name, unit="uCode")


@pytest.fixture(scope="module")
def result() -> Result:
    return run(asem(), read("ASEM_iData.csv"))


@pytest.mark.parametrize(
    "stage", ["Raw", "Denominated", "Imputed", "Screened", "Treated", "Normalised", "Aggregated"]
)
def test_a_stage_agrees_in_every_cell(result, stage):
    expected = read(f"stage_{stage}.csv")
    ours = result.stages[stage.lower()]
    assert set(ours.columns) == set(expected.columns)
    assert set(ours.units) == set(expected.units)
    rows = [ours.units.index(unit) for unit in expected.units]
    np.testing.assert_allclose(ours.matrix(expected.columns)[rows], expected.values, rtol=1e-12, atol=0)


def test_all_ranks_agree(result):
    expected = read("results_full.csv")
    theirs = dict(zip(expected.units, expected.column("Rank").tolist(), strict=True))
    assert len(theirs) == 51
    assert dict(zip(result.scores.units, result.ranks.tolist(), strict=True)) == theirs
