"""Files as they come."""

from pathlib import Path

import polars as pl
import pytest

from haidang.domain.overlaps.tables import (
    UnreadableTable,
    read_answers,
    read_capacity,
    read_registry,
    read_rows,
)


def file(folder: Path, text: str, name: str = "rows.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_columns_come_in_any_order_and_others_are_ignored(tmp_path: Path) -> None:
    read = read_rows(file(tmp_path, "\ufeffghi chú;Name;RID;month\nx;Cty An;7;Tháng 3\n"))
    assert (
        read.table.to_dicts()[0] | {"rid": "7", "name": "Cty An", "month": 3, "mst": "", "days": None}
        == read.table.to_dicts()[0]
    )
    assert read.faults == ()


def test_numbers_in_parquet_keep_their_digits(tmp_path: Path) -> None:
    path = tmp_path / "rows.parquet"
    pl.DataFrame({"rid": [1, 2], "mst": [201234567001.0, None], "month": [3.0, None]}).write_parquet(path)
    table = read_rows(path).table
    assert table["mst"].to_list() == ["201234567001", ""]
    assert table["month"].to_list() == [3, None]


def test_cells_that_are_no_number_are_told_by_row_and_left_empty(tmp_path: Path) -> None:
    read = read_rows(file(tmp_path, "rid,name,month,days\n1,A,13,5\n2,B,3,vài\n"))
    assert [fault.split(":")[0] for fault in read.faults] == ["row 1, month", "row 2, days"]
    assert read.table["month"].to_list() == [None, 3]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,mst\nA,1\n", "no column “rid”"),
        ("rid,unit\n1,A\n", "nothing tells the enterprises apart"),
        ("rid,name\n,A\n", "line 2: no “rid”"),
        ("rid,name\n1,A\n1,B\n", "stands in more than one row"),
        ("rid,name,Name\n1,A,B\n", "two columns of one name"),
        ("", "not a readable csv"),
    ],
)
def test_what_cannot_be_used_is_told_with_a_remedy(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UnreadableTable, match=told):
        read_rows(file(tmp_path, text))


def test_bytes_of_something_else_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(b"\xff\xfe\x00rid")
    with pytest.raises(UnreadableTable, match="not a readable csv"):
        read_rows(path)


@pytest.mark.parametrize(
    "text",
    [
        "unit,month,capacity\nSở A,1,40\nSở A,02,30\n",
        "unit;1;tháng 2\nSở A;40;30\n",
        "unit,m1,m2,m3\nSở A,40,30,\n",
    ],
)
def test_capacity_is_long_or_wide(tmp_path: Path, text: str) -> None:
    assert read_capacity(file(tmp_path, text)) == {("Sở A", 1): 40, ("Sở A", 2): 30}


def test_capacity_without_a_month_is_every_month_s(tmp_path: Path) -> None:
    assert read_capacity(file(tmp_path, "unit,capacity\nSở A,40\n")) == {
        ("Sở A", month): 40 for month in range(1, 13)
    }


@pytest.mark.parametrize(
    "text", ["đơn vị\nA\n", "unit,x\nA,1\n", "unit,month,capacity\nA,13,1\n", "unit,capacity\nA,-1\n"]
)
def test_capacity_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableTable):
        read_capacity(file(tmp_path, text))


def test_a_registry_without_keys_is_numbered_by_line(tmp_path: Path) -> None:
    assert read_registry(file(tmp_path, "name,mst\nA,\nB,\n"))["registered"].to_list() == [
        "registry-1",
        "registry-2",
    ]


def test_answers_are_questions_with_what_was_said(tmp_path: Path) -> None:
    path = file(tmp_path, "a,b,score,answer\nr1,r3,0.9,same\nr2,r9,0.8,\nr2,r1,0.7,different\n")
    assert read_answers(path, ["r1", "r2", "r3"]) == [(0, 2, True), (1, 0, False)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a,b\nr1,r2\n", "no column “answer”"),
        ("a,b,answer\nr1,r2,có\n", "line 2, answer: “có”"),
        ("a,b,answer\nr1,r9,same\n", "line 2: “r9” is no row"),
    ],
)
def test_answers_that_cannot_be_used_are_told_by_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UnreadableTable, match=told):
        read_answers(file(tmp_path, text), ["r1", "r2"])
