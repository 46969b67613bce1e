"""Reading order: every run, figure and footnote of blocks, a note being read where its mark stands."""

from collections.abc import Iterable, Iterator

from haidang.domain.official_document.blocks import Block, Heading, Table
from haidang.domain.official_document.runs import Footnote, FootnoteReference, InlineRun, QuotedFigure, Run


def runs_of(block: Block) -> Iterator[Run]:
    """Runs of one block in reading order, without the contents of its footnotes."""
    if isinstance(block, Heading):
        return
    if isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell
    else:
        yield from block.runs


def footnote_runs(footnote: Footnote) -> Iterator[InlineRun]:
    """Runs of a footnote: its lead, then its items."""
    yield from footnote.lead
    for item in footnote.items:
        yield from item


def figures_in(runs: Iterable[Run]) -> Iterator[QuotedFigure]:
    """Quoted figures among runs, those inside footnotes included."""
    for run in runs:
        if isinstance(run, QuotedFigure):
            yield run
        elif isinstance(run, FootnoteReference):
            yield from figures_in(footnote_runs(run.footnote))


def footnotes_in(runs: Iterable[Run]) -> Iterator[Footnote]:
    """Footnotes whose marks stand among runs."""
    return (run.footnote for run in runs if isinstance(run, FootnoteReference))
