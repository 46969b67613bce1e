"""The document as a Word file that people may edit, and reading its figures back afterwards."""

from haidang.domain.official_document.docx.reading import (
    RecoveredDocument,
    RecoveredParagraph,
    RecoveredQuote,
    read_docx,
    read_quotes,
)
from haidang.domain.official_document.docx.rendering import render_docx

__all__ = [
    "RecoveredDocument",
    "RecoveredParagraph",
    "RecoveredQuote",
    "read_docx",
    "read_quotes",
    "render_docx",
]
