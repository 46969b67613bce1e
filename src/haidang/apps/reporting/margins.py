"""The report with its margin: beside each block, where every figure in it comes from. Reads only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from lxml import html

from haidang.apps.observations.models import Figure, Observation
from haidang.apps.reporting.assembly import Assembled
from haidang.apps.reporting.building import fragment_of
from haidang.apps.reporting.models import Report
from haidang.apps.reporting.redacting import for_reader, remarks_of, written
from haidang.apps.reporting.remarks import Remark
from haidang.apps.reporting.selectors import list_deviations
from haidang.apps.reporting.sight import withheld_from
from haidang.foundation.accounts.actor import Actor
from haidang.foundation.files.sources import resolve_sources

_PLACE: Final = re.compile(r"<!--margin:(\d+)-->")
_ROW: Final = "reading__row"


@dataclass(frozen=True)
class Note:
    """What the margin says about one quoted figure. `revised`: what holds now, where a frozen report is outdated."""

    tag: str
    text: str
    figure: Figure
    observation: Observation
    source: str
    findings: tuple[Remark, ...]
    revised: Observation | None

    @property
    def anchor(self) -> str:
        return anchor_of(self.tag)

    @property
    def shared(self) -> tuple[object, ...]:
        """What is told once for several figures: unit, period, basis, who recorded it and when."""
        figure, seen = self.figure, self.observation
        return (
            figure.unit_id,
            figure.period,
            figure.basis,
            seen.recorded_by_name,
            seen.recorded_at,
            seen.stage,
        )


@dataclass(frozen=True)
class Group:
    """Notes that follow one another and share unit, period, basis, who and when; `first` tells them."""

    notes: tuple[Note, ...]

    @property
    def first(self) -> Note:
        return self.notes[0]


@dataclass(frozen=True)
class Margin:
    """The notes on one block. Those of a table stand below it, closed: there are many of them."""

    notes: tuple[Note, ...]
    is_table: bool

    @property
    def groups(self) -> list[Group]:
        return [Group(tuple(notes)) for _key, notes in groupby(self.notes, key=lambda note: note.shared)]


def anchor_of(tag: str) -> str:
    """Id of the note on a quote."""
    return f"nguon-{tag}"


def list_notes(report: Report, assembled: Assembled, reader: Actor) -> dict[str, Note]:
    """The notes by tag, in reading order, without those of figures that the reader may not see (three queries)."""
    withheld = withheld_from(reader, (quote for quote, _section, _text in assembled.quotes))
    remarks: dict[int, list[Remark]] = defaultdict(list)
    for remark in remarks_of(report, assembled):
        for figure in remark.figures:
            remarks[figure].append(remark)
    revised = (
        {found.quote_id: found.observation for found in list_deviations(report)} if report.is_frozen else {}
    )
    hidden = set(withheld.values())
    shown = [(quote, text) for quote, _section, text in assembled.quotes if quote.tag not in withheld]
    sources = resolve_sources(quote.observation.source_urn for quote, _text in shown)
    return {
        quote.tag: Note(
            quote.tag,
            text,
            quote.figure,
            quote.observation,
            sources[quote.observation.source_urn].label,
            # a remark that also speaks of a withheld figure names it in its arithmetic
            tuple(r for r in remarks[quote.figure_id] if not set(r.figures) & hidden),
            revised.get(quote.pk),
        )
        for quote, text in shown
    }


def with_margin(report: Report, assembled: Assembled, reader: Actor, write: Callable[[Margin], str]) -> str:
    """The report as a part of a page; `write` makes the markup of a margin. Figures lead to their notes."""
    notes = list_notes(report, assembled, reader)
    fragment = for_reader(report, assembled, fragment_of(report, assembled), reader)
    tree = html.fragment_fromstring(fragment)
    margins: list[Margin] = []
    for block, tags in _figures_by_block(tree):
        known = tuple(notes[tag] for tag in tags if tag in notes)
        if known:
            _make_room(block, len(margins))
            margins.append(Margin(known, block.tag == "table"))
    marked = written(tree)
    return _PLACE.sub(lambda match: write(margins[int(match[1])]), marked)


def _figures_by_block(tree: html.HtmlElement) -> Iterator[tuple[html.HtmlElement, list[str]]]:
    """The blocks that quote figures, in reading order, with the tags of the quotes; the links point to the notes."""
    found: dict[html.HtmlElement, list[str]] = {}
    for data in tree.find_class("quoted-figure"):
        tag = data.get("id", "")
        for link in data.iter("a"):
            link.set("href", f"#{anchor_of(tag)}")
        block = _block_of(data)
        if block is not None:
            found.setdefault(block, []).append(tag)
    yield from found.items()


def _block_of(data: html.HtmlElement) -> html.HtmlElement | None:
    """The table, list item, note or paragraph in which a figure stands."""
    nearest: html.HtmlElement | None = None
    for around in data.iterancestors("table", "li", "p", "section", "article"):
        if around.tag == "table" or (around.tag in ("li", "p") and around.get("id")):
            return around
        if around.tag in ("section", "article"):
            break
        nearest = around if nearest is None else nearest
    return nearest


def _make_room(block: html.HtmlElement, number: int) -> None:
    """Put a block into a row with a place for its margin."""
    place = html.HtmlComment(f"margin:{number}")
    row = html.Element("div")
    row.set("class", _ROW)
    if block.tag == "li":
        words = html.Element("div")
        words.text, block.text = block.text, None
        words.extend(list(block))
        row.extend([words, place])
        block.append(row)
        return
    outer = block.getparent() if block.tag == "table" else block
    parent = outer.getparent()
    if block.tag == "table":
        place.tail, outer.tail = outer.tail, None
        parent.insert(parent.index(outer) + 1, place)
        return
    row.tail, outer.tail = outer.tail, None
    parent.replace(outer, row)
    row.extend([outer, place])
