"""Any bytes get an answer: text, or UnreadableFile."""

import random
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidang.domain.file_text import Comment, UnreadableFile, comment_docx, read_file
from haidang.domain.file_text.tests.making import archive, parts_of, pdf, word_document, workbook

SAMPLES = {
    "docx": word_document("Thụ lý 68 vụ", "Đạt 77,94%"),
    "xlsx": workbook(["Đơn vị", "Số"], ["A", 5], formats={"B2": "0.00%"}),
    "pdf": pdf("Thụ lý 68 vụ#footnote[Năm 2024]\n#table(columns: 2, [A], [5], [B], [6])"),
    "html": b"<html><table><tr><td colspan=2>A<td>5</table><p>b<sup>1</sup>",
}
MANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answered(content: bytes, name: str) -> None:
    try:
        read = read_file(content, name)
    except UnreadableFile:
        return
    for offset in (-1, 0, len(read.text) // 2, len(read.text)):
        read.place_of(offset)
    assert read.text.strip()


@MANY
@given(st.binary(max_size=300), st.sampled_from(["a", "a.html", "a.docx", "a.md"]))
def test_bytes(content, name):
    answered(content, name)
    for magic in (b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe"):
        answered(magic + content, name)


@MANY
@given(st.text(alphabet="<>/=\"'& \ntabledtrhlisup1", max_size=300))
def test_markup(text):
    answered(b"<html>" + text.encode(), "a.html")


@pytest.mark.parametrize("kind", SAMPLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_files_with_holes(kind, data):
    content = SAMPLES[kind]
    cut = data.draw(st.integers(0, len(content)))
    answered(content[:cut], f"a.{kind}")
    broken = bytearray(content)
    for _ in range(data.draw(st.integers(1, 20))):
        broken[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    answered(bytes(broken), f"a.{kind}")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
@pytest.mark.parametrize("seed", range(40))
def test_parts_with_values_that_nobody_expects(kind, seed):
    """Attributes and texts of the XML are replaced: numbers too large, names of nothing."""
    chance = random.Random(seed)
    odd = ["", "-1", "99999999999999999999", "x", "1e9", "\u00b2", "rId99", "../..", "NaN", "0" * 50]
    parts = parts_of(SAMPLES[kind])
    for name, content in parts.items():
        pieces = content.decode("utf-8", "replace").split('"')
        for place in range(1, len(pieces), 2):
            if chance.random() < 0.05 and "http" not in pieces[place]:
                pieces[place] = chance.choice(odd)
        parts[name] = '"'.join(pieces).encode()
    content = archive(parts)
    answered(content, f"a.{kind}")
    if kind == "docx":
        try:
            made = comment_docx(content, [Comment(3, 9, "x", "y")])
        except UnreadableFile:
            return
        assert ZipFile(BytesIO(made)).testzip() is None
