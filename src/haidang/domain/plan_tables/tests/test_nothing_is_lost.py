"""Whatever a file holds: every row with something in it is a row, a recognised line or a fault."""

import csv
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from haidang.domain.plan_tables import RowKind, UnreadableFile, open_source, read_plan
from haidang.domain.plan_tables.tests.making import HEADINGS, ONE, TWO, YEAR, word, workbook

CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [
            *HEADINGS,
            *ONE,
            *TWO,
            "Tổng cộng",
            "I",
            "A",
            "(1)",
            "Ghi chú: x",
            "x",
            "Quý I",
            "THANH TRA",
            "Nơi nhận",
            "-",
        ]
    ),
    st.integers(-5, 10**13),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12),
)
ROWS = st.lists(
    st.one_of(st.just(HEADINGS), st.just(ONE), st.just(TWO), st.lists(CELLS, max_size=9)), max_size=14
)


def text_of(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def accounted(content: bytes, name: str):
    source = open_source(content, name)
    reading = read_plan(source, YEAR)
    assert sum(reading.counts.values()) == source.count
    places = [row.origin.place for row in reading.rows] + [line.place for line in reading.lines]
    assert sorted(map(repr, places)) == sorted(repr(row.place) for grid in source.grids for row in grid.rows)
    told = {fault.place for fault in reading.faults}
    assert all(line.place in told for line in reading.lines if line.kind is RowKind.UNCLEAR)
    return source, reading


@given(ROWS)
@settings(max_examples=150)
def test_rows_of_a_csv_add_up(rows: list) -> None:
    stream = StringIO()
    csv.writer(stream).writerows([[text_of(value) for value in row] for row in rows])
    content = stream.getvalue().encode()
    if not content:
        return
    source, reading = accounted(content, "a.csv")
    for row in reading.rows:  # raw cells are those of the file
        (origin,) = [found for grid in source.grids for found in grid.rows if found.place == row.origin.place]
        assert list(row.raw.values()) == [cell.text for _, cell in sorted(origin.cells.items())]


@given(ROWS)
@settings(max_examples=60)
def test_rows_of_a_workbook_add_up(rows: list) -> None:
    written = [
        [f"{value}" if isinstance(value, str) and value.startswith("=") else value for value in row]
        for row in rows
    ]
    safe = [
        [None if isinstance(value, str) and value.startswith("=") else value for value in row]
        for row in written
    ]
    _, reading = accounted(workbook(*safe), "a.xlsx")
    holding = sum(any(text_of(value) for value in row) for row in safe)
    assert sum(reading.counts.values()) <= holding


@given(
    st.lists(
        st.lists(st.sampled_from(["", *HEADINGS[:3], "Công ty A", "1", "Tổng cộng"]), min_size=3, max_size=3),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=40)
def test_rows_of_a_word_file_add_up(rows: list[list[str]]) -> None:
    accounted(word("KẾ HOẠCH", rows, "Ghi chú"), "a.docx")


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a.docx", "a.pdf", ""]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    try:
        accounted(content, name)
    except UnreadableFile:
        return


@given(st.integers(0, 3000), st.binary(min_size=1, max_size=20))
@settings(max_examples=60)
def test_damaged_workbooks_are_read_or_refused(place: int, junk: bytes) -> None:
    sound = workbook(HEADINGS, ONE, TWO)
    place %= len(sound)
    try:
        accounted(sound[:place] + junk + sound[place + len(junk) :], "a.xlsx")
    except UnreadableFile:
        return
