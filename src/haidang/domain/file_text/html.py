"""HTML as text: a line for each block, tables row by row, marks of footnotes raised."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import lxml.html
from lxml import etree

from haidang.domain.file_parts.archive import Element, damage_told
from haidang.domain.file_parts.errors import Unreadable, UnreadableFile
from haidang.domain.file_parts.superscript import raised
from haidang.domain.file_text.blocks import Block, Cell, Line, Piece, Table
from haidang.domain.file_text.model import FileText, Media, Place
from haidang.domain.file_text.plain import decode
from haidang.domain.file_text.writing import Writer

HtmlBlock: TypeAlias = Block[None]

_DROPPED: Final = frozenset(
    (
        *("script", "style", "head", "title", "template", "noscript", "object", "iframe", "svg", "math"),
        *("select", "textarea", "button", "datalist"),
    )
)
_BLOCKS: Final = frozenset(
    (
        *("html", "body", "p", "div", "section", "article", "aside", "header", "footer", "main", "nav"),
        *("address", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "hr", "form", "fieldset", "legend", "figure", "figcaption", "details", "summary", "caption"),
        *("center",),
    )
)
_BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
_NOTE_MARK: Final = re.compile(r"\[?([0-9]{1,3})\]?")
_WIDEST: Final = 100
_MOST_CELLS: Final = 200_000


def read_html(content: bytes) -> FileText:
    """Return what a browser would show. Raises UnreadableFile, also where elements are nested over 256 deep."""
    with damage_told():
        root = _tree(decode(content))
        writer: Writer[None] = Writer()
        writer.blocks(_Reader().read(root))
    return writer.result(Media.HTML)


def _tree(text: str) -> Element:
    if not text.strip():
        raise UnreadableFile(Unreadable.EMPTY)
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    root = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    for entry in parser.error_log:
        if entry.level == etree.ErrorLevels.FATAL:  # the parser gives up, and what follows would be lost
            raise UnreadableFile(Unreadable.DAMAGED, entry.message)
    return root


@dataclass(slots=True)
class _Reader:
    paragraph: int = 0
    tables: int = 0
    row: int = 0
    depth: int = 0
    cells: int = 0
    _blocks: list[HtmlBlock] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _lists: list[int | None] = field(default_factory=list)
    _item: str = ""

    def read(self, root: Element) -> list[HtmlBlock]:
        """Return the blocks of an element."""
        outer, self._blocks = self._blocks, []
        self._inside(root)
        self._end_line()
        blocks, self._blocks = self._blocks, outer
        return blocks

    def _inside(self, element: Element) -> None:
        self._say(element.text, element)
        for inner in element.iterchildren(tag=etree.Element):
            self._element(inner)
            self._say(inner.tail, element)

    def _element(self, element: Element) -> None:
        name = str(element.tag)
        if name in _DROPPED or _is_hidden(element):
            return
        if name == "table":
            self._end_line()
            self._blocks.append(self._table(element))
        elif name == "br":
            self._end_line()
        elif name == "sup":
            self._raised(element)
        elif name in _BLOCKS:
            self._block(element, name)
        else:
            self._inside(element)

    def _block(self, element: Element, name: str) -> None:
        self._end_line()
        if name in ("ul", "ol"):
            start = element.get("start", "1")
            first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
            self._lists.append(first if name == "ol" else None)
        if name == "li":
            self._item = self._mark()
        self._inside(element)
        self._end_line()
        if name in ("ul", "ol"):
            self._lists.pop()

    def _mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}. "

    def _raised(self, element: Element) -> None:
        text = _BLANKS.sub(" ", "".join(map(str, element.itertext()))).strip()
        mark = _NOTE_MARK.fullmatch(text)
        self._text.append(raised(mark.group(1)) if mark else text)

    def _say(self, text: str | None, parent: Element) -> None:
        if not text:
            return
        if str(parent.tag) == "pre":
            *lines, last = text.split("\n")
            for line in lines:
                self._text.append(line)
                self._end_line()
            text = last
        self._text.append(text)

    def _end_line(self) -> None:
        text = _BLANKS.sub(" ", "".join(self._text)).strip(" ")
        self._text = []
        if text:
            self.paragraph += 1
            self._blocks.append(Line(self._place(), [Piece(self._item + text)]))
            self._item = ""

    def _place(self) -> Place:
        inside = self.depth > 0
        return Place(
            paragraph=self.paragraph, table=self.tables if inside else 0, row=self.row if inside else 0
        )

    def _table(self, table: Element) -> Table[None]:
        outer, self.row, self.depth = self.row, 0, self.depth + 1
        self.tables += self.depth == 1
        for caption in table.iterchildren("caption"):
            self._blocks += self.read(caption)
        rows: list[list[Cell[None]]] = []
        covered: dict[int, int] = {}
        for row in _rows(table):
            self.row += self.depth == 1
            rows.append(self._row(row, covered))
        self.row, self.depth = outer, self.depth - 1
        return Table(rows)

    def _row(self, row: Element, covered: dict[int, int]) -> list[Cell[None]]:
        """Return the cells of a row; `covered` counts for each column the rows that a cell above reaches down."""
        cells: list[Cell[None]] = []
        for element in row.iterchildren("td", "th"):
            self._cover(cells, covered)
            width, height = _span(element, "colspan", _WIDEST), _span(element, "rowspan", 1000)
            first = len(cells)
            cells.append(Cell(self._place(), self.read(element)))
            cells += [Cell(self._place()) for _ in range(width - 1)]
            covered |= {column: height - 1 for column in range(first, first + width) if height > 1}
            self.cells += width
            if self.cells > _MOST_CELLS:
                raise UnreadableFile(Unreadable.TOO_LARGE, f"more than {_MOST_CELLS} cells")
        self._cover(cells, covered)
        return cells

    def _cover(self, cells: list[Cell[None]], covered: dict[int, int]) -> None:
        while covered.get(len(cells), 0) > 0:
            covered[len(cells)] -= 1
            cells.append(Cell(self._place()))


def _rows(table: Element) -> Iterator[Element]:
    for element in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if element.tag == "tr":
            yield element
        else:
            yield from element.iterchildren("tr")


def _span(cell: Element, name: str, most: int) -> int:
    text = cell.get(name, "1").strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    return min(max(number, 1), most)


def _is_hidden(element: Element) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style
