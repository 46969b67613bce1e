"""Blocks: headings, paragraphs, list items, tables and the marked notes of a draft."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from haidang.domain.official_document.checks import check_identifier, check_line, check_text
from haidang.domain.official_document.errors import DocumentError
from haidang.domain.official_document.runs import Runs

HeadingLevel: TypeAlias = Literal[1, 2, 3]
Alignment: TypeAlias = Literal["left", "center", "right", "justify"]
NoticeKind: TypeAlias = Literal["finding", "illustrative", "comment"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the decree's report scheme: 1 "I." upper bold, 2 "1." bold, 3 "a)" upright."""

    level: HeadingLevel
    number: str
    text: str
    key: str

    def __post_init__(self) -> None:
        check_identifier(self.key, "heading key")
        check_text(self.number, f"number of heading {self.key}")
        check_line(self.text, f"text of heading {self.key}")
        if self.level not in (1, 2, 3):
            raise DocumentError(f"heading {self.key!r} has level {self.level}; a report has levels 1 to 3")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A justified paragraph with a first-line indent."""

    runs: Runs
    key: str

    def __post_init__(self) -> None:
        check_identifier(self.key, "paragraph key")


@dataclass(frozen=True, slots=True)
class ListItem:
    """A paragraph opening with a marker: "-" (first level), "+" (second level), or a number ("1.")."""

    marker: str
    runs: Runs
    key: str

    def __post_init__(self) -> None:
        check_identifier(self.key, "list item key")
        check_line(self.marker, f"marker of list item {self.key}")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. `width` is relative: of two columns 1 and 3 wide, one takes a quarter."""

    header: str
    width: float = 1.0
    align: Alignment = "left"

    def __post_init__(self) -> None:
        check_text(self.header, "column header")
        if not 0 < self.width < float("inf"):
            raise DocumentError(f"column {self.header!r} has width {self.width}; it must be positive")


Cell: TypeAlias = Runs
Row: TypeAlias = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose header row is repeated on every page.

    `measure_note` is the customary line above it ("Đơn vị tính: hồ sơ"); `row_header` is the index of the
    column whose cells name the row, for readers who listen to the table.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    key: str
    caption: str = ""
    measure_note: str = ""
    row_header: int | None = None

    def __post_init__(self) -> None:
        check_identifier(self.key, "table key")
        check_text(self.caption, f"caption of table {self.key}")
        check_text(self.measure_note, f"measure note of table {self.key}")
        if not self.columns:
            raise DocumentError(f"table {self.key!r} has no columns")
        for number, row in enumerate(self.rows, start=1):
            if len(row) != len(self.columns):
                raise DocumentError(
                    f"row {number} of table {self.key!r} has {len(row)} cells for {len(self.columns)} columns"
                )
        if self.row_header is not None and not 0 <= self.row_header < len(self.columns):
            raise DocumentError(f"table {self.key!r} has no column {self.row_header} to name its rows")

    @property
    def shares(self) -> tuple[float, ...]:
        """Width of each column as a share of the table, summing to 1."""
        total = sum(column.width for column in self.columns)
        return tuple(column.width / total for column in self.columns)


@dataclass(frozen=True, slots=True)
class Notice:
    """A marked note in a draft: boxed, shaded, labelled, and never part of the report's own text."""

    kind: NoticeKind
    title: str
    runs: Runs
    key: str

    def __post_init__(self) -> None:
        check_identifier(self.key, "notice key")
        check_text(self.title, f"title of notice {self.key}")
        if self.kind not in ("finding", "illustrative", "comment"):
            raise DocumentError(f"notice {self.key!r} is of unknown kind {self.kind!r}")


Block: TypeAlias = Heading | Paragraph | ListItem | Table | Notice
