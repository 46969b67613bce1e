"""The PDF against clauses of ISO 19005-2 (PDF/A-2) and ISO 14289-1 that matter for an archive and for listening.

Our own checks, with pikepdf: no substitute for veraPDF, which no package registry offers. What is not checked here:
colour spaces inside content streams, glyph widths, CIDSets, XMP extension schemas, syntax of numbers and strings.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from haidang.domain.official_document import FootnoteReference, OfficialDocument
from haidang.domain.official_document.blocks import Heading, Table
from haidang.domain.official_document.runs import Run
from haidang.domain.official_document.tests.sample import REPORT
from haidang.domain.official_document.tests.support import needs_fonts, pdf
from haidang.domain.official_document.walk import runs_of

pytestmark = needs_fonts

FORBIDDEN_ACTIONS = {
    "/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
    "/Trans", "/GoTo3DView",
}  # fmt: skip


@pytest.fixture(scope="module")
def content() -> bytes:
    return pdf(REPORT)


@pytest.fixture
def file(content: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(content)) as opened:
        yield opened


def dictionaries(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every dictionary and stream of the file, those inside others included."""
    found: list[pikepdf.Object] = []

    def walk(node: object) -> None:
        if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            found.append(node)
            for child in (
                node.as_dict().values() if isinstance(node, pikepdf.Dictionary) else node.stream_dict.values()
            ):
                if not getattr(child, "is_indirect", False):
                    walk(child)
        elif isinstance(node, pikepdf.Array):
            for child in node:
                if not getattr(child, "is_indirect", False):
                    walk(child)

    for node in file.objects:
        walk(node)
    return found


def fonts(file: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [node for node in dictionaries(file) if node.get("/Type") == "/Font"]


def test_the_metadata_say_pdf_a_2_and_pdf_ua_1_and_agree_with_the_document(file: pikepdf.Pdf) -> None:
    with file.open_metadata() as told:
        assert (told["pdfaid:part"], told["pdfaid:conformance"], told["pdfuaid:part"]) == ("2", "A", "1")
        assert told["dc:title"] == REPORT.header.subject
    assert file.Root.Metadata.get("/Filter") is None  # 6.6.2.1: readable without a filter
    assert str(file.Root.Lang) == "vi"
    assert bool(file.Root.ViewerPreferences.DisplayDocTitle)


def test_colours_mean_something_without_the_machine_that_made_them(file: pikepdf.Pdf) -> None:
    (intent,) = [found for found in file.Root.OutputIntents if found.S == "/GTS_PDFA1"]
    profile = bytes(intent.DestOutputProfile.read_bytes())
    assert profile[36:40] == b"acsp"  # an ICC profile
    assert profile[8] in (2, 4)


def test_every_font_lies_in_the_file_and_says_what_its_glyphs_mean(file: pikepdf.Pdf) -> None:
    found = fonts(file)
    composite = [font for font in found if font.Subtype == "/Type0"]
    assert composite
    for font in composite:
        assert "/ToUnicode" in font, font.BaseFont
        assert str(font.Encoding) in ("/Identity-H", "/Identity-V")
    for font in found:
        if font.Subtype != "/Type0":
            described = font.FontDescriptor
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described.keys()), font.BaseFont
    assert {str(font.BaseFont).split("+")[-1].split("-")[0] for font in composite} <= {"/Tinos", "Tinos"}


def test_nothing_is_locked_runs_or_reaches_outside(file: pikepdf.Pdf) -> None:
    assert not file.is_encrypted
    assert "/ID" in file.trailer
    for name in ("/AA", "/AcroForm", "/OpenAction"):
        assert name not in file.Root
    for node in dictionaries(file):
        assert str(node.get("/S", "")) not in FORBIDDEN_ACTIONS
        assert not {"/JS", "/EF", "/OPI", "/Alternates"} & set(node.keys())
        if isinstance(node, pikepdf.Stream):
            assert not {"/F", "/FFilter", "/FDecodeParms"} & set(node.keys())
            assert str(node.get("/Filter", "")) not in ("/LZWDecode", "/Crypt")


def test_nothing_is_transparent_without_a_colour_space_to_blend_in(file: pikepdf.Pdf) -> None:
    """6.2.10: there is no transparency at all, so that no page needs a group."""
    for node in dictionaries(file):
        if node.get("/Type") == "/ExtGState" or {"/SMask", "/BM"} & set(node.keys()):
            assert str(node.get("/SMask", "/None")) == "/None"
            assert str(node.get("/BM", "/Normal")) in ("/Normal", "/Compatible")
            assert float(node.get("/CA", 1)) == float(node.get("/ca", 1)) == 1


