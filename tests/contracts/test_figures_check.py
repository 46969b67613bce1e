"""`haidang figures check` recomputes the figures of texts."""

import json
import subprocess
import sys
from pathlib import Path

COMMAND = [str(Path(sys.executable).with_name("haidang")), "figures", "check"]
WRONG = "Tòa án đã thụ lý 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."
RIGHT = "Đã hoàn thành 24/25 cơ sở, đạt tỷ lệ 96%."


def run(*arguments, text=""):
    return subprocess.run([*COMMAND, *arguments], input=text, capture_output=True, text=True, check=False)


def test_lines_of_texts_are_answered_line_by_line():
    feed = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate([WRONG, RIGHT]))
    done = run("--jsonl", text=feed)
    wrong, right = map(json.loads, done.stdout.splitlines())
    assert done.returncode == 0
    assert (wrong["id"], right["id"]) == (0, 1)
    flagged = [r for r in wrong["relations"] if r["verdict"] == "inconsistent"]
    assert [r["stated"] for r in flagged] == ["77,94"]
    assert "53" in flagged[0]["suggestions"]
    assert {r["verdict"] for r in right["relations"]} == {"consistent"}


def test_a_contradiction_is_told_with_line_and_arithmetic_and_ends_with_one(tmp_path):
    file = tmp_path / "bao-cao.txt"
    file.write_text(f"Mở đầu.\n\n{WRONG}\n", encoding="utf-8")
    done = run(str(file))
    assert done.returncode == 1
    assert f"{file}:3:" in done.stdout
    assert "22,06%" in done.stdout


def test_a_text_that_adds_up_ends_with_zero(tmp_path):
    file = tmp_path / "dung.md"
    file.write_text(RIGHT, encoding="utf-8")
    assert run(str(file), "--format", "json").returncode == 0


def test_wrong_calls_and_unreadable_input_end_with_two(tmp_path):
    other = tmp_path / "x.xlsx"
    other.write_bytes(b"PK")
    for arguments, text in (
        ((), ""),
        ((str(other),), ""),
        (("--jsonl",), "no json\n"),
        (("absent.txt",), ""),
    ):
        assert run(*arguments, text=text).returncode == 2
