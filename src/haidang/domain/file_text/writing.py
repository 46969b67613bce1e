"""Writes lines and tables as text, and remembers where each character came from.

A table is written row by row with "|" between cells. A row with prose in it (a long cell with figures) is written as
paragraphs, one for each line of each cell: its sentences are read as sentences. So is a table of one column.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic

from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_text.blocks import Block, Cell, Line, Origin, Table, lines_in
from haidang.domain.file_text.model import FileText, Media, Place

MAX_CHARACTERS: Final = 50 * 1024 * 1024
"""Of text: what comes after it is not read."""

_PROSE: Final = 200
_FIGURE: Final = re.compile("[0-9]+")

_IN_CELL: Final = str.maketrans({"\n": " ", "\t": " ", "|": "¦"})


@dataclass(frozen=True, slots=True)
class Written(Generic[Origin]):
    """The element from which the characters `start`..`end` come."""

    start: int
    end: int
    origin: Origin


@dataclass(slots=True)
class Writer(Generic[Origin]):
    """Collects the text. Raises UnreadableFile when it grows beyond MAX_CHARACTERS."""

    length: int = 0
    written: list[Written[Origin]] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list)
    _places: list[Place] = field(default_factory=list)

    def blocks(self, blocks: Sequence[Block[Origin]]) -> None:
        """Write blocks one under the other."""
        for block in blocks:
            if isinstance(block, Line):
                self._line(block)
            else:
                self._table(block)

    def result(self, media: Media) -> FileText:
        """Return what was written; UnreadableFile if that is nothing but blanks."""
        text = "".join(self._pieces)
        if not text.strip():
            raise UnreadableFile(Unreadable.NO_TEXT)
        return FileText(text, media, tuple(self._starts), tuple(self._places))

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Replace the text by another one of the same length."""
        text = change("".join(self._pieces))
        if len(text) != self.length:
            raise AssertionError("the length of the text changed")
        self._pieces = [text]

    def _add(self, text: str, origin: Origin | None = None) -> None:
        if not text:
            return
        if origin is not None:
            self.written.append(Written(self.length, self.length + len(text), origin))
        self._pieces.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {MAX_CHARACTERS} characters of text")

    def _at(self, place: Place) -> None:
        if not self._places or self._places[-1] != place:
            self._starts.append(self.length)
            self._places.append(place)

    def _line(self, line: Line[Origin]) -> None:
        self._at(line.place)
        for piece in line.pieces:
            self._add(piece.text, piece.origin)
        self._add("\n")

    def _table(self, table: Table[Origin]) -> None:
        width = max((len(row) for row in table.rows), default=0)
        for row in table.rows:
            if width < 2 or any(_is_prose(cell.text) for cell in row):
                for cell in row:
                    self.blocks(cell.blocks)
            else:
                self._row(row)
        self._add("\n")

    def _row(self, row: Sequence[Cell[Origin]]) -> None:
        for cell in row:
            self._at(cell.place)
            self._add("| ")
            self._cell(cell)
            self._add(" ")
        self._add("|\n")

    def _cell(self, cell: Cell[Origin]) -> None:
        """Write the lines of a cell on one line; two figures under each other do not become one."""
        before = ""
        for line in lines_in(cell.blocks):
            text = line.text.strip()
            if before and text:
                self._add("; " if before[-1].isdigit() and text[0].isdigit() else " ")
            for piece in line.pieces:
                self._add(piece.text.translate(_IN_CELL), piece.origin)
            before = text or before


def _is_prose(text: str) -> bool:
    """Return whether a cell holds sentences with figures that may belong together."""
    return len(text) > _PROSE and len(_FIGURE.findall(text)) > 1
