"""Lines that run along: page numbers, and headings and footings that stand on page after page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from haidang.domain.file_parts.lines import Row

_NUMBER: Final = re.compile("[0-9]{1,4}")
_PAGE_NUMBER: Final = re.compile(r"\W*(?:trang\s*)?#(?:\s*/\s*#)?\W*", re.IGNORECASE)
_LONGEST: Final = 120
_OFTEN: Final = 3


def without_running_lines(pages: Sequence[list[Row]]) -> list[list[Row]]:
    """Take off first and last lines that count the pages, or that are the same on three pages but for numbers."""
    shapes = Counter(shape for page in pages for _, shape in _edges(page))
    counting = Counter(
        (shape, number - place)
        for place, page in enumerate(pages)
        for row, shape in _edges(page)
        for number in _numbers(row)
    )
    kept: list[list[Row]] = []
    for place, page in enumerate(pages):
        running = [
            row
            for row, shape in _edges(page)
            if shapes[shape] >= _OFTEN
            or any(counting[shape, number - place] > 1 for number in _numbers(row))
            or (_PAGE_NUMBER.fullmatch(shape) and place + 1 in _numbers(row))
        ]
        kept.append([row for row in page if not any(row is other for other in running)])
    return kept


def _edges(page: Sequence[Row]) -> Iterator[tuple[Row, str]]:
    """Yield the first and the last line of a page, with their texts without the numbers."""
    for row in [page[0], page[-1]] if len(page) > 1 else page:
        text = row.text
        if len(text) <= _LONGEST:
            yield row, _NUMBER.sub("#", text)


def _numbers(row: Row) -> list[int]:
    return [int(found) for found in _NUMBER.findall(row.text)]
