"""A figure stays a reference to its observation in every file, and after people have edited the Word file."""

import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from haidang.domain.official_document import (
    Footnote,
    FootnoteReference,
    OfficialDocument,
    Paragraph,
    Text,
    read_docx,
    read_quotes,
    render_docx,
)
from haidang.domain.official_document.tests.hand_edits import SOFFICE
from haidang.domain.official_document.tests.sample import REPORT, document, figure, provenance
from haidang.domain.official_document.tests.support import (
    needs_fonts,
    page,
    part,
    pdf,
    pdf_pages,
    value,
    xpath,
)


def report() -> OfficialDocument:
    note = FootnoteReference(Footnote("n", (Text("gồm "), figure("q-note", "13"))))
    rate = figure("q-rate", "64,56%", provenance=provenance(value="64.56"), href="/so-lieu/q-rate")
    return document(Paragraph((Text("Đạt "), rate, note, Text(".")), "p"))


def edited(docx: bytes, old: str, new: str) -> bytes:
    """The file after somebody has changed its text."""
    result = BytesIO()
    with ZipFile(BytesIO(docx)) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new, 1).encode()
            target.writestr(name, content)
    return result.getvalue()


def control(docx: bytes, quote_id: str) -> str:
    document_xml = ZipFile(BytesIO(docx)).read("word/document.xml").decode()
    start = document_xml.rindex("<w:sdt>", 0, document_xml.index(f'"{quote_id}"'))
    return document_xml[start : document_xml.index("</w:sdt>", start) + len("</w:sdt>")]


def test_html_carries_id_raw_value_and_link() -> None:
    found = page(report()).get_element_by_id("q-rate")
    assert (found.tag, found.get("value"), found.text_content()) == ("data", "64.56", "64,56%")
    assert found.get("data-revision") == "obs-1#2"
    assert found.find("a").get("href") == "/so-lieu/q-rate"


def test_html_carries_every_figure_of_a_report() -> None:
    found = {data.get("id"): data.text_content() for data in page(REPORT).findall(".//data")}
    assert found == {quoted.quote_id: quoted.text for quoted in REPORT.figures()}


def test_docx_control_has_tag_and_binding() -> None:
    properties = xpath(part(render_docx(report())), "//w:sdtPr")[0]
    assert value(xpath(properties, "w:tag")[0]) == "q-rate"
    binding = xpath(properties, "w:dataBinding")[0]
    assert value(binding, "xpath") == "/p:provenance[1]/p:quote[1]/p:text[1]"
    assert value(binding, "prefixMappings") == "xmlns:p='urn:haidang:provenance:1'"


def test_docx_binding_leads_to_the_text_in_the_custom_part() -> None:
    docx = render_docx(report())
    store = part(docx, "customXml/item1.xml")
    properties = part(docx, "customXml/itemProps1.xml")
    for root in (part(docx), part(docx, "word/footnotes.xml")):
        for found in xpath(root, "//w:sdt"):
            binding = xpath(found, "w:sdtPr/w:dataBinding")[0]
            bound = store.xpath(value(binding, "xpath"), namespaces={"p": "urn:haidang:provenance:1"})
            assert [node.text for node in bound] == ["".join(xpath(found, ".//w:t/text()"))]
            assert value(binding, "storeItemID") in properties.attrib.values()


def test_docx_figures_are_read_back_with_their_origin() -> None:
    quotes = read_quotes(render_docx(report(), base_url="https://pci.example.org"))
    assert list(quotes) == ["q-rate", "q-note"]
    rate = quotes["q-rate"]
    assert rate.texts == ("64,56%",)
    assert rate.issued is not None
    assert (rate.issued.value, rate.issued.observation_revision, rate.issued.sha256) == (
        "64.56", "obs-1#2", "ab" * 32,
    )  # fmt: skip
    assert rate.issued.href == "https://pci.example.org/so-lieu/q-rate"


