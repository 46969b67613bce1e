"""Scores come in by table: all or nothing, every fault by its cell, again without harm."""

import io

import openpyxl
import pytest

from haidang.apps.competitiveness.models import ProvinceResult, ProvinceScore
from haidang.apps.competitiveness.selectors import count_provinces, list_standings
from haidang.foundation.importing.services import run_import

TOTALS = "province,year,total,rank"


def test_the_pack_brings_the_series_of_the_province(db):
    without_equal_competition = 4  # 2009 to 2012
    scores = ProvinceScore.objects.filter(province="Hải Phòng")
    assert scores.count() == 17 * 10 - without_equal_competition
    assert ProvinceResult.objects.filter(province="Hải Phòng").count() == 19
    assert not ProvinceScore.objects.filter(year__in=(2023, 2024)).exists()


def test_new_changed_and_unchanged_rows_are_told(take_scores):
    rows = ["An Giang,2022,transparency,6.22", "An Giang,2022,proactivity,7"]
    assert len(take_scores(*rows).created) == 2
    again = take_scores(*rows)
    assert (len(again.created), len(again.changed), again.unchanged) == (0, 0, 2)
    (change,) = take_scores("An Giang,2022,transparency,6.5").changed
    assert change.fields == {"score": ("6.22", "6.5")}


def test_a_workbook_says_the_same(db, system, at):
    book = openpyxl.Workbook()
    for row in (
        ["Tỉnh, thành phố", "Năm", "Chỉ số thành phần", "Điểm"],
        ["An Giang", 2022, "transparency", 6.25],
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    report = run_import(kind="scores", content=out.getvalue(), name="scores.xlsx", by=system, at=at)
    assert (report.faults, len(report.created)) == ((), 1)
    assert str(ProvinceScore.objects.get(province="An Giang").score) == "6.25"


@pytest.mark.parametrize(("text", "score"), [("6.056", "6.056"), ('"6,056"', "6.056"), ('"7,5"', "7.5")])
def test_the_one_mark_in_a_score_is_the_decimal_one(text, score, take_scores):
    assert not take_scores(f"An Giang,2016,transparency,{text}").faults
    assert str(ProvinceScore.objects.get(province="An Giang").score) == score


@pytest.mark.parametrize(
    ("row", "cell", "what"),
    [
        ("An Giang,1999,transparency,6", "B3", "1999"),
        ("An Giang,2022,luck,6", "C3", "luck"),
        ("An Giang,2025,proactivity,6", "C3", "proactivity"),
        ("An Giang,2022,transparency,10.01", "D3", "10.01"),
        ("An Giang,2022,transparency,-1", "D3", "-1"),
        ("An Giang,2022,transparency,many", "D3", "many"),
        ("An Giang,2022,transparency,", "D3", "Điểm"),
        (",2022,transparency,6", "A3", "Tỉnh"),
        ("An Giang,2022,land_access,5", "C3", ""),
    ],
)
def test_a_fault_is_told_by_its_cell_and_nothing_is_written(row, cell, what, take_scores):
    report = take_scores("An Giang,2022,land_access,5", row)
    (fault,) = report.faults
    assert fault.cell == cell
    assert what in fault.what
    assert not ProvinceScore.objects.filter(province="An Giang").exists()


@pytest.mark.parametrize(
    ("row", "cell"),
    [("A,2022,101,1", "C2"), ("A,2022,60,64", "D2"), ("A,2022,60,0", "D2"), ("A,2031,60,1", "B2")],
)
def test_published_totals_have_bounds(row, cell, take_scores):
    assert [fault.cell for fault in take_scores(row, kind="index-totals", heading=TOTALS).faults] == [cell]


def test_a_rank_may_be_unknown(take_scores):
    assert not take_scores("A,2022,60,", kind="index-totals", heading=TOTALS).faults
    assert ProvinceResult.objects.get(province="A").rank is None


YEARS = "year,provinces,source"


def test_the_number_of_provinces_is_data_of_the_year(take_scores):
    assert (count_provinces()[2007], count_provinces()[2022], count_provinces()[2025]) == (64, 63, 34)
    assert not take_scores("2022,2,test", kind="index-years", heading=YEARS).faults
    assert count_provinces()[2022] == 2
    assert [f.cell for f in take_scores("A,2022,60,3", kind="index-totals", heading=TOTALS).faults] == ["D2"]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (["2022,0,"], "B2"),
        (["2022,201,"], "B2"),
        (["2022,sáu ba,"], "B2"),
        (["2022,,"], "B2"),
        (["1999,63,"], "A2"),
        (["2022,63,", "2022,64,"], "A3"),
    ],
)
def test_a_number_of_provinces_that_cannot_be_is_told_by_its_cell(rows, cell, take_scores):
    report = take_scores(*rows, kind="index-years", heading=YEARS)
    assert [fault.cell for fault in report.faults] == [cell]
    assert count_provinces()[2022] == 63


def test_a_province_that_lacks_a_sub_index_is_told_and_has_no_total(take_scores, rows_of):
    """A file may bring a year in parts, so this is no fault; but nothing is computed."""
    take_scores(*rows_of("An Giang", 2022, 7)[1:])
    assert "An Giang" not in {standing.province for standing in list_standings(2022)}


def test_every_fault_of_a_file_is_told_at_once(take_scores):
    report = take_scores(
        "An Giang,2022,transparency,sáu", "An Giang,2022,luck,6", "An Giang,2022,land_access,11",
        "An Giang,2022,proactivity,6", "An Giang,2022,proactivity,6",
    )  # fmt: skip
    assert "D2" in [fault.cell for fault in report.faults]
    report = take_scores(
        "An Giang,2022,luck,6", "An Giang,2022,land_access,11", "An Giang,2022,proactivity,0,5"
    )
    assert {"C2", "D3"} <= {fault.cell for fault in report.faults}
