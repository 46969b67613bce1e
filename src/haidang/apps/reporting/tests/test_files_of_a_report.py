"""The tables that go with a report say where every figure is from, and run nothing in a spreadsheet."""

import csv
import io
import json
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from haidang.apps.observations.models import Figure, Finding, Indicator
from haidang.apps.observations.services import Correction, explain_finding, revise_figure
from haidang.apps.reporting.building import build_report
from haidang.foundation.accounts.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(at):
    """`table(report, "provenance.csv")` are the rows of a file."""

    def read(report, name):
        content = build_report(report, at=at, only=name).files[name]
        return list(csv.DictReader(io.StringIO(content.decode())))

    return read


def test_only_the_file_that_is_asked_for_is_made(small, load, at):
    assert list(build_report(load(small), at=at, only="unbound.csv").files) == ["unbound.csv"]


def test_provenance_has_a_row_for_every_quote(small, load, table):
    rows = table(load(small), "provenance.csv")
    assert [row["quote"] for row in rows] == [
        "q-one.1-1", "q-one.1-2", "q-one.1-3", "q-fn.note-1", "q-two.1-1", "q-two.2-1",
    ]  # fmt: skip
    first = rows[0]
    assert (first["text"], first["indicator"], first["unit"], first["period"]) == (
        "1.237", "dvc.integrated", "STTTT", "2024-9M",
    )  # fmt: skip
    assert first["source"].startswith("urn:haidang:file:")
    assert (first["by"], first["revision"]) == ("haidang test", "1")


@pytest.mark.parametrize(
    "evil",
    ["=HYPERLINK(1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "\t=1+1", "-A1"],
)
def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(evil, small, load, table, at):
    report = load(small)
    figure = Figure.objects.get(indicator__code="dvc.total", basis="reported", period="2024-9M")
    by = Actor("system:x", evil, is_system=True)
    revise_figure(figure=figure, correction=Correction("value", Decimal(5), "exact", "vì", 1), by=by, at=at)
    Indicator.objects.filter(pk=figure.indicator_id).update(unit_measure=evil)
    for row in table(report, "provenance.csv"):
        if row["indicator"] == "dvc.total":
            assert (row["by"], row["unit_measure"]) == (f"'{evil}", f"'{evil}")


@pytest.mark.parametrize("text", ["=1+1", "-1+cmd"])
def test_so_is_the_text_of_the_report(text, small, load, table):
    small["sections"][0]["blocks"].append({"key": "one.9", "p": f"{text} năm [[year:2024]]"})
    found = [row for row in table(load(small), "unbound.csv") if row["block"] == "one.9"]
    assert found
    assert all(row["context"].startswith("'") for row in found)


def test_a_negative_figure_stays_a_number(small, load, table, at, system):
    figure = Figure.objects.get(indicator__code="dvc.integrated_rate", basis="reported", period="2024-9M")
    revise_figure(
        figure=figure, correction=Correction("value", Decimal(-5), "exact", "vì", 1), by=system, at=at
    )
    row = table(load(small), "provenance.csv")[2]
    assert (row["value"], row["text"]) == ("-5", "-5,00%")


def test_the_workbook_of_sources_says_what_the_table_says(small, load, table, at):
    report = load(small)
    content = build_report(report, at=at, only="provenance.xlsx").files["provenance.xlsx"]
    rows = [[cell.value or "" for cell in row] for row in load_workbook(io.BytesIO(content)).active]
    told = table(report, "provenance.csv")
    assert rows == [list(told[0]), *(list(row.values()) for row in told)]


def test_unbound_numerals_carry_their_reason(small, load, table):
    (row,) = table(load(small), "unbound.csv")
    assert (row["section"], row["numeral"], row["kind"]) == ("header", "9 tháng năm 2024", "period")
    assert row["reason"]


def test_an_explanation_of_several_lines_does_not_break_the_report(report, system, at):
    finding = Finding.objects.get(relation__code="R35")
    explanation = "Đã đối chiếu với sổ thụ lý.\r\n\x0b\x9fSố đúng là 53."
    explain_finding(finding=finding, explanation=explanation, by=system, at=at)
    html = build_report(report, at=at, only="report.html").files["report.html"].decode()
    assert "Đã đối chiếu với sổ thụ lý. Số đúng là 53." in html


def test_findings_name_the_quotes_they_touch(report, at):
    found = json.loads(build_report(report, at=at, only="findings.json").files["findings.json"])
    assert sorted(item["finding"] for item in found) == ["C1", "C2", "C3", "C3"]
    quotes = [quote for item in found for figure in item["figures"] for quote in figure["quotes"]]
    assert quotes
    assert all(quote.startswith("q-") for quote in quotes)