def test_docx_carries_every_figure_of_a_report() -> None:
    quotes = read_quotes(render_docx(REPORT))
    assert {quote_id: quote.texts for quote_id, quote in quotes.items()} == {
        quoted.quote_id: (quoted.text,) for quoted in REPORT.figures()
    }


def test_a_figure_typed_over_is_noticed() -> None:
    quote = read_quotes(edited(render_docx(report()), ">64,56%<", ">99%<"))["q-rate"]
    assert quote.texts == ("99%",)
    assert quote.issued is not None
    assert quote.issued.text == "64,56%"


def test_a_figure_removed_is_noticed() -> None:
    docx = render_docx(report())
    quote = read_quotes(edited(docx, control(docx, "q-rate"), ""))["q-rate"]
    assert quote.texts == ()
    assert quote.issued is not None


def test_a_figure_copied_is_noticed() -> None:
    docx = render_docx(report())
    copied = control(docx, "q-rate")
    assert read_quotes(edited(docx, copied, copied * 2))["q-rate"].texts == ("64,56%", "64,56%")


def test_deleted_text_of_tracked_changes_is_not_read() -> None:
    docx = render_docx(report())
    struck = "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"
    paragraphs = read_docx(edited(docx, control(docx, "q-rate"), struck)).paragraphs
    assert "cũ" not in "".join(found.text for found in paragraphs)


def test_a_control_without_tag_is_known_by_its_binding() -> None:
    docx = edited(render_docx(report()), '<w:tag w:val="q-rate"/>', "")
    assert read_quotes(docx)["q-rate"].texts == ("64,56%",)


def test_paragraphs_say_where_their_figures_stand() -> None:
    found = next(p for p in read_docx(render_docx(report())).paragraphs if p.text.startswith("Đạt"))
    assert [found.text[span.start : span.end] for span in found.quotes] == ["64,56%"]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_figures_survive_saving_in_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "in.docx").write_bytes(render_docx(REPORT, base_url="https://pci.example.org"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [SOFFICE or "", profile, "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    target = tmp_path / "out"
    subprocess.run(
        [*command, "--outdir", str(target), str(tmp_path / "in.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    quotes = read_quotes((target / "in.docx").read_bytes())
    assert {quote_id: quote.texts for quote_id, quote in quotes.items()} == {
        quoted.quote_id: (quoted.text,) for quoted in REPORT.figures()
    }
    assert all(quote.issued for quote in quotes.values())


@needs_fonts
def test_pdf_has_every_figure_and_its_line_in_the_annex() -> None:
    text = "\n".join(pdf_pages(pdf(report())))
    assert "64,56%[1]" in text
    assert "13[2]" in text
    annex = text[text.index("Phụ lục nguồn số liệu") :]
    for words in (
        "64,56%",
        "Hồ sơ trực tuyến",
        "Sở Tư pháp",
        "9 tháng năm 2024",
        "báo cáo",
        "20/09/2024 08:30",
    ):
        assert words in annex
    assert "Người Nhập Liệu" not in text


@needs_fonts
def test_pdf_has_all_figures_of_a_report() -> None:
    pages = pdf_pages(pdf(REPORT))
    text = "".join(pages)
    for number, quoted in enumerate(REPORT.figures(), start=1):
        assert f"{quoted.text}[{number}]" in text


@needs_fonts
def test_pdf_figures_and_annex_lines_lead_to_each_other() -> None:
    content = pdf(document(Paragraph((figure("q1", "1.237"),), "p")))
    with pypdfium2.PdfDocument(content) as file:
        targets = [_link_targets(file, number) for number in range(len(file))]
    assert targets == [[1], [0]]


def _link_targets(file: pypdfium2.PdfDocument, number: int) -> list[int]:
    """Page indices to which the links of a page lead."""
    raw = pypdfium2.raw
    found = []
    position, link = raw.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(file[number], position, link):
        target = raw.FPDFLink_GetDest(file, link)
        found.append(raw.FPDFDest_GetDestPageIndex(file, target))
    return found
