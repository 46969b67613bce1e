"""The report of which the facts are collected beside this repository: three contradictions, no false alarm."""

from pathlib import Path

import pytest

from haidang.domain.figures import Kind, Report, check_text

SOURCE = Path(__file__).resolve().parents[5].parent / "shared" / "source" / "hai-phong-pci-report-2024-9m.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SOURCE.exists(), reason="the report is not beside this repository"),
]


@pytest.fixture(scope="module")
def report() -> Report:
    return check_text(SOURCE.read_text(encoding="utf-8"))


def test_the_three_contradictions_and_nothing_else(report: Report) -> None:
    found = {(flag.kind, flag.operands, flag.stated) for flag in report.contradictions}
    assert found == {
        (Kind.REPEAT_EQUAL, ("05",), "01"),
        (Kind.AVERAGE, ("9",), "17.000"),
        (Kind.RATIO_PCT, ("15", "68"), "77,94"),
    }


@pytest.mark.parametrize(
    ("kind", "stated"),
    [
        (Kind.LIST_COUNT, "13"),
        (Kind.RATIO_PCT, "75"),
        (Kind.LIST_COUNT, "07"),
        (Kind.RATIO_PCT, "64,56"),
        (Kind.LIST_COUNT, "05"),
        (Kind.LIST_COUNT, "20"),
        (Kind.RATIO_PCT, "96"),
        (Kind.SUM_OF_PARTS, "165"),
        (Kind.PART_PLUS_REST, "12"),
        (Kind.SUM_OF_PARTS, "327"),
        (Kind.SUM_OF_PARTS, "39"),
        (Kind.SUM_OF_PARTS, "25"),
        (Kind.SUM_OF_PARTS, "12.776"),
        (Kind.CHANGE_PCT, "11,4"),
        (Kind.RATIO_PCT, "28,04"),
    ],
)
def test_relations_that_hold(report: Report, kind: Kind, stated: str) -> None:
    assert [r.verdict.value for r in report.relations if (r.kind, r.stated) == (kind, stated)] == [
        "consistent"
    ]
