"""`haidang figures check`: recomputes the figures of files and texts. Needs no database and no Django."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click

from haidang.config.figures_output import html_page, json_lines, text_lines
from haidang.domain.figures.__main__ import answers
from haidang.domain.file_text import MAX_BYTES, Media, UnreadableFile
from haidang.foundation.confinement import Overrun
from haidang.foundation.figurecheck import CheckedFile, check_file, comment_file, refusal_en

_PATH: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_STYLES: Final = {"text": text_lines, "json": json_lines, "html": html_page}


@click.group()
def figures() -> None:
    """Figures in texts."""


@figures.command()
@click.argument("files", nargs=-1, type=_PATH)
@click.option(
    "--jsonl", is_flag=True, help='Read {"id", "text"} lines from standard input, answer line by line.'
)
@click.option("--format", "style", type=click.Choice(list(_STYLES)), default="text")
@click.option(
    "--docx-comments", "commented", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT",
    help="Write a copy of the DOCX file with a comment on each contradiction.",
)  # fmt: skip
def check(files: tuple[Path, ...], jsonl: bool, style: str, commented: Path | None) -> int:
    """Recompute the figures of files (txt, md, html, docx, xlsx, pdf); ends with 1 if any contradict each other."""
    if jsonl == bool(files):
        raise click.UsageError("name files, or give --jsonl and texts on standard input")
    if jsonl:
        return _stream()
    if len(files) > 1 and (style == "html" or commented):
        raise click.UsageError("--format html and --docx-comments take one file")
    contents = {file: _read(file) for file in files}
    results = {file: _checked(file, content) for file, content in contents.items()}
    for file, result in results.items():
        for line in _STYLES[style](file, result):
            click.echo(line)
        if commented:
            _write_comments(file, contents[file], result, commented)
    return 1 if any(result.contradictions for result in results.values()) else 0


def _stream() -> int:
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="surrogatepass")  # type: ignore[union-attr]
    try:
        for answer in answers(sys.stdin):
            print(answer, flush=True)
    except ValueError as error:
        raise click.UsageError(f"cannot read the input: {error}") from error
    return 0


def _read(file: Path) -> bytes:
    """Return the bytes of a file, of one that is too large only so many that it is refused."""
    try:
        with file.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as error:
        raise click.UsageError(f"{file}: cannot be read: {error.strerror}") from error


def _checked(file: Path, content: bytes) -> CheckedFile:
    try:
        return check_file(content, file.name)
    except (UnreadableFile, Overrun) as error:
        raise click.UsageError(f"{file}: {refusal_en(error)}") from error


def _write_comments(file: Path, content: bytes, result: CheckedFile, target: Path) -> None:
    if result.media is not Media.DOCX:
        raise click.UsageError(f"{file}: --docx-comments needs a docx file, this is {result.media.value}")
    try:
        target.write_bytes(comment_file(content, result))
    except OSError as error:
        raise click.UsageError(f"{target}: cannot be written: {error.strerror}") from error
    except (UnreadableFile, Overrun) as error:
        raise click.UsageError(f"{file}: {refusal_en(error)}") from error
    click.echo(f"{target}: {len(result.contradictions)} comments", err=True)
