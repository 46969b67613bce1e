"""What is proposed can be changed, kept and found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidang.domain.plan_tables import (
    Column,
    Field,
    Ground,
    Mapping,
    mappings_as_json,
    mappings_from_json,
    reason_of,
)
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, TWO, read, workbook


def proposed(*rows, remembered=()):
    return read(workbook(*rows), remembered=remembered).tables[0].proposal


def test_a_proposal_says_how_sure_it_is_and_why() -> None:
    proposal = proposed(HEADINGS, ONE, TWO)
    code = next(column for column in proposal.columns if column.field is Field.TAX_CODE)
    assert (code.ground, code.share, code.confidence) == (Ground.BOTH, 1.0, 1.0)
    assert reason_of(code)[0] == "theo tiêu đề cột, 100 % số ô phù hợp"
    assert proposal.confidence > 0.7


def test_a_heading_that_its_cells_belie_is_less_sure_and_told() -> None:
    rows = [(n, ONE[1], "đang xin cấp", *ONE[3:]) for n in range(1, 5)]
    code = next(column for column in proposed(HEADINGS, *rows).columns if column.heading == "Mã số thuế")
    assert code.ground is Ground.DISAGREE
    assert code.confidence < 0.6


def test_what_a_person_changes_is_heeded_for_the_same_headings_whatever_the_year() -> None:
    headings = ("STT", "Tên doanh nghiệp", "Kế hoạch năm 2025", "Lĩnh vực")
    rows = [(1, ONE[1], "Tháng 5", "Thuế"), (2, TWO[1], "Tháng 6", "Thuế")]
    first = proposed(headings, *rows).mapping
    changed = first.changed(4, Field.NOTE)
    next_year = ("STT", "TÊN DOANH NGHIỆP", "Kế hoạch năm 2026", "Lĩnh vực")
    reading = read(workbook(next_year, *rows), remembered=mappings_from_json(mappings_as_json([changed])))
    assert {column.ground for column in reading.tables[0].proposal.columns} == {Ground.REMEMBERED}
    assert [row.note for row in reading.rows] == ["Thuế", "Thuế"]


def test_other_headings_are_not_read_by_what_is_remembered() -> None:
    mapping = proposed(HEADINGS, ONE).mapping
    other = proposed(("STT", "Tên công ty", "MST"), ONE[:3], remembered=[mapping])
    assert Ground.REMEMBERED not in {column.ground for column in other.columns}


def test_a_field_stands_once() -> None:
    mapping = proposed(HEADINGS, ONE).mapping.changed(4, Field.NAME)
    assert mapping.numbers(Field.NAME) == [4]
    assert mapping.columns[2].field is Field.IGNORED
    with pytest.raises(KeyError):
        mapping.changed(99, Field.NAME)


COLUMNS = st.builds(Column, st.text(max_size=30), st.sampled_from(Field), st.booleans())


@given(st.lists(st.dictionaries(st.integers(1, 256), COLUMNS, max_size=12), max_size=4))
def test_mappings_come_back_from_json(columns: list[dict[int, Column]]) -> None:
    mappings = tuple(Mapping(entry) for entry in columns)
    assert mappings_from_json(mappings_as_json(mappings)) == mappings


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 2, "mappings": []}',
        '{"version": 1, "mappings": [{"columns": [{"number": "1"}]}]}',
    ],
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - also what json raises
        mappings_from_json(text)
