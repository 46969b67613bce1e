"""What a file is, its bytes say; what gives no text says why."""

import pytest

from haidang.domain.file_text import MAX_BYTES, Media, Unreadable, UnreadableFile, comment_docx, read_file
from haidang.domain.file_text.tests.making import archive, pdf, relations, word_document, workbook

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "media"),
    [
        pytest.param(word_document("5"), Media.DOCX, id="docx"),
        pytest.param(workbook([5]), Media.XLSX, id="xlsx"),
        pytest.param(pdf("5"), Media.PDF, id="pdf"),
        pytest.param(b"<!doctype html><p>5", Media.HTML, id="html"),
        pytest.param(b"\xef\xbb\xbf<html><p>5", Media.HTML, id="html-with-a-mark"),
        pytest.param(b"5", Media.TXT, id="txt"),
    ],
)
def test_the_bytes_decide_not_the_name(content, media):
    assert read_file(content, "report.txt").media is media


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.txt", Unreadable.EMPTY),
        (b" \n ", "a.txt", Unreadable.EMPTY),
        (b"a" * (MAX_BYTES + 1), "a.txt", Unreadable.TOO_LARGE),
        (b"PK", "a.xlsx", Unreadable.DAMAGED),
        (b"PK\x03\x04rubbish", "a.docx", Unreadable.DAMAGED),
        (archive({"a.txt": b"5"}), "a.docx", Unreadable.UNKNOWN_KIND),
        (
            archive({"_rels/.rels": relations(officeDocument="p.xml"), "p.xml": "<presentation/>"}),
            "a",
            Unreadable.UNKNOWN_KIND,
        ),
        (OLE + b"old Word", "a.doc", Unreadable.UNKNOWN_KIND),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", Unreadable.ENCRYPTED),
        (b"{\\rtf1 5}", "a.rtf", Unreadable.UNKNOWN_KIND),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.png", Unreadable.NOT_TEXT),
        (b"%PDF-1.7 rubbish", "a.pdf", Unreadable.DAMAGED),
        (pdf("#rect()"), "scan.pdf", Unreadable.NO_TEXT),
        (word_document(""), "a.docx", Unreadable.NO_TEXT),
        (workbook([]), "a.xlsx", Unreadable.NO_TEXT),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_gives_no_text_says_why(content, name, reason):
    with pytest.raises(UnreadableFile) as refused:
        read_file(content, name)
    assert refused.value.reason is reason


@pytest.mark.parametrize("content", [b"", b"5", workbook([5])], ids=["nothing", "txt", "xlsx"])
def test_only_docx_takes_comments(content):
    with pytest.raises(UnreadableFile):
        comment_docx(content, [])
