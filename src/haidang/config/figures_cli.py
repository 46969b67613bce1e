"""`haidang figures check`: recomputes the figures of texts. Needs no database and no Django."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from haidang.domain.figures import Relation, Report, as_record, check_text
from haidang.domain.figures.__main__ import answers

READABLE = (".txt", ".md")


@click.group()
def figures() -> None:
    """Figures in texts."""


@figures.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--jsonl", is_flag=True, help='Read {"id", "text"} lines from standard input, answer line by line.'
)
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
def check(files: tuple[Path, ...], jsonl: bool, style: str) -> int:
    """Recompute the figures of text files (.txt, .md); ends with 1 if any contradict each other."""
    if jsonl == bool(files):
        raise click.UsageError("name files, or give --jsonl and texts on standard input")
    if jsonl:
        return _stream()
    reports = {file: check_text(_read(file)) for file in files}
    for file, report in reports.items():
        for line in _json_lines(file, report) if style == "json" else _text_lines(file, report):
            click.echo(line)
    return 1 if any(report.contradictions for report in reports.values()) else 0


def _stream() -> int:
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    try:
        for answer in answers(sys.stdin):
            print(answer, flush=True)
    except ValueError as error:
        raise click.UsageError(f"cannot read the input: {error}") from error
    return 0


def _read(file: Path) -> str:
    if file.suffix.lower() not in READABLE:
        raise click.UsageError(f"{file.name}: only {', '.join(READABLE)} are read so far")
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file.name}: not UTF-8 (byte {error.start})") from error


def _json_lines(file: Path, report: Report) -> Iterator[str]:
    relations = [as_record(relation) for relation in report.relations]
    unchecked = [quantity.text for quantity in report.unchecked]
    yield json.dumps({"file": str(file), "relations": relations, "unchecked": unchecked}, ensure_ascii=False)


def _text_lines(file: Path, report: Report) -> Iterator[str]:
    text = _read(file)
    for relation in report.contradictions:
        yield f"{file}:{_place(text, relation)}: {relation.arithmetic_vi}"
        yield from (f"    {suggestion.text}: {suggestion.because}" for suggestion in relation.suggestions[:3])
    yield (
        f"{file}: {len(report.relations)} relations, {len(report.contradictions)} contradictions, "
        f"{len(report.unchecked)} figures in no relation"
    )


def _place(text: str, relation: Relation) -> str:
    before = text[: relation.start]
    return f"{before.count(chr(10)) + 1}:{relation.start - (before.rfind(chr(10)) + 1) + 1}"
