"""Looking into rendered files."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree, html

from haidang.domain.official_document import OfficialDocument, render_docx, render_html, render_pdf
from haidang.domain.official_document.docx.xml import NAMESPACES, W
from haidang.domain.official_document.tests.sample import RECORDED_AT

REPOSITORY = Path(__file__).parents[5]
FONT_PATHS = sorted((REPOSITORY / "node_modules/@expo-google-fonts/tinos").glob("*/"))
needs_fonts = pytest.mark.skipif(not FONT_PATHS, reason="Tinos is not installed: run npm ci")


def part(docx: bytes, name: str = "word/document.xml") -> etree._Element:
    with ZipFile(BytesIO(docx)) as archive:
        return etree.fromstring(archive.read(name))


def word(document: OfficialDocument) -> etree._Element:
    return part(render_docx(document))


def xpath(element: etree._Element, expression: str) -> list:
    return element.xpath(expression, namespaces=NAMESPACES)


def text_of(element: etree._Element) -> str:
    return "".join(xpath(element, ".//w:t/text()"))


def value(element: etree._Element, name: str = "val") -> str | None:
    return element.get(f"{{{W}}}{name}")


def page(document: OfficialDocument) -> html.HtmlElement:
    return html.document_fromstring(render_html(document).encode(), parser=html.HTMLParser(encoding="utf-8"))


def pdf(document: OfficialDocument, **options: object) -> bytes:
    return render_pdf(document, font_paths=FONT_PATHS, created=RECORDED_AT, **options)


def pdf_pages(content: bytes) -> list[str]:
    with pypdfium2.PdfDocument(content) as document:
        return [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
