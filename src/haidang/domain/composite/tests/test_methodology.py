"""A pack of methodologies that contradicts itself names the row."""

import csv
import shutil

import pytest

from haidang.domain.composite import SpecificationError, load_methodologies
from haidang.domain.composite.tests.samples import PACK


@pytest.fixture
def pack(tmp_path):
    """`pack("weights", key, column, value)` is a copy of the pack with one cell of one row changed."""

    def change(table: str, key: dict[str, str], column: str, value: str):
        folder = tmp_path / "pack"
        shutil.copytree(PACK, folder)
        path = folder / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        found = [row for row in rows if key.items() <= row.items()]
        assert len(found) == 1
        found[0][column] = value
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return folder

    return change


WEIGHT = {"methodology": "PCI-2013", "subindex": "transparency"}


@pytest.mark.parametrize(
    ("table", "key", "column", "value", "element", "words"),
    [
        ("weights", WEIGHT, "weight", "0.25", "PCI-2013", "sum to 1.05"),
        ("weights", WEIGHT, "weight", "much", "PCI-2013.transparency", "no number"),
        ("weights", WEIGHT, "weight", "NaN", "PCI-2013.transparency", "no number"),
        ("weights", WEIGHT, "status", "sure", "PCI-2013.transparency", "'sure'"),
        ("weights", WEIGHT, "subindex", "openness", "PCI-2013.openness", "no such sub-index"),
        ("weights", WEIGHT, "methodology", "PCI-1999", "weights.csv", "PCI-1999"),
        ("methodologies", {"code": "PCI-2013"}, "valid_to", "2018", "PCI-2017", "when PCI-2013 still holds"),
        ("methodologies", {"code": "PCI-2013"}, "valid_to", "2012", "PCI-2013", "before it begins"),
        ("methodologies", {"code": "PCI-2013"}, "scale_high", "-1", "PCI-2013", "reversed"),
        ("methodologies", {"code": "PCI-2013"}, "valid_from", "soon", "PCI-2013", "'soon'"),
        ("subindices", {"methodology": "PCI-2013", "code": "transparency"}, "code", "openness",
         "PCI-2013.transparency", "no such sub-index"),
        ("subindices", {"methodology": "PCI-2013", "code": "transparency"}, "position", "", "PCI-2013", "''"),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_named(pack, table, key, column, value, element, words):
    with pytest.raises(SpecificationError) as told:
        load_methodologies(pack(table, key, column, value))
    assert told.value.element == element
    assert words in str(told.value)


def test_a_methodology_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(SpecificationError, match="PCI-2006, PCI-2009"):
        load_methodologies(PACK).get("PCI-1999")
