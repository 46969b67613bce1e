"""`haidang overlaps resolve` and `merge`: files in, files out, exit codes."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [str(Path(sys.executable).with_name("haidang")), "overlaps"]
PERSON = "031085001234"
ROWS = f"""rid,unit,tier,name,mst,addr,content,month,days,staff,ghi chú
r1,Thuế thành phố,3,Công ty Cổ phần Vận tải Sông Cấm,0100233488,,thuế,3,5,2,x
r2,Sở Nội vụ,5,CTY CP V.TAI SONG CAM,100233488,,lao động,9,5,2,
r3,Sở Y tế,5,Công ty TNHH Thực phẩm Hoa Phượng,,,ATTP,5,3,2,
r4,Sở Y tế,5,Hộ kinh doanh Nguyễn Thị Hoa,{PERSON},,ATTP,6,3,2,
r5,Sở Công Thương,5,HKD NGUYỄN THỊ HOA,{PERSON.lstrip("0")},,đo lường,7,,,
"""


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def resolved_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `resolve` writes, made once: starting Python is most of its time."""
    folder = tmp_path_factory.mktemp("resolved")
    (folder / "rows.csv").write_text(ROWS, encoding="utf-8")
    done = run("resolve", folder / "rows.csv", "--out", folder / "out", "--year", 2026)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    (folder / "out" / "stderr.txt").write_text(done.stderr, encoding="utf-8")
    return folder / "out"


@pytest.fixture
def resolved(resolved_once: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(resolved_once, tmp_path / "resolved"))


@pytest.fixture
def capacity(tmp_path: Path) -> Path:
    path = tmp_path / "capacity.csv"
    path.write_text("unit,month,capacity\nThuế thành phố,,40\nSở Nội vụ,,40\n", encoding="utf-8")
    return path


def test_resolve_writes_entities_reviews_and_overlaps(resolved: Path) -> None:
    entities = {row["rid"]: row["entity"] for row in table(resolved / "entities.csv")}
    assert list(entities) == ["r1", "r2", "r3", "r4", "r5"]
    assert entities["r1"] == entities["r2"] != entities["r3"]
    assert entities["r4"] == entities["r5"]
    overlaps = {row["entity"]: row for row in table(resolved / "overlaps.csv")}
    assert overlaps[entities["r1"]]["rids"] == "r1 r2"
    assert "198/2025/QH15, Điều 4 khoản 2" in overlaps[entities["r1"]]["rule"]
    with (resolved / "review.csv").open(encoding="utf-8") as file:
        assert file.readline() == "a,b,score,reasons\n"


def test_no_personal_number_is_written_or_said(resolved: Path) -> None:
    files = list(resolved.iterdir())
    assert {file.name for file in files} == {
        "entities.csv",
        "review.csv",
        "overlaps.csv",
        "visits.csv",
        "stderr.txt",
    }
    assert all(PERSON.lstrip("0") not in file.read_text(encoding="utf-8") for file in files)


def test_rules_are_those_of_the_year(rows: Path, tmp_path: Path) -> None:
    run("resolve", rows, "--out", tmp_path / "old", "--year", 2024)
    assert any(
        "Chỉ thị 20/CT-TTg" in row["rule"] and row["kind"] == "quota"
        for row in table(tmp_path / "old" / "overlaps.csv")
    )


def test_a_registry_names_the_enterprises(rows: Path, tmp_path: Path) -> None:
    registry = tmp_path / "registry.csv"
    registry.write_text(
        "entity,name,mst,addr\nDN-7,Công ty CP Vận tải Sông Cấm,0100233488,\n", encoding="utf-8"
    )
    run("resolve", rows, "--out", tmp_path / "out", "--registry", registry)
    entities = {row["rid"]: row["entity"] for row in table(tmp_path / "out" / "entities.csv")}
    assert entities["r1"] == entities["r2"] == "DN-7"
    assert len(entities) == 5


def test_answers_to_questions_are_heeded(rows: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.csv"
    answers.write_text("a,b,score,reasons,answer\nr1,r2,,,different\nr1,r3,,,same\n", encoding="utf-8")
    done = run("resolve", rows, "--out", tmp_path / "out", "--year", 2026, "--answers", answers)
    assert done.returncode == 0, done.stderr
    entity = {row["rid"]: row["entity"] for row in table(tmp_path / "out" / "entities.csv")}
    assert entity["r1"] == entity["r3"] != entity["r2"]


def test_cells_that_cannot_be_read_end_with_one(rows: Path, tmp_path: Path) -> None:
    rows.write_text(ROWS.replace("lao động,9", "lao động,14"), encoding="utf-8")
    done = run("resolve", rows, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "row r2, month: “14”" in done.stderr
    assert len(table(tmp_path / "out" / "entities.csv")) == 5


@pytest.mark.parametrize("text", ["", "name\nA\n", "rid,name\n1,A\n1,B\n"])
def test_a_file_that_is_no_plan_is_a_wrong_call(rows: Path, tmp_path: Path, text: str) -> None:
    rows.write_text(text, encoding="utf-8")
    done = run("resolve", rows, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "rows.csv" in done.stderr
    assert not (tmp_path / "out").exists()


def test_merge_writes_teams_and_tells_status_and_gap(resolved: Path, capacity: Path, tmp_path: Path) -> None:
    done = run("merge", resolved, "--capacity", capacity, "--out", tmp_path / "merges.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("status optimal, gap 0.000 %")
    team = next(row for row in table(tmp_path / "merges.csv") if row["rids"] == "r1 r2")
    assert list(team) == ["entity", "rids", "lead", "co_units", "month", "moved", "reason"]
    assert (team["lead"], team["co_units"], team["month"], team["moved"]) == (
        "Thuế thành phố",
        "Sở Nội vụ",
        "3",
        "r2:9>3",
    )
    assert team["reason"]


def test_merge_names_the_rule_that_clashes(resolved: Path, capacity: Path, tmp_path: Path) -> None:
    capacity.write_text("unit,capacity\nThuế thành phố,1\n", encoding="utf-8")
    done = run(
        "merge", resolved, "--capacity", capacity, "--out", tmp_path / "merges.csv", "--format", "json"
    )
    assert done.returncode == 1
    result = json.loads(done.stdout)
    assert (result["status"], result["gap"], result["overload"]) == ("optimal", 0, 9)
    assert [clash["rule"] for clash in result["clashes"]] == ["capacity"]
    assert "Thuế thành phố" in done.stderr


def test_merge_heeds_a_correction_in_entities(resolved: Path, capacity: Path, tmp_path: Path) -> None:
    path = resolved / "entities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("r3,Er3", "r3,Er1"), encoding="utf-8")
    run("merge", resolved, "--capacity", capacity, "--out", tmp_path / "merges.csv")
    assert "r1 r2 r3" in {row["rids"] for row in table(tmp_path / "merges.csv")}


def test_merge_refuses_what_resolve_did_not_write(tmp_path: Path, capacity: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("merge", tmp_path / "empty", "--capacity", capacity, "--out", tmp_path / "merges.csv")
    assert done.returncode == 2
    assert "haidang overlaps resolve" in done.stderr
