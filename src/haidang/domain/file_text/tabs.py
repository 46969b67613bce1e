"""Tabs in paragraphs: columns where lines under each other have the same ones, else mere white space."""

import re
from itertools import groupby
from typing import Final

_ITEM: Final = re.compile(r"[-–+*•]|\(?\w{1,3}[.)]")
_LONGEST_CELL: Final = 60
_LEAST_ROWS: Final = 2


def settle_tabs(text: str) -> str:
    """Return `text`, as long as before, with the tabs that make no table turned into spaces."""
    if "\t" not in text:
        return text
    settled: list[str] = []
    for columns, group in groupby(text.split("\n"), key=_columns):
        lines = list(group)
        is_table = columns > 1 and len(lines) >= _LEAST_ROWS
        settled.extend(lines if is_table else (line.replace("\t", " ") for line in lines))
    return "\n".join(settled)


def _columns(line: str) -> int:
    """Return how many columns a line may have: 1 when a cell is empty or too long to be one."""
    cells = line.strip().split("\t")
    if len(cells) < 2 or any(len(cell) > _LONGEST_CELL for cell in cells):
        return 1
    return 1 if _ITEM.fullmatch(cells[0].strip()) else len(cells)
