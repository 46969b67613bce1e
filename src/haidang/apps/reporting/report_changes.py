"""What changed since the last report: the same figures in both, and paragraphs of the same key. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from haidang.apps.observations.formatting import MULTIPLES_VI, Style, format_observation
from haidang.apps.observations.models import Figure, Indicator, IndicatorKind, Observation, ObservationStatus
from haidang.apps.reporting.block_texts import Change, compare_words, is_written, text_of
from haidang.apps.reporting.models import Block, Quote, Report
from haidang.apps.reporting.selectors import list_reports
from haidang.apps.reporting.sight import WITHHELD, is_withheld
from haidang.domain.quoting import CitationToken, FigureToken, FootnoteToken, NumeralMark, TextRun, parse
from haidang.domain.vietnamese import format_number
from haidang.domain.worktime import Period, parse_period
from haidang.foundation.accounts.actor import Actor

_Series = tuple[int, int, str, str]
_POINTS: Final = "điểm phần trăm"


@dataclass(frozen=True)
class Side:
    """A figure as one of the two reports says it. `value` is None where it is withheld or no number."""

    text: str
    period: str
    tag: str
    value: Decimal | None


@dataclass(frozen=True)
class FigureChange:
    """A series in both reports, or in one: `kind` is "changed", "same", "new" or "gone"."""

    figure: Figure
    old: Side | None
    new: Side | None

    @property
    def kind(self) -> str:
        if self.old is None or self.new is None:
            return "new" if self.old is None else "gone"
        return "same" if self.old.text == self.new.text else "changed"

    @property
    def difference(self) -> str:
        """New less old, with sign and the right unit; "" if one of them is not there."""
        if self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return ""
        return write_difference(self.new.value - self.old.value, self.figure.indicator)


@dataclass(frozen=True)
class BlockChange:
    """A paragraph that says something else, came or went; `words` where it is in both."""

    key: str
    kind: str
    words: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """Two reports side by side."""

    old: Report
    new: Report
    figures: tuple[FigureChange, ...]
    blocks: tuple[BlockChange, ...]
    tables: int

    @property
    def changed(self) -> list[FigureChange]:
        return self._of_kind("changed")

    @property
    def added(self) -> list[FigureChange]:
        return self._of_kind("new")

    @property
    def gone(self) -> list[FigureChange]:
        return self._of_kind("gone")

    @property
    def same(self) -> list[FigureChange]:
        return self._of_kind("same")

    @property
    def shown(self) -> list[FigureChange]:
        """What there is to say something about: changed figures first, then those that went, then new ones."""
        return [*self.changed, *self.gone, *self.added]

    def _of_kind(self, kind: str) -> list[FigureChange]:
        return [change for change in self.figures if change.kind == kind]


def list_earlier(reader: Actor, report: Report) -> list[Report]:
    """Reports with which one may be compared, the nearest first: those it corrects, then those of earlier rounds.

    One that corrects another is a later report of the same round; the other is frozen.
    """
    end = parse_period(report.round.period).end
    others = [other for other in list_reports(reader) if other.pk != report.pk]
    corrected = [o for o in others if o.round_id == report.round_id and o.pk < report.pk and o.is_frozen]
    ends = {other.pk: parse_period(other.round.period).end for other in others}
    earlier = [o for o in others if o.round_id != report.round_id and ends[o.pk] < end]
    earlier.sort(key=lambda other: (ends[other.pk], other.is_frozen, other.pk), reverse=True)
    return corrected + earlier


def compare_reports(old: Report, new: Report, reader: Actor) -> Comparison:
    """What the new one says otherwise, as far as the reader may see the figures (six queries)."""
    before, after = _quotes_of(old), _quotes_of(new)
    names = {q.figure.indicator.code: q.figure.indicator.name for q in [*before, *after]}
    blocks, tables = _compare_blocks(_blocks_of(old), _blocks_of(new), names)
    return Comparison(
        old, new, tuple(_compare_figures(_mains(before, old), _mains(after, new), reader)), blocks, tables
    )


def _blocks_of(report: Report) -> dict[str, Block]:
    return {block.key: block for block in Block.objects.filter(section__report=report).order_by("position")}


def _quotes_of(report: Report) -> list[Quote]:
    quotes = Quote.objects.filter(block__section__report=report).select_related(
        "figure__indicator__category", "figure__unit", "figure__latest", "pinned"
    )
    return list(quotes.order_by("block__position", "position"))


def _mains(quotes: Iterable[Quote], report: Report) -> dict[_Series, Quote]:
    """Of each series the quote that stands for it: the one of the report's own period, else the latest period."""
    found: dict[_Series, list[Quote]] = defaultdict(list)
    for quote in quotes:
        figure = quote.figure
        found[(figure.indicator_id, figure.unit_id, figure.basis, figure.dimensions)].append(quote)
    return {series: _main(of_series, report.round.period) for series, of_series in found.items()}


