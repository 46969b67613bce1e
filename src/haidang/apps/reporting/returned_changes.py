"""What a returned Word file changed, as a page shows it: figures by what befell them, blocks with words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from haidang.apps.reporting.models import Block, Quote, Report, ReturnedDecision, ReturnedFile
from haidang.apps.reporting.rewriting import why_not
from haidang.domain.official_document.comparison import AddedNumeral, BlockChange, FigureChange, Place
from haidang.domain.official_document.comparison.records import comparison_from

_WORD: Final = re.compile(r"\s+|\S+")
FATES: Final = {
    "changed": gettext_lazy("Figures typed over"),
    "removed": gettext_lazy("Figures removed"),
    "copied": gettext_lazy("Figures copied"),
    "moved": gettext_lazy("Figures moved"),
    "detached": gettext_lazy("Figures without their identity"),
}
BLOCK_FATES: Final = {
    "changed": gettext_lazy("Changed"),
    "removed": gettext_lazy("Removed"),
    "moved": gettext_lazy("Moved"),
    "added": gettext_lazy("Added"),
    "copied": gettext_lazy("Copied"),
}


@dataclass(frozen=True)
class Word:
    """A stretch of text; `mark` is "ins", "del" or "" for what stayed."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class FigureRow:
    """A figure with what befell it; `figure` is its id, None if the report does not quote it any more."""

    change: FigureChange
    place: str
    before: str
    figure: int | None


@dataclass(frozen=True)
class NumeralRow:
    """A numeral that was added."""

    numeral: AddedNumeral
    place: str


@dataclass(frozen=True)
class BlockRow:
    """A block that reads otherwise; `obstacle` says why it cannot be taken over, "" if it can."""

    number: int
    change: BlockChange
    fate: Any
    place: str
    words: tuple[Word, ...]
    obstacle: str
    typed_over: bool
    decision: ReturnedDecision | None


@dataclass(frozen=True)
class Changes:
    """All of a returned file."""

    figures: tuple[tuple[Any, tuple[FigureRow, ...]], ...]
    numerals: tuple[NumeralRow, ...]
    blocks: tuple[BlockRow, ...]
    is_unchanged: bool
    by_place: bool
    pictures: int
    mended: bool


def changes_of(returned: ReturnedFile) -> Changes:
    """Read them, in a fixed number of queries."""
    told = comparison_from(returned.comparison)
    report: Report = returned.report
    quoted = dict(Quote.objects.filter(block__section__report=report).values_list("tag", "figure_id"))
    blocks = {block.key: block for block in Block.objects.filter(section__report=report)}
    decisions = {decision.number: decision for decision in returned.decisions.all()}
    touched = {change.quote_id for change in told.of("changed")}
    rows = [
        FigureRow(change, place_of(change.place), place_of(change.before), quoted.get(change.quote_id))
        for change in told.figures
    ]
    grouped = ((label, tuple(r for r in rows if r.change.fate == fate)) for fate, label in FATES.items())
    return Changes(
        figures=tuple((label, group) for label, group in grouped if group),
        numerals=tuple(NumeralRow(numeral, place_of(numeral.place)) for numeral in told.numerals),
        blocks=tuple(
            _block(number, change, blocks, decisions.get(number), touched)
            for number, change in enumerate(told.blocks)
        ),
        is_unchanged=told.is_unchanged,
        by_place=told.by_place,
        pictures=told.pictures,
        mended=told.mended,
    )


def _block(
    number: int,
    change: BlockChange,
    blocks: Mapping[str, Block],
    decision: ReturnedDecision | None,
    touched: set[str],
) -> BlockRow:
    typed_over = any(
        piece.quote_id in touched for line in change.lines for cell in line.new for piece in cell
    )
    return BlockRow(
        number=number,
        change=change,
        fate=BLOCK_FATES[change.fate],
        place=place_of(change.place),
        words=tuple(mark_words(change.old, change.new)),
        obstacle=why_not(change, blocks.get(change.block)),
        typed_over=typed_over,
        decision=decision,
    )


def place_of(place: Place) -> str:
    """A place in words, as people count."""
    parts = [" › ".join(place.section)] if place.section else []
    if place.story == "header":
        parts.append(_("head or foot of the page"))
    if place.note:
        parts.append(_("footnote"))
    if place.table is not None:
        parts.append(_("table %(number)s") % {"number": place.table})
    if place.row is not None:
        parts.append(_("row %(number)s") % {"number": place.row})
    if place.column is not None:
        parts.append(_("column %(number)s") % {"number": place.column})
    if place.paragraph is not None:
        parts.append(pgettext("in a text", "paragraph %(number)s") % {"number": place.paragraph})
    return ", ".join(parts) or _("beginning or end of the report")


def mark_words(old: str, new: str) -> Iterator[Word]:
    """Both texts in one, word by word: what is gone before what came."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Word("".join(before[a:b]))
            continue
        if a < b:
            yield Word("".join(before[a:b]), "del")
        if c < d:
            yield Word("".join(after[c:d]), "ins")