def test_annotations_are_links_that_are_printed_and_described(file: pikepdf.Pdf) -> None:
    found = [annotation for page in file.pages for annotation in page.get("/Annots", [])]
    assert found
    for annotation in found:
        assert annotation.Subtype == "/Link"
        assert int(annotation.F) & 4  # printed
        assert not int(annotation.F) & (1 | 2 | 32)  # neither invisible, hidden nor without a view
        assert "/StructParent" in annotation


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Elements of the structure tree, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_it_is_tagged_with_standard_roles_and_tables_have_heads(file: pikepdf.Pdf) -> None:
    assert bool(file.Root.MarkInfo.Marked)
    tree = list(elements(file.Root.StructTreeRoot))
    roles = [str(element.S).removeprefix("/") for element in tree]
    mapped = {str(name).removeprefix("/") for name in file.Root.StructTreeRoot.get("/RoleMap", {})}
    standard = {
        "Document", "Div", "Span", "P", "Link", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "LBody", "L", "LI", "Note",
        "Table", "THead", "TBody", "TR", "TH", "TD", "Caption", "Sect", "Art", "Figure", "Quote", "Reference",
    }  # fmt: skip
    assert set(roles) - standard <= mapped
    tables = [block for _intro, blocks in REPORT.parts for block in blocks if isinstance(block, Table)]
    assert roles.count("Table") >= len(tables) > 0
    assert roles.count("TH") >= sum(len(table.columns) for table in tables)


def marked_texts(content: bytes) -> dict[tuple[int, int], str]:
    """The words of each marked content, by index of the page and MCID."""
    words: dict[tuple[int, int], str] = {}
    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document)):
            page = document[number]
            lines = page.get_textpage()
            for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                mcid = pdfium.FPDFPageObj_GetMarkedContentID(shown)
                length = pdfium.FPDFTextObj_GetText(shown, lines, None, 0)
                buffer = (pdfium.FPDF_WCHAR * (length // 2))()
                pdfium.FPDFTextObj_GetText(shown, lines, buffer, length)
                text = bytes(buffer).decode("utf-16-le").rstrip("\x00")
                words[number, mcid] = words.get((number, mcid), "") + text
    return words


def read_aloud(content: bytes, file: pikepdf.Pdf) -> str:
    """What a screen reader says: the words in the order of the structure tree, without spaces."""
    numbers = {page.objgen: number for number, page in enumerate(file.pages)}
    words = marked_texts(content)

    def walk(node: pikepdf.Object, page: pikepdf.Object | None) -> Iterator[str]:
        page = node.get("/Pg", page)
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                assert page is not None
                yield words.get((numbers[page.objgen], kid), "")
            elif kid.get("/Type") == "/MCR":
                yield words.get((numbers[kid.get("/Pg", page).objgen], int(kid.MCID)), "")
            elif kid.get("/Type") != "/OBJR":
                yield from walk(kid, page)

    return "".join("".join(walk(file.Root.StructTreeRoot, None)).split())


def expected(document: OfficialDocument) -> Iterator[str]:
    """The words of the text in reading order, a footnote where it is referred to."""

    def of(run: Run) -> Iterator[str]:
        if not isinstance(run, FootnoteReference):
            yield run.text
            return
        for part in (run.footnote.lead, *run.footnote.items):
            yield from (inner.text for inner in part)

    for intro, blocks in document.parts:
        yield from (text for run in intro for text in of(run))
        for block in blocks:
            if isinstance(block, Heading):
                yield block.text
            yield from (text for run in runs_of(block) for text in of(run))


def test_read_aloud_it_says_the_report_in_order_with_tables_and_footnotes(
    content: bytes, file: pikepdf.Pdf
) -> None:
    said, at = read_aloud(content, file).casefold(), 0
    for text in expected(REPORT):
        wanted = "".join(text.split()).casefold()
        found = said.find(wanted, at)
        assert found >= 0, f"{text!r} is not said after …{said[max(0, at - 40) : at]!r}"
        at = found + len(wanted)


def test_everything_shown_is_said_or_is_an_artefact(file: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.1: page numbers, the draft notice, heads of tables that come again are marked as artefacts."""
    for page in file.pages:
        around: list[str] = []
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator in ("BMC", "BDC"):
                properties = instruction.operands[1] if operator == "BDC" else {}
                around.append("said" if "/MCID" in properties else str(instruction.operands[0]))
            elif operator == "EMC":
                around.pop()
            elif operator in ("Tj", "TJ", "'", '"'):
                assert {"said", "/Artifact"} & set(around), instruction


def test_these_checks_see_what_is_wrong(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as broken:
        broken.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        with pytest.raises(AssertionError):
            test_nothing_is_locked_runs_or_reaches_outside(broken)
        composite = next(font for font in fonts(broken) if font.Subtype == "/Type0")
        del composite.ToUnicode
        with pytest.raises(AssertionError):
            test_every_font_lies_in_the_file_and_says_what_its_glyphs_mean(broken)
