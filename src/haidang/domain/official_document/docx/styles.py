"""Styles of the Word file: the decree's table of components as Word paragraph styles."""

from dataclasses import dataclass
from typing import Final

from haidang.domain.official_document import decree
from haidang.domain.official_document.docx.xml import Element, half_points, twips, twips_of_points, w

LANGUAGE_TAGS: Final = {"vi": "vi-VN", "en": "en-GB"}
FIGURE_MARK: Final = "FigureMark"
"""Character style of the words that mark a figure not to be trusted yet."""
_SINGLE: Final = 240
"""Word counts lines in 240ths."""


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style. Sizes and spacings in points, indents in millimetres."""

    id: str
    name: str
    size: float = decree.BODY_SIZE
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "left"
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    left: float = 0.0
    first_line: float = 0.0
    keep_next: bool = False
    outline: int | None = None
    boxed: bool = False
    next: str | None = None


def _body(style_id: str, name: str, *, bold: bool = False, caps: bool = False, **more: int) -> ParagraphStyle:
    """Box 6: justified, first line indented, 6 pt apart."""
    heading = "outline" in more
    return ParagraphStyle(
        style_id,
        name,
        bold=bold,
        caps=caps,
        align="both",
        after=decree.PARAGRAPH_SPACING,
        line=decree.LINE_SPACING,
        first_line=decree.FIRST_LINE_INDENT,
        keep_next=heading,
        outline=more.get("outline"),
        next="BodyText" if heading else None,
    )


_BODY: Final = (
    _body("BodyText", "Body Text"),
    _body("ListItem", "List Item"),
    _body("Heading1", "heading 1", bold=True, caps=True, outline=0),
    _body("Heading2", "heading 2", bold=True, outline=1),
    _body("Heading3", "heading 3", outline=2),
)

_HEADER: Final = (
    ParagraphStyle("Nation", "Nation", decree.NATION_SIZE, bold=True, align="center"),
    ParagraphStyle("Motto", "Motto", decree.MOTTO_SIZE, bold=True, align="center"),
    ParagraphStyle("ParentBody", "Parent Body", decree.BODY_NAME_SIZE, caps=True, align="center"),
    ParagraphStyle(
        "IssuingBody", "Issuing Body", decree.BODY_NAME_SIZE, bold=True, caps=True, align="center"
    ),
    ParagraphStyle("DocumentNumber", "Document Number", decree.NUMBER_SIZE, align="center", before=4),
    ParagraphStyle(
        "PlaceAndDate", "Place And Date", decree.PLACE_DATE_SIZE, italic=True, align="center", before=4
    ),
    ParagraphStyle("LetterSubject", "Letter Subject", decree.LETTER_SUBJECT_SIZE, align="center", before=6),
    ParagraphStyle("Title", "Title", bold=True, caps=True, align="center", before=18, keep_next=True),
    ParagraphStyle("Subtitle", "Subtitle", bold=True, align="center", keep_next=True),
    ParagraphStyle("Rule", "Rule", 1, align="center"),
    ParagraphStyle("Addressee", "Addressee", align="center", before=12, after=12),
    ParagraphStyle("AddresseeTitle", "Addressee Title", before=12, left=35),
    ParagraphStyle("AddresseeItem", "Addressee Item", left=54),
)

_CLOSING: Final = (
    ParagraphStyle("Authority", "Authority", bold=True, caps=True, align="center", keep_next=True),
    ParagraphStyle("Signer", "Signer", bold=True, align="center"),
    ParagraphStyle(
        "RecipientsTitle", "Recipients Title", decree.RECIPIENTS_TITLE_SIZE, bold=True, italic=True
    ),
    ParagraphStyle("Recipients", "Recipients", decree.RECIPIENTS_SIZE),
    ParagraphStyle("AppendixLabel", "Appendix Label", bold=True, align="center", keep_next=True, outline=0),
    ParagraphStyle("AppendixTitle", "Appendix Title", bold=True, caps=True, align="center", keep_next=True),
    ParagraphStyle("AttachmentNote", "Attachment Note", italic=True, align="center"),
)

_OTHER: Final = (
    ParagraphStyle("header", "header", decree.PAGE_NUMBER_SIZE),
    ParagraphStyle("FootnoteText", "footnote text", decree.FOOTNOTE_SIZE, align="both"),
    ParagraphStyle("Caption", "caption", decree.TABLE_SIZE, bold=True, align="center", before=6, after=3,
                   keep_next=True),
    ParagraphStyle("MeasureNote", "Measure Note", decree.TABLE_SIZE, italic=True, align="right", after=3,
                   keep_next=True),
    ParagraphStyle("TableHeader", "Table Header", decree.TABLE_SIZE, bold=True, align="center", before=2,
                   after=2, keep_next=True),
    ParagraphStyle("TableText", "Table Text", decree.TABLE_SIZE, before=2, after=2),
    ParagraphStyle("Gap", "Gap", 1),
    ParagraphStyle("DraftNoticeTitle", "Draft Notice Title", decree.TABLE_SIZE, bold=True, left=3, boxed=True,
                   keep_next=True),
    ParagraphStyle("DraftNotice", "Draft Notice", decree.TABLE_SIZE, italic=True, left=3, boxed=True),
)  # fmt: skip

PARAGRAPH_STYLES: Final = (*_BODY, *_HEADER, *_CLOSING, *_OTHER)


def build_styles(language: str) -> Element:
    """The root of styles.xml."""
    styles = w("styles", _defaults(LANGUAGE_TAGS.get(language, language)))
    styles.append(
        w("style", w("name", val="Normal"), w("qFormat"), type="paragraph", default=1, styleId="Normal")
    )
    styles.append(_default_character_style())
    styles.append(_default_table_style())
    styles.extend(_paragraph_style(style) for style in PARAGRAPH_STYLES)
    styles.append(
        _character_style("FootnoteReference", "footnote reference", w("vertAlign", val="superscript"))
    )
    mark = (w("i"), w("sz", val=half_points(9)))
    styles.append(_character_style(FIGURE_MARK, "Figure Mark", *mark))
    styles.append(_grid_style())
    return styles


def _defaults(language: str) -> Element:
    face = decree.TYPEFACE
    size = half_points(decree.BODY_SIZE)
    run = w(
        "rPr",
        w("rFonts", ascii=face, hAnsi=face, eastAsia=face, cs=face),
        w("sz", val=size),
        w("szCs", val=size),
        w("lang", val=language, eastAsia=language, bidi="ar-SA"),
    )
    spacing = w("spacing", before=0, after=0, line=_SINGLE, lineRule="auto")
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr", spacing)))


def _default_character_style() -> Element:
    hidden = (w("uiPriority", val=1), w("semiHidden"), w("unhideWhenUsed"))
    name = w("name", val="Default Paragraph Font")
    return w("style", name, *hidden, type="character", default=1, styleId="DefaultParagraphFont")


def _default_table_style() -> Element:
    return w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins(twips(1.5))),
        type="table",
        default=1,
        styleId="TableNormal",
    )


def _cell_margins(sides: int) -> Element:
    widths = {"top": 0, "left": sides, "bottom": 0, "right": sides}
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in widths.items()))


def _grid_style() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    return w(
        "style",
        w("name", val="Table Grid"),
        w("basedOn", val="TableNormal"),
        w("tblPr", borders),
        type="table",
        styleId="TableGrid",
    )


def _character_style(style_id: str, name: str, *properties: Element) -> Element:
    based_on = w("basedOn", val="DefaultParagraphFont")
    return w(
        "style", w("name", val=name), based_on, w("rPr", *properties), type="character", styleId=style_id
    )


def _paragraph_style(style: ParagraphStyle) -> Element:
    head = [w("name", val=style.name), w("basedOn", val="Normal")]
    if style.next:
        head.append(w("next", val=style.next))
    return w(
        "style",
        *head,
        w("qFormat"),
        w("pPr", *_paragraph_properties(style)),
        w("rPr", *_run_properties(style)),
        type="paragraph",
        styleId=style.id,
    )


def _paragraph_properties(style: ParagraphStyle) -> list[Element]:
    """In the order of CT_PPrBase: Word refuses files that mix it up."""
    properties = [w("keepNext"), w("keepLines")] if style.keep_next else []
    if style.boxed:
        sides = ("top", "left", "bottom", "right")
        properties.append(
            w("pBdr", *(w(side, val="dashed", sz=8, space=4, color="7F6000") for side in sides))
        )
        properties.append(w("shd", val="clear", color="auto", fill="FFF2CC"))
    properties.append(
        w(
            "spacing",
            before=twips_of_points(style.before),
            after=twips_of_points(style.after),
            line=round(_SINGLE * style.line),
            lineRule="auto",
        )
    )
    right = style.left if style.boxed else 0
    properties.append(w("ind", left=twips(style.left), right=twips(right), firstLine=twips(style.first_line)))
    properties.append(w("jc", val=style.align))
    if style.outline is not None:
        properties.append(w("outlineLvl", val=style.outline))
    return properties


def _run_properties(style: ParagraphStyle) -> list[Element]:
    switches = {
        "b": style.bold,
        "bCs": style.bold,
        "i": style.italic,
        "iCs": style.italic,
        "caps": style.caps,
    }
    size = half_points(style.size)
    return [w(tag) for tag, on in switches.items() if on] + [w("sz", val=size), w("szCs", val=size)]
