"""Sections: page size, margins, page numbers. The body is one section, each appendix another."""

from haidang.domain.official_document import decree
from haidang.domain.official_document.docx.xml import Element, paragraph, related, text_run, twips, w
from haidang.domain.official_document.model import Orientation


def section_properties(orientation: Orientation) -> Element:
    """`<w:sectPr>`: its own page numbers from 1, none on its first page."""
    landscape = orientation == "landscape"
    size = (decree.PAGE_HEIGHT, decree.PAGE_WIDTH) if landscape else (decree.PAGE_WIDTH, decree.PAGE_HEIGHT)
    page = w("pgSz", w=twips(size[0]), h=twips(size[1]))
    if landscape:
        page = w("pgSz", w=twips(size[0]), h=twips(size[1]), orient="landscape")
    margins = w(
        "pgMar",
        top=twips(decree.MARGIN_TOP),
        right=twips(decree.MARGIN_RIGHT),
        bottom=twips(decree.MARGIN_BOTTOM),
        left=twips(decree.MARGIN_LEFT),
        header=twips(decree.PAGE_NUMBER_FROM_EDGE),
        footer=twips(decree.PAGE_NUMBER_FROM_EDGE),
        gutter=0,
    )
    return w(
        "sectPr",
        related(w("headerReference", type="default"), header_id(orientation, first=False)),
        related(w("headerReference", type="first"), header_id(orientation, first=True)),
        w("type", val="nextPage"),
        page,
        margins,
        w("pgNumType", start=1),
        w("titlePg"),
    )


def header_id(orientation: Orientation, *, first: bool) -> str:
    """Relationship id of the header part for pages of an orientation."""
    return f"rIdHeader{orientation.capitalize()}{'First' if first else ''}"


def section_break(orientation: Orientation) -> Element:
    """The paragraph that ends a section which is not the last."""
    tight = w("spacing", line=20, lineRule="exact")
    return paragraph("Gap", properties=(tight, section_properties(orientation)))


def build_header(orientation: Orientation, draft_notice: str | None, *, first: bool) -> Element:
    """A page header: page number in the middle (not on a first page), the draft notice at the right."""
    width = twips(decree.text_width(landscape=orientation == "landscape"))
    tabs = w("tabs", w("tab", val="center", pos=width // 2), w("tab", val="right", pos=width))
    content = [text_run("\t"), *([] if first else [_page_number()]), text_run("\t")]
    if draft_notice:
        border = w("bdr", val="single", sz=8, space=0, color="auto")
        content.append(text_run(f"\u00a0{draft_notice}\u00a0", w("b"), w("bCs"), border))
    return w("hdr", paragraph("header", *content, properties=(tabs,)))


def _page_number() -> Element:
    return w("fldSimple", text_run("2"), instr=" PAGE ")
