"""From the trace of figures to what is told of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from haidang.domain.official_document.comparison.model import AddedNumeral, FigureChange, FigureFate, Place
from haidang.domain.official_document.comparison.placing import in_cell
from haidang.domain.official_document.comparison.tracing import Spot, Trace
from haidang.domain.official_document.docx.lines import Line
from haidang.domain.official_document.docx.memory import Original
from haidang.domain.official_document.docx.provenance import IssuedQuote

_CONTEXT = 30


@dataclass(frozen=True)
class Teller:
    """Tells what befell figures; `old_places` and `new_places` belong to the lines of the two versions."""

    made: Original
    new: Sequence[Line]
    old_places: Sequence[Place]
    new_places: Sequence[Place]
    trace: Trace

    def figures(self) -> Iterator[FigureChange]:
        """Changes of all figures, in the order of the text as made."""
        quotes = {quote.quote_id: quote for quote in self.made.quotes}
        for number, issued in enumerate(self.made.lines):
            for cell in issued.line.cells:
                before = in_cell(self.old_places[number], issued.line, cell)
                for span in cell.quotes:
                    text = cell.text[span.start : span.end]
                    if quote := quotes.get(span.quote_id):
                        yield from self._one(quote, text, before)

    def _one(self, quote: IssuedQuote, text: str, before: Place) -> Iterator[FigureChange]:
        spots = self.trace.controls.get(quote.quote_id, [])
        sighting = self.trace.sightings.get(quote.quote_id)

        def told(fate: FigureFate, old: str, new: str, spot: Spot | None) -> FigureChange:
            place, tracked = (before, False) if spot is None else (self._place(spot), self._is_tracked(spot))
            return FigureChange(
                fate,
                quote.quote_id,
                old,
                new,
                place,
                before,
                quote.observation_revision,
                quote.value,
                tracked,
            )

        if sighting is None:
            yield from self._absent(spots, text, told)
            return
        found = sighting.found
        if found.old != found.new:
            yield told("changed", found.old, found.new, sighting.spot)
        if sighting.displaced:
            yield told("moved", found.old, found.new, sighting.spot)
        if found.bare and found.old == found.new and not self.trace.by_place:
            yield told("detached", found.old, found.new, sighting.spot)
        for spot in spots:
            if spot != sighting.spot:
                yield told("copied", found.old, self._text(spot), spot)

    def _absent(
        self,
        spots: Sequence[Spot],
        text: str,
        told: Callable[[FigureFate, str, str, Spot | None], FigureChange],
    ) -> Iterator[FigureChange]:
        """A figure that is not where it belongs: moved to the first place where its control stands, or removed."""
        if not spots:
            yield told("removed", text, "", None)
            return
        now = self._text(spots[0])
        yield told("moved", text, now, spots[0])
        if now != text:
            yield told("changed", text, now, spots[0])
        for spot in spots[1:]:
            yield told("copied", text, self._text(spot), spot)

    def numerals(self) -> Iterator[AddedNumeral]:
        """Numerals that were added, in the order of the returned text."""
        for number, position, numeral in sorted(self.trace.numerals, key=lambda n: (n[0], n[1], n[2].start)):
            line = self.new[number]
            cell = line.cells[position]
            context = cell.text[max(numeral.start - _CONTEXT, 0) : numeral.end + _CONTEXT].strip()
            place = in_cell(self.new_places[number], line, cell)
            yield AddedNumeral(
                cell.text[numeral.start : numeral.end], numeral.was, context, place, cell.tracked
            )

    def _text(self, spot: Spot) -> str:
        return self.new[spot.line].cells[spot.cell].text[spot.span.start : spot.span.end]

    def _place(self, spot: Spot) -> Place:
        line = self.new[spot.line]
        return in_cell(self.new_places[spot.line], line, line.cells[spot.cell])

    def _is_tracked(self, spot: Spot) -> bool:
        return self.new[spot.line].cells[spot.cell].tracked
