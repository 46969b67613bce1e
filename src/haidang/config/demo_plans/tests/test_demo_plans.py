"""The plans of the demonstration: what the pack promises, and every row of every file read right."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from haidang.config.demo_plans import make_plans
from haidang.domain.plan_tables import PlanReading, open_source, read_plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("plans")
    make_plans(made)
    return made


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with (folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["file"], []).append(row)
    return found


def test_the_pack_is_what_it_says(truth: dict[str, list[dict[str, str]]]) -> None:
    rows = [row for rows in truth.values() for row in rows]
    visits = Counter(row["entity"] for row in rows)
    overlapping = {entity: count for entity, count in visits.items() if count > 1}
    assert (len(truth), len(rows), sum(overlapping.values()), len(overlapping)) == (45, 2108, 277, 129)
    assert len({(row["entity"], row["agency"]) for row in rows}) == len(rows)  # no agency visits one twice
    assert {name.rpartition(".")[2] for name in truth} == {"xlsx", "csv", "docx", "pdf"}


def as_truth(reading: PlanReading) -> list[dict[str, str]]:
    return [
        {
            "name": row.name,
            "mst": row.tax_code.digits,
            "addr": row.address,
            "content": row.content,
            "form": row.form.value if row.form else "",
            "first": f"{row.window.first}" if row.window else "",
            "last": f"{row.window.last}" if row.window else "",
            "days": f"{row.days.most}" if row.days else "",
            "staff": f"{row.staff}",
            "note": row.note,
        }
        for row in reading.rows
    ]


def test_every_row_of_every_file_is_read_right(folder: Path, truth: dict[str, list[dict[str, str]]]) -> None:
    for name, rows in truth.items():
        source = open_source((folder / name).read_bytes(), name)
        reading = read_plan(source, 2024)
        assert sum(reading.counts.values()) == source.count, name
        assert not reading.has_faults, name
        expected = [{field: row[field] for field in as_truth(reading)[0]} for row in rows]
        assert as_truth(reading) == expected, name


def test_the_same_plans_are_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    again = {path.name: path.read_bytes() for path in make_plans(tmp_path)}
    assert again == {name: (folder / name).read_bytes() for name in again}
