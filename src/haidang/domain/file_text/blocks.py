"""A text before it is written: lines made of pieces, and tables of cells that hold lines and tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

from haidang.domain.file_text.model import Place

Origin = TypeVar("Origin")


@dataclass(frozen=True, slots=True)
class Piece(Generic[Origin]):
    """Characters, and the element of the file they come from (None where the reader put them there)."""

    text: str
    origin: Origin | None = None


@dataclass(slots=True)
class Line(Generic[Origin]):
    """A paragraph, a list item or a footnote."""

    place: Place
    pieces: list[Piece[Origin]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters of all pieces."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Cell(Generic[Origin]):
    """A cell; one that a merged cell covers is empty."""

    place: Place
    blocks: "list[Block[Origin]]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters of all its lines."""
        return " ".join(line.text for line in lines_in(self.blocks))


@dataclass(slots=True)
class Table(Generic[Origin]):
    """Rows of cells."""

    rows: list[list[Cell[Origin]]] = field(default_factory=list)


Block: TypeAlias = Line[Origin] | Table[Origin]


def lines_in(blocks: Sequence[Block[Origin]]) -> Iterator[Line[Origin]]:
    """Yield the lines of blocks, those in tables row by row."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        for row in block.rows:
            for cell in row:
                yield from lines_in(cell.blocks)
