"""Files for the tests, made on the spot."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import typst
from docx import Document

from haidang.domain.file_text import FileText, read_file

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def archive(parts: dict[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def relations(**targets: str) -> str:
    entries = "".join(
        f'<Relationship Id="r{place}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'


def docx(body: str, **parts: str) -> bytes:
    """A DOCX with `body` as WordprocessingML; further parts (footnotes, numbering …) by their kind."""
    spaces = (
        f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(**{kind: f"{kind}.xml" for kind in parts}),
    }
    return archive(files | {f"word/{kind}.xml": content for kind, content in parts.items()})


def xlsx(data: str, shared: str = "") -> bytes:
    """An XLSX of one sheet with `data` as rows and `shared` as shared texts, both as SpreadsheetML."""
    spaces = f'{S} xmlns:r="{_RELATIONS}"'
    return archive(
        {
            "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
            "xl/workbook.xml": f'<workbook {spaces}><sheets><sheet name="Số liệu" r:id="r0"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(worksheet="sheet.xml", sharedStrings="shared.xml"),
            "xl/sheet.xml": f"<worksheet {S}><dimension ref='A1:XFD1048576'/><sheetData>{data}</sheetData></worksheet>",
            "xl/shared.xml": f"<sst {S}>{shared}</sst>",
        }
    )


def run(text: str, properties: str = "") -> str:
    formatting = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formatting}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    formatting = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{formatting}{''.join(runs)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def table(*rows: Sequence[str]) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{chr(10).join(row)}</w:tr>' for row in rows)}</w:tbl>"


def word_document(*paragraphs: str) -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return saved(document)


def workbook(*rows: Sequence[object], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for name, code in (formats or {}).items():
        book.active[name].number_format = code
    return saved(book)


def pdf(markup: str) -> bytes:
    """A PDF of typst markup, justified on A4."""
    head = (
        '#set page(paper: "a4", margin: (left: 3cm, right: 1.5cm, y: 2cm), numbering: "1")\n'
        '#set text(size: 13pt, lang: "vi")\n#set par(justify: true, first-line-indent: (amount: 1cm, all: true))\n'
    )
    return typst.compile((head + markup).encode())


def text_of(content: bytes, name: str = "") -> str:
    return read_file(content, name).text


def lines_of(content: bytes, name: str = "") -> list[str]:
    return [line for line in text_of(content, name).split("\n") if line.strip()]


def read_docx(body: str, **parts: str) -> list[str]:
    return lines_of(docx(body, **parts))


def place_of(read: FileText, text: str):
    return read.place_of(read.text.index(text))
