"""The Word file opens without repair: parts, relationships and the order of elements."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from haidang.domain.official_document import render_docx
from haidang.domain.official_document.docx.xml import R, W
from haidang.domain.official_document.tests.sample import REPORT
from haidang.domain.official_document.tests.support import part, value, xpath

FILE = render_docx(REPORT, base_url="https://pci.example.org")

# Sequences of ISO/IEC 29500-1 (wml.xsd), as far as we write their elements.
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pBdr shd tabs spacing ind jc outlineLvl sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps sz szCs bdr vertAlign lang",
    "sdtPr": "alias tag id dataBinding text",
    "sdt": "sdtPr sdtContent",
    "sectPr": "headerReference type pgSz pgMar pgNumType titlePg",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tbl": "tblPr tblGrid tr",
    "tcPr": "tcW vAlign",
    "pBdr": "top left bottom right",
    "tblBorders": "top left bottom right insideH insideV",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": "defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol "
    "listSeparator",
}


def parts() -> list[etree._Element]:
    with ZipFile(BytesIO(FILE)) as archive:
        return [etree.fromstring(archive.read(name)) for name in archive.namelist() if "word/" in name[:5]]


@pytest.mark.parametrize("parent", SEQUENCES)
def test_elements_stand_in_the_order_of_the_schema(parent: str) -> None:
    order = SEQUENCES[parent].split()
    found = [element for root in parts() for element in root.iter(f"{{{W}}}{parent}")]
    assert found
    for element in found:
        positions = [order.index(etree.QName(child).localname) for child in element]
        assert positions == sorted(positions)


def test_python_docx_opens_it() -> None:
    document = Document(BytesIO(FILE))
    assert document.core_properties.title == REPORT.header.subject
    assert document.core_properties.language == "vi-VN"
    assert len(document.sections) == 3


def test_it_names_the_organisation_and_no_person() -> None:
    with ZipFile(BytesIO(FILE)) as archive:
        core = archive.read("docProps/core.xml").decode()
        everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "Sở Kế hoạch và Đầu tư" in core
    assert "lastModifiedBy" not in core
    assert "Người Nhập Liệu" not in everything


def test_every_relationship_that_is_used_exists() -> None:
    for name in ("document", "footnotes"):
        used = set(part(FILE, f"word/{name}.xml").xpath("//@r:id", namespaces={"r": R}))
        with ZipFile(BytesIO(FILE)) as archive:
            path = f"word/_rels/{name}.xml.rels"
            rels = etree.fromstring(archive.read(path)) if path in archive.namelist() else []
        assert used <= {relationship.get("Id") for relationship in rels}


def test_control_ids_are_unique_and_aliases_short() -> None:
    controls = [*xpath(part(FILE), "//w:sdtPr"), *xpath(part(FILE, "word/footnotes.xml"), "//w:sdtPr")]
    ids = [value(xpath(control, "w:id")[0]) for control in controls]
    assert len(ids) == len(set(ids)) == len(REPORT.figures())
    assert all(len(value(xpath(control, "w:alias")[0]) or "") <= 64 for control in controls)


def test_every_cell_ends_with_a_paragraph() -> None:
    assert all(cell[-1].tag == f"{{{W}}}p" for cell in xpath(part(FILE), "//w:tc"))


def test_no_link_surrounds_a_figure() -> None:
    """LibreOffice 7.4 would save such a file with crossing tags, which nothing can open again."""
    assert not xpath(part(FILE), "//w:hyperlink//w:sdt | //w:sdt//w:hyperlink")
    assert xpath(part(FILE), "//w:hyperlink")
