"""A block as it reads, in pieces: words, figures with their value, citations, footnotes. Reads only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from haidang.apps.documents.models import Document
from haidang.apps.documents.selectors import cite
from haidang.apps.observations.formatting import Style, format_observation
from haidang.apps.observations.models import Observation
from haidang.apps.reporting.models import Block, BlockKind, Quote
from haidang.domain.quoting import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    NumeralMark,
    Run,
    TextRun,
    parse,
    render,
)


@dataclass(frozen=True)
class ShownPiece:
    """A stretch of a block; `before` is how a figure was written when its block was saved, if otherwise.

    `token` is the markup that stands for it; "" for words.
    """

    text: str
    token: str = ""
    figure: int | None = None
    name: str = ""
    before: str = ""
    is_note: bool = False


Cell = tuple[ShownPiece, ...]


@dataclass(frozen=True)
class ShownBlock:
    """Rows of cells: one cell a row, except in tables."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def pieces(self) -> list[ShownPiece]:
        """All pieces in reading order."""
        return [piece for row in self.rows for cell in row for piece in cell]

    @property
    def changed(self) -> list[ShownPiece]:
        """The figures that are no longer what they were when the block was saved."""
        return [piece for piece in self.pieces if piece.before]


def cited_in(blocks: Iterable[Block]) -> set[str]:
    """The numbers of the documents that blocks cite."""
    runs = (run for block in blocks for row in _markup(block) for cell in row for run in parse(cell))
    return {run.number for run in runs if isinstance(run, CitationToken)}


def show(block: Block, quotes: Iterable[Quote], documents: Mapping[str, Document]) -> ShownBlock:
    """The block with its values. `quotes` are those of the block in reading order, with figure, latest and seen."""
    waiting = iter(quotes)
    return ShownBlock(
        tuple(
            tuple(tuple(_piece(run, waiting, documents) for run in parse(cell)) for cell in row)
            for row in _markup(block)
        )
    )


def _markup(block: Block) -> Iterator[list[str]]:
    content = block.content
    if block.kind == BlockKind.TABLE:
        yield from content["rows"]
    else:
        yield [content["text"]]
        yield from ([item] for item in content.get("items", ()))


def _piece(run: Run, waiting: Iterator[Quote], documents: Mapping[str, Document]) -> ShownPiece:
    match run:
        case TextRun(text):
            return ShownPiece(text)
        case NumeralMark(_, text):
            return ShownPiece(text, render([run]))
        case CitationToken(number, short):
            return ShownPiece(cite(documents[number], short=short), render([run]))
        case FootnoteToken(key):
            return ShownPiece(f"[{key}]", render([run]), is_note=True)
        case FigureToken():
            return _figure(next(waiting), render([run]))


def _figure(quote: Quote, token: str) -> ShownPiece:
    figure = quote.figure
    now = _written(quote, quote.observation)
    before = _written(quote, quote.seen) if quote.seen else now
    name = figure.indicator.name_vi
    return ShownPiece(now, token, figure.pk, name, before if before != now else "")


def _written(quote: Quote, observation: Observation) -> str:
    return format_observation(observation, quote.figure.indicator, Style.named(quote.style))
