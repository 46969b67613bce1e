"""`haidang index total` and `haidang index run`: totals of the PCI, and any index from a specification."""

import csv
import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest
import yaml

from haidang.config.cli import main

COMMAND = [str(Path(sys.executable).with_name("haidang")), "index"]
SUBINDICES = (
    "entry_costs", "land_access", "transparency", "time_costs", "informal_charges",
    "policy_bias", "proactivity", "business_support", "labor_training", "legal_institutions",
)  # fmt: skip
PCI = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "pci"
SPEC = """
code: small
unit_column: unit
groups: [{code: all}]
indicators:
  - {code: days, parent: all, direction: down}
  - {code: trust, parent: all, weight: 3}
steps:
  - impute: {method: mean}
  - normalise: {method: min_max, low: 0, high: 100}
  - aggregate
"""
DATA = "unit,days,trust,region\nAn,2,1,coast\nBình,4,,coast\nCường,10,5,hills\n"


def process(*arguments) -> subprocess.CompletedProcess[str]:
    """The command as people call it."""
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def run(*arguments) -> subprocess.CompletedProcess[str]:
    """The same entry point within this process: half a second less for each of many cases."""
    out, err, mask = io.StringIO(), io.StringIO(), os.umask(0o077)
    arguments = ["index", *map(str, arguments)]
    try:
        with (
            mock.patch.object(sys, "argv", ["haidang", *arguments]),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            main()
    except SystemExit as end:
        return subprocess.CompletedProcess(arguments, end.code, out.getvalue(), err.getvalue())
    finally:
        os.umask(mask)
    raise AssertionError("the entry point ends with an exit code")


def scores(*provinces: tuple[str, int, str], without: tuple[str, ...] = ()) -> str:
    lines = [f"{p},{y},{s},{score}" for p, y, score in provinces for s in SUBINDICES if s not in without]
    return "\n".join(["province,year,subindex,score", *lines]) + "\n"


@pytest.fixture
def total(tmp_path):
    """`total(text)` runs the command on a file with this text; what it said, and the rows it wrote."""

    def call(text: str | bytes, *more):
        source, target = tmp_path / "S.csv", tmp_path / "new" / "T.csv"
        source.write_bytes(text.encode() if isinstance(text, str) else text)
        done = run("total", "--scores", source, "--out", target, *more)
        rows = []
        if target.exists():
            with target.open(encoding="utf-8", newline="") as file:
                rows = list(csv.reader(file))
        return done, rows

    return call


def test_totals_and_ranks_by_the_methodology_of_each_year(total):
    done, rows = total(scores(("Hải Phòng", 2015, "6.5"), ("Đà Nẵng", 2015, "7"), ("Đà Nẵng", 2010, "7.25")))
    assert done.returncode == 0, done.stderr
    assert rows == [
        ["province", "year", "total", "rank"],
        ["Đà Nẵng", "2010", "72.5", "1"],
        ["Đà Nẵng", "2015", "70", "1"],
        ["Hải Phòng", "2015", "65", "2"],
    ]
    assert done.stdout == ""


def test_as_a_process(tmp_path):
    """Exit codes and streams as a shell sees them."""
    (tmp_path / "S.csv").write_text(scores(("Huế", 2016, "6"), ("Huế", 1999, "6")), encoding="utf-8")
    done = process("total", "--scores", tmp_path / "S.csv", "--out", tmp_path / "T.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert "1999: there is no methodology" in done.stderr
    assert (tmp_path / "T.csv").read_text(encoding="utf-8") == "province,year,total,rank\nHuế,2016,60,1\n"
    (tmp_path / "spec.yaml").write_text(SPEC, encoding="utf-8")
    (tmp_path / "data.csv").write_text(DATA, encoding="utf-8")
    done = process("run", tmp_path / "spec.yaml", "--data", tmp_path / "data.csv", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "")
    assert process("total").returncode == 2


def test_how_sure_the_weights_are_is_told(total):
    done, _ = total(scores(("Hải Phòng", 2023, "7")))
    assert done.returncode == 0
    assert "inferred" in done.stderr
    assert "0.695" in done.stderr


def test_a_missing_sub_index_is_a_fault_and_the_others_are_written(total):
    done, rows = total(scores(("Huế", 2013, "6"), without=("transparency",)) + "\n".join(
        scores(("Đà Nẵng", 2013, "7")).splitlines()[1:]))  # fmt: skip
    assert done.returncode == 1
    assert [row[0] for row in rows[1:]] == ["Đà Nẵng"]
    assert "line 2: Huế 2013: no score for transparency" in done.stderr


@pytest.mark.parametrize("year", [2004, 2025, 2031])
def test_a_year_without_methodology_is_a_fault(total, year):
    done, rows = total(scores(("Huế", year, "6")))
    assert done.returncode == 1
    assert str(year) in done.stderr
    assert len(rows) == 1


def test_faults_for_machines(total):
    done, _ = total(scores(("Huế", 2022, "65")), "--format", "json")
    told = json.loads(done.stdout)
    assert done.returncode == 1
    assert told["totals"] == 0
    assert told["years"]["2022"]["weights"] == ["inferred"]
    assert {fault["line"] for fault in told["faults"]} == set(range(2, 12))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04\0\0", b"a,b\n1,2\n", b"\xff\xfa\xf0"])
def test_what_cannot_be_read_is_a_wrong_call(total, content):
    done, rows = total(content)
    assert done.returncode == 2
    assert rows == []
    assert "S.csv" in done.stderr


def test_wrong_calls(tmp_path):
    assert run("total", "--scores", tmp_path / "none.csv", "--out", tmp_path / "T.csv").returncode == 2
    assert run("total").returncode == 2
    assert run("run", tmp_path / "none.yaml", "--data", tmp_path / "x.csv", "--out", tmp_path).returncode == 2


@pytest.mark.shared
@pytest.mark.skipif(not PCI.exists(), reason="the scores of all provinces are not beside this repository")
def test_totals_of_2015_as_published(total):
    with (PCI / "subindex_scores.csv").open(encoding="utf-8") as file:
        head, *lines = file.readlines()
    done, rows = total(head + "".join(line for line in lines if ",2015," in line))
    with (PCI / "totals.csv").open(encoding="utf-8", newline="") as file:
        published = {row["province"]: row for row in csv.DictReader(file) if row["year"] == "2015"}
    assert done.returncode == 0, done.stderr
    assert {row[0]: int(row[3]) for row in rows[1:]} == {
        name: int(row["rank"]) for name, row in published.items()
    }
    assert max(abs(float(row[2]) - float(published[row[0]]["total"])) for row in rows[1:]) < 1e-3


@pytest.fixture
def index(tmp_path):
    """`index(spec, data)` runs the command on files with these contents into a folder."""

    def call(spec: str = SPEC, data: str | bytes = DATA, *more, name: str = "data.csv"):
        (tmp_path / "spec.yaml").write_text(spec, encoding="utf-8")
        (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
        out = tmp_path / "out"
        return run("run", tmp_path / "spec.yaml", "--data", tmp_path / name, "--out", out, *more), out

    return call


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_a_file_for_every_stage(index):
    done, out = index()
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in out.iterdir()) == [
        "aggregated.csv", "imputed.csv", "normalised.csv", "ranks.csv", "raw.csv", "result.json", "scores.csv",
        "specification.yaml",
    ]  # fmt: skip
    assert read(out / "raw.csv")[2] == ["Bình", "4.0", ""]
    assert read(out / "imputed.csv")[2] == ["Bình", "4.0", "3.0"]
    assert read(out / "scores.csv") == [
        ["unit", "rank", "all"], ["Cường", "1", "75.0"], ["Bình", "2", "56.25"], ["An", "3", "25.0"],
    ]  # fmt: skip
    assert read(out / "ranks.csv") == [["unit", "rank"], ["Cường", "1"], ["Bình", "2"], ["An", "3"]]
    record = json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert record["imputed"] == [{"unit": "Bình", "indicator": "trust"}]
    assert record["specification_sha256"] in done.stderr
    assert record["data_sha256"] in done.stderr


def test_the_specification_that_is_written_gives_the_same_result(index):
    _, out = index()
    first = json.loads((out / "result.json").read_text(encoding="utf-8"))
    done, out = index((out / "specification.yaml").read_text(encoding="utf-8"))
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "result.json").read_text(encoding="utf-8")) == first


