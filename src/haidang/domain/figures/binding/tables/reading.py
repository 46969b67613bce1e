"""From the lines of a table to columns, rows and cells.

Cells are read here and not by the scanner of prose: no neighbour lends a cell its unit, "1990" is a number and
"(12,5)" a negative one. Only a cell with words behind its numeral ("2,5 tỷ đồng") is taken as the scanner read it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from haidang.domain.figures.model import Measure, Qualifier, Quantity
from haidang.domain.figures.numerals import NUMBER, read_numeral
from haidang.domain.figures.stated_range import possible_values
from haidang.domain.figures.text import Source

_RULE: Final = re.compile(r"[\s|:+=–—-]*[=–—-]{2}[\s|:+=–—-]*|[\s|]*")
_BARE: Final = re.compile(
    r"[*_]*(?P<bracket>\()?[*_]*(?P<sign>[-–−+▲▼↑↓]|tăng |giảm )?\s?"
    rf"(?P<number>{NUMBER})\s?(?P<percent>%)?[*_]*\)?[*_]*(?:\s?\(?[*¹²³]+\)?)?"
)
_ENGLISH: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_FALLS: Final = frozenset("-–−▼↓") | {"giảm "}
_NIL: Final = re.compile(r"[-–−_]{1,3}|không")
_UNKNOWN: Final = re.compile(r"[…x]|\.{2,}|/+|n/a|kxđ|chưa có")
_UNIT_WORDS: Final = re.compile(r"\s?[^\W\d_]+[²³23]?(?:[ /][^\W\d_]+[²³23]?){0,3}")
_INDEX: Final = re.compile(r"\(?(?:[0-9]{1,2}|[a-zđ])\)?")
_FORMULA: Final = re.compile(r"\(?[0-9]{1,2}\)?\s?=.*[0-9].*")
_ORDER_HEAD: Final = re.compile(r"\W*(?:s?tt|số tt|số thứ tự|thứ tự|no\.?|)\W*")
_FIRST_YEAR: Final = 1945
_LAST_YEAR: Final = 2100
_MOST_HEAD_ROWS: Final = 4
_MOST_FIGURE_COLUMNS: Final = 16


class State(Enum):
    """What stands in a cell."""

    FIGURE = auto()
    NIL = auto()  # a dash: nothing to count
    EMPTY = auto()
    UNKNOWN = auto()  # "…": there is a number, but nobody knows it
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text in lower case; `figure` without its sign, and `sign` -1 for a negative one."""

    text: str
    state: State
    figure: Quantity | None = None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row: `label` is what it is about, `mark` its place in an outline ("i", "1.2", "-"), `words` all its words."""

    label: str
    mark: str
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`heads` are the headings of all columns, `indexes` the numbers under them, `columns` those with figures."""

    heads: tuple[str, ...]
    indexes: tuple[str, ...]
    columns: tuple[int, ...]
    rows: tuple[Row, ...]


def read_table(
    source: Source, spans: Sequence[tuple[int, int]], quantities: Sequence[Quantity]
) -> Table | None:
    """Return the table whose lines stand at `spans`; None when it has no heading or no figures."""
    lines = [source.low[start:end] for start, end in spans]
    mark = "|" if sum(line.count("|") for line in lines) >= 2 * len(lines) else "\t"
    english = _is_english(lines, mark)
    by_start = {quantity.start: quantity for quantity in quantities}
    grid: list[list[Cell]] = []
    ruled = 0
    for line, (start, _) in zip(lines, spans, strict=True):
        if _RULE.fullmatch(line):
            ruled = ruled or len(grid)
            continue
        grid.append(_cells(line, start, mark, by_start, english))
    width = max((len(cells) for cells in grid), default=0)
    if len(grid) < 2 or width < 2:
        return None
    if _lacks_corner(grid, width):
        grid[0].insert(0, Cell("", State.EMPTY))
    grid = [_widened(cells, width) for cells in grid]
    heading = _heading_rows(grid, ruled)
    if not heading or heading >= len(grid):
        return None
    return _table(grid[:heading], grid[heading:], width)


