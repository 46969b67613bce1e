"""What a file is, its bytes say; its name is a hint for none but text files."""

from haidang.domain.file_parts.archive import Archive, damage_told
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.opening import Kind, OfficeKind, kind_of, main_part
from haidang.domain.plan_tables.opening.csv_files import read_csv
from haidang.domain.plan_tables.opening.documents import read_docx
from haidang.domain.plan_tables.opening.pages import read_pdf
from haidang.domain.plan_tables.opening.workbooks import read_xlsx
from haidang.domain.plan_tables.sources import Source

_BINARY = ("xlsx", "xlsm", "docx", "docm", "pdf", "xls", "doc")


def open_source(content: bytes, name: str) -> Source:
    """Return what stands in a file (XLSX, CSV, DOCX, PDF with text), row by row.

    Macros are never looked at. Raises UnreadableFile with the reason, and nothing else, whatever the bytes are
    (MemoryError where memory ends): call it where time and memory are bounded.
    """
    kind = kind_of(content)
    if kind is Kind.ARCHIVE:
        return _office(content, name)
    if kind is Kind.PDF:
        return read_pdf(content, name)
    suffix = name.rpartition(".")[2].lower()
    if suffix in _BINARY:
        raise UnreadableFile(Unreadable.DAMAGED, f"not a {suffix.upper()} file inside")
    return read_csv(content, name)


def _office(content: bytes, name: str) -> Source:
    with damage_told():
        archive = Archive(content)
        main, kind = main_part(archive)
        if kind is OfficeKind.WORKBOOK:
            return read_xlsx(archive, main, name)
        return read_docx(archive, main, name)