def test_columns_of_a_sheet_that_hold_nothing_do_not_matter(index):
    _, out = index()
    first = json.loads((out / "result.json").read_text(encoding="utf-8"))
    done, out = index(SPEC, DATA.replace("\n", ",,\n"))
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "result.json").read_text(encoding="utf-8")) == first


def test_stages_of_an_earlier_run_do_not_stay(index):
    _, out = index()
    assert (out / "imputed.csv").exists()
    done, out = index(SPEC.replace("  - impute: {method: mean}\n", ""))
    assert done.returncode == 0, done.stderr
    assert not (out / "imputed.csv").exists()


def test_the_scores_are_not_overwritten(tmp_path):
    path = tmp_path / "S.csv"
    path.write_text(scores(("Huế", 2013, "6")), encoding="utf-8")
    assert run("total", "--scores", path, "--out", path).returncode == 2
    assert path.read_text(encoding="utf-8") == scores(("Huế", 2013, "6"))


def test_parquet_is_the_same_as_csv(index, tmp_path):
    pytest.importorskip("pyarrow")
    pandas = pytest.importorskip("pandas")
    _, out = index()
    first = json.loads((out / "result.json").read_text(encoding="utf-8"))
    pandas.read_csv(tmp_path / "data.csv").to_parquet(tmp_path / "made.parquet")
    done, out = index(SPEC, (tmp_path / "made.parquet").read_bytes(), name="data.parquet")
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "result.json").read_text(encoding="utf-8")) == first


