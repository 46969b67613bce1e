"""Where lines stand, as people count: section, paragraph, table, row."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from haidang.domain.official_document.comparison.model import Place
from haidang.domain.official_document.docx.lines import Cell, Line
from haidang.domain.official_document.docx.memory import Origin


@dataclass
class _Counter:
    """Walks through a text and counts in each section."""

    titles: list[str] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    paragraphs: int = 0
    tables: list[int] = field(default_factory=list)
    appendix: str = ""

    def enter(self, level: int, title: str) -> None:
        """A heading begins a section."""
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
            self.titles.pop()
        self.levels.append(level)
        self.titles.append(title)
        self.paragraphs, self.tables = 0, []

    def place(self, line: Line, block: str) -> Place:
        """Where the next line stands."""
        if line.table is None:
            self.paragraphs += 1
            return Place(line.story, block, tuple(self.titles), paragraph=self.paragraphs)
        if line.table not in self.tables:
            self.tables.append(line.table)
        number = self.tables.index(line.table) + 1
        return Place(line.story, block, tuple(self.titles), table=number, row=(line.row or 0) + 1)


def places_of(lines: Sequence[Line], origins: Sequence[Origin | None]) -> list[Place]:
    """The place of each line; `origins` says what each was made from, None for an added one.

    Captions of tables and notices count as paragraphs. Notes stand in the section of the block that calls them.
    """
    counter = _Counter()
    sections: dict[str, tuple[str, ...]] = {}
    places: list[Place] = []
    for line, origin in zip(lines, origins, strict=True):
        block, note = (origin.block, origin.note) if origin else ("", "")
        if line.story != "text":
            places.append(Place(line.story, block, sections.get(block, ()), note=note))
        elif origin and origin.kind == "frame":
            places.append(Place("text", "", ()))
        else:
            places.append(_place(counter, line, origin))
            if block:
                sections.setdefault(block, places[-1].section)
    return places


def _place(counter: _Counter, line: Line, origin: Origin | None) -> Place:
    if origin and origin.level:
        if origin.kind == "heading":
            counter.enter(origin.level, line.text)
        elif counter.appendix != origin.block:  # its label; title and note follow
            counter.appendix = origin.block
            counter.enter(0, line.text)
        return Place(line.story, origin.block, tuple(counter.titles))
    return counter.place(line, origin.block if origin else "")


def in_cell(place: Place, line: Line, cell: Cell) -> Place:
    """The place of a cell in a line."""
    return place if line.row is None else replace(place, column=cell.column + 1)
