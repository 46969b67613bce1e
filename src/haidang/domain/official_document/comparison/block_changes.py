"""What changed block by block, for taking over or refusing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import itemgetter

from haidang.domain.official_document.comparison.alignment import Alignment, says_enough
from haidang.domain.official_document.comparison.model import BlockChange, BlockFate, LineChange, Piece, Place
from haidang.domain.official_document.comparison.tokens import masked
from haidang.domain.official_document.comparison.tracing import Trace
from haidang.domain.official_document.docx.lines import Line
from haidang.domain.official_document.docx.memory import FRAME, BlockKind, IssuedLine, Origin


@dataclass(frozen=True)
class BlockTeller:
    """Gathers the lines of each block; positions are those of lines."""

    old: Sequence[IssuedLine]
    new: Sequence[Line]
    old_places: Sequence[Place]
    new_places: Sequence[Place]
    alignment: Alignment
    trace: Trace

    def changes(self) -> Iterator[BlockChange]:
        """Changed blocks in the order of the text as made, then what was added, in the order of the returned text."""
        rows = self._added_rows()
        members: dict[str, list[int]] = {}
        for number, issued in enumerate(self.old):
            members.setdefault(issued.origin.block, []).append(number)
        for block, numbers in members.items():
            lines = [line for number in numbers for line in self._old_line(number)]
            added = rows.get(block, [])
            lines += [self._new_line("added", place) for place in added]
            if lines:
                yield self._change(block, numbers, added, lines)
        in_tables = {place for places in rows.values() for place in places}
        taken = set(self.alignment.pairs.values())
        for place in range(len(self.new)):
            if place not in taken and place not in in_tables:
                yield self._addition(place)

    def _added_rows(self) -> dict[str, list[int]]:
        """New rows by the key of the table they were put into."""
        owners = {
            self.new[place].table: self.old[number].origin.block
            for number, place in self.alignment.pairs.items()
            if self.new[place].table is not None and self.new[place].story == "text"
        }
        taken = set(self.alignment.pairs.values())
        rows: dict[str, list[int]] = {}
        for place, line in enumerate(self.new):
            if place not in taken and line.table in owners and line.story == "text":
                rows.setdefault(owners[line.table], []).append(place)
        return rows

    def _old_line(self, number: int) -> Iterator[LineChange]:
        old, place = self.old[number].line, self.alignment.pairs.get(number)
        if place is None:
            yield LineChange("removed", old.text, (), self.old_places[number])
        elif number in self.alignment.moved:
            yield self._new_line("moved", place, old.text)
        elif (
            place in self.trace.merged
            or old.text != self.new[place].text
            or self._has_new_figures(old, place)
        ):
            yield self._new_line("changed", place, old.text)

    def _has_new_figures(self, old: Line, place: int) -> bool:
        """Whether figures of equal text were swapped: only their identity shows it."""
        before = {span.quote_id for span in old.quotes}
        cells = (
            self.trace.spans.get((place, position), ()) for position in range(len(self.new[place].cells))
        )
        return any(span.quote_id not in before for spans in cells for span in spans)

    def _new_line(self, fate: BlockFate, place: int, old: str = "") -> LineChange:
        line = self.new[place]
        pieces = tuple(self._pieces(place, position) for position in range(len(line.cells)))
        tracked = any(cell.tracked for cell in line.cells)
        return LineChange(fate, old, pieces, self.new_places[place], place in self.trace.merged, tracked)

    def _pieces(self, place: int, position: int) -> tuple[Piece, ...]:
        cell = self.new[place].cells[position]
        named = [
            (span.start, Piece(cell.text[span.start : span.end], span.quote_id))
            for span in self.trace.spans.get((place, position), ())
        ]
        named += [(start, Piece(cell.text[start:end], layout=True)) for start, end in cell.marks]
        lead = self._leads.get(place, "")
        if position == 0 and lead and cell.text.startswith(lead):
            named.append((0, Piece(lead, layout=True)))
        return tuple(_filled(cell.text, sorted(named, key=itemgetter(0))))

    @cached_property
    def _leads(self) -> dict[int, str]:
        return {place: self.old[number].origin.lead for number, place in self.alignment.pairs.items()}

    def _change(
        self, block: str, numbers: Sequence[int], added: Sequence[int], lines: Sequence[LineChange]
    ) -> BlockChange:
        places = sorted([*(self.alignment.pairs[n] for n in numbers if n in self.alignment.pairs), *added])
        fates = {line.fate for line in lines}
        whole = len(lines) == len(numbers) and len(fates) == 1 and not added
        fate: BlockFate = lines[0].fate if whole else "changed"
        old = "\n".join(self.old[number].line.text for number in numbers)
        new = "\n".join(self.new[place].text for place in places)
        kind = self.old[numbers[0]].origin.kind
        return BlockChange(fate, block, kind, old, new, lines[0].place, tuple(lines))

    def _addition(self, place: int) -> BlockChange:
        source = self._source(place)
        line = self._new_line("copied" if source else "added", place)
        after = self._above[place]
        kind: BlockKind = "paragraph" if self.new[place].table is None else "table"
        copy_of = source.block if source else ""
        return BlockChange(
            line.fate, "", kind, "", self.new[place].text, line.place, (line,), after.block, copy_of
        )

    def _source(self, place: int) -> Origin | None:
        """What an added paragraph repeats: one whose figure stands there still, or that has the same words."""
        line = self.new[place]
        for span in line.quotes:
            sighting = self.trace.sightings.get(span.quote_id)
            if sighting is not None and sighting.spot.line != place:
                return self._by_quote.get(span.quote_id)
        return self._by_words.get(masked(line.text)) if says_enough(line) else None

    @cached_property
    def _by_quote(self) -> dict[str, Origin]:
        return {span.quote_id: issued.origin for issued in self.old for span in issued.line.quotes}

    @cached_property
    def _by_words(self) -> dict[str, Origin]:
        return {masked(issued.line.text): issued.origin for issued in reversed(self.old)}

    @cached_property
    def _above(self) -> list[Origin]:
        """For each position of the returned text what stands before it and was there when it was made."""
        origins = {place: self.old[number].origin for number, place in self.alignment.pairs.items()}
        above = accumulate(range(len(self.new)), lambda last, place: origins.get(place, last), initial=FRAME)
        return list(above)


def _filled(text: str, named: Sequence[tuple[int, Piece]]) -> Iterator[Piece]:
    """The named pieces, in order, with the text between them; one that overlaps the one before is plain text."""
    start = 0
    for begin, piece in named:
        if begin >= start and piece.text:
            if begin > start:
                yield Piece(text[start:begin])
            yield piece
            start = begin + len(piece.text)
    if start < len(text):
        yield Piece(text[start:])
