"""Binds the tokens of a block's markup to figures, keeping the identity of quotes that were there before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from haidang.apps.documents.selectors import map_documents
from haidang.apps.observations.formatting import Style, UnknownStyle
from haidang.apps.observations.models import Basis, Figure
from haidang.apps.reporting.models import Block, BlockKind, Quote
from haidang.apps.reporting.rewriting import texts_of
from haidang.domain.quoting import (
    CitationToken,
    FigureToken,
    FootnoteToken,
    MarkupError,
    NumeralMark,
    TextRun,
    parse,
)
from haidang.domain.worktime import PeriodFormatError, parse_period


@dataclass(frozen=True)
class TextFault:
    """Something wrong in the text of a block."""

    block: str
    what: str
    todo: str

    def __str__(self) -> str:
        return f"{self.block}: {self.what}, {self.todo}"


class ReportTextError(ValueError):
    """The text cannot be taken; `faults` lists everything wrong with it."""

    def __init__(self, faults: Sequence[TextFault]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults[:20]))
        self.faults = tuple(faults)


def labels_of(block: Block) -> Iterator[str]:
    """The caption and the column headings of a table: plain words, without tokens."""
    if block.kind == BlockKind.TABLE:
        yield block.content.get("caption", "")
        yield from block.content["columns"]


class Binder:
    """Finds the figures that the tokens of many blocks mean, in one query, and writes their quotes."""

    def __init__(self, blocks: Sequence[Block], period: str, footnotes: Iterable[str] = ()) -> None:
        self.blocks, self.period, self.footnotes = blocks, period, set(footnotes)
        self.faults: list[TextFault] = []
        self.tokens: dict[str, list[FigureToken]] = {block.key: [] for block in blocks}
        cited: list[tuple[str, str]] = []
        for block in blocks:
            cited += self._read(block)
        self._check_citations(cited)
        codes = {token.indicator for tokens in self.tokens.values() for token in tokens}
        self.figures: dict[str, list[Figure]] = defaultdict(list)
        for figure in Figure.objects.filter(indicator__code__in=codes, dimensions="").select_related(
            "indicator", "unit", "latest"
        ):
            self.figures[figure.indicator.code].append(figure)

    def _read(self, block: Block) -> list[tuple[str, str]]:
        cited = []
        for label in labels_of(block):
            self.check_words(block.key, label)
        for text in texts_of(block):
            try:
                runs = parse(text)
            except MarkupError as error:
                self._fault(block.key, str(error), _("correct the token"))
                continue
            self.tokens[block.key] += [run for run in runs if isinstance(run, FigureToken)]
            cited += [(block.key, run.number) for run in runs if isinstance(run, CitationToken)]
            for run in runs:
                if isinstance(run, FootnoteToken) and run.key not in self.footnotes:
                    self._fault(block.key, _("there is no footnote %(key)s") % {"key": run.key}, _("add it"))
        return cited

    def check_words(self, where: str, text: str, *, marks: bool = False) -> None:
        """Note a token where only words (and perhaps marked numerals) may stand."""
        try:
            runs = parse(text)
        except MarkupError as error:
            self._fault(where, str(error), _("correct the token"))
            return
        if not all(isinstance(run, TextRun) or (marks and isinstance(run, NumeralMark)) for run in runs):
            self._fault(where, _("headings and captions hold no tokens"), _("move it into the text"))

    def _check_citations(self, cited: list[tuple[str, str]]) -> None:
        known = map_documents(number for _key, number in cited)
        for key, number in cited:
            if number not in known:
                self._fault(
                    key,
                    _("there is no document %(number)s") % {"number": number},
                    _("import it first, or correct the number"),
                )

    def _fault(self, block: str, what: str, todo: str) -> None:
        self.faults.append(TextFault(block, what, todo))

    def bind(self, block: Block) -> list[Quote]:
        """The quotes of a block in reading order: old ones keep their tag, new ones get the next number."""
        old: dict[tuple[int, str], list[Quote]] = defaultdict(list)
        if block.pk:
            for quote in block.quotes.order_by("position"):
                old[quote.figure_id, quote.style].append(quote)
        quotes = []
        for position, token in enumerate(self.tokens[block.key]):
            figure = self._find(block.key, token)
            if figure is None:
                continue
            waiting = old.get((figure.pk, token.style))
            if waiting:
                quote = waiting.pop(0)
            else:
                block.last_serial += 1
                tag = f"q-{block.key}-{block.last_serial}"
                quote = Quote(block=block, tag=tag, figure=figure, style=token.style)
            quote.position = position
            quotes.append(quote)
        return quotes

    def _find(self, block: str, token: FigureToken) -> Figure | None:
        try:
            Style.named(token.style)
            period = parse_period(token.period or self.period).code
        except UnknownStyle:
            self._fault(
                block, _("there is no style %(style)s") % {"style": token.style}, _("correct the token")
            )
            return None
        except PeriodFormatError as error:
            self._fault(block, str(error), _("correct the token"))
            return None
        basis = token.basis or Basis.REPORTED
        found = [
            figure
            for figure in self.figures[token.indicator]
            if figure.period == period and figure.basis == basis and token.unit in ("", figure.unit.code)
        ]
        if len(found) == 1:
            return found[0]
        what = _("no figure answers to %(code)s") if not found else _("several units have %(code)s")
        self._fault(
            block,
            what % {"code": ", ".join(filter(None, (token.indicator, token.unit, period, _label_of(basis))))},
            _("import the figure, or name unit, period and basis"),
        )
        return None


def _label_of(basis: str) -> str:
    return str(Basis(basis).label) if basis in Basis.values else basis
