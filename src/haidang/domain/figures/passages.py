"""The passages of a text with the figures in each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from haidang.domain.figures.binding.context import Context
from haidang.domain.figures.layout import Line, Passage, lines_of, passages_of
from haidang.domain.figures.mentions import mentions_of
from haidang.domain.figures.neighbours import Found
from haidang.domain.figures.scanner import find_quantities
from haidang.domain.figures.text import Source, prepare


def passages_with_figures(
    source: Source, lines: list[Line], found: Sequence[Found]
) -> Iterator[tuple[Passage, list[Found]]]:
    """Yield the passages that hold figures, each with its own; `found` are those of the text in order."""
    starts = [item.quantity.start for item in found]
    for passage in passages_of(source.text, lines):
        inside: list[Found] = []
        for low, high in passage.spans:
            inside.extend(found[bisect_left(starts, low) : bisect_left(starts, high)])
        if inside:
            yield passage, inside


def contexts_of(text: str) -> Iterator[Context]:
    """Yield what the binders see of each passage of `text` but tables."""
    source = prepare(text)
    for passage, inside in passages_with_figures(source, lines_of(source.text), find_quantities(source)):
        if not passage.is_table:
            yield Context(source, mentions_of(source, passage, inside), passage)
