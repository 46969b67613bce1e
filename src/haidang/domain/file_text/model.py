"""What reading a file gives: its text, and for every character the place where a person finds it."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_LINE_FEED: Final = re.compile("\n")


class Media(StrEnum):
    """What the bytes turned out to be."""

    TXT = "txt"
    MD = "md"
    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, counted from 1; what the kind of file does not have is 0 or "".

    Text: `line`, `column`. DOCX and HTML: `paragraph`, in tables also `table` and `row`. XLSX: `sheet`, `cell`.
    PDF: `page`.
    """

    line: int = 0
    column: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    sheet: str = ""
    cell: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file. From `starts[n]` on it stands at `places[n]`; of text files `starts` are those of lines."""

    text: str
    media: Media
    starts: Sequence[int]
    places: Sequence[Place]

    def place_of(self, offset: int) -> Place:
        """Return where the character at `offset` stands; of text files also in which column."""
        offset = min(max(offset, 0), len(self.text))
        index = max(bisect_right(self.starts, offset) - 1, 0)
        if self.media in (Media.TXT, Media.MD):
            return Place(line=index + 1, column=offset - self.starts[index] + 1)
        return self.places[index] if self.places else Place()


def plain_text(text: str, media: Media = Media.TXT) -> FileText:
    """Return a text that came as such, with its lines as places."""
    starts = array("q", [0])
    starts.extend(found.end() for found in _LINE_FEED.finditer(text))
    return FileText(text, media, starts, ())
