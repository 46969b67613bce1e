"""`haidang report compare` says what was changed by hand in a Word file that we made."""

import json

import pytest

from haidang.domain.official_document import render_docx
from haidang.domain.official_document.tests.hand_edits import EditedFile
from haidang.domain.official_document.tests.sample import REPORT

MADE = render_docx(REPORT)


@pytest.fixture
def returned(tmp_path):
    """A file under somebody's hands, and where it comes back."""
    return EditedFile(MADE), tmp_path / "returned.docx"


def test_an_unchanged_file_ends_with_nothing(empty, tmp_path):
    (tmp_path / "same.docx").write_bytes(MADE)
    done = empty.run("report", "compare", tmp_path / "same.docx")
    answer = json.loads(done.stdout)
    assert (done.returncode, done.stderr) == (0, "")
    assert answer["unchanged"] is True
    assert {kind: answer[kind] for kind in ("changed", "removed", "copied", "moved", "detached", "added")} == {
        "changed": [], "removed": [], "copied": [], "moved": [], "detached": [], "added": [],
    }  # fmt: skip


def test_every_kind_of_change_is_told_with_its_place(empty, returned):
    file, path = returned
    file.type_over("q-rate", "70%")
    file.delete("q-answered")
    file.copy_paragraph("q-units")
    file.swap("t1-3-n", "t1-4-n")
    file.remove_control("q-late")
    file.write("như sau", "như sau:", "của 33 đơn vị như sau:")
    path.write_bytes(file.bytes())
    done = empty.run("report", "compare", path)
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    quotes = {
        kind: [figure["quote"] for figure in answer[kind]]
        for kind in ("changed", "removed", "copied", "moved")
    }
    assert quotes == {
        "changed": ["q-rate"], "removed": ["q-answered"], "copied": ["q-units"], "moved": ["t1-3-n", "t1-4-n"],
    }  # fmt: skip
    assert [figure["quote"] for figure in answer["detached"]] == ["q-late"]
    assert [numeral["text"] for numeral in answer["added"]] == ["33"]
    (changed,) = answer["changed"]
    assert (changed["old"], changed["new"], changed["revision"], changed["value"]) == (
        "64,56%", "70%", "obs-1#2", "64.56",
    )  # fmt: skip
    assert (changed["place"]["block"], changed["place"]["paragraph"]) == ("p-received", 1)
    assert changed["place"]["section"][0] == "I. Kết quả thực hiện nhiệm vụ"
    assert {"p-received", "l-1-2", "p-opening", "t-1", ""} == {block["block"] for block in answer["blocks"]}


def test_words_alone_are_told_and_end_with_nothing(empty, returned):
    file, path = returned
    file.write("Đã tiếp nhận", "Đã tiếp nhận", "Đã tiếp nhận và trả")
    path.write_bytes(file.bytes())
    done = empty.run("report", "compare", path, "--format", "text")
    assert done.returncode == 0
    assert "a) Công khai đầu mối hỗ trợ doanh nghiệp, paragraph 1: text changed" in done.stdout


def test_the_copy_that_was_sent_out_serves_where_the_file_forgot(empty, returned, tmp_path):
    file, path = returned
    file.type_over("q-rate", "70%")
    file.parts.pop("customXml/item1.xml")
    file._roots.pop("customXml/item1.xml")
    path.write_bytes(file.bytes())
    (tmp_path / "sent.docx").write_bytes(MADE)
    lost = empty.run("report", "compare", path)
    assert (lost.returncode, lost.stdout) == (2, "")
    assert "compare it with the stored original" in lost.stderr
    done = empty.run("report", "compare", path, "--original", tmp_path / "sent.docx")
    assert [figure["quote"] for figure in json.loads(done.stdout)["changed"]] == ["q-rate"]


def test_a_file_that_is_none_is_a_wrong_call(empty, tmp_path):
    (tmp_path / "not.docx").write_bytes(b"Not a Word file")
    done = empty.run("report", "compare", tmp_path / "not.docx")
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot be read" in done.stderr
    assert "Traceback" not in done.stderr
