"""What `haidang figures check` prints of a checked file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from haidang.domain.file_text import Place
from haidang.foundation.figurecheck import CheckedFile, as_html, place_en

_MOST_REPAIRS = 3


def text_lines(file: Path, result: CheckedFile) -> Iterator[str]:
    """Yield a line for each contradiction with its place, the repairs under it, and the counts."""
    for relation in result.contradictions:
        yield f"{file}:{_place(relation.place)}: {relation.arithmetic_vi}"
        yield from (f"    {repair.text}: {repair.because}" for repair in relation.repairs[:_MOST_REPAIRS])
    yield (
        f"{file}: {len(result.relations)} relations, {len(result.contradictions)} contradictions, "
        f"{len(result.unchecked)} figures in no relation"
    )


def json_lines(file: Path, result: CheckedFile) -> Iterator[str]:
    """Yield one line: file, media, relations, the texts of the figures in none."""
    record = {
        "file": str(file),
        "media": result.media.value,
        "relations": [relation.as_record() for relation in result.relations],
        "unchecked": [figure.text for figure in result.unchecked],
    }
    yield json.dumps(record, ensure_ascii=False)


def html_page(_file: Path, result: CheckedFile) -> Iterator[str]:
    """Yield the page."""
    yield as_html(result)


def _place(place: Place) -> str:
    """Return a place as compilers write it where there are lines, else in words."""
    return f"{place.line}:{place.column}" if place.line else f" {place_en(place)}"
