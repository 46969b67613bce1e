"""Totals from files as people save them: what is wrong is told, what is unclear is not guessed."""

from decimal import Decimal

import pytest

from haidang.domain.composite import UnreadableTableError, compute_totals, load_methodologies, read_scores
from haidang.domain.composite.tests.samples import PACK

PCI = load_methodologies(PACK)
SUBINDICES = tuple(PCI.find(2013).weights)
HEAD = "province,year,subindex,score"


def file(*provinces, year=2013, score="6.5", head=HEAD, without=(), more=()) -> str:
    rows = [f"{p},{year},{s},{score}" for p in provinces for s in SUBINDICES if s not in without]
    return "\n".join([head, *rows, *more]) + "\n"


def totals(text: str | bytes):
    return compute_totals(read_scores(text if isinstance(text, bytes) else text.encode(), "scores.csv"), PCI)


def test_a_total_is_exact():
    found = totals(file("Hải Phòng", score="6.123456"))
    (row,) = found.rows
    assert (row.total, row.rank, row.methodology) == (Decimal("61.23456"), 1, "PCI-2013")
    assert not found.faults


@pytest.mark.parametrize(
    "content",
    [
        file("Huế").encode("utf-8-sig"),
        file("Huế").encode("utf-16"),
        file("Huế").replace("\n", "\r\n").encode(),
        file("Huế").replace(",", ";").replace("6.5", "6,5").encode(),
        file("Huế").replace(",", "\t").replace("6.5", "6,5").encode(),
        file("Huế").replace("6.5", '"6,5"').encode(),
        file("Huế", head=" Province ,YEAR,Subindex,Score").encode(),
        file("Huế", year="2013.0").encode(),
        file("Huế").replace("entry_costs", "Entry_Costs").encode(),
        file("Huế").replace("\n", "\n\n").encode(),
        "\n".join(f"{line},{'source' if 'score' in line else 's1'}" for line in file("Huế").split()).encode(),
    ],
    ids=[
        "mark",
        "utf-16",
        "crlf",
        "semicolons",
        "tabs",
        "quoted",
        "headings",
        "2013.0",
        "case",
        "blank",
        "columns",
    ],
)
def test_files_as_people_save_them(content):
    found = totals(content)
    assert [(row.province, row.year, row.total) for row in found.rows] == [("Huế", 2013, 65)]
    assert not found.faults


def test_a_province_is_the_same_however_its_letters_are_composed():
    import unicodedata

    half = [s for s in SUBINDICES if s < "l"]
    text = file("Huế", without=half) + "\n".join(
        f"{unicodedata.normalize('NFD', 'HUẾ ')},2013,{s},6.5" for s in half
    )
    (row,) = totals(text).rows
    assert (row.province, row.total) == ("Huế", 65)


def test_a_missing_sub_index_gives_a_fault_and_no_total():
    found = totals(file("Huế", without=("transparency",)) + file("Đà Nẵng").split("\n", 1)[1])
    assert [row.province for row in found.rows] == ["Đà Nẵng"]
    (fault,) = found.faults
    assert (fault.line, fault.element) == (2, "Huế 2013")
    assert "transparency" in fault.message


@pytest.mark.parametrize("blank", ["", " ", "NA", "-", "n/a"])
def test_an_empty_score_is_missing_and_not_zero(blank):
    found = totals(file("Huế", without=("transparency",), more=[f"Huế,2013,transparency,{blank}"]))
    assert not found.rows
    assert any("empty" in fault.message for fault in found.faults)


@pytest.mark.parametrize("score", ["65", "10.01", "-1", "abc", "1.234.5", "NaN", "inf", "9" * 60])
def test_a_score_that_cannot_be_gives_a_fault_with_its_line(score):
    found = totals(file("Huế", without=("transparency",), more=[f"Huế,2013,transparency,{score}"]))
    assert not found.rows
    assert [fault.line for fault in found.faults] == [11]


def test_two_scores_for_one_thing_are_no_score():
    found = totals(file("Huế", more=["Huế,2013,transparency,6.6"]))
    assert not found.rows
    assert "as 6.5 and as 6.6" in found.faults[0].message


