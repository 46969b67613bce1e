"""`haidang report compare`: what people changed in a Word file that we made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import click

from haidang.apps.reporting.returned_files import MAX_BYTES, compared_record
from haidang.domain.official_document import DocxComparisonError, DocxReadError
from haidang.foundation.confinement import Overrun

_TOUCHED: Final = ("changed", "removed", "copied", "moved", "detached", "added")


def compare_files(file: Path, original: Path | None, *, as_text: bool) -> int:
    """Print the comparison; 1 if a figure was touched or a numeral added, 0 if only words changed or nothing."""
    content, copy = _read(file), None if original is None else _read(original)
    try:
        record = compared_record(content, copy)
    except (DocxReadError, DocxComparisonError) as error:
        raise click.UsageError(f"{file}: {error}") from error
    except Overrun as error:
        raise click.UsageError(f"{file}: takes too much {error.kind.value} to read") from error
    for line in _lines(record) if as_text else [json.dumps(record, ensure_ascii=False, indent=2)]:
        click.echo(line)
    return 1 if any(record[kind] for kind in _TOUCHED) else 0


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read: {error.strerror}") from error


def _lines(record: dict[str, Any]) -> Iterator[str]:
    for kind in _TOUCHED[:-1]:
        for figure in record[kind]:
            words = (
                figure["old"]
                if figure["old"] == figure["new"]
                else f"{figure['old']} -> {figure['new'] or 'nothing'}"
            )
            yield f"{_place(figure['place'])}: figure {figure['quote']} {kind}: {words}"
    for numeral in record["added"]:
        yield f"{_place(numeral['place'])}: numeral added: {numeral['text']} in “{numeral['context']}”"
    for block in record["blocks"]:
        yield f"{_place(block['place'])}: text {block['fate']}"
    counts = ", ".join(f"{len(record[kind])} {kind}" for kind in _TOUCHED)
    yield f"figures and numerals: {counts}; blocks: {len(record['blocks'])}"
    if record["by_place"]:
        yield "no content control is left in the file: figures were found by their places in the text"
    if record["pictures"]:
        yield f"{record['pictures']} pictures or objects in the file were not read"


def _place(place: dict[str, Any]) -> str:
    """A place in words: the innermost section, then what is counted in it."""
    inside = [f"{name} {place[name]}" for name in ("paragraph", "table", "row", "column") if place[name]]
    if place["note"]:
        inside.append(f"footnote {place['note']}")
    if place["story"] == "header":
        inside.append("page header")
    return ", ".join([*place["section"][-1:], *inside]) or "outside the text"
