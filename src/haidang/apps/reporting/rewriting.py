"""The text of a block after a Word file: which changes can be taken over, and the markup that they give. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from haidang.apps.documents.selectors import cite, map_documents
from haidang.apps.reporting.models import Block, BlockKind, Quote, Report
from haidang.domain.official_document.comparison import BlockChange, Piece
from haidang.domain.quoting import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    NumeralMark,
    ReturnedPiece,
    Run,
    Shown,
    TextRun,
    parse,
    rewrite,
)

_FIRST_ROW: Final = 2  # rows of a table count from 1, and the first is its header


def texts_of(block: Block) -> Iterator[str]:
    """Every piece of markup in a block, in reading order."""
    content = block.content
    if block.kind == BlockKind.TABLE:
        for row in content["rows"]:
            yield from row
    else:
        yield content["text"]
        yield from content.get("items", ())


def why_not(change: BlockChange, block: Block | None) -> str:
    """Why a change cannot be taken over; "" if it can."""
    if block is None:
        return _("It does not stand in a block of this report: write it in the report itself.")
    if block.generator:
        return _("The table is generated from figures: it changes when they are corrected.")
    if any(line.place.note for line in change.lines):
        return _("It changes a footnote: write it in the report itself.")
    if any(line.fate != "changed" or line.merged for line in change.lines):
        return _("Lines were added, removed, moved or merged: write it in the report itself.")
    if block.kind == BlockKind.TABLE:
        fits = all(_fits(block, line.place.row, len(line.new)) for line in change.lines)
    else:
        fits = len(change.lines) == 1 and len(change.lines[0].new) == 1
    return "" if fits else _("Its headings or its shape changed: write it in the report itself.")


def _fits(block: Block, row: int | None, cells: int) -> bool:
    rows = block.content["rows"]
    return row is not None and 0 <= row - _FIRST_ROW < len(rows) and cells == len(rows[row - _FIRST_ROW])


@dataclass(frozen=True)
class Tokens:
    """The tokens of a report's quotes by tag; `quotes` are those of each block (by its key) in reading order."""

    by_tag: Mapping[str, FigureToken]
    quotes: Mapping[int, Sequence[Quote]]

    @classmethod
    def of(cls, report: Report) -> Tokens:
        """Read them, in two queries."""
        quotes: dict[int, list[Quote]] = defaultdict(list)
        for quote in Quote.objects.filter(block__section__report=report).order_by("position"):
            quotes[quote.block_id].append(quote)
        by_tag: dict[str, FigureToken] = {}
        for block in Block.objects.filter(pk__in=quotes):
            tokens = (run for text in texts_of(block) for run in parse(text) if isinstance(run, FigureToken))
            by_tag |= {quote.tag: token for quote, token in zip(quotes[block.pk], tokens, strict=True)}
        return cls(by_tag, quotes)


def content_after(change: BlockChange, block: Block, tokens: Tokens) -> dict[str, Any]:
    """The content of a block with a change for which `why_not` has nothing to say."""
    shown = _shown(block, tokens)
    if block.kind != BlockKind.TABLE:
        return {**block.content, "text": rewrite(shown[0], _pieces(change.lines[0].new[0], tokens))}
    rows = [list(row) for row in block.content["rows"]]
    width = len(block.content["columns"])
    for line in change.lines:
        row = (line.place.row or 0) - _FIRST_ROW
        rows[row] = [
            rewrite(shown[row * width + column], _pieces(cell, tokens))
            for column, cell in enumerate(line.new)
        ]
    return {**block.content, "rows": rows}


def _shown(block: Block, tokens: Tokens) -> list[list[Shown]]:
    parsed = [parse(text) for text in texts_of(block)]
    documents = map_documents(r.number for runs in parsed for r in runs if isinstance(r, CitationToken))
    names = iter([quote.tag for quote in tokens.quotes.get(block.pk, ())])

    def one(run: Run) -> Shown:
        match run:
            case TextRun(text) | NumeralMark(_, text):
                return Shown(run, text)
            case CitationToken(number, short):
                return Shown(run, cite(documents[number], short=short))
            case FigureToken():
                return Shown(run, "", next(names))
            case FootnoteToken():
                return Shown(run, "")

    return [[one(run) for run in runs] for runs in parsed]


def _pieces(cell: Sequence[Piece], tokens: Tokens) -> list[ReturnedPiece]:
    """Without what the layout added; a figure that the report does not know is words."""
    pieces = [
        ReturnedPiece(piece.text, tokens.by_tag.get(piece.quote_id), piece.quote_id)
        for piece in cell
        if not piece.layout
    ]
    if pieces and pieces[0].figure is None:
        pieces[0] = ReturnedPiece(pieces[0].text.lstrip())
    if pieces and pieces[-1].figure is None:
        pieces[-1] = ReturnedPiece(pieces[-1].text.rstrip())
    return pieces
