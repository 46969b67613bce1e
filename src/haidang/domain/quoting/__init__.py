"""The language in which the text of a report quotes figures: tokens in, runs out; and the hunt for stray numerals."""

from haidang.domain.quoting.markup import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    MarkupError,
    NumeralMark,
    Run,
    TextRun,
    literal,
    parse,
    render,
    words,
)
from haidang.domain.quoting.numerals import (
    NUMERAL_KINDS,
    Stray,
    replace_stray,
    stray_numerals,
    stray_numerals_of,
)
from haidang.domain.quoting.rewriting import ReturnedPiece, Shown, rewrite

__all__ = [
    "NUMERAL_KINDS",
    "CitationToken",
    "FigureToken",
    "FootnoteToken",
    "MarkupError",
    "NumeralMark",
    "ReturnedPiece",
    "Run",
    "Shown",
    "Stray",
    "TextRun",
    "literal",
    "parse",
    "render",
    "replace_stray",
    "rewrite",
    "stray_numerals",
    "stray_numerals_of",
    "words",
]
