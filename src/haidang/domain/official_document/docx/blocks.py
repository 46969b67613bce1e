"""Blocks as WordprocessingML."""

from collections.abc import Iterable, Iterator, Sequence

from haidang.domain.official_document import decree
from haidang.domain.official_document.blocks import (
    Alignment,
    Block,
    Cell,
    Heading,
    ListItem,
    Notice,
    Paragraph,
    Table,
)
from haidang.domain.official_document.docx.runs import RunWriter
from haidang.domain.official_document.docx.xml import NAMESPACES, Element, paragraph, text_run, twips, w

_JUSTIFICATION: dict[Alignment, str] = {
    "left": "left",
    "center": "center",
    "right": "right",
    "justify": "both",
}


def block_elements(blocks: Iterable[Block], writer: RunWriter, width: float) -> Iterator[Element]:
    """Paragraphs and tables of the blocks; `width` of the text in millimetres."""
    for block in blocks:
        match block:
            case Heading():
                yield _heading(block)
            case Paragraph():
                yield paragraph("BodyText", *writer.elements(block.runs))
            case ListItem():
                marker = text_run(f"{block.marker} ")
                yield paragraph("ListItem", marker, *writer.elements(block.runs))
            case Notice():
                yield from _notice(block, writer)
            case Table():
                yield from _table(block, writer, width)


def _heading(heading: Heading) -> Element:
    title = f"{heading.number} {heading.text}" if heading.number else heading.text
    return paragraph(f"Heading{heading.level}", text_run(title))


def _notice(notice: Notice, writer: RunWriter) -> Iterator[Element]:
    labels = writer.labels
    title = f": {notice.title}" if notice.title else ""
    yield paragraph(
        "DraftNoticeTitle", text_run(f"{labels.notice(notice.kind)} ({labels.not_part_of_text}){title}")
    )
    yield paragraph("DraftNotice", *writer.elements(notice.runs))
    yield gap(6)


def keep_with_next(element: Element) -> None:
    """Keep a paragraph on the page of what follows: a signature never stands on a page alone."""
    style = element.find("w:pPr/w:pStyle", NAMESPACES)
    if style is not None:
        style.addnext(w("keepNext"))


def gap(points: float) -> Element:
    """An empty paragraph of exact height, e.g. to keep two tables apart."""
    return paragraph("Gap", properties=(w("spacing", line=round(points * 20), lineRule="exact"),))


def _table(table: Table, writer: RunWriter, width: float) -> Iterator[Element]:
    if table.caption:
        yield paragraph("Caption", text_run(table.caption))
    if table.measure_note:
        yield paragraph("MeasureNote", text_run(table.measure_note))
    widths = [twips(width * share) for share in table.shares]
    element = w("tbl", _table_properties(sum(widths), table.caption), _grid(widths))
    element.append(_header_row(table, widths))
    aligns = [_JUSTIFICATION[column.align] for column in table.columns]
    element.extend(_row(row, widths, aligns, writer) for row in table.rows)
    yield element
    yield gap(decree.PARAGRAPH_SPACING)


def _table_properties(width: int, caption: str) -> Element:
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
    )
    if caption:
        properties.append(w("tblCaption", val=caption))
    return properties


def _grid(widths: Sequence[int]) -> Element:
    return w("tblGrid", *(w("gridCol", w=width) for width in widths))


def _header_row(table: Table, widths: Sequence[int]) -> Element:
    """The row that Word repeats on every page."""
    cells = (
        _cell(paragraph("TableHeader", text_run(column.header)), width)
        for column, width in zip(table.columns, widths, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(row: Sequence[Cell], widths: Sequence[int], aligns: Sequence[str], writer: RunWriter) -> Element:
    cells = (
        _cell(paragraph("TableText", *writer.elements(cell), properties=(w("jc", val=align),)), width)
        for cell, width, align in zip(row, widths, aligns, strict=True)
    )
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _cell(content: Element, width: int) -> Element:
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center")), content)


def layout_table(widths: Sequence[int], rows: Iterable[Sequence[Sequence[Element]]]) -> Element:
    """A table without lines that only holds things side by side; widths in twips."""
    margins = w("tblCellMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa"))
    properties = w("tblPr", w("tblW", w=sum(widths), type="dxa"), w("tblLayout", type="fixed"), margins)
    table = w("tbl", properties, _grid(widths))
    for row in rows:
        cells = (
            w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *(cell or [gap(1)]))
            for width, cell in zip(widths, row, strict=True)
        )
        table.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return table