def test_the_same_score_twice_is_told_and_counted_once():
    found = totals(file("Huế", more=["Huế,2013,transparency,6.50"]))
    assert [row.total for row in found.rows] == [65]
    assert len(found.faults) == 1


def test_an_unknown_sub_index_is_told_with_those_there_are():
    found = totals(file("Huế", more=["Huế,2013,trade_policy,6.5"]))
    assert "entry_costs" in found.faults[0].message
    assert found.faults[0].element == "Huế 2013 trade_policy"


@pytest.mark.parametrize("year", [2005, 2025, 2026])
def test_a_year_without_methodology_is_told_once(year):
    found = totals(file("Huế", "Đà Nẵng", year=year))
    assert not found.rows
    assert [fault.element for fault in found.faults] == [str(year)]


@pytest.mark.parametrize("year", ["", "20l3", "13", "2013.5"])
def test_what_is_no_year_is_told(year):
    found = totals(file("Huế", year=year))
    assert not found.rows
    assert len(found.faults) == len(SUBINDICES)


def test_a_sub_index_that_does_not_count_may_be_there_or_not():
    given = totals(file("Huế", year=2010))
    gone = totals(file("Huế", year=2010, without=("policy_bias",)))
    empty = totals(file("Huế", year=2010, without=("policy_bias",), more=["Huế,2010,policy_bias,"]))
    assert [[row.total for row in found.rows] for found in (given, gone, empty)] == [[65]] * 3
    assert not given.faults + gone.faults + empty.faults


def test_ranks_are_by_year_of_exact_totals_and_equals_share_the_better():
    provinces = {"A": "6.5", "B": "6.5", "C": "6.500001", "D": "6.4"}
    body = "".join(file(p, score=s).split("\n", 1)[1] for p, s in provinces.items())
    found = totals(HEAD + "\n" + body + file("D", year=2014).split("\n", 1)[1])
    assert [(row.province, row.year, row.rank) for row in found.rows] == [
        ("C", 2013, 1), ("A", 2013, 2), ("B", 2013, 2), ("D", 2013, 4), ("D", 2014, 1),
    ]  # fmt: skip


def test_totals_that_are_equal_in_another_sum_are_equal():
    """In floating point 10 × Σ differs in the last bit; exactly both are 65."""
    other = (
        file("B")
        .replace("B,2013,transparency,6.5", "B,2013,transparency,6.4")
        .replace("B,2013,labor_training,6.5", "B,2013,labor_training,6.6")
    )
    found = totals(file("A") + other.split("\n", 1)[1])
    assert [(row.total, row.rank) for row in found.rows] == [(65, 1), (65, 1)]


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b",,,\n,,,\n", b"PK\x03\x04\0\0\0", "tỉnh,năm\n".encode(), b"province,year,score\nA,2013,1\n",
     "Huế,2013".encode("cp1258", "replace") + b"\xff\xfe\xfd", b'province,year,subindex,score\n"A,2013'],
    ids=["empty", "blank", "delimiters", "workbook", "other headings", "a column less", "not utf-8", "open quote"],
)  # fmt: skip
def test_what_is_no_such_file(content):
    with pytest.raises(UnreadableTableError):
        totals(content)


def test_a_comma_that_splits_a_number_is_told_and_not_read_as_six():
    found = totals(file("Huế", without=("transparency",), more=["Huế,2013,transparency,6,5"]))
    assert not found.rows
    assert found.faults[0].line == 11
    assert "5 cells under 4 headings" in found.faults[0].message


def test_a_line_that_names_the_separator_is_no_heading():
    found = totals("sep=;\r\n" + file("Huế").replace(",", ";"))
    assert [row.total for row in found.rows] == [65]


def test_cells_that_are_empty_at_the_end_do_not_matter():
    assert totals(file("Huế").replace("6.5", "6.5,,")).rows


def test_a_file_without_rows_is_told():
    assert len(totals(HEAD + "\n").faults) == 1
