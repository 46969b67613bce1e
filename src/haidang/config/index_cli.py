"""`haidang index`: totals by the methodology of each year, and any index from a specification. Needs no database."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW_FILE: Final = click.Path(dir_okay=False, path_type=Path)
_FOLDER: Final = click.Path(file_okay=False, path_type=Path)


@click.group()
def index() -> None:
    """Composite indices: totals of the PCI, and indices of one's own."""


@index.command()
@click.option("--scores", required=True, type=_FILE, help="CSV: province, year, subindex, score.")
@click.option("--out", required=True, type=_NEW_FILE, help="CSV: province, year, total, rank.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="How faults are told."
)
def total(scores: Path, out: Path, style: str) -> int:
    """Compute totals and ranks from sub-index scores by the methodology of each year; 1 if the data have faults."""
    from haidang.config import index_commands

    return index_commands.write_totals(scores, out, as_json=style == "json")


@index.command()
@click.argument("specification", type=_FILE)
@click.option("--data", required=True, type=_FILE, help="CSV or Parquet: a row for each unit (and period).")
@click.option(
    "--out", required=True, type=_FOLDER, help="Folder for a file per stage, scores, ranks and hashes."
)
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="How faults are told."
)
def run(specification: Path, data: Path, out: Path, style: str) -> int:
    """Run data through a specification (YAML); 1 if the data cannot be run through it."""
    from haidang.config import index_commands

    return index_commands.write_index(specification, data, out, as_json=style == "json")
