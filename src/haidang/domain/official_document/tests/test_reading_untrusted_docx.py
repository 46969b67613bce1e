"""A file that comes back is not trusted: damaged, oversized or trick files end in a clear error."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from haidang.domain.official_document import DocxReadError, read_quotes, render_docx
from haidang.domain.official_document.docx import archive as limits
from haidang.domain.official_document.tests.sample import document


def archive(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return stream.getvalue()


def test_not_a_zip_file() -> None:
    with pytest.raises(DocxReadError, match="cannot be read"):
        read_quotes(b"Not a Word file")


def test_a_zip_file_without_document() -> None:
    with pytest.raises(DocxReadError, match=r"no word/document\.xml"):
        read_quotes(archive({"a.txt": b"x"}))


def test_a_file_that_unpacks_to_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 10_000)
    with pytest.raises(DocxReadError, match="unpacks to more than"):
        read_quotes(archive({"word/document.xml": b" " * 10_001}))


def test_a_file_of_too_many_parts() -> None:
    parts = {f"part{number}": b"" for number in range(limits.MAX_ENTRIES)}
    with pytest.raises(DocxReadError, match="more than 2000 parts"):
        read_quotes(archive({"word/document.xml": b"<a/>"} | parts))


def test_a_document_type_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY c "&b;&b;">]><a>&c;</a>'
    with pytest.raises(DocxReadError, match="declares a document type"):
        read_quotes(archive({"word/document.xml": bomb}))


def test_broken_markup() -> None:
    with pytest.raises(DocxReadError, match="cannot be read"):
        read_quotes(archive({"word/document.xml": b"<a><b></a>"}))


def test_a_truncated_file() -> None:
    with pytest.raises(DocxReadError, match="cannot be read"):
        read_quotes(render_docx(document())[:-200])


def test_somebody_elses_word_file_has_no_figures() -> None:
    assert read_quotes(archive({"word/document.xml": b"<a/>"})) == {}
