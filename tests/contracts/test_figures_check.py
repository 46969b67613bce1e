"""`haidang figures check` recomputes the figures of files and texts."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from haidang.domain.file_text.tests.making import pdf, word_document, workbook

COMMAND = [str(Path(sys.executable).with_name("haidang")), "figures", "check"]
WRONG = "Tòa án đã thụ lý 68 vụ, giải quyết 15 vụ, tỷ lệ giải quyết đạt 77,94%."
RIGHT = "Đã hoàn thành 24/25 cơ sở, đạt tỷ lệ 96%."
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "source" / "hai-phong-pci-report-2024-9m.txt"


def run(*arguments, text=""):
    return subprocess.run([*COMMAND, *arguments], input=text, capture_output=True, text=True, check=False)


@pytest.fixture
def file(tmp_path):
    """`file("a.docx", content)` is the path of a file with that content."""

    def write(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


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


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.txt", f"Mở đầu.\n\n{WRONG}\n", ":3:"),
        ("a.md", f"Mở đầu.\n\n{WRONG}\n", ":3:"),
        ("a.html", f"<html><p>Mở đầu.<p>{WRONG}", ": paragraph 2:"),
        ("a.docx", word_document("Mở đầu.", WRONG), ": paragraph 2:"),
        ("a.xlsx", workbook(["Mở đầu."], [WRONG]), ": sheet “Sheet”, cell A2:"),
        ("a.pdf", pdf(f"Mở đầu.\n#pagebreak()\n{WRONG}"), ": page 2:"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith("a.") else "",
)
def test_a_contradiction_is_told_with_place_and_arithmetic_and_ends_with_one(file, name, content, place):
    path = file(name, content)
    done = run(path)
    assert done.returncode == 1
    assert f"{path}{place}" in done.stdout
    assert "22,06%" in done.stdout
    assert "1 contradictions" in done.stdout


def test_a_text_that_adds_up_ends_with_zero(file):
    done = run(file("dung.md", RIGHT), "--format", "json")
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["media"] == "md"
    assert record["relations"][0]["place"] == {"line": 1, "column": RIGHT.index("96") + 1}


def test_several_files_are_checked_one_after_the_other(file):
    done = run(file("a.txt", RIGHT), file("b.docx", word_document(WRONG)), "--format", "json")
    assert done.returncode == 1
    assert [json.loads(line)["media"] for line in done.stdout.splitlines()] == ["txt", "docx"]


def test_a_page_for_people(file):
    done = run(file("a.docx", word_document(WRONG)), "--format", "html")
    assert done.returncode == 1
    assert done.stdout.startswith('<!doctype html>\n<html lang="vi">')
    assert "Có 1 chỗ mâu thuẫn" in done.stdout


def test_comments_in_word(file, tmp_path):
    target = tmp_path / "out.docx"
    done = run(file("a.docx", word_document("Mở đầu.", WRONG)), "--docx-comments", str(target))
    assert done.returncode == 1
    assert f"{target}: 1 comments" in done.stderr
    (comment,) = Document(BytesIO(target.read_bytes())).comments
    assert comment.author == "Hải Đăng"
    assert comment.text.startswith("15/68 = 22,06%, không phải 77,94%\nCó thể là 53")
    assert run(str(target)).stdout.count("22,06%") == run(
        file("a.docx", word_document("Mở đầu.", WRONG))
    ).stdout.count("22,06%")


WRONG_CALLS = {
    "nothing": ((), ""),
    "no JSON": (("--jsonl",), "no json\n"),
    "no such file": (("absent.txt",), ""),
    "a file and --jsonl": (("right.txt", "--jsonl"), ""),
    "html of two": (("right.txt", "right.txt", "--format", "html"), ""),
    "comments in a text": (("right.txt", "--docx-comments", "out.docx"), ""),
    "comments in no folder": (("right.docx", "--docx-comments", "none/out.docx"), ""),
}


@pytest.mark.parametrize("case", WRONG_CALLS)
def test_wrong_calls_end_with_two_and_say_why(case, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file("right.txt", RIGHT)
    file("right.docx", word_document(RIGHT))
    arguments, text = WRONG_CALLS[case]
    done = run(*arguments, text=text)
    assert done.returncode == 2
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"PK", "damaged"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"abc\xff", "UTF-8 (not UTF-8 (byte 3))"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "only txt, md, html, docx, xlsx and pdf"),
        ("a.pdf", pdf("#rect()"), "scanned"),
        ("a.txt", b"5" * 21_000_000, "too large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_unreadable_files_end_with_two_and_say_what_to_do(file, name, content, said):
    path = file(name, content)
    done = run(path)
    assert done.returncode == 2
    assert f"{path}: " in done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the report is outside the repository")
@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.html"])
def test_the_report_of_2024_shows_its_three_contradictions_in_every_kind_of_file(file, name):
    text = SHARED.read_text(encoding="utf-8")
    lines = [line for line in text.split("\n") if "\t" not in line]
    content = {
        "a.txt": text,
        "a.docx": word_document(*lines),
        "a.html": f"<html>{''.join(f'<p>{line}' for line in lines)}",
    }[name]
    record = json.loads(run(file(name, content), "--format", "json").stdout)
    wrong = [relation["stated"] for relation in record["relations"] if relation["verdict"] == "inconsistent"]
    assert wrong == ["01", "17.000", "77,94"]
