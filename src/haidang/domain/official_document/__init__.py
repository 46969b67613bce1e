"""An official document as a model: one content, rendered alike for reading, editing and signing."""

from haidang.domain.official_document.blocks import (
    Alignment,
    Block,
    Cell,
    Column,
    Heading,
    HeadingLevel,
    ListItem,
    Notice,
    NoticeKind,
    Paragraph,
    Row,
    Table,
)
from haidang.domain.official_document.comparison import Comparison, compare_docx
from haidang.domain.official_document.docx import (
    RecoveredDocument,
    RecoveredParagraph,
    RecoveredQuote,
    read_docx,
    read_quotes,
    render_docx,
)
from haidang.domain.official_document.docx.provenance import IssuedQuote
from haidang.domain.official_document.errors import (
    DocumentError,
    DocxComparisonError,
    DocxReadError,
    FontsMissingError,
    PdfRenderingError,
)
from haidang.domain.official_document.html import STYLESHEET_PATH, render_fragment, render_html
from haidang.domain.official_document.labels import VIETNAMESE, Labels
from haidang.domain.official_document.model import (
    Appendix,
    Header,
    OfficialDocument,
    Orientation,
    Signature,
)
from haidang.domain.official_document.pdf import render_pdf
from haidang.domain.official_document.runs import (
    Citation,
    FigureProvenance,
    Footnote,
    FootnoteReference,
    InlineRun,
    QuotedFigure,
    Run,
    Runs,
    Text,
)
from haidang.domain.official_document.text import Passage, PlainText, QuoteSpan, Span, plain_text

__all__ = [
    "STYLESHEET_PATH",
    "VIETNAMESE",
    "Alignment",
    "Appendix",
    "Block",
    "Cell",
    "Citation",
    "Column",
    "Comparison",
    "DocumentError",
    "DocxComparisonError",
    "DocxReadError",
    "FigureProvenance",
    "FontsMissingError",
    "Footnote",
    "FootnoteReference",
    "Header",
    "Heading",
    "HeadingLevel",
    "InlineRun",
    "IssuedQuote",
    "Labels",
    "ListItem",
    "Notice",
    "NoticeKind",
    "OfficialDocument",
    "Orientation",
    "Paragraph",
    "Passage",
    "PdfRenderingError",
    "PlainText",
    "QuoteSpan",
    "QuotedFigure",
    "RecoveredDocument",
    "RecoveredParagraph",
    "RecoveredQuote",
    "Row",
    "Run",
    "Runs",
    "Signature",
    "Span",
    "Table",
    "Text",
    "compare_docx",
    "plain_text",
    "read_docx",
    "read_quotes",
    "render_docx",
    "render_fragment",
    "render_html",
    "render_pdf",
]
