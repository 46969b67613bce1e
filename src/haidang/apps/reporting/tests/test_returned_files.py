"""A returned Word file is compared in a confined process."""

import pytest

from haidang.apps.reporting import returned_files
from haidang.apps.reporting.returned_files import compare_returned
from haidang.domain.official_document import DocxComparisonError, DocxReadError, compare_docx, render_docx
from haidang.domain.official_document.tests.hand_edits import EditedFile
from haidang.domain.official_document.tests.sample import REPORT, document
from haidang.foundation.confinement import Limit, Overrun

MADE = render_docx(REPORT)


def test_the_answer_is_that_of_the_library():
    file = EditedFile(MADE)
    file.type_over("q-rate", "70%")
    assert compare_returned(file.bytes(), MADE) == compare_docx(file.bytes(), MADE)


@pytest.mark.parametrize(
    ("content", "refused"),
    [(b"Not a Word file", DocxReadError), (render_docx(document()), DocxComparisonError)],
)
def test_a_refusal_is_that_of_the_library(content, refused):
    with pytest.raises(refused):
        compare_returned(content, MADE)


def test_a_file_that_takes_too_long_is_stopped():
    with pytest.raises(Overrun) as stopped:
        compare_returned(MADE, seconds=0.001)
    assert stopped.value.kind is Limit.TIME


def test_a_file_that_is_too_large_is_not_even_handed_over(monkeypatch):
    monkeypatch.setattr(returned_files, "MAX_BYTES", 1_000)
    with pytest.raises(DocxReadError, match="at most 1000 are read"):
        compare_returned(MADE)