def _is_english(lines: Sequence[str], mark: str) -> bool:
    """True for "1,234" beside "968" or "1,234,567": thousands by commas, as spreadsheets print them.

    Decides against itself as soon as one cell has a comma that cannot part thousands, or thousands by points.
    """
    numbers = [
        match["number"]
        for line in lines
        for raw in line.split(mark)
        if (match := _BARE.fullmatch(raw.strip()))
    ]
    commas = [number for number in numbers if "," in number]
    if not commas or not all(_ENGLISH.fullmatch(number) for number in commas):
        return False
    if any(re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", number) for number in numbers):
        return False
    if any(number.count(",") > 1 or "." in number for number in numbers):
        return True
    return not any(number.startswith("0,") for number in commas) and any(
        "," not in number for number in numbers
    )


def _cells(line: str, start: int, mark: str, by_start: Mapping[int, Quantity], english: bool) -> list[Cell]:
    cells: list[Cell] = []
    at = start
    for raw in line.split(mark):
        text = raw.strip()
        cells.append(_cell(text, at + len(raw) - len(raw.lstrip()), by_start, english))
        at += len(raw) + 1
    if mark == "|":
        first = 1 if cells[0].state is State.EMPTY else 0
        last = len(cells) - (1 if cells[-1].state is State.EMPTY else 0)
        cells = cells[first:last]
    return cells


def _cell(text: str, start: int, by_start: Mapping[int, Quantity], english: bool) -> Cell:
    if not text:
        return Cell(text, State.EMPTY)
    if match := _BARE.fullmatch(text):
        number = match["number"]
        figure = _figure(number, start + match.start("number"), match["percent"] is not None, english)
        if figure is not None:
            falls = match["sign"] in _FALLS or (match["bracket"] and not match["sign"])
            return Cell(text, State.FIGURE, figure, -1 if falls else 1)
    if _NIL.fullmatch(text):
        return Cell(text, State.NIL)
    if _UNKNOWN.fullmatch(text):
        return Cell(text, State.UNKNOWN)
    spoken = by_start.get(start)
    if spoken is not None and _UNIT_WORDS.fullmatch(text[spoken.end - spoken.start :]):
        return Cell(text, State.FIGURE, spoken)
    return Cell(text, State.TEXT)


def _figure(number: str, start: int, percent: bool, english: bool) -> Quantity | None:
    """Return the figure of a bare numeral."""
    read = read_numeral(number.replace(",", "").replace(".", ",") if english else number)
    if read is None:
        return None
    value, decimals = read
    step = Decimal(1).scaleb(-decimals)
    low, high = possible_values(value, step, Qualifier.EXACT, whole=not decimals)
    measure, unit = (Measure.PERCENT, "%") if percent else (Measure.COUNT, "")
    return Quantity(
        start, start + len(number), number, value, step, decimals, 0, Qualifier.EXACT, measure, unit, "", "", low, high
    )  # fmt: skip


def _widened(cells: list[Cell], width: int) -> list[Cell]:
    """Return a row of full width. What is missing is missing on the right, but a label over two cells stands alone."""
    missing = width - len(cells)
    gap = [Cell("", State.EMPTY)] * missing
    merged = missing and cells[0].state is State.TEXT and cells[-1].state is State.FIGURE and len(cells) > 1
    return [cells[0], *gap, *cells[1:]] if merged else [*cells, *gap]


def _lacks_corner(grid: Sequence[Sequence[Cell]], width: int) -> bool:
    """True for headings of all columns but that of the labels: "Kế hoạch | Thực hiện" over "Lúa mùa | 640 | 688"."""
    head, body = grid[0], grid[1:]
    worded = all(cell.state is State.TEXT for cell in head)
    labelled = all(len(cells) == width and cells[0].state is State.TEXT for cells in body)
    return len(head) == width - 1 and worded and labelled


def _heading_rows(grid: Sequence[Sequence[Cell]], ruled: int) -> int:
    """Return how many rows make up the heading: those above the rule, or all before the first figures."""
    count = ruled if 0 < ruled <= _MOST_HEAD_ROWS else 0
    if not count:
        while count < len(grid) and not any(_is_plain_figure(cell) for cell in grid[count][1:]):
            count += 1
        if count > _MOST_HEAD_ROWS:
            count = 1
    while count < len(grid) and count and _continues_heading(grid, count):
        count += 1
    return count


def _is_plain_figure(cell: Cell) -> bool:
    """True for a figure that is no year: "2023" over a column is its name."""
    return cell.figure is not None and not is_year(cell)


def is_year(cell: Cell) -> bool:
    """True for a bare whole number that can be a year."""
    return cell.text.isdecimal() and len(cell.text) == 4 and _FIRST_YEAR <= int(cell.text) <= _LAST_YEAR


def _continues_heading(grid: Sequence[Sequence[Cell]], row: int) -> bool:
    """True for the numbers of the columns ("a | b | 1 |"
    " 2"), and for a second line of words over the figures."""
    cells = grid[row]
    if is_index_row(cells):
        return True
    if any(_is_plain_figure(cell) for cell in cells):
        return False
    following = grid[row + 1 : row + 4]
    return any(
        cell.text and any(other[place].figure is not None for other in following)
        for place, cell in enumerate(cells)
        if cell.state is State.TEXT or is_year(cell)
    )


def is_index_row(cells: Sequence[Cell]) -> bool:
    """True for "a | b | 1 | 2 | 3=1+2": numbers in order and letters, nothing else."""
    filled = [cell.text for cell in cells if cell.text]
    if len(filled) < 2 or not all(_INDEX.fullmatch(text) or _FORMULA.fullmatch(text) for text in filled):
        return False
    numbers = [int(match.group()) for text in filled if (match := re.search("[0-9]+", text))]
    rising = all(b == a + 1 for a, b in pairwise(numbers))
    return len(numbers) > 1 and rising and numbers[0] <= 3


def _table(heading: Sequence[Sequence[Cell]], body: Sequence[Sequence[Cell]], width: int) -> Table | None:
    lines = _spread([cells for cells in heading if not is_index_row(cells)])
    numbered = [cells for cells in heading if is_index_row(cells)]
    heads = tuple(" ".join(line[place] for line in lines if line[place]) for place in range(width))
    indexes = tuple(numbered[0][place].text if numbered else "" for place in range(width))
    columns = [place for place in range(width) if _holds_figures(heads[place], place, body)]
    if columns and columns[0] == 0 and _names_the_rows(body, columns):
        columns = columns[1:]
    if not columns:
        return None
    rows = tuple(_row(cells, columns) for cells in body)
    return Table(heads, indexes, tuple(columns[:_MOST_FIGURE_COLUMNS]), rows)


def _names_the_rows(body: Sequence[Sequence[Cell]], columns: Sequence[int]) -> bool:
    """True for a first column of numbers that are names: words stand beside them, or no two are alike."""
    worded = any(
        any(map(str.isalpha, cell.text)) for cells in body for p, cell in enumerate(cells) if p not in columns
    )
    return worded or len({cells[0].text for cells in body}) == len(body) > 1


def _spread(named: Sequence[Sequence[Cell]]) -> list[list[str]]:
    """Return the heading lines with a name over several columns repeated over each of them."""
    lines: list[list[str]] = []
    for number, cells in enumerate(named):
        texts = [cell.text for cell in cells]
        below = named[number + 1] if number + 1 < len(named) else None
        for place in range(1, len(texts)):
            if below is not None and not texts[place] and below[place].text and below[place - 1].text:
                texts[place] = texts[place - 1]
        lines.append(texts)
    return lines


def _holds_figures(head: str, place: int, body: Sequence[Sequence[Cell]]) -> bool:
    """True for a column of figures: not the running number, not years."""
    figures = [cells[place] for cells in body if cells[place].figure is not None]
    filled = sum(cells[place].state is State.TEXT for cells in body)
    if not figures or len(figures) < filled:
        return False
    if place < 2 and (_ORDER_HEAD.fullmatch(head) and (head or place == 0)):
        return False
    return not (all(is_year(cell) for cell in figures) and (place == 0 or "năm" in head))


def _row(cells: Sequence[Cell], columns: Sequence[int]) -> Row:
    front = [cell for cell in cells[: columns[0]] if cell.text]
    label = max((cell.text for cell in front), key=lambda text: sum(c.isalpha() for c in text), default="")
    mark = front[0].text if len(front) > 1 and len(front[0].text) <= 5 else label
    words = " ".join(cell.text for place, cell in enumerate(cells) if place not in columns)
    return Row(label.strip("*_ "), mark.strip("*_ "), words, tuple(cells))
