"""Plans made on the spot."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import typst
from docx import Document

from haidang.domain.plan_tables import PlanReading, open_source, read_plan, told

YEAR = 2026
HEADINGS = (
    "STT",
    "Tên doanh nghiệp",
    "Mã số thuế",
    "Địa chỉ",
    "Nội dung kiểm tra",
    "Thời gian",
    "Số ngày",
    "Số người",
)
ONE = (1, "Công ty TNHH Sao Khuê", "0299000010", "Số 5 Bến Nước", "Thuế", "Tháng 5", "05 ngày", "4 người")
TWO = (2, "Công ty CP Lúa Vàng", "0299000028", "Số 7 Bến Nước", "Lao động", "Quý II", 10, 3)
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006/relationships"


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(
    *rows: Sequence[object], merged: Sequence[str] = (), formats: Mapping[str, str] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for reference in merged:
        book.active.merge_cells(reference)
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    return saved(book)


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def raw_workbook(sheet: str, **parts: bytes) -> bytes:
    """An XLSX of one sheet with `sheet` as SpreadsheetML: what openpyxl would not write."""
    return archive(
        {
            "_rels/.rels": f'<Relationships xmlns="{_P}"><Relationship Id="r" Type="{_R}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{_R}"><sheets><sheet name="A" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_P}"><Relationship Id="r0" Type="{_R}/worksheet" '
            'Target="sheet.xml"/></Relationships>',
            "xl/sheet.xml": f"<worksheet {S}>{sheet}</worksheet>",
        }
        | {f"xl/{name}": content for name, content in parts.items()}
    )


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def head_row(number: int = 1) -> str:
    cells = (inline(f"{column}{number}", text) for column, text in zip("ABCD", HEADINGS, strict=False))
    return f'<row r="{number}">{"".join(cells)}</row>'


def word(*blocks: str | Sequence[Sequence[str]]) -> bytes:
    """A DOCX: texts are paragraphs, lists of rows are tables."""
    document = Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(len(block), len(block[0]))
        for row, texts in zip(table.rows, block, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(document)


def pdf(markup: str) -> bytes:
    return typst.compile(markup.encode())


def read(
    content: bytes, name: str = "ke-hoach.xlsx", year: int = YEAR, remembered: Sequence = ()
) -> PlanReading:
    """Read a plan, and hold that every row of the file is accounted for."""
    source = open_source(content, name)
    reading = read_plan(source, year, remembered)
    assert sum(reading.counts.values()) == source.count
    return reading


def told_in(reading: PlanReading, content: bytes, name: str = "ke-hoach.xlsx") -> list[str]:
    media = open_source(content, name).media
    return [told(fault, media) for fault in reading.faults]


def codes(reading: PlanReading) -> list[str]:
    return [fault.code.value for fault in reading.faults]


def fields(reading: PlanReading, table: int = 0) -> dict[str, str]:
    """Return the proposed fields by heading."""
    return {column.heading: column.field.value for column in reading.tables[table].proposal.columns}
