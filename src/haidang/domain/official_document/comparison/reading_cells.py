"""What became of the figures of one cell, and which numerals of it are new."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from haidang.domain.official_document.comparison.tokens import Token, match_tokens, tokens_of, whole
from haidang.domain.official_document.text import QuoteSpan


@dataclass(frozen=True, slots=True)
class Found:
    """A figure in a cell: its span in the new text, and what a reader reads there; `bare`: without its control."""

    span: QuoteSpan
    old: str
    new: str
    bare: bool


@dataclass(frozen=True, slots=True)
class NewNumeral:
    """A numeral of the new text that is no figure; `was`: the plain numeral in whose place it stands, or ""."""

    start: int
    end: int
    was: str


@dataclass(frozen=True, slots=True)
class CellReading:
    """Figures found in a cell, by quote id, and numerals that are new in it."""

    figures: dict[str, Found]
    numerals: tuple[NewNumeral, ...]


def read_cell(
    old: str,
    old_quotes: Sequence[QuoteSpan],
    new: str,
    controls: Sequence[QuoteSpan],
    elsewhere: Collection[str],
) -> CellReading:
    """Hold a cell against what it was.

    `controls`: figures known by their controls in the new text, in order, not overlapping. `elsewhere`: quote ids whose
    controls stand somewhere in the file; the others are looked for by the words around them.
    """
    home = {span.quote_id for span in old_quotes}
    here = {span.quote_id: span for span in reversed(controls) if span.quote_id in home}
    known = [span for span in old_quotes if span.quote_id in here]
    matching = _Matching(old, old_quotes, tokens_of(old, known), new, controls, tokens_of(new, controls))
    figures = {span.quote_id: matching.known(span, here[span.quote_id]) for span in known}
    for span in old_quotes:
        if span.quote_id not in here and span.quote_id not in elsewhere and (found := matching.bare(span)):
            figures[span.quote_id] = found
    return CellReading(figures, tuple(matching.new_numerals()))


@dataclass
class _Matching:
    """Two texts, their tokens, and the pairs among these."""

    old: str
    old_quotes: Sequence[QuoteSpan]
    old_tokens: list[Token]
    new: str
    controls: Sequence[QuoteSpan]
    new_tokens: list[Token]
    pairs: Mapping[int, int] = field(init=False)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.pairs = match_tokens(self.old_tokens, self.new_tokens)

    def known(self, span: QuoteSpan, now: QuoteSpan) -> Found:
        """A figure under its control; digits typed beside the control belong to what is read."""
        before = _text(self.old, _widened(self.old, span, self.old_quotes))
        start, end = _widened(self.new, now, self.controls)
        self.taken |= {
            n for n, token in enumerate(self.new_tokens) if start <= token.start and token.end <= end
        }
        return _found(span, now, self.old, before, self.new, _text(self.new, (start, end)), bare=False)

    def bare(self, span: QuoteSpan) -> Found | None:
        """A figure without control: what stands between the same words as it did; None if nothing of it does."""
        wide = _widened(self.old, span, self.old_quotes)
        inside = [
            n for n, token in enumerate(self.old_tokens) if token.start < wide[1] and wide[0] < token.end
        ]
        places = self._places(inside) if inside else None
        if places is None:
            return None
        self.taken |= set(range(places[0], places[1] + 1))
        now = QuoteSpan(span.quote_id, self.new_tokens[places[0]].start, self.new_tokens[places[1]].end)
        after = _text(self.new, _widened(self.new, now, self.controls))
        return _found(span, now, self.old, _text(self.old, wide), self.new, after, bare=True)

    def _places(self, inside: Sequence[int]) -> tuple[int, int] | None:
        """First and last position of the new tokens that stand for old ones."""
        first, last = inside[0], inside[-1]
        low = max((self.pairs[n] + 1 for n in range(first) if n in self.pairs), default=0)
        after = (self.pairs[n] - 1 for n in range(last + 1, len(self.old_tokens)) if n in self.pairs)
        high = next(after, len(self.new_tokens) - 1)
        start, end = self.pairs.get(first, low), self.pairs.get(last, high)
        free = [n for n in range(start, end + 1) if n not in self.taken and self.new_tokens[n].key[0] != "\0"]
        numerals = [n for n in free if self.new_tokens[n].is_numeral]
        spoken = [self.old_tokens[n].is_numeral for n in inside]
        if not any(spoken):  # a figure in words
            return (free[0], free[-1]) if free else None
        if not numerals:
            return None
        if len(inside) == 1:
            return numerals[0], numerals[0]
        return numerals[0] if spoken[0] else free[0], numerals[-1] if spoken[-1] else free[-1]

    def new_numerals(self) -> Iterator[NewNumeral]:
        """Numerals that are no figures and were not there as plain numerals."""
        origins = {place: n for n, place in self.pairs.items()}
        for place, token in enumerate(self.new_tokens):
            if not token.is_numeral or place in self.taken:
                continue
            was = self._plain_before(origins.get(place))
            if was != token.text:
                yield NewNumeral(token.start, token.end, was)

    def _plain_before(self, position: int | None) -> str:
        """The old token at a position, unless it is part of a figure or there is none."""
        if position is None:
            return ""
        token = self.old_tokens[position]
        within = any(span.start < token.end and token.start < span.end for span in self.old_quotes)
        return "" if within else token.text


def _found(
    span: QuoteSpan, now: QuoteSpan, old: str, old_whole: str, new: str, new_whole: str, *, bare: bool
) -> Found:
    """What is told of a figure: its bare text while that is enough to see the change, else all that is read."""
    old_text, new_text = old[span.start : span.end], new[now.start : now.end]
    if old_whole == new_whole:
        return Found(now, old_text, old_text, bare)
    if old_text != new_text and not bare:
        return Found(now, old_text, new_text, bare)
    lead, tail = old_whole.split(old_text, 1) if old_text in old_whole else ("", "")
    if new_whole.startswith(lead) and new_whole.endswith(tail) and len(new_whole) > len(lead) + len(tail):
        return Found(now, old_text, new_whole[len(lead) : len(new_whole) - len(tail)], bare)
    return Found(now, old_whole, new_whole, bare)


def _widened(text: str, span: QuoteSpan, others: Sequence[QuoteSpan]) -> tuple[int, int]:
    floor = max((other.end for other in others if other.end <= span.start and other is not span), default=0)
    ceiling = min(
        (other.start for other in others if other.start >= span.end and other is not span), default=None
    )
    return whole(text, span.start, span.end, floor, ceiling)


def _text(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]