def _main(quotes: Sequence[Quote], period: str) -> Quote:
    def rank(quote: Quote) -> tuple[bool, object]:
        found: Period = parse_period(quote.figure.period)
        return quote.figure.period == period, found.end

    return max(quotes, key=rank)


def _compare_figures(
    before: dict[_Series, Quote], after: dict[_Series, Quote], reader: Actor
) -> Iterable[FigureChange]:
    for series in [*after, *(series for series in before if series not in after)]:
        old, new = before.get(series), after.get(series)
        told = new or old
        assert told is not None  # noqa: S101
        yield FigureChange(told.figure, _side(old, reader), _side(new, reader))


def _side(quote: Quote | None, reader: Actor) -> Side | None:
    if quote is None:
        return None
    if is_withheld(quote, reader):
        return Side(WITHHELD, quote.figure.period, quote.tag, None)
    seen = quote.observation
    return Side(_written(quote, seen), quote.figure.period, quote.tag, _number(seen))


def _written(quote: Quote, seen: Observation) -> str:
    return quote.pinned_text or format_observation(seen, quote.figure.indicator, Style.named(quote.style))


def _number(seen: Observation) -> Decimal | None:
    return seen.value if seen.status == ObservationStatus.VALUE else None


def write_difference(difference: Decimal, indicator: Indicator) -> str:
    """A difference as an official text writes it: "+1,25 điểm phần trăm", "−12", "+0,5 tỷ đồng"; "0" for none."""
    exponent = difference.normalize().as_tuple().exponent
    decimals = max(indicator.decimals, -exponent if isinstance(exponent, int) else 0)
    number = format_number(abs(difference), decimals=decimals if difference else 0)
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    if indicator.kind == IndicatorKind.PERCENT:
        unit = _POINTS
    elif indicator.unit_mult in MULTIPLES_VI:
        unit = f"{MULTIPLES_VI[indicator.unit_mult]} {indicator.unit_measure}"
    else:
        unit = indicator.unit_measure
    return f"{sign}{number} {unit}".strip()


def _compare_blocks(
    old: dict[str, Block], new: dict[str, Block], names: dict[str, str]
) -> tuple[tuple[BlockChange, ...], int]:
    """Paragraphs in the order of the new report, those that went at the end; and how many tables differ."""
    changes, tables = [], 0
    for key, block in new.items():
        before = old.get(key)
        if not is_written(block) or (before is not None and not is_written(before)):
            tables += before is None or before.content != block.content
        elif before is None:
            changes.append(BlockChange(key, "new", (_readable(Change("ins", text_of(block)), names),)))
        elif text_of(before) != text_of(block):
            words = compare_words(text_of(before), text_of(block))
            changes.append(BlockChange(key, "changed", tuple(_readable(word, names) for word in words)))
    for key, block in old.items():
        if key not in new and is_written(block):
            changes.append(BlockChange(key, "gone", (_readable(Change("del", text_of(block)), names),)))
    return tuple(changes), tables


def _readable(change: Change, names: dict[str, str]) -> Change:
    """Markup as people read it: a figure by the name of its indicator, because its value stands in the other table."""
    parts = []
    for run in parse(change.text):
        match run:
            case TextRun(text) | NumeralMark(_, text):
                parts.append(text)
            case FigureToken():
                parts.append(f"[{names.get(run.indicator, run.indicator)}]")
            case CitationToken():
                parts.append(run.number)
            case FootnoteToken():
                parts.append("")
    return Change(change.kind, "".join(parts))