@pytest.mark.parametrize(
    ("old", "new", "element"),
    [
        ("parent: all, weight", "parent: nowhere, weight", "trust"),
        ("min_max, low: 0", "min_max, low: 200", "normalise"),
        ("direction: down", "direction: left", "indicators[days].direction"),
        ("code: small", "code: [", "spec.yaml"),
        ("code: small", "code: " + "[" * 5000, "spec.yaml"),
    ],
)
def test_a_bad_specification_names_its_element(index, old, new, element):
    done, out = index(SPEC.replace(old, new))
    assert done.returncode == 2
    assert element in done.stderr
    assert not out.exists()


@pytest.mark.parametrize(
    ("data", "element"),
    [
        (DATA.replace("days", "hours"), "days"),
        (DATA.replace(",2,", ",4,").replace(",10,", ",4,"), "days"),
        (DATA + "An,3,3,coast\n", "An"),
        (DATA.replace(",2,", ",x,"), "days"),
        (DATA + "Dung,3\n", "line 5"),
    ],
    ids=["column", "constant", "twice", "word", "short"],
)
def test_data_that_cannot_be_run_name_their_element(index, data, element):
    done, out = index(SPEC, data, "--format", "json")
    assert done.returncode == 1
    assert element in done.stderr
    assert element in json.loads(done.stdout)["faults"][0]["element"]
    assert not out.exists()


@pytest.mark.parametrize("data", ["", "place,days,trust\nAn,1,2\n", b"PK\x03\x04\0\0"])
def test_data_that_cannot_be_read(index, data):
    assert index(SPEC, data)[0].returncode == 2


def test_the_generic_ddci_runs_on_data_of_two_years(index):
    spec = Path(__file__).resolve().parents[2] / "packs" / "index-methodologies" / "ddci.yaml"
    codes = [leaf["code"] for leaf in yaml.safe_load(spec.read_text(encoding="utf-8"))["indicators"]]
    keys = [("Sở A", "2023"), ("Sở B", "2023"), ("Sở A", "2024"), ("Sở B", "2024")]
    rows = [[*key, *(str(50 + 7 * n % 40) for n in range(k, k + len(codes)))] for k, key in enumerate(keys)]
    data = "\n".join(",".join(row) for row in [["unit", "year", *codes], *rows])
    done, out = index(spec.read_text(encoding="utf-8"), data)
    assert done.returncode == 0, done.stderr
    ranks = read(out / "ranks.csv")
    assert ranks[0] == ["unit", "year", "rank"]
    assert sorted(row[1:] for row in ranks[1:]) == [
        ["2023", "1"],
        ["2023", "2"],
        ["2024", "1"],
        ["2024", "2"],
    ]
