"""`haidang report build`: six files, every stated figure of the source in them, every other numeral accounted for."""

import csv
import io
import json
import zipfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from haidang.domain.official_document import compare_docx

ROUND = "HP-PCI-2024-9M"
FILES = {"report.html", "report.docx", "report.pdf", "provenance.csv", "unbound.csv", "findings.json"}
COLUMNS = [
    "quote",
    "section",
    "text",
    "indicator",
    "unit",
    "period",
    "basis",
    "value",
    "source",
    "recorded_at",
    "by",
]
REASONS = {"year", "period", "date", "list_marker", "section", "ordinal", "label", "phone"}
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "hai-phong-2024-9m" / "figures.csv"


@pytest.fixture(scope="module")
def built(prepared, tmp_path_factory):
    """The report of the demonstration, built once: the folder and what the command said."""
    folder = tmp_path_factory.mktemp("report") / "deep" / "out"
    return folder, prepared.run("report", "build", "--round", ROUND, "--out", folder)


def table(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def provenance(built):
    return table(built[0] / "provenance.csv")


def key(row):
    return row["indicator"], row["unit"], row["period"], row["basis"], Decimal(row["value"]), row["text"]


def test_exactly_these_files(built):
    assert {path.name for path in built[0].iterdir()} == FILES
    assert all(path.stat().st_size > 0 for path in built[0].iterdir())


def test_open_contradictions_are_the_exit_code_and_are_told(built):
    _folder, done = built
    assert done.returncode == 1
    assert done.stdout == ""
    assert all(f"open finding {name}" in done.stderr for name in ("C1", "C2", "C3"))


def test_the_files_are_what_their_names_say(built):
    folder, _done = built
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert "word/document.xml" in zipfile.ZipFile(folder / "report.docx").namelist()
    assert "<html" in (folder / "report.html").read_text(encoding="utf-8")[:200].lower()


def test_the_document_remembers_what_it_was_made_with(built):
    docx = (built[0] / "report.docx").read_bytes()
    assert compare_docx(docx).is_unchanged
    assert compare_docx(docx, docx).is_unchanged


def test_the_columns_of_provenance_begin_as_the_contract_says(built):
    with (built[0] / "provenance.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[: len(COLUMNS)] == COLUMNS


def test_every_row_of_provenance_is_complete(provenance):
    for row in provenance:
        assert all(row[column] for column in COLUMNS), row
    tags = [row["quote"] for row in provenance]
    assert len(set(tags)) == len(tags)


def test_all_123_stated_figures_are_quoted(provenance):
    needed = table(Path(__file__).with_name("needed_figures.csv"))
    assert sum(int(row["times"]) for row in needed) == 123
    have = Counter(key(row) for row in provenance)
    assert [row for row in needed if have[key(row)] < int(row["times"])] == []


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the collected facts are not beside this repository")
def test_all_stated_figures_of_the_collected_facts_are_quoted(provenance):
    stated = [row for row in table(SHARED) if row["source"] == "stated"]
    needed = Counter(
        (row["code"].removesuffix(".restated"), row["period"], Decimal(row["value"])) for row in stated
    )
    have = Counter((row["indicator"], row["period"], Decimal(row["value"])) for row in provenance)
    assert sum(needed.values()) == 123
    assert {figure: times for figure, times in needed.items() if have[figure] < times} == {}


def test_every_quote_stands_in_the_page_and_in_the_document(built, provenance):
    page = (built[0] / "report.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(built[0] / "report.docx") as archive:
        document = "".join(archive.read(f"word/{part}.xml").decode() for part in ("document", "footnotes"))
    for row in provenance:
        assert f'"{row["quote"]}"' in page, row["quote"]
        assert f'"{row["quote"]}"' in document, row["quote"]


def test_every_other_numeral_has_a_reason(built):
    rows = table(built[0] / "unbound.csv")
    assert rows
    assert {row["kind"] for row in rows} <= REASONS
    assert all(row["reason"] and row["context"] for row in rows)


def test_findings_name_the_known_contradictions_with_their_arithmetic(built):
    found = json.loads((built[0] / "findings.json").read_text(encoding="utf-8"))
    assert {(item["finding"], item["relation"]) for item in found} == {
        ("C1", "R04"), ("C2", "R05"), ("C3", "R35"), ("C3", "R36"),
    }  # fmt: skip
    assert all(item["state"] == "open" and item["arithmetic_vi"] and item["figures"] for item in found)


def test_building_again_gives_the_same_tables(built, prepared, tmp_path):
    prepared.run("report", "build", "--round", ROUND, "--out", tmp_path)
    for name in ("provenance.csv", "unbound.csv", "findings.json", "report.html"):
        assert (tmp_path / name).read_bytes() == (built[0] / name).read_bytes()


def test_an_unknown_round_is_a_wrong_call_and_writes_nothing(prepared, tmp_path):
    done = prepared.run("report", "build", "--round", "HP-PCI-1999-9M", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "HP-PCI-1999-9M" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_in_the_place_of_the_folder_is_a_wrong_call(prepared, tmp_path):
    (tmp_path / "out").write_text("occupied")
    assert prepared.run("report", "build", "--round", ROUND, "--out", tmp_path / "out").returncode == 2


def test_a_folder_that_cannot_be_made_is_a_wrong_call(prepared, tmp_path):
    (tmp_path / "file").write_text("occupied")
    done = prepared.run("report", "build", "--round", ROUND, "--out", tmp_path / "file" / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot write to" in done.stderr
    assert "Traceback" not in done.stderr


def test_explained_contradictions_are_no_fault(home, tmp_path):
    """Explained as the page does it; the report then builds with 0 and says so."""
    script = (
        "from django.utils import timezone\n"
        "from haidang.apps.observations.models import Finding\n"
        "from haidang.apps.observations.services import explain_finding\n"
        "from haidang.foundation.accounts.actor import Actor\n"
        "for finding in Finding.objects.all():\n"
        "    explain_finding(finding=finding, explanation='Đã đối chiếu với đơn vị.',\n"
        "                    by=Actor.system('test'), at=timezone.now())\n"
    )
    assert home.run("django", "shell", "--no-imports", "-c", script).returncode == 0
    done = home.run("report", "build", "--round", ROUND, "--out", tmp_path / "out")
    assert (done.returncode, "open finding" in done.stderr) == (0, False)
    found = json.loads((tmp_path / "out" / "findings.json").read_text(encoding="utf-8"))
    assert {item["state"] for item in found} == {"explained"}
