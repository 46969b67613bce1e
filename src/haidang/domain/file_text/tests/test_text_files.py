"""TXT and MD: the text as it stands; places are lines and columns."""

import codecs

import pytest

from haidang.domain.file_text import Media, Place, Unreadable, UnreadableFile, read_file
from haidang.domain.file_text.tests.making import place_of

TEXT = "Đạt 96%.\nCòn lại 4%.\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["utf-8", "with BOM", "utf-16", "CRLF"],
)
def test_the_text_is_the_same_in_every_spelling(content):
    assert read_file(content, "a.txt").text == TEXT


def test_the_name_tells_markdown_from_text():
    assert read_file(b"5", "a.MD").media is Media.MD
    assert read_file(b"5", "a").media is Media.TXT


def test_places_are_lines_and_columns():
    read = read_file(TEXT.encode(), "a.txt")
    assert place_of(read, "4%") == Place(line=2, column=9)
    assert read.place_of(10_000) == Place(line=3, column=1)


@pytest.mark.parametrize(
    ("content", "byte"),
    [
        ("Đạt".encode("cp1258", "replace") + b"\xff", 0),
        (b"abc\xff", 3),
        (codecs.BOM_UTF8 + b"abc\xff", 6),
        (b"ab\x00", 2),
    ],
)
def test_other_encodings_are_refused_with_the_byte(content, byte):
    with pytest.raises(UnreadableFile) as refused:
        read_file(content, "a.txt")
    assert refused.value.reason is Unreadable.NOT_TEXT
    assert refused.value.byte is not None
    if content[:1] != b"?":
        assert refused.value.byte == byte
