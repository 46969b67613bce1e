"""From lines to paragraphs: a line that is full is continued by the next, over the end of a page too."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, TypeAlias

from haidang.domain.file_parts.lines import Row
from haidang.domain.file_text.blocks import Block, Line, Piece, Table
from haidang.domain.file_text.model import Place

PdfBlock: TypeAlias = Block[int]

_MARK: Final = re.compile(r"(?:[-–+*•▪✓➢]\s|[a-zđ]\)\s|[0-9]{1,2}[.)]\s|\([0-9a-zđ]{1,2}\)\s|[IVX]{1,4}\.\s)")
_UNFINISHED: Final = re.compile(r"\w[/-]$")
_FARTHEST_HANG: Final = 4.0
_INDENT: Final = 0.5
_LOOSE: Final = 1.18
_LEAST_STEP: Final = 0.8
_MOST_STEP: Final = 2.2
_SAME_SIZE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Frame:
    """The text area of a page: where most lines begin, how far full ones reach, the step from line to line (in
    sizes of type)."""

    left: float
    right: float
    leading: float


@dataclass(slots=True)
class Paragraphs:
    """Collects the lines of a document, page by page. Footnotes wait until their paragraph has ended."""

    blocks: list[PdfBlock] = field(default_factory=list)
    _open: list[Row] = field(default_factory=list)
    _notes: list[PdfBlock] = field(default_factory=list)
    _frame: Frame = Frame(0, 0, 0)

    def page(self, body: Sequence[Row | Table[int]], notes: Sequence[Row], right: float) -> None:
        """Add a page from top to bottom: lines and tables, footnotes; full lines reach to `right`."""
        self._frame = _frame_of([part for part in body if isinstance(part, Row)], right)
        for place, part in enumerate(body):
            if isinstance(part, Row):
                self._row(part, is_first=place == 0)
            else:
                self.end()
                self.blocks.append(part)
        self._notes += _note_blocks(notes, self._frame)
        if not self._open:
            self.end()

    def end(self) -> None:
        """End the paragraph; write the notes that waited for it."""
        if self._open:
            self.blocks.append(_paragraph(self._open))
        self.blocks += self._notes
        self._open, self._notes = [], []

    def _row(self, row: Row, is_first: bool) -> None:
        if self._open and not _continues(self._open, row, self._frame, is_first):
            self.end()
        self._open.append(row)


def _frame_of(rows: Sequence[Row], right: float) -> Frame:
    lefts = Counter(round(row.left) for row in rows)
    steps = [
        step
        for above, below in pairwise(rows)
        if _LEAST_STEP < (step := (above.base - below.base) / below.size) < _MOST_STEP
    ]
    left = lefts.most_common(1)[0][0] if lefts else 0
    return Frame(left, right, median(steps) if steps else 1.2)


def _continues(paragraph: Sequence[Row], row: Row, frame: Frame, is_first: bool = False) -> bool:
    """Return whether `row` belongs to the paragraph above it; `is_first` of its page."""
    first, above = paragraph[0], paragraph[-1]
    is_at_margin = row.left < first.left - _INDENT * row.size
    if (
        abs(above.size - row.size) > _SAME_SIZE * above.size
        or row.begins_raised
        or (_MARK.match(row.text) and not is_at_margin)
        or frame.right - above.right > row.first_word_width() + 0.3 * row.size
        or (not is_first and above.base - row.base > _LOOSE * frame.leading * row.size)
    ):
        return False
    hang = row.left - above.left
    if len(paragraph) > 1 or is_at_margin:
        return hang < _INDENT * row.size
    if _MARK.match(above.text) or above.begins_raised:
        return _INDENT * row.size < hang < _FARTHEST_HANG * row.size or first.left < frame.left + row.size
    return hang < _INDENT * row.size and first.left < frame.left + _INDENT * row.size


def _note_blocks(rows: Sequence[Row], frame: Frame) -> Iterator[PdfBlock]:
    note: list[Row] = []
    for row in rows:
        if note and not _continues(note, row, frame):
            yield _paragraph(note)
            note = []
        note.append(row)
    if note:
        yield _paragraph(note)


def _paragraph(rows: Sequence[Row]) -> Line[int]:
    """Return the lines as one, each piece with its page. A word that ends with a hyphen or slash goes on at once."""
    texts = [row.text for row in rows]
    joined = [text if _UNFINISHED.search(text) else f"{text} " for text in texts[:-1]]
    pieces = [Piece(text, row.page) for text, row in zip([*joined, texts[-1]], rows, strict=True)]
    return Line(Place(page=rows[0].page), pieces)
