"""PDF as text: paragraphs, tables, footnotes in the order in which one reads them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.glyphs import Sheet, sheet_of
from haidang.domain.file_parts.lines import Row, rows_of
from haidang.domain.file_text.model import FileText, Media, Place
from haidang.domain.file_text.pdf.footnotes import Part, divided_from_notes
from haidang.domain.file_text.pdf.paragraphs import Paragraphs
from haidang.domain.file_text.pdf.running import without_running_lines
from haidang.domain.file_text.pdf.tables import divided
from haidang.domain.file_text.writing import Writer

_MOST_PAGES: Final = 5_000

_Page: TypeAlias = tuple[Sheet, list[Part]]


def read_pdf(content: bytes) -> FileText:
    """Return the text of a PDF. Raises UnreadableFile: damaged, encrypted, or pictures without text."""
    try:
        document = pypdfium2.PdfDocument(content)
        sheets = list(_sheets(document))
    except pypdfium2.PdfiumError as error:
        raise _refusal(error) from error
    rows = without_running_lines([rows_of(sheet) for sheet in sheets])
    pages = [(sheet, list(divided(sheet, lines))) for sheet, lines in zip(sheets, rows, strict=True)]
    rights = _rights(pages)
    paragraphs = Paragraphs()
    for sheet, parts in pages:
        body, notes = divided_from_notes(sheet, parts)
        paragraphs.page(body, notes, rights[round(sheet.width)])
    paragraphs.end()
    writer: Writer[int] = Writer()
    writer.blocks(paragraphs.blocks)
    return _with_pages(writer)


def _with_pages(writer: Writer[int]) -> FileText:
    """Return the text with the page of each line, also of one within a paragraph that crosses pages."""
    starts = tuple(written.start for written in writer.written)
    pages = {number: Place(page=number) for number in {written.origin for written in writer.written}}
    places = tuple(pages[written.origin] for written in writer.written)
    return replace(writer.result(Media.PDF), starts=starts, places=places)


def _sheets(document: "pypdfium2.PdfDocument") -> Iterator[Sheet]:
    if len(document) > _MOST_PAGES:
        raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {_MOST_PAGES} pages")
    for number in range(len(document)):
        page = document[number]
        yield sheet_of(page, number + 1)
        page.close()


def _refusal(error: "pypdfium2.PdfiumError") -> UnreadableFile:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return UnreadableFile(Unreadable.ENCRYPTED)
    return UnreadableFile(Unreadable.DAMAGED, str(error))


def _rights(pages: Sequence[_Page]) -> dict[int, float]:
    """Return for each width of pages how far full lines reach: as far as all but two in a hundred."""
    ends: dict[int, list[float]] = {}
    for sheet, parts in pages:
        ends.setdefault(round(sheet.width), []).extend(part.right for part in parts if isinstance(part, Row))
    return {width: sorted(found)[len(found) * 98 // 100] if found else 0.0 for width, found in ends.items()}
