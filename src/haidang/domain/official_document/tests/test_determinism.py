"""The same document gives the same bytes, so that a file can be identified by its hash."""

import time
from io import BytesIO
from zipfile import ZipFile

import pytest

from haidang.domain.official_document import render_docx, render_html
from haidang.domain.official_document.tests.sample import REPORT
from haidang.domain.official_document.tests.support import needs_fonts, pdf


def test_html_is_the_same_every_time() -> None:
    assert render_html(REPORT) == render_html(REPORT)


def test_docx_is_the_same_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_docx(REPORT)
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert render_docx(REPORT) == first


def test_docx_entries_bear_no_time() -> None:
    with ZipFile(BytesIO(render_docx(REPORT))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@needs_fonts
def test_pdf_is_the_same_every_time() -> None:
    assert pdf(REPORT) == pdf(REPORT)
