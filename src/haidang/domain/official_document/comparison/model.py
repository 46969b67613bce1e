"""What was done to a file by hand, block by block and figure by figure."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from haidang.domain.official_document.docx.lines import Story
from haidang.domain.official_document.docx.memory import BlockKind

FigureFate: TypeAlias = Literal["changed", "removed", "copied", "moved", "detached"]
BlockFate: TypeAlias = Literal["changed", "removed", "moved", "added", "copied"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, counted from 1 as people count.

    `section`: titles of the headings above it, outermost first. `paragraph`: number in its section, headings and
    tables not counted; None in a table or note. `table`: number in the section; its header is row 1. `block`: key of
    the block ("" for the frame and what was added). `note`: key of the footnote. What is gone has the place it had.
    """

    story: Story
    block: str
    section: tuple[str, ...]
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """What befell a figure.

    "changed": it says something else. "removed": it is nowhere. "copied": it also stands here. "moved": it stands here
    instead of `before`, e.g. swapped, or in merged cells. "detached": it says the same, but as plain text, without its
    identity; its block has not changed, the quote stands there still.

    `old`: as the file was made; `new`: as it reads now, "" if removed. `revision`, `value`: of the observation quoted.
    `tracked`: the paragraph or cell where it stands now holds tracked changes that were not yet accepted.
    """

    fate: FigureFate
    quote_id: str
    old: str
    new: str
    place: Place
    before: Place
    revision: str
    value: str
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class AddedNumeral:
    """A numeral that the file was not made with and that is no figure; `was`: the plain numeral it replaced, or ""."""

    text: str
    was: str
    context: str
    place: Place
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Text, or the text of a figure if `quote_id` is set (as it reads now, whatever the figure says).

    `layout`: added by the layout and no part of the block: number of a heading, marker, mark of a figure.
    """

    text: str
    quote_id: str = ""
    layout: bool = False


@dataclass(frozen=True, slots=True)
class LineChange:
    """A paragraph, or a row of a table, that reads otherwise than it did.

    `new`: for each cell its pieces, so that an editor can take them over with their figures; () if removed.
    `merged`: cells of the row were merged.
    """

    fate: BlockFate
    old: str
    new: tuple[tuple[Piece, ...], ...]
    place: Place
    merged: bool = False
    tracked: bool = False

    @property
    def new_text(self) -> str:
        """Cells separated by tabs, as in `old`."""
        return "\t".join("".join(piece.text for piece in cell) for cell in self.new)


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What to offer for taking over or refusing: a block of the document, or a paragraph that was added.

    `old` and `new` are its whole text, lines separated by line feeds. Of an added one `block` is "", `after` the key of
    the block before it; `copy_of` the key of the block it repeats.
    """

    fate: BlockFate
    block: str
    kind: BlockKind
    old: str
    new: str
    place: Place
    lines: tuple[LineChange, ...]
    after: str = ""
    copy_of: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """A returned file held against the file as it was made.

    `by_place`: no control was left in the file, so every figure was found by its place in the text; that alone is no
    change, and nothing is called detached then. `pictures`: images and objects, in which nobody looked for numerals.
    `mended`: LibreOffice had saved the file with crossing tags (tracked changes in a figure); it was read all the same.
    """

    document_id: str
    figures: tuple[FigureChange, ...]
    numerals: tuple[AddedNumeral, ...]
    blocks: tuple[BlockChange, ...]
    by_place: bool
    pictures: int
    mended: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether text and figures are as the file was made with."""
        return not (self.figures or self.numerals or self.blocks)

    def of(self, fate: FigureFate) -> tuple[FigureChange, ...]:
        """The figures with that fate."""
        return tuple(figure for figure in self.figures if figure.fate == fate)
